/// A request after the schema checks: which node has which shape, and which values failed.
///
/// Visits lie in preorder, so that "at or below a node" is a range of indexes.
struct CheckedRequest: Sendable {
  /// A value that was checked. Plain words without counted references: a request has hundreds of them.
  struct Visit: Sendable {
    /// Owned by the request.
    fileprivate unowned(unsafe) let document: Document
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
      self.document = document
      self.place = place
      self.isElsewhere = isElsewhere
      self.step = step
      shapeIndex = Int32(truncatingIfNeeded: shape)
      // There are never more visits than records, which 32 bits count.
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
  }

  let kind: RequestKind
  let model: Model
  let vocabulary: Vocabulary
  let document: Document
  var visits: [Visit] = []
  /// The visits of objects' members by their positions in the shapes; 0, which is the request itself, for none.
  private var members: [Int32] = []
  /// The first and the last visit of each shape; -1 for none.
  private var visitsByShape: [(first: Int32, last: Int32)]
  /// Whose nodes are visited beside those of `document`, where a reader finds a value elsewhere.
  private var otherDocuments: [Document] = []

  init(kind: RequestKind, model: Model, dialect: Dialect, document: Document) {
    self.kind = kind
    self.model = model
    vocabulary = model.vocabulary(of: dialect)
    visitsByShape = Array(repeating: (-1, -1), count: model.shapes.count)
    self.document = document
    visits.reserveCapacity(64)
    members.reserveCapacity(64)
  }

  /// Adds a visit behind all others.
  ///
  /// - Parameter position: of the member in the shape of its parent.
  @inline(__always)
  mutating func add(
    _ place: Node.Place, of document: Document, shape: Int, parent: Int?, position: Int?, step: Visit.Step
  ) -> Int {
    let isElsewhere = document !== self.document
    if isElsewhere { otherDocuments.append(document) }
    let table = vocabulary.table
    let index = visits.count
    var member: Int32 = -1
    if let position, let parent {
      member = table.member(position, of: visits[parent].shape).id
      let slot = Int(visits[parent].firstMember) + position
      if members[slot] == 0 { members[slot] = Int32(truncatingIfNeeded: index) }
    }
    visits.append(
      Visit(
        place, of: document, isElsewhere: isElsewhere, shape: shape, parent: parent, member: member,
        firstMember: members.count, step: step, end: index + 1))
    for _ in 0..<table[shape].pointee.memberCount { members.append(0) }
    let last = visitsByShape[shape].last
    visitsByShape[shape].last = Int32(truncatingIfNeeded: index)
    if last < 0 {
      visitsByShape[shape].first = Int32(truncatingIfNeeded: index)
    } else {
      visits[Int(last)].nextOfShape = Int32(truncatingIfNeeded: index)
    }
    return index
  }

  /// Runs `body` on the visits of a shape, in preorder.
  func forEachVisit(ofShape shape: Int, _ body: (Int) -> Void) {
    visitsByShape.withUnsafeBufferPointer { lists in
      visits.withUnsafeBufferPointer { visits in
        var visit = lists[shape].first
        while visit >= 0 {
          body(Int(visit))
          visit = visits[Int(visit)].nextOfShape
        }
      }
    }
  }

  /// The visits as plain pointers, for those who look at many.
  struct Visits {
    fileprivate let visits: UnsafeBufferPointer<Visit>
    fileprivate let members: UnsafeBufferPointer<Int32>
    fileprivate let lists: UnsafeBufferPointer<(first: Int32, last: Int32)>
    let table: ShapeTable

    @inline(__always)
    subscript(visit: Int) -> UnsafePointer<Visit> { visits.baseAddress.unsafelyUnwrapped + visit }

    /// The visit of the member with that name that is written.
    @inline(__always)
    func member(_ id: Int, of visit: Int) -> Int? {
      guard let position = table.position(of: id, in: visits[visit].shape) else { return nil }
      let member = members[Int(visits[visit].firstMember) + position]
      return member == 0 ? nil : Int(member)
    }

    /// The first visit of a shape in preorder; `nil` for none. That of a carrier's resource counts as one of the
    /// operation's shape, too.
    @inline(__always)
    func first(ofShape shape: Int) -> Int? {
      if let root = visits.first, shape != root.shape, Int(table[root.shape].pointee.actsAs) == shape { return 0 }
      let first = Int(lists[shape].first)
      return first < 0 ? nil : first
    }

    /// The one behind a visit; `nil` for none.
    @inline(__always)
    func next(ofShape shape: Int, behind visit: Int) -> Int? {
      // The request itself is in no list of the operation's shape.
      let next = visits[visit].shape == shape ? visits[visit].nextOfShape : lists[shape].first
      return next < 0 ? nil : Int(next)
    }
  }

  /// Runs `body` on the visits as plain pointers.
  @inline(__always)
  func withVisits<Result>(_ body: (Visits) -> Result) -> Result {
    visits.withUnsafeBufferPointer { visits in
      members.withUnsafeBufferPointer { members in
        visitsByShape.withUnsafeBufferPointer { lists in
          body(Visits(visits: visits, members: members, lists: lists, table: vocabulary.table))
        }
      }
    }
  }

  var dialect: Dialect { vocabulary.dialect }

  func shape(of visit: Int) -> Shape { model.shapes[visits[visit].shape] }

  /// The step to a value in the carrier's text; `nil` where there is none.
  func component(of visit: Int) -> RequestPath.Component? {
    switch visits[visit].step {
    case .none: nil
    case .item(let index): .item(index)
    // The value may stand in another document.
    case .key(let place): visits[visit].parent.map { .member(Node(visits[$0].document, place).key) }
    }
  }

  func path(of visit: Int) -> RequestPath {
    var components: [RequestPath.Component] = []
    var current = visit
    while let parent = visits[current].parent {
      if let component = component(of: current) { components.append(component) }
      current = parent
    }
    return RequestPath(components.reversed())
  }

  /// The visits of a node's known members or items, in the order of the file.
  func children(of visit: Int) -> [Int] {
    var children: [Int] = []
    var child = visit + 1
    while child < visits[visit].end {
      children.append(child)
      child = visits[child].end
    }
    return children
  }

  /// The visit of a known member that is written.
  func member(_ name: String, of visit: Int) -> Int? {
    model.memberID(name).flatMap { member($0, of: visit) }
  }

  /// The same by the id of the member's name, for those who ask often.
  func member(_ id: Int, of visit: Int) -> Int? { withVisits { $0.member(id, of: visit) } }

  /// The same by the position in the shape.
  func hasMember(at position: Int, of visit: Int) -> Bool { members[Int(visits[visit].firstMember) + position] != 0 }

  /// The API's name of a member; `nil` for items and the request itself.
  func memberName(_ visit: Int) -> String? { visits[visit].member.map { model.memberNames[$0] } }

  /// The endpoint's name, where it can be read.
  var endpointName: String? {
    guard let visit = member("EndpointName", of: 0), visits[visit].node.kind == .string,
      !visits[visit].isExpression
    else {
      return nil
    }
    return visits[visit].node.text
  }

  /// The API's names of the known members that are written, in the order of the file.
  func writtenMembers(of visit: Int) -> [String] { children(of: visit).compactMap(memberName) }

  /// The path for a fingerprint: list items are named by their first text member (`Tags[Key=team]`), so that it
  /// survives items coming and going.
  func identity(of visit: Int) -> String {
    var parts: [String] = []
    var current = visit
    while let parent = visits[current].parent {
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
      let member = member(key.id, of: visit), visits[member].node.kind == .string
    else { return nil }
    return key.name + "=" + StableHash.short(visits[member].node.text)
  }

  /// The number that the value stands for; carriers that convert scalars take text for it.
  func integer(_ visit: Int) -> Int64? {
    let node = visits[visit].node
    if let integer = node.integer { return integer }
    guard vocabulary.dialect.convertsScalars else { return nil }
    // 60.0 is 60 to a carrier that converts.
    return node.kind == .string ? Int64(node.text) : node.double.flatMap(Int64.init(exactly:))
  }

  /// The truth value that the value stands for, as `integer(_:)`.
  func boolean(_ visit: Int) -> Bool? {
    let node = visits[visit].node
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
