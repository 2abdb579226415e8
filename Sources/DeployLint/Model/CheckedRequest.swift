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
    let component: RequestPath.Component?
    /// One past the last visit below this one.
    var end: Int
    /// Whether the value failed a check of its own; rules then know nothing of it.
    var isFailed = false
  }

  let kind: RequestKind
  let model: Model
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
  func children(of visit: Int) -> Children { Children(request: self, position: visit + 1, end: visits[visit].end) }

  struct Children: Sequence, IteratorProtocol {
    let request: CheckedRequest
    var position: Int
    let end: Int

    mutating func next() -> Int? {
      guard position < end else { return nil }
      defer { position = request.visits[position].end }
      return position
    }
  }

  /// The visit of a known member that is written.
  func member(_ name: String, of visit: Int) -> Int? {
    children(of: visit).first { child in
      guard case .member(let written) = visits[child].component else { return false }
      return TextOrder.isEqual(written, name)
    }
  }

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
