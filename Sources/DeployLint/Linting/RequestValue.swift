/// A request built in code, with literals where a program knows its parts.
///
/// ```swift
/// let request: RequestValue = ["EndpointName": "churn", "Tags": [["Key": "team", "Value": .string(team)]]]
/// ```
///
/// Members keep their order. A name that is written twice is a finding, as it is in a file.
public enum RequestValue: Sendable, Hashable {
  /// A member of a mapping.
  public struct Member: Sendable, Hashable {
    /// The name, as the API spells it.
    public var name: String
    /// What the name stands for.
    public var value: RequestValue

    /// A member of a mapping.
    public init(name: String, value: RequestValue) {
      self.name = name
      self.value = value
    }
  }

  /// What `nil` stands for.
  case null
  /// `true` or `false`.
  case boolean(Bool)
  /// A whole number.
  case integer(Int64)
  /// Infinities and NaN cannot be sent; linting such a request reports an issue that says where it stands.
  case number(Double)
  /// A text.
  case string(String)
  /// Items in order.
  case list([RequestValue])
  /// Members in order.
  case mapping([Member])
}

extension RequestValue: ExpressibleByNilLiteral {
  /// `nil` is null.
  public init(nilLiteral: ()) { self = .null }
}

extension RequestValue: ExpressibleByBooleanLiteral {
  /// `true` or `false`.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
}

extension RequestValue: ExpressibleByIntegerLiteral {
  /// A whole number.
  public init(integerLiteral value: Int64) { self = .integer(value) }
}

extension RequestValue: ExpressibleByFloatLiteral {
  /// A number; without a fraction it is a whole number.
  public init(floatLiteral value: Double) { self = .number(value) }
}

extension RequestValue: ExpressibleByStringInterpolation {
  /// A text.
  public init(stringLiteral value: String) { self = .string(value) }
}

extension RequestValue: ExpressibleByArrayLiteral {
  /// A list.
  public init(arrayLiteral elements: RequestValue...) { self = .list(elements) }
}

extension RequestValue: ExpressibleByDictionaryLiteral {
  /// A mapping whose members stand in the order of the literal.
  public init(dictionaryLiteral elements: (String, RequestValue)...) {
    self = .mapping(elements.map { Member(name: $0.0, value: $0.1) })
  }
}
