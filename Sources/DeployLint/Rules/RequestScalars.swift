import CEL

/// A node of a checked request as conditions over scalars read it: what ``RequestValues`` says, in plain words that
/// nothing counts references to. Valid inside ``with(_:instances:_:)`` only.
struct RequestScalars: ScalarSource {
  /// What does not change from node to node.
  private struct Facts {
    let visits: CheckedRequest.Visits
    let tree: Tree
    let instances: Int64?
  }

  /// Small, because conditions pass it on.
  private let facts: UnsafePointer<Facts>
  /// The node that conditions call `self`.
  var visit = 0

  /// Runs `body` on what stands for a request.
  @inline(__always)
  static func with<Result>(
    _ request: CheckedRequest, instances: Int64?, _ body: (RequestScalars) -> Result
  ) -> Result {
    request.withVisits { visits in
      request.document.withTree { tree in
        withUnsafePointer(to: Facts(visits: visits, tree: tree, instances: instances)) {
          body(RequestScalars(facts: $0))
        }
      }
    }
  }

  private init(facts: UnsafePointer<Facts>) {
    self.facts = facts
  }

  @inline(__always)
  var visits: CheckedRequest.Visits { facts.pointee.visits }
  @inline(__always)
  private var tree: Tree { facts.pointee.tree }

  /// Whether the node failed a check of its own.
  var isFailed: Bool { visits[visit].pointee.isFailed }

  private func root(of path: PackedPath) -> Int? {
    switch path.root {
    case .itself: visit
    case .parent: visits[visit].pointee.parent
    }
  }

  func scalar(ofPath path: Int) -> Scalar {
    let path = PackedPath(number: path)
    guard var current = root(of: path) else { return .undecided }
    var members = path.members
    while let id = members.next() {
      if visits[current].pointee.isFailed { return .unknown }
      guard let next = visits.member(id, of: current) else { return missing(id, of: current) }
      current = next
    }
    if visits[current].pointee.isFailed { return .unknown }
    switch visits.table[visits[current].pointee.shape].pointee.type {
    case .object, .array: return .container(current)
    case .string: return .text(current)
    case .integer: return visits[current].pointee.hasNumber ? .int(visits[current].pointee.number) : .unknown
    case .number: return .undecided
    case .boolean: return visits[current].pointee.hasNumber ? .bool(visits[current].pointee.number != 0) : .unknown
    }
  }

  /// What `has()` says of the last member of a path.
  func scalar(ofPresence path: Int) -> Scalar {
    let path = PackedPath(number: path)
    guard var current = root(of: path) else { return .undecided }
    var members = path.members
    while let id = members.next() {
      if visits[current].pointee.isFailed { return .unknown }
      let next = visits.member(id, of: current)
      if members.isAtEnd {
        return visits.table[visits[current].pointee.shape].pointee.type == .object ? .bool(next != nil) : .undecided
      }
      guard let next else { return missing(id, of: current) }
      current = next
    }
    return .undecided
  }

  /// A required member that is missing was reported; what it would have been is unknown.
  private func missing(_ id: Int, of visit: Int) -> Scalar {
    visits.table.serviceRequires(id, in: visits[visit].pointee.shape) ? .unknown : .undecided
  }

  func scalar(ofVariable slot: Int) -> Scalar {
    switch slot {
    case 2: facts.pointee.instances.map(Scalar.int) ?? .unknown
    case 3: .bool(facts.pointee.instances != nil)
    default: .undecided
    }
  }

  /// Answers what `body` does on a text. A value of an enumeration is one by its text, so that this is the API's.
  func withText<Result>(_ visit: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    visits[visit].pointee.isElsewhere
      ? visits[visit].pointee.node.withText(body) : body(tree.text(at: visits[visit].pointee.place))
  }

  /// Runs `body` on the visit of each item or known member of the node.
  @inline(__always)
  func forEachItem(_ body: (Int) -> Void) { forEachItem(of: visit, body) }

  var itemCount: Int { itemCount(of: visit) }

  /// How many items or members are written, unknown members among them.
  func size(ofContainer visit: Int) -> Int { itemCount(of: visit) + Int(visits[visit].pointee.unknownMembers) }

  private func itemCount(of visit: Int) -> Int {
    var count = 0
    forEachItem(of: visit) { _ in count += 1 }
    return count
  }

  @inline(__always)
  private func forEachItem(of visit: Int, _ body: (Int) -> Void) {
    var child = visit + 1
    while child < visits[visit].pointee.end {
      body(child)
      child = visits[child].pointee.end
    }
  }

  /// How many members or items are written in a container, those that later ones shadow among them.
  func countOfChildren(_ visit: Int) -> Int {
    if visits[visit].pointee.isElsewhere {
      return visits[visit].pointee.node.allChildren.reduce(0) { count, _ in count + 1 }
    }
    return tree.countOfAllChildren(at: visits[visit].pointee.place)
  }
}
