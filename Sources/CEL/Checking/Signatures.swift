/// What functions take and give.
extension Function {
  /// The type of the result; `nil` where the function does not take such arguments.
  func result(_ types: [Type]) -> Type? {
    switch self {
    case .size: types[0].fits(.string) || types[0].isContainer ? .int : nil
    case .type: .type
    case .dyn: .dynamic
    case .bool: takes(types, [.bool], [.string]) ? .bool : nil
    case .int: takes(types, [.int], [.double], [.string]) ? .int : nil
    case .double: takes(types, [.double], [.int], [.string]) ? .double : nil
    case .string: takes(types, [.string], [.bool], [.int], [.double], [.duration]) ? .string : nil
    case .duration: takes(types, [.duration], [.string]) ? .duration : nil
    case .contains, .startsWith, .endsWith, .matches: takes(types, [.string, .string]) ? .bool : nil
    case .getHours, .getMinutes, .getSeconds, .getMilliseconds: takes(types, [.duration]) ? .int : nil
    case .charAt: takes(types, [.string, .int]) ? .string : nil
    case .indexOf, .lastIndexOf: takes(types, [.string, .string], [.string, .string, .int]) ? .int : nil
    case .join: takes(types, [.list(.string)], [.list(.string), .string]) ? .string : nil
    case .lowerAscii, .upperAscii, .trim, .reverse, .quote: takes(types, [.string]) ? .string : nil
    case .replace:
      takes(types, [.string, .string, .string], [.string, .string, .string, .int]) ? .string : nil
    case .split: takes(types, [.string, .string], [.string, .string, .int]) ? .list(.string) : nil
    case .substring: takes(types, [.string, .int], [.string, .int, .int]) ? .string : nil
    case .format: takes(types, [.string, .list(.dynamic)]) ? .string : nil
    case .greatest, .least: extreme(types)
    case .ceil, .floor, .round, .trunc: takes(types, [.double]) ? .double : nil
    case .abs, .sign: takes(types, [.int], [.double]) ? types[0] : nil
    case .sqrt: takes(types, [.int], [.double]) ? .double : nil
    case .isNaN, .isInf, .isFinite: takes(types, [.double]) ? .bool : nil
    case .bitAnd, .bitOr, .bitXor, .bitShiftLeft, .bitShiftRight: takes(types, [.int, .int]) ? .int : nil
    case .bitNot: takes(types, [.int]) ? .int : nil
    case .optionalOf, .optionalOfNonZero: .optional(types[0])
    case .optionalNone: .optional(.never)
    case .hasValue: takes(types, [.optional(.dynamic)]) ? .bool : nil
    case .value, .or, .orValue: optional(types)
    }
  }

  /// Whether the arguments fit one of the lists.
  private func takes(_ types: [Type], _ candidates: [Type]...) -> Bool {
    candidates.contains { candidate in
      candidate.count == types.count && zip(types, candidate).allSatisfy { $0.fits($1) }
    }
  }

  private func optional(_ types: [Type]) -> Type? {
    let content: Type
    switch types[0] {
    case .optional(let type): content = type
    case .dynamic, .never: content = .dynamic
    default: return nil
    }
    switch self {
    case .value: return content
    case .orValue: return content.joined(with: types[1])
    default: return Type.optional(content).joined(with: types[1])
    }
  }

  /// Numbers, or one list of numbers.
  private func extreme(_ types: [Type]) -> Type? {
    var types = types
    if types.count == 1, case .list(let element) = types[0] { types = [element] }
    var result = Type.never
    for type in types {
      guard type.isNumeric || type.isOpen else { return nil }
      result = result.joined(with: type) ?? .dynamic
    }
    return result
  }

  /// Says that the arguments do not fit.
  func mismatchMessage(_ types: [Type]) -> String {
    let names = types.map(\.description)
    guard style == .method else { return "no such overload: \(rawValue)(\(names.joined(separator: ", ")))" }
    return "no such overload: \(names[0]).\(rawValue)(\(names.dropFirst().joined(separator: ", ")))"
  }
}

extension Type {
  fileprivate var isContainer: Bool {
    switch self {
    case .list, .map, .object, .dynamic, .never: true
    default: false
    }
  }
}
