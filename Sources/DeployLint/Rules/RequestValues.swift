import CEL

/// A checked request as expressions read it: without copies, and with what failed a check as unknown.
final class RequestValues: Sendable {
  let request: CheckedRequest

  init(_ request: CheckedRequest) {
    self.request = request
  }

  func value(of visit: Int) -> Value {
    let node = request.visits[visit].node
    if request.visits[visit].isFailed { return .unknown }
    // The shape says what a value is: some carriers write 600 as "600".
    switch request.model.shapes[request.visits[visit].shape].type {
    case .object: return .object(MappingValue(self, visit))
    case .array: return .sequence(ListValue(self, visit))
    case .string: return .string(node.text)
    case .integer: return request.integer(visit).map(Value.int) ?? .unknown
    // What is a number in the shape is one here, however it is written; arithmetic does not mix the two kinds.
    case .number:
      return node.double.map(Value.double) ?? request.integer(visit).map { .double(Double($0)) } ?? .unknown
    case .boolean: return request.boolean(visit).map(Value.bool) ?? .unknown
    }
  }
}

private final class MappingValue: ObjectValue {
  private let values: RequestValues
  private let visit: Int

  init(_ values: RequestValues, _ visit: Int) {
    self.values = values
    self.visit = visit
  }

  func member(_ name: String) -> Value? {
    let request = values.request
    if let member = request.member(name, of: visit) { return values.value(of: member) }
    // A required member that is missing was reported; what it would have been is unknown.
    let shape = request.model.shapes[request.visits[visit].shape]
    // Where the carrier lets it out, something else decides.
    let isRequired = shape.member(name)?.isRequired ?? false
    return isRequired ? .unknown : nil
  }

  func isWritten(_ name: String) -> Bool { values.request.member(name, of: visit) != nil }

  var memberCount: Int { memberNames.count + values.request.visits[visit].unknownMembers }

  var memberNames: [String] { values.request.writtenMembers(of: visit) }
}

private final class ListValue: SequenceValue {
  private let values: RequestValues
  private let items: [Int]

  init(_ values: RequestValues, _ visit: Int) {
    self.values = values
    items = Array(values.request.children(of: visit))
  }

  var count: Int { items.count }

  func element(_ index: Int) -> Value { values.value(of: items[index]) }
}
