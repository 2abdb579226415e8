/// The functions that evaluate all their arguments. A receiver is the first argument.
enum Function: String, Sendable, CaseIterable {
  // Standard
  case size, contains, startsWith, endsWith, matches, type, dyn
  case bool, int, double, string, duration
  case getHours, getMinutes, getSeconds, getMilliseconds
  // Strings
  case charAt, indexOf, lastIndexOf, join, lowerAscii, upperAscii, replace, split, substring, trim, reverse, format
  case quote = "strings.quote"
  // Mathematics
  case greatest = "math.greatest"
  case least = "math.least"
  case ceil = "math.ceil"
  case floor = "math.floor"
  case round = "math.round"
  case trunc = "math.trunc"
  case abs = "math.abs"
  case sign = "math.sign"
  case sqrt = "math.sqrt"
  case isNaN = "math.isNaN"
  case isInf = "math.isInf"
  case isFinite = "math.isFinite"
  case bitAnd = "math.bitAnd"
  case bitOr = "math.bitOr"
  case bitXor = "math.bitXor"
  case bitNot = "math.bitNot"
  case bitShiftLeft = "math.bitShiftLeft"
  case bitShiftRight = "math.bitShiftRight"
  // Optionals
  case optionalOf = "optional.of"
  case optionalNone = "optional.none"
  case optionalOfNonZero = "optional.ofNonZeroValue"
  case hasValue, value, or, orValue

  /// How a function is called.
  enum Style {
    case global, method, either
  }

  var style: Style {
    switch self {
    case .size, .matches: .either
    case .type, .dyn, .bool, .int, .double, .string, .duration: .global
    case .contains, .startsWith, .endsWith, .getHours, .getMinutes, .getSeconds, .getMilliseconds, .charAt, .indexOf,
      .lastIndexOf, .join, .lowerAscii, .upperAscii, .replace, .split, .substring, .trim, .reverse, .format, .hasValue,
      .value, .or, .orValue:
      .method
    default: .global
    }
  }

  /// How many arguments there may be, the receiver counted; `nil` for as many as one likes, but one.
  var arity: ClosedRange<Int>? {
    switch self {
    case .greatest, .least: nil
    case .optionalNone: 0...0
    case .contains, .startsWith, .endsWith, .matches, .charAt, .format, .bitAnd, .bitOr, .bitXor, .bitShiftLeft,
      .bitShiftRight, .or, .orValue:
      2...2
    case .join: 1...2
    case .indexOf, .lastIndexOf, .split, .substring: 2...3
    case .replace: 3...4
    default: 1...1
    }
  }

  /// The function that a call means.
  init?(named name: String, isMethod: Bool) {
    self.init(rawValue: name)
    guard style == .either || (style == .method) == isMethod else { return nil }
  }

  /// The names that a call of this style could have meant.
  static func names(isMethod: Bool) -> [String] {
    allCases.filter { $0.style == .either || ($0.style == .method) == isMethod }.map(\.rawValue)
  }

  /// Whether a name is that of a group of functions, as in `math.abs`.
  static func isNamespace(_ name: String) -> Bool {
    name == "math" || name == "strings" || name == "optional" || Profile.excludesFunction(name)
  }
}

/// Up to four evaluated arguments, kept without an array.
struct Arguments {
  private(set) var count = 0
  private var values: (Value, Value, Value, Value) = (.null, .null, .null, .null)

  mutating func append(_ value: Value) {
    switch count {
    case 0: values.0 = value
    case 1: values.1 = value
    case 2: values.2 = value
    default: values.3 = value
    }
    count += 1
  }

  var first: Value { values.0 }
  var second: Value { values.1 }
  var third: Value { values.2 }
  var fourth: Value { values.3 }
}

extension Function {
  /// Calls the function with arguments of which none is unknown or an error.
  func apply(_ arguments: Arguments, _ budget: inout Budget) -> Value {
    switch self {
    case .size: size(arguments.first, &budget)
    case .contains, .startsWith, .endsWith, .matches: textTest(arguments, &budget)
    case .type: arguments.first.kind.map { .type($0) } ?? noOverload(arguments)
    case .dyn: arguments.first
    case .bool, .int, .double, .string, .duration: Conversion.convert(arguments.first, self) ?? noOverload(arguments)
    case .getHours, .getMinutes, .getSeconds, .getMilliseconds: durationPart(arguments)
    case .charAt, .indexOf, .lastIndexOf, .join, .lowerAscii, .upperAscii, .replace, .split, .substring, .trim,
      .reverse, .format, .quote:
      text(arguments, &budget)
    case .greatest, .least, .ceil, .floor, .round, .trunc, .abs, .sign, .sqrt, .isNaN, .isInf, .isFinite, .bitAnd,
      .bitOr, .bitXor, .bitNot, .bitShiftLeft, .bitShiftRight:
      mathematics(arguments)
    case .optionalOf: .optional(arguments.first)
    case .optionalNone: .optional(nil)
    case .optionalOfNonZero: .optional(arguments.first.isZero ? nil : arguments.first)
    case .hasValue, .value, .or, .orValue: optional(arguments)
    }
  }

  func noOverload(_ arguments: Arguments) -> Value {
    let all = [arguments.first, arguments.second, arguments.third, arguments.fourth].prefix(arguments.count)
    let kinds = all.map(\.kindName)
    guard style == .method, let receiver = kinds.first else {
      return .failure("no such overload: \(rawValue)(\(kinds.joined(separator: ", ")))")
    }
    return .failure("no such overload: \(receiver).\(rawValue)(\(kinds.dropFirst().joined(separator: ", ")))")
  }

  private func size(_ value: Value, _ budget: inout Budget) -> Value {
    switch value {
    case .string(let text):
      budget.chargeText(text)
      return .int(Int64(text.scalarCount))
    case .list(let elements): return .int(Int64(elements.count))
    case .sequence(let sequence): return .int(Int64(sequence.count))
    case .map(let map): return .int(Int64(map.entries.count))
    case .object(let object): return .int(Int64(object.memberCount))
    default: return .failure("no such overload: size(\(value.kindName))")
    }
  }

  private func durationPart(_ arguments: Arguments) -> Value {
    guard case .duration(let duration) = arguments.first else { return noOverload(arguments) }
    switch self {
    case .getHours: return .int(duration.nanoseconds / 3_600_000_000_000)
    case .getMinutes: return .int(duration.nanoseconds / 60_000_000_000)
    case .getSeconds: return .int(duration.nanoseconds / 1_000_000_000)
    default: return .int(duration.nanoseconds / 1_000_000)
    }
  }

  private func optional(_ arguments: Arguments) -> Value {
    guard case .optional(let content) = arguments.first else { return noOverload(arguments) }
    switch self {
    case .hasValue: return .bool(content != nil)
    case .value: return content ?? .failure("the optional has no value")
    case .orValue: return content ?? arguments.second
    default:
      guard case .optional = arguments.second else { return noOverload(arguments) }
      return content == nil ? arguments.second : arguments.first
    }
  }
}

extension Value {
  /// Whether `optional.ofNonZeroValue` takes the value for none.
  fileprivate var isZero: Bool {
    switch self {
    case .null: true
    case .bool(let value): !value
    case .int(let value): value == 0
    case .double(let value): value == 0
    case .string(let value): value.isEmpty
    case .duration(let value): value.nanoseconds == 0
    case .list, .sequence, .map, .object: Elements(self)?.count == 0
    case .optional(let value): value == nil
    case .type, .unknown, .error: false
    }
  }
}
