import CEL

/// A mapping of a document, as a host would hand it over: `unusable` members are written but unknown.
final class ForeignObject: ObjectValue {
  private let members: [(name: String, value: Value)]

  init(_ members: KeyValuePairs<String, Value>) {
    self.members = members.map { ($0.key, $0.value) }
  }

  func member(_ name: String) -> Value? {
    members.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
  }

  func isWritten(_ name: String) -> Bool { member(name) != nil }

  var memberCount: Int { members.count }

  var memberNames: [String] { members.map(\.name) }
}

/// A sequence of a document.
final class ForeignSequence: SequenceValue {
  private let elements: [Value]

  init(_ elements: [Value]) {
    self.elements = elements
  }

  var count: Int { elements.count }

  func element(_ index: Int) -> Value { elements[index] }
}

extension Value {
  static func foreign(_ members: KeyValuePairs<String, Value>) -> Value { .object(ForeignObject(members)) }

  static func foreign(_ elements: [Value]) -> Value { .sequence(ForeignSequence(elements)) }
}
