/// What an expression evaluates to: a value of the JSON profile, an error, or ``unknown``.
///
/// Strings are sequences of Unicode scalars: `==` of the language never treats two spellings of one text as equal.
/// That is why the type has no `Equatable` conformance of its own; the language's equality may also be unknown.
public enum Value: Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case double(Double)
  case string(String)
  case list([Value])
  case map(MapValue)
  case type(ValueKind)
  case duration(DurationValue)
  /// An optional value of the language; `nil` is `optional.none()`.
  indirect case optional(Value?)
  /// A mapping that lives elsewhere, for instance in a parsed document.
  case object(any ObjectValue)
  /// A sequence that lives elsewhere.
  case sequence(any SequenceValue)
  /// A value that cannot be known; it takes part in every operation and wins over errors.
  case unknown
  indirect case error(EvaluationError)

  static func failure(_ message: String, at range: Range<Int>? = nil) -> Value {
    .error(EvaluationError(message: message, range: range))
  }
}

/// Why an expression has no value.
public struct EvaluationError: Error, Sendable, Equatable {
  /// What went wrong: one line, lower case, no full stop.
  public let message: String
  /// Where in the expression, in UTF-8 offsets; `nil` for an error that a host's own value brought along.
  public let range: Range<Int>?

  /// An error for hosts to return from their values.
  public init(message: String, range: Range<Int>? = nil) {
    self.message = message
    self.range = range
  }
}

/// What kind of value something is: the answer of `type(x)`.
public enum ValueKind: String, Sendable {
  case null = "null_type"
  case bool
  case int
  case double
  case string
  case list
  case map
  case type
  case duration = "google.protobuf.Duration"
  case optional = "optional_type"
}

/// A span of time in whole nanoseconds, up to about 292 years.
public struct DurationValue: Sendable, Hashable {
  /// Nanoseconds; negative for a span backwards.
  public let nanoseconds: Int64

  /// A duration of that many nanoseconds.
  public init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }
}

extension Value {
  /// The kind, or `nil` for an unknown and an error. Foreign objects are maps, foreign sequences are lists.
  public var kind: ValueKind? {
    switch self {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .double: .double
    case .string: .string
    case .list, .sequence: .list
    case .map, .object: .map
    case .type: .type
    case .duration: .duration
    case .optional: .optional
    case .unknown, .error: nil
    }
  }

  /// The kind as messages name it.
  var kindName: String {
    switch self {
    case .duration: "duration"
    case .null: "null"
    case .optional: "optional"
    default: kind?.rawValue ?? "unknown"
    }
  }

  /// Gives an error without a place the place where it arose.
  @inline(__always)
  func located(_ range: Range<Int>) -> Value {
    if case .error(let error) = self, error.range == nil { return .failure(error.message, at: range) }
    return self
  }

  var isUnknown: Bool {
    if case .unknown = self { return true }
    return false
  }

  /// Whether the value is an unknown or an error, which every strict operation passes on.
  var isAbsent: Bool {
    switch self {
    case .unknown, .error: true
    default: false
    }
  }
}
