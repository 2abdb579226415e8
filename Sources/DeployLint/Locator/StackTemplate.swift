/// A CloudFormation template: its resources, and what their values depend on.
struct StackTemplate {
  struct Resource {
    let node: Node
    let type: Node
    /// The way to the mapping that holds it.
    fileprivate let holder: [RequestPath.Component]
    /// The variables of the loops around it.
    let loopVariables: [String]

    /// Its logical id; several in a loop.
    var id: String { node.key }

    var path: [RequestPath.Component] { holder + [.member(id)] }
  }

  private static let loop = "Fn::ForEach::"

  let parameters: TemplateParameters
  /// Those that have a type, in loops too.
  let resources: [Resource]
  private let conditions: TemplateConditions
  /// Whether a macro or a loop may make resources that are not seen one by one.
  let mayHoldMore: Bool

  init?(_ root: Node) {
    guard root.kind == .mapping, let resources = root.member("Resources"), resources.kind == .mapping else {
      return nil
    }
    parameters = TemplateParameters(of: root)
    conditions = TemplateConditions(of: root, parameters)
    var found: [Resource] = []
    _ = Self.goThrough(
      resources, [.member("Resources")], [],
      until: { resource in
        found.append(resource)
        return false
      })
    self.resources = found
    mayHoldMore = resources.children.contains { $0.key.utf8.starts(with: "Fn::".utf8) }
  }

  /// Reads what depends on no condition.
  var reader: TemplateReader { TemplateReader(parameters: parameters) }

  /// Whether a document is a template with a resource that meets a condition.
  static func holds(_ root: Node, resource isWanted: (Resource) -> Bool) -> Bool {
    guard root.kind == .mapping, let resources = root.member("Resources"), resources.kind == .mapping else {
      return false
    }
    return goThrough(resources, [.member("Resources")], [], until: isWanted)
  }

  /// Looks at resources until one is found, and says whether one was. A body of `Fn::ForEach` holds resources as the
  /// template does, and further loops. Recursion is bounded by the readers' depth limit.
  private static func goThrough(
    _ holder: Node, _ path: [RequestPath.Component], _ loopVariables: [String], until isFound: (Resource) -> Bool
  ) -> Bool {
    for child in holder.children {
      if child.withKey({ $0.starts(with: loop.utf8) }) {
        let path = path + [.member(child.key)]
        let arguments = Array(child.children)
        guard child.kind == .sequence, arguments.count == 3, arguments[2].kind == .mapping else { continue }
        let names = arguments[0].kind == .sequence ? arguments[0].children.map(\.text) : [arguments[0].text]
        if goThrough(arguments[2], path + [.item(2)], loopVariables + names, until: isFound) { return true }
      } else if let type = child.member("Type"), type.kind == .string {
        if isFound(Resource(node: child, type: type, holder: path, loopVariables: loopVariables)) { return true }
      }
    }
    return false
  }

  // MARK: What values depend on

  /// Whether how a part of the template is read depends on conditions or parameters.
  func isConditional(_ node: Node) -> Bool {
    var uses = Uses()
    node.document.withTree { collect(node.place, of: node.document, $0, &uses) }
    return !uses.conditions.isEmpty || !uses.parameters.isEmpty
  }

  /// More conditions would double the readings each; what they decide is then unknown.
  private static let mostConditions = 6

  /// More allowed values would multiply the readings; what they decide is then unknown.
  private static let mostValues = 8

  /// The ways to read parts of a resource; none where it is never made.
  func variants(of nodes: [Node], in resource: Resource) -> [LocatedRequest.Variant] {
    var uses = Uses()
    let own = resource.node.member("Condition").flatMap { $0.kind == .string ? $0.text : nil }
    if let own { uses.conditions.append(own) }
    for node in nodes { node.document.withTree { collect(node.place, of: node.document, $0, &uses) } }
    var names = Array(uses.conditions.prefix(Self.mostConditions))
    var (count, outcomes) = conditions.outcomes(of: names)
    names = Array(names.prefix(count))
    if own != nil, count > 0 { outcomes.removeAll { !$0.holds[0] } }
    // What is the same in all ways needs not be said.
    let told = names.indices.filter { index in Set(outcomes.map { $0.holds[index] }).count > 1 }
    let choice = uses.parameters.lazy.compactMap { self.choice($0, outcomes) }.first
    var variants: [LocatedRequest.Variant] = []
    for outcome in outcomes {
      let conditions = zip(names, outcome.holds).map { (name: $0, holds: $1) }
      for alternative in 0..<(choice?.values.count ?? 1) {
        var reader = reader
        reader.conditions = conditions
        reader.decided = outcome.parameters
        reader.loopVariables = resource.loopVariables
        if let choice { reader.decided.append((choice.name, choice.values[alternative])) }
        variants.append(
          LocatedRequest.Variant(conditions: told.map { conditions[$0] }, alternative: alternative, reader: reader))
      }
    }
    return variants
  }

  /// A parameter without a default that may have a few values only, and on which no condition depends. One parameter at
  /// a time: that two together break a rule for all their values is rare, and costs a product.
  private func choice(_ name: String, _ outcomes: [TemplateConditions.Outcome]) -> (name: String, values: [Node])? {
    guard parameters.defaultValue(name) == nil, let allowed = parameters.allowedValues(name),
      (1...Self.mostValues).contains(allowed.count),
      outcomes.allSatisfy({ outcome in !outcome.parameters.contains { TextOrder.isEqual($0.name, name) } })
    else { return nil }
    return (name, allowed)
  }

  /// What a request depends on, each name once.
  private struct Uses {
    var conditions: [String] = []
    var parameters: [String] = []
  }

  /// Recursion is bounded by the readers' depth limit.
  private func collect(_ place: Node.Place, of document: Document, _ tree: Tree, _ uses: inout Uses) {
    // Most values are no functions.
    if Intrinsic.mayStand(at: place, in: tree) { collect(Node(document, place), &uses) }
    var child = tree.firstChild(at: place)
    while child != 0 {
      let place = tree.place(of: child, in: place)
      let record = tree[place.target]
      if record.pointee.kind == .mapping || record.pointee.kind == .sequence
        || record.pointee.flags.contains(.hasLocalTag)
      {
        collect(place, of: document, tree, &uses)
      }
      child = tree.nextSibling(of: child)
    }
  }

  private func collect(_ node: Node, _ uses: inout Uses) {
    switch Intrinsic(node) {
    case .function("If", let arguments):
      if let condition = arguments.children.first, condition.kind == .string {
        add(condition.text, to: &uses.conditions)
      }
    case .function("Sub", let argument):
      guard let text = Intrinsic.substitution(argument)?.text else { break }
      for part in Intrinsic.parts(of: text.text) where part.isName { add(part.text, to: &uses.parameters) }
    case .reference(let name): add(name, to: &uses.parameters)
    case .function, nil: break
    }
  }

  private func add(_ name: String, to names: inout [String]) {
    if !names.contains(where: { TextOrder.isEqual($0, name) }) { names.append(name) }
  }
}
