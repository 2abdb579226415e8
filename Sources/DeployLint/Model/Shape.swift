import LinearRegex

/// One shape of the service's API model, with the limits that JSON Schema can say.
///
/// A class, because the checks pass shapes around for each value: a reference is one word to copy.
package final class Shape: Sendable {
  package enum ValueType: String, Sendable, BitwiseCopyable {
    case object, array, string, integer, number, boolean
  }

  package struct Member: Sendable {
    package let name: String
    /// The name's position among the model's member names: equal names have equal ids in all shapes.
    package let id: Int
    /// Into the model's `shapes`.
    package let shape: Int
    package let isRequired: Bool
  }

  /// What a shape says of its values beside their type.
  package struct Limits: Sendable {
    package var enumeration: [String] = []
    package var minimum: Int64?
    package var maximum: Int64?
    package var minLength: Int?
    package var maxLength: Int?
    package var minItems: Int?
    package var maxItems: Int?
    package var pattern: LazyPattern?
  }

  package let name: String
  package let type: ValueType
  /// A shape whose rules hold here too: that of the operation which a carrier's resource stands for.
  package let actsAs: Int?
  /// In the order of the service's model.
  package let members: [Member]
  /// Of the items of an array; into the model's `shapes`.
  package let item: Int?
  private let limits: Limits

  package init(
    name: String, type: ValueType, members: [Member] = [], item: Int? = nil, limits: Limits = Limits(),
    actsAs: Int? = nil
  ) {
    self.name = name
    self.type = type
    self.members = members
    self.item = item
    self.limits = limits
    self.actsAs = actsAs
  }

  package var enumeration: [String] { limits.enumeration }
  package var minimum: Int64? { limits.minimum }
  package var maximum: Int64? { limits.maximum }
  package var minLength: Int? { limits.minLength }
  package var maxLength: Int? { limits.maxLength }
  package var minItems: Int? { limits.minItems }
  package var maxItems: Int? { limits.maxItems }
  package var pattern: LazyPattern? { limits.pattern }

  package func member(_ name: String) -> Member? {
    members.first { TextOrder.isEqual($0.name, name) }
  }
}

/// A pattern that is compiled when a value first meets it; start-up does not pay for shapes that do not occur.
package final class LazyPattern: Sendable {
  /// As the service's model spells it, or its replacement without look-ahead.
  package let source: String
  private let compiled = LazySlot<Pattern?>()
  private let borrowed = LazySlot<Pattern.Borrowed?>()

  package init(_ source: String) {
    self.source = source
  }

  /// A pattern that is there already.
  init(_ pattern: Pattern) {
    source = pattern.source
    compiled.keep(pattern)
  }

  /// Whether it can be compiled at all.
  var isReadable: Bool { (try? Pattern(source)) != nil }

  /// Whether the whole value matches; `nil` where the pattern itself is at fault.
  package func matchesWhole(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
    borrowed.value { compiled.value { try? Pattern(source) }?.borrowed }?.matchesWhole(utf8: text)
  }
}
