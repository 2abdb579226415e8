/// A request after the schema checks: which node has which shape, and which values failed.
///
/// Visits lie in preorder, so that "at or below a node" is a range of indexes.
struct CheckedRequest: Sendable {
  /// A value that was checked. Plain words without counted references: a request has hundreds of them.
  struct Visit: Sendable {
    /// Owned by the request.
    fileprivate let owner: Unmanaged<Document>
    let place: Node.Place
    fileprivate let step: Step
    private let shapeIndex: Int32
    private let parentIndex: Int32
    private let memberID: Int32
    /// Where its members begin in the request's `members`, if it is an object.
    fileprivate let firstMember: Int32
    private var endIndex: Int32
    /// The next visit of the same shape; -1 for none.
    fileprivate var nextOfShape: Int32 = -1
    /// The number that an integer stands for, 1 for a true boolean, and the position of a listed text among those of its
    /// shape.
    private(set) var number: Int64 = 0
    private(set) var hasNumber = false
    /// Whether the value failed a check of its own; rules then know nothing of it.
    var isFailed = false
    /// Whether what is written is not the value but what computes it at deployment.
    var isExpression = false
    /// Whether it stands in another document than that of the request.
    let isElsewhere: Bool
    /// How many members are written that the shape does not know.
    var unknownMembers: Int32 = 0

    /// The way to a value from the one around it.
    enum Step: Sendable {
      /// Tags in a mapping have parts that no step leads to.
      case none
      case item(Int)
      /// The record whose key it is, in the document of the mapping that holds it.
      case key(Node.Place)
    }

    @inline(__always)
    fileprivate init(
      _ place: Node.Place, of document: Document, isElsewhere: Bool, shape: Int, parent: Int?, member: Int32,
      firstMember: Int, step: Step, end: Int
    ) {
      owner = .passUnretained(document)
      self.place = place
      self.isElsewhere = isElsewhere
      self.step = step
      shapeIndex = Int32(truncatingIfNeeded: shape)
      // The readers' limits keep the visits far below what 32 bits count.
      parentIndex = Int32(truncatingIfNeeded: parent ?? -1)
      memberID = member
      self.firstMember = Int32(truncatingIfNeeded: firstMember)
      endIndex = Int32(truncatingIfNeeded: end)
    }

    /// Into the model's `shapes`.
    @inline(__always)
    var shape: Int { Int(shapeIndex) }
    /// The visit of the node around it; `nil` for the request itself.
    @inline(__always)
    var parent: Int? { parentIndex < 0 ? nil : Int(parentIndex) }
    /// The id of a member's name in the model, whatever the carrier calls it.
    var member: Int? { memberID < 0 ? nil : Int(memberID) }
    /// One past the last visit below this one.
    @inline(__always)
    var end: Int {
      get { Int(endIndex) }
      set { endIndex = Int32(truncatingIfNeeded: newValue) }
    }
    /// Which value of the shape's enumeration it is, where it is one.
    func enumerationValue(_ shape: Shape) -> String? {
      hasNumber && !shape.enumeration.isEmpty ? shape.enumeration[Int(number)] : nil
    }

    mutating func setNumber(_ number: Int64) {
      self.number = number
      hasNumber = true
    }

    var node: Node { Node(document, place) }
    fileprivate var document: Document { owner.takeUnretainedValue() }
  }

  let kind: RequestKind
  let model: Model
  let vocabulary: Vocabulary
  let document: Document
  private let store: Store
  /// Whose nodes are visited beside those of `document`, where a reader finds a value elsewhere.
  private var otherDocuments: [Document] = []

  init(kind: RequestKind, model: Model, dialect: Dialect, document: Document) {
    self.kind = kind
    self.model = model
    vocabulary = model.vocabulary(of: dialect)
    store = Store(shapes: model.shapes.count)
    self.document = document
  }

  /// Adds a visit behind all others.
  ///
  /// - Parameter position: of the member in the shape of its parent.
  @inline(__always)
  mutating func add(
    _ place: Node.Place, of document: Document, shape: Int, parent: Int?, position: Int?, step: Visit.Step
  ) -> Int {
    let isElsewhere = document !== self.document
    if isElsewhere, otherDocuments.last !== document { otherDocuments.append(document) }
    let (visits, table) = (visits, vocabulary.table)
    var member: Int32 = -1
    if let position, let parent {
      member = table.member(position, of: visits[parent].pointee.shape).id
      visits.note(visits.count, asMember: position, of: parent)
    }
    let index = visits.append(
      Visit(
        place, of: document, isElsewhere: isElsewhere, shape: shape, parent: parent, member: member,
        firstMember: visits.memberCount, step: step, end: visits.count + 1))
    visits.appendMembers(Int(table[shape].pointee.memberCount))
    return index
  }

  /// Memory that the visits of a request have for themselves. The walk adds to it, and from then on it is read only.
  private final class Store: @unchecked Sendable {
    let memory: UnsafeMutablePointer<Visits.Memory>

    init(shapes: Int) {
      memory = .allocate(capacity: 1)
      memory.initialize(to: Visits.Memory(shapes: shapes))
    }

    deinit {
      memory.pointee.free()
      memory.deallocate()
    }
  }

  var visits: Visits { Visits(memory: store.memory, table: vocabulary.table) }

  /// The visits as plain pointers: nothing counts references to them, so that the request must be kept while they are
  /// read.
  struct Visits {
    fileprivate struct Memory {
      var visits: UnsafeMutablePointer<Visit>
      var count = 0
      var capacity = 64
      /// The visits of objects' members by their positions in the shapes; 0, which is the request itself, for none.
      var members: UnsafeMutablePointer<Int32>
      var memberCount = 0
      var memberCapacity = 64
      /// The first and the last visit of each shape; -1 for none.
      let lists: UnsafeMutablePointer<(first: Int32, last: Int32)>

      init(shapes: Int) {
        visits = .allocate(capacity: capacity)
        members = .allocate(capacity: memberCapacity)
        lists = .allocate(capacity: shapes)
        lists.initialize(repeating: (-1, -1), count: shapes)
      }

      func free() {
        visits.deallocate()
        members.deallocate()
        lists.deallocate()
      }
    }

    fileprivate let memory: UnsafeMutablePointer<Memory>
    let table: ShapeTable

    @inline(__always)
    var count: Int { memory.pointee.count }
    var indices: Range<Int> { 0..<count }
    var isEmpty: Bool { count == 0 }

    @inline(__always)
    subscript(visit: Int) -> UnsafeMutablePointer<Visit> { memory.pointee.visits + visit }

    // MARK: Adding

    @inline(__always)
    fileprivate var memberCount: Int { memory.pointee.memberCount }

    /// Adds a visit behind all others, and to the list of its shape.
    @inline(__always)
    fileprivate func append(_ visit: Visit) -> Int {
      let index = memory.pointee.count
      if index == memory.pointee.capacity {
        memory.pointee.visits = Self.grown(memory.pointee.visits, index, to: 2 * index)
        memory.pointee.capacity = 2 * index
      }
      (memory.pointee.visits + index).initialize(to: visit)
      memory.pointee.count = index + 1
      let number = Int32(truncatingIfNeeded: index)
      let list = memory.pointee.lists + visit.shape
      if list.pointee.last < 0 {
        list.pointee.first = number
      } else {
        memory.pointee.visits[Int(list.pointee.last)].nextOfShape = number
      }
      list.pointee.last = number
      return index
    }

    /// Makes room for the members of the visit that was added last.
    @inline(__always)
    fileprivate func appendMembers(_ count: Int) {
      if count == 0 { return }
      let used = memory.pointee.memberCount
      if used + count > memory.pointee.memberCapacity {
        let capacity = 2 * (used + count)
        memory.pointee.members = Self.grown(memory.pointee.members, used, to: capacity)
        memory.pointee.memberCapacity = capacity
      }
      (memory.pointee.members + used).initialize(repeating: 0, count: count)
      memory.pointee.memberCount = used + count
    }

    /// Of two keys that mean one member the first counts.
    @inline(__always)
    fileprivate func note(_ visit: Int, asMember position: Int, of parent: Int) {
      let slot = memory.pointee.members + Int(self[parent].pointee.firstMember) + position
      if slot.pointee == 0 { slot.pointee = Int32(truncatingIfNeeded: visit) }
    }

    private static func grown<Element: BitwiseCopyable>(
      _ elements: UnsafeMutablePointer<Element>, _ count: Int, to capacity: Int
    ) -> UnsafeMutablePointer<Element> {
      let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
      larger.initialize(from: elements, count: count)
      elements.deallocate()
      return larger
    }

    // MARK: Reading

    /// The visit of the member at a position of the shape that is written.
    @inline(__always)
    func member(at position: Int, of visit: Int) -> Int? {
      let member = memory.pointee.members[Int(self[visit].pointee.firstMember) + position]
      return member == 0 ? nil : Int(member)
    }

    /// The visit of the member with that name that is written.
    @inline(__always)
    func member(_ id: Int, of visit: Int) -> Int? {
      table.position(of: id, in: self[visit].pointee.shape).flatMap { member(at: $0, of: visit) }
    }

    /// The first visit of a shape in preorder; `nil` for none. That of a carrier's resource counts as one of the
    /// operation's shape, too.
    @inline(__always)
    func first(ofShape shape: Int) -> Int? {
      if isEmpty { return nil }
      let root = self[0].pointee.shape
      if shape != root, Int(table[root].pointee.actsAs) == shape { return 0 }
      let first = Int(memory.pointee.lists[shape].first)
      return first < 0 ? nil : first
    }

    /// The one behind a visit; `nil` for none.
    @inline(__always)
    func next(ofShape shape: Int, behind visit: Int) -> Int? {
      // The request itself is in no list of the operation's shape.
      let next =
        self[visit].pointee.shape == shape ? self[visit].pointee.nextOfShape : memory.pointee.lists[shape].first
      return next < 0 ? nil : Int(next)
    }
  }

  /// Runs `body` on the visits, and keeps the request for as long.
  @inline(__always)
  func withVisits<Result>(_ body: (Visits) -> Result) -> Result {
    withExtendedLifetime(store) { body(visits) }
  }

  var dialect: Dialect { vocabulary.dialect }

  func shape(of visit: Int) -> Shape { model.shapes[visits[visit].pointee.shape] }

  /// The step to a value in the carrier's text; `nil` where there is none.
  func component(of visit: Int) -> RequestPath.Component? {
    switch visits[visit].pointee.step {
    case .none: nil
    case .item(let index): .item(index)
    // The value may stand in another document.
    case .key(let place): visits[visit].pointee.parent.map { .member(Node(visits[$0].pointee.document, place).key) }
    }
  }

  func path(of visit: Int) -> RequestPath {
    var components: [RequestPath.Component] = []
    var current = visit
    while let parent = visits[current].pointee.parent {
      if let component = component(of: current) { components.append(component) }
      current = parent
    }
    return RequestPath(components.reversed())
  }

  /// The visits of a node's known members or items, in the order of the file.
  func children(of visit: Int) -> [Int] {
    var children: [Int] = []
    var child = visit + 1
    while child < visits[visit].pointee.end {
      children.append(child)
      child = visits[child].pointee.end
    }
    return children
  }

  /// The visit of a known member that is written.
  func member(_ name: String, of visit: Int) -> Int? {
    // A shape has a few members, and the model many names.
    shape(of: visit).members.firstIndex { TextOrder.isEqual($0.name, name) }
      .flatMap { position in withVisits { $0.member(at: position, of: visit) } }
  }

  /// The same by the id of the member's name, for those who ask often.
  func member(_ id: Int, of visit: Int) -> Int? { withVisits { $0.member(id, of: visit) } }

  /// The API's name of a member; `nil` for items and the request itself.
  func memberName(_ visit: Int) -> String? { visits[visit].pointee.member.map { model.memberNames[$0] } }

  /// The endpoint's name, where it can be read.
  var endpointName: String? {
    guard let visit = member("EndpointName", of: 0), visits[visit].pointee.node.kind == .string,
      !visits[visit].pointee.isExpression
    else {
      return nil
    }
    return visits[visit].pointee.node.text
  }

  /// The API's names of the known members that are written, in the order of the file.
  func writtenMembers(of visit: Int) -> [String] { children(of: visit).compactMap(memberName) }

  /// The path for a fingerprint: list items are named by their first text member (`Tags[Key=team]`), so that it
  /// survives items coming and going.
  func identity(of visit: Int) -> String {
    var parts: [String] = []
    var current = visit
    while let parent = visits[current].pointee.parent {
      switch component(of: current) {
      case .member(let name): parts.append("." + name)
      case .item(let index): parts.append("[" + (itemName(current) ?? String(index)) + "]")
      case nil: break
      }
      current = parent
    }
    return parts.reversed().joined()
  }

  private func itemName(_ visit: Int) -> String? {
    guard let key = shape(of: visit).members.first(where: { model.shapes[$0.shape].type == .string }),
      let member = member(key.id, of: visit), visits[member].pointee.node.kind == .string
    else { return nil }
    return key.name + "=" + StableHash.short(visits[member].pointee.node.text)
  }

  /// The number that the value stands for; carriers that convert scalars take text for it.
  func integer(_ visit: Int) -> Int64? {
    let node = visits[visit].pointee.node
    if let integer = node.integer { return integer }
    guard vocabulary.dialect.convertsScalars else { return nil }
    // 60.0 is 60 to a carrier that converts.
    return node.kind == .string ? Int64(node.text) : node.double.flatMap(Int64.init(exactly:))
  }

  /// The truth value that the value stands for, as `integer(_:)`.
  func boolean(_ visit: Int) -> Bool? {
    let node = visits[visit].pointee.node
    if let boolean = node.boolean { return boolean }
    guard vocabulary.dialect.convertsScalars, node.kind == .string else { return nil }
    return switch node.text {
    case "true", "True", "TRUE": true
    case "false", "False", "FALSE": false
    default: nil
    }
  }

  /// The scalar as a fact; containers have none.
  static func fact(_ node: Node) -> Fact? {
    switch node.kind {
    case .null: .null
    case .boolean: .boolean(node.boolean ?? false)
    case .integer: node.integer.map(Fact.integer) ?? .string(node.text)
    case .float: node.double.map(Fact.number) ?? .string(node.text)
    case .string: .string(node.text)
    case .sequence, .mapping: nil
    }
  }
}
