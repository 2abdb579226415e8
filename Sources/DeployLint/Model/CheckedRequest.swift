/// A request after the schema checks: which node has which shape, and which values failed.
///
/// Visits lie in preorder, so that "at or below a node" is a range of indexes.
struct CheckedRequest: Sendable {
  /// A value that was checked. Plain words without counted references: a request has hundreds of them.
  struct Visit: Sendable {
    /// Owned by the request.
    fileprivate unowned(unsafe) let document: Document
    private let place: Node.Place
    fileprivate let step: Step
    private let shapeIndex: Int32
    private let parentIndex: Int32
    private let memberID: Int32
    private var endIndex: Int32
    private var enumerationIndex: Int32 = -1
    /// Whether the value failed a check of its own; rules then know nothing of it.
    var isFailed = false
    /// Whether what is written is not the value but what computes it at deployment.
    var isExpression = false
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

    fileprivate init(_ node: Node, shape: Int, parent: Int?, member: Int?, step: Step, end: Int) {
      document = node.document
      place = node.place
      self.step = step
      shapeIndex = Int32(truncatingIfNeeded: shape)
      // There are never more visits than records, which 32 bits count.
      parentIndex = Int32(truncatingIfNeeded: parent ?? -1)
      memberID = Int32(truncatingIfNeeded: member ?? -1)
      endIndex = Int32(truncatingIfNeeded: end)
    }

    /// Into the model's `shapes`.
    var shape: Int { Int(shapeIndex) }
    /// The visit of the node around it; `nil` for the request itself.
    var parent: Int? { parentIndex < 0 ? nil : Int(parentIndex) }
    /// The id of a member's name in the model, whatever the carrier calls it.
    var member: Int? { memberID < 0 ? nil : Int(memberID) }
    /// One past the last visit below this one.
    var end: Int {
      get { Int(endIndex) }
      set { endIndex = Int32(truncatingIfNeeded: newValue) }
    }
    /// Which value of the shape's enumeration it is, where it is one.
    var enumerationValue: Int? {
      get { enumerationIndex < 0 ? nil : Int(enumerationIndex) }
      set { enumerationIndex = Int32(truncatingIfNeeded: newValue ?? -1) }
    }
    func isMember(_ id: Int) -> Bool { Int(memberID) == id }

    var node: Node { Node(document, place) }
  }

  let kind: RequestKind
  let model: Model
  let vocabulary: Vocabulary
  let document: Document
  var visits: [Visit] = []
  /// Whose nodes are visited beside those of `document`, where a reader finds a value elsewhere.
  private var otherDocuments: [Document] = []

  init(kind: RequestKind, model: Model, dialect: Dialect, document: Document) {
    self.kind = kind
    self.model = model
    vocabulary = model.vocabulary(of: dialect)
    self.document = document
    visits.reserveCapacity(64)
  }

  /// Adds a visit behind all others.
  mutating func add(_ node: Node, shape: Int, parent: Int?, member: Int?, step: Visit.Step) -> Int {
    if node.document !== document { otherDocuments.append(node.document) }
    visits.append(
      Visit(node, shape: shape, parent: parent, member: member, step: step, end: visits.count + 1))
    return visits.count - 1
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
  func member(_ id: Int, of visit: Int) -> Int? {
    visits.withUnsafeBufferPointer { Self.member(id, of: visit, $0) }
  }

  /// The same for those who hold the visits already.
  static func member(_ id: Int, of visit: Int, _ visits: UnsafeBufferPointer<Visit>) -> Int? {
    let end = visits[visit].end
    var child = visit + 1
    while child < end {
      if visits[child].isMember(id) { return child }
      child = visits[child].end
    }
    return nil
  }

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
