/// A value as JSON knows it: what a finding says about the request in typed form.
public enum Fact: Sendable, Hashable {
  case null
  case boolean(Bool)
  case integer(Int64)
  case number(Double)
  case string(String)
  case list([Fact])
}

/// One limit that a value broke, named as JSON Schema names it: `maximum`, `maxLength`, `enum`, …
public struct Limit: Sendable, Hashable {
  /// JSON Schema's word for the limit.
  public var keyword: String
  /// The limit itself.
  public var value: Fact

  init(_ keyword: String, _ value: Fact) {
    self.keyword = keyword
    self.value = value
  }
}
