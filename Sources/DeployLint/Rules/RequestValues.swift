import CEL
import LinearRegex

/// A checked request as expressions read it: without copies, and with what failed a check as unknown.
final class RequestValues: Sendable {
  let request: CheckedRequest
  let shapes: [Shape]
  private let knownScalars = LazySlot<[Value]>()

  init(_ request: CheckedRequest) {
    self.request = request
    shapes = request.model.shapes
  }

  /// The scalars by visit, made at once because several rules look at each; those of containers nobody reads.
  private var scalars: [Value] { knownScalars.value(makeScalars) }

  private func makeScalars() -> [Value] {
    request.visits.indices.map { visit in
      if request.visits[visit].pointee.isFailed { return .unknown }
      // The shape says what a value is: some carriers write 600 as "600".
      let shape = shapes[request.visits[visit].pointee.shape]
      switch shape.type {
      case .object, .array: return .null
      case .string:
        return .string(request.visits[visit].pointee.enumerationValue(shape) ?? request.visits[visit].pointee.node.text)
      case .integer: return request.integer(visit).map(Value.int) ?? .unknown
      // What is a number in the shape is one here, however it is written; arithmetic does not mix the two kinds.
      case .number:
        return request.visits[visit].pointee.node.double.map(Value.double)
          ?? request.integer(visit).map { .double(Double($0)) } ?? .unknown
      case .boolean: return request.boolean(visit).map(Value.bool) ?? .unknown
      }
    }
  }

  func value(of visit: Int) -> Value {
    switch shapes[request.visits[visit].pointee.shape].type {
    case .object where !request.visits[visit].pointee.isFailed: .object(MappingValue(self, visit))
    case .array where !request.visits[visit].pointee.isFailed: .sequence(ListValue(self, visit))
    default: scalars[visit]
    }
  }

  // MARK: Paths

  /// What selecting the members one after the other comes to; `nil` where one of them is an error.
  func value(of visit: Int, _ members: PackedPath.Members) -> Value? {
    var members = members
    var current = visit
    while let member = members.next() {
      if request.visits[current].pointee.isFailed { return .unknown }
      guard let next = request.member(member, of: current) else { return missing(member, of: current) }
      current = next
    }
    return value(of: current)
  }

  /// What `has()` says of the last of the members; `nil` where one before it is an error.
  func isWritten(_ visit: Int, _ members: PackedPath.Members) -> Value? {
    var members = members
    var current = visit
    while let member = members.next() {
      if request.visits[current].pointee.isFailed { return .unknown }
      let next = request.member(member, of: current)
      if members.isAtEnd {
        return request.shape(of: current).type == .object ? .bool(next != nil) : nil
      }
      guard let next else { return missing(member, of: current) }
      current = next
    }
    return nil
  }

  /// A member of a mapping by its name's id; `nil` where there is none.
  func member(_ id: Int, of visit: Int) -> Value? {
    request.member(id, of: visit).map { value(of: $0) } ?? missing(id, of: visit)
  }

  /// A required member that is missing was reported; what it would have been is unknown.
  private func missing(_ member: Int, of visit: Int) -> Value? {
    request.vocabulary.table.serviceRequires(member, in: request.visits[visit].pointee.shape) ? .unknown : nil
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
    values.request.model.memberID(name).flatMap { values.member($0, of: visit) }
  }

  func isWritten(_ name: String) -> Bool { values.request.member(name, of: visit) != nil }

  var memberCount: Int { memberNames.count + Int(values.request.visits[visit].pointee.unknownMembers) }

  var memberNames: [String] { values.request.writtenMembers(of: visit) }
}

private final class ListValue: SequenceValue {
  private let values: RequestValues
  private let items: [Int]

  init(_ values: RequestValues, _ visit: Int) {
    self.values = values
    items = values.request.children(of: visit)
  }

  var count: Int { items.count }

  func element(_ index: Int) -> Value { values.value(of: items[index]) }
}
