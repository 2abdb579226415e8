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
    switch node.kind {
    case .mapping: return .object(MappingValue(self, visit))
    case .sequence: return .sequence(ListValue(self, visit))
    case .string: return .string(node.text)
    case .integer:
      // What is a number in the shape is one here, however it is written; arithmetic does not mix the two kinds.
      let isNumber = request.model.shapes[request.visits[visit].shape].type == .number
      return (isNumber ? node.double.map(Value.double) : node.integer.map(Value.int)) ?? .unknown
    case .float: return node.double.map(Value.double) ?? .unknown
    case .boolean: return node.boolean.map(Value.bool) ?? .unknown
    case .null: return .null
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

  private var node: Node { values.request.visits[visit].node }

  func member(_ name: String) -> Value? {
    let request = values.request
    if let member = request.member(name, of: visit) { return values.value(of: member) }
    // A required member that is missing was reported; what it would have been is unknown. So is what a member says
    // that the shape does not know.
    let isRequired = request.model.shapes[request.visits[visit].shape].member(name)?.isRequired ?? false
    return isRequired || isWritten(name) ? .unknown : nil
  }

  func isWritten(_ name: String) -> Bool { node.member(name) != nil }

  var memberCount: Int { node.count }

  var memberNames: [String] { node.children.map(\.key) }
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
