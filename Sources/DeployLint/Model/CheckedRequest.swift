/// A request after the schema checks: which node has which shape, and which values failed.
///
/// Visits lie in preorder, so that "at or below a node" is a range of indexes.
struct CheckedRequest: Sendable {
  struct Visit: Sendable {
    let node: Node
    /// Into the model's `shapes`.
    let shape: Int
    /// The visit of the node around it; `nil` for the request itself.
    let parent: Int?
    /// The API's name of a member, whatever the carrier calls it.
    let member: String?
    /// The step to it in the carrier's text; `nil` where there is none.
    let component: RequestPath.Component?
    /// One past the last visit below this one.
    var end: Int
    /// Whether the value failed a check of its own; rules then know nothing of it.
    var isFailed = false
    /// How many members are written that the shape does not know.
    var unknownMembers = 0
    /// Whether what is written is not the value but what computes it at deployment.
    var isExpression = false
  }

  let kind: RequestKind
  let model: Model
  let dialect: Dialect
  let document: Document
  var visits: [Visit] = []

  func path(of visit: Int) -> RequestPath {
    var components: [RequestPath.Component] = []
    var current = visit
    while let parent = visits[current].parent {
      if let component = visits[current].component { components.append(component) }
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

  /// The visit of a known member that is written. Expressions ask for it at every step, so it makes no list.
  func member(_ name: String, of visit: Int) -> Int? {
    var child = visit + 1
    while child < visits[visit].end {
      if let member = visits[child].member, TextOrder.isEqual(member, name) { return child }
      child = visits[child].end
    }
    return nil
  }

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
  func writtenMembers(of visit: Int) -> [String] { children(of: visit).compactMap { visits[$0].member } }

  /// The path for a fingerprint: list items are named by their first text member (`Tags[Key=team]`), so that it
  /// survives items coming and going.
  func identity(of visit: Int) -> String {
    var parts: [String] = []
    var current = visit
    while let parent = visits[current].parent {
      switch visits[current].component {
      case .member(let name): parts.append("." + name)
      case .item(let index): parts.append("[" + (itemName(current) ?? String(index)) + "]")
      case nil: break
      }
      current = parent
    }
    return parts.reversed().joined()
  }

  private func itemName(_ visit: Int) -> String? {
    let shape = model.shapes[visits[visit].shape]
    guard let key = shape.members.first(where: { model.shapes[$0.shape].type == .string }),
      let member = member(key.name, of: visit), visits[member].node.kind == .string
    else { return nil }
    return key.name + "=" + visits[member].node.text
  }

  /// The number that the value stands for; carriers that convert scalars take text for it.
  func integer(_ visit: Int) -> Int64? {
    let node = visits[visit].node
    if let integer = node.integer { return integer }
    guard dialect.convertsScalars else { return nil }
    // 60.0 is 60 to a carrier that converts.
    return node.kind == .string ? Int64(node.text) : node.double.flatMap(Int64.init(exactly:))
  }

  /// The truth value that the value stands for, as `integer(_:)`.
  func boolean(_ visit: Int) -> Bool? {
    let node = visits[visit].node
    if let boolean = node.boolean { return boolean }
    guard dialect.convertsScalars, node.kind == .string else { return nil }
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
