import LinearRegex
import Synchronization

/// One shape of the service's API model, with the limits that JSON Schema can say.
package struct Shape: Sendable {
  package enum ValueType: String, Sendable {
    case object, array, string, integer, number, boolean
  }

  package struct Member: Sendable {
    package let name: String
    /// Into the model's `shapes`.
    package let shape: Int
    package let isRequired: Bool
  }

  package let name: String
  package let type: ValueType
  /// A shape whose rules hold here too: that of the operation which a carrier's resource stands for.
  package var actsAs: Int?
  /// In the order of the service's model.
  package var members: [Member] = []
  /// Of the items of an array; into the model's `shapes`.
  package var item: Int?
  package var enumeration: [String] = []
  package var minimum: Int64?
  package var maximum: Int64?
  package var minLength: Int?
  package var maxLength: Int?
  package var minItems: Int?
  package var maxItems: Int?
  package var pattern: LazyPattern?

  package func member(_ name: String) -> Member? {
    members.first { TextOrder.isEqual($0.name, name) }
  }
}

/// A pattern that is compiled when a value first meets it; start-up does not pay for shapes that do not occur.
package final class LazyPattern: Sendable {
  /// As the service's model spells it, or its replacement without look-ahead.
  package let source: String
  private let compiled = Mutex<Pattern?>(nil)

  package init(_ source: String) {
    self.source = source
  }

  /// Whether it can be compiled at all.
  var isReadable: Bool { (try? Pattern(source)) != nil }

  /// Whether the whole value matches; `nil` where the pattern itself is at fault.
  package func matchesWhole(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
    let pattern = compiled.withLock { slot -> Pattern? in
      if slot == nil { slot = try? Pattern(source) }
      return slot
    }
    return pattern?.matchesWhole(utf8: text)
  }
}
