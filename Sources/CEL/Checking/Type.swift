/// What the checker knows of a value.
public indirect enum Type: Sendable, Equatable {
  /// Anything; operations on it are left to the evaluation.
  case dynamic
  case null
  case bool
  case int
  case double
  case string
  case duration
  /// A type as a value: the answer of `type(x)`.
  case type
  case list(Type)
  case map(Type, Type)
  /// A mapping with known members; the name leads to its ``ObjectShape``.
  case object(String)
  case optional(Type)
  /// What cannot be there, such as the elements of `[]`; fits everything. Not in a result.
  case never
}

extension Type: CustomStringConvertible {
  /// The type as the specification writes it: `list(int)`, `map(string, dyn)`.
  public var description: String {
    switch self {
    case .dynamic, .never: "dyn"
    case .null: "null_type"
    case .bool: "bool"
    case .int: "int"
    case .double: "double"
    case .string: "string"
    case .duration: "duration"
    case .type: "type"
    case .list(let element): "list(\(element))"
    case .map(let key, let value): "map(\(key), \(value))"
    case .object(let name): name
    case .optional(let value): "optional_type(\(value))"
    }
  }
}

extension Type {
  /// Whether a value of the type may be anything.
  var isOpen: Bool { self == .dynamic || self == .never }

  var isNumeric: Bool { self == .int || self == .double }

  /// The type that values of both have; `nil` where they have none in common.
  func joined(with other: Type) -> Type? {
    switch (self, other) {
    case _ where self == other: self
    case (.never, _): other
    case (_, .never): self
    case (.dynamic, _), (_, .dynamic): .dynamic
    case (.null, .object), (.null, .optional), (.null, .duration): other
    case (.object, .null), (.optional, .null), (.duration, .null): self
    case (.list(let left), .list(let right)): left.joined(with: right).map(Type.list)
    case (.optional(let left), .optional(let right)): left.joined(with: right).map(Type.optional)
    case (.map(let key, let value), .map(let otherKey, let otherValue)):
      key.joined(with: otherKey).flatMap { key in value.joined(with: otherValue).map { .map(key, $0) } }
    default: nil
    }
  }

  /// Whether a value of the type can be where one of the other is wanted.
  func fits(_ other: Type) -> Bool {
    joined(with: other) != nil
  }

  /// Whether `==` makes sense between the two. Numbers of both kinds can be compared, also inside lists and maps.
  func isComparable(to other: Type) -> Bool {
    switch (self, other) {
    case (.int, .double), (.double, .int): true
    case (.object, .map(let key, _)), (.map(let key, _), .object): key.fits(.string)
    case (.list(let left), .list(let right)), (.optional(let left), .optional(let right)):
      left.isComparable(to: right)
    case (.map(let key, let value), .map(let otherKey, let otherValue)):
      key.isComparable(to: otherKey) && value.isComparable(to: otherValue)
    default: fits(other)
    }
  }

  /// The type with `dyn` in place of what stayed undetermined.
  var settled: Type {
    switch self {
    case .never: .dynamic
    case .list(let element): .list(element.settled)
    case .map(let key, let value): .map(key.settled, value.settled)
    case .optional(let value): .optional(value.settled)
    default: self
    }
  }
}
