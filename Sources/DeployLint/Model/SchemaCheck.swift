/// Holds a request against the model's shapes: types, required and unknown members, enumerations, ranges, lengths,
/// patterns, item counts. One mistake yields one finding.
struct SchemaCheck {
  private var request: CheckedRequest
  private var findings: [Finding] = []
  /// What identifies each finding: a node, and what is said of it. The names of list items are known when the walk is
  /// done.
  private var identities: [(visit: Int, rest: String)] = []

  /// The checked request and what was found in it.
  ///
  /// - Parameter shape: what the root is an instance of, where it is only a part of a request, as in a rule's example.
  static func check(
    _ root: Node, kind: RequestKind, model: Model, shape: Int? = nil
  ) -> (request: CheckedRequest, findings: [Finding]) {
    var check = SchemaCheck(request: CheckedRequest(kind: kind, model: model, document: root.document))
    check.visit(root, shape: shape ?? model.root(of: kind), parent: nil, component: nil)
    for (index, identity) in check.identities.enumerated() {
      check.findings[index].identity = check.request.identity(of: identity.visit) + identity.rest
    }
    return (check.request, check.findings)
  }

  /// The one finding about a request in which nothing has been filled in.
  static func unfilledSkeleton(_ root: Node, _ kind: RequestKind, _ model: Model) -> Finding {
    Finding(
      rule: "schema/unfilled-skeleton", severity: .error,
      message: "this is the skeleton that 'aws sagemaker … --generate-cli-skeleton' prints, and nothing is filled in",
      help: "fill in the names and sizes, keep one of the two policies, and remove what is not needed",
      url: Documentation.page(of: model.shapes[model.root(of: kind)]), range: root.mark)
  }

  private init(request: CheckedRequest) {
    self.request = request
  }

  private var model: Model { request.model }

  // MARK: The walk

  private mutating func visit(
    _ node: Node, shape index: Int, parent: Int?, component: RequestPath.Component?
  ) {
    let visit = request.visits.count
    request.visits.append(
      CheckedRequest.Visit(node: node, shape: index, parent: parent, component: component, end: visit + 1))
    let shape = model.shapes[index]
    if hasType(node, shape) {
      checkAmbiguity(visit, node, shape)
      switch shape.type {
      case .object: checkMembers(visit, node, shape)
      case .array: checkItems(visit, node, shape)
      case .string: checkText(visit, node, shape)
      case .integer, .number: checkNumber(visit, node, shape)
      case .boolean: break
      }
    } else {
      report(
        "schema/type", visit, SchemaMessage.type(node, shape, label: label(of: visit), request: request, visit: visit))
    }
    request.visits[visit].end = request.visits.count
  }

  private func hasType(_ node: Node, _ shape: Shape) -> Bool {
    guard node.localTag == nil else { return false }
    return switch shape.type {
    case .object: node.kind == .mapping
    case .array: node.kind == .sequence
    case .string: node.kind == .string
    case .integer: node.kind == .integer
    case .number: node.kind == .integer || node.kind == .float
    case .boolean: node.kind == .boolean
    }
  }

  private mutating func checkMembers(_ visit: Int, _ node: Node, _ shape: Shape) {
    for child in node.children {
      if let member = shape.members.first(where: { child.hasKey($0.name) }) {
        self.visit(child, shape: member.shape, parent: visit, component: .member(member.name))
      } else {
        reportUnknown(child, of: visit, shape)
      }
    }
    for member in shape.members where member.isRequired && node.member(member.name) == nil {
      reportMissing(member, of: visit, shape)
    }
  }

  private mutating func checkItems(_ visit: Int, _ node: Node, _ shape: Shape) {
    if node.count > shape.maxItems ?? .max || node.count < shape.minItems ?? 0 {
      report("schema/item-count", visit, SchemaMessage.itemCount(node, shape, label: label(of: visit)))
    }
    guard let item = shape.item else { return }
    for (index, child) in node.children.enumerated() {
      self.visit(child, shape: item, parent: visit, component: .item(index))
    }
  }

  private mutating func checkText(_ visit: Int, _ node: Node, _ shape: Shape) {
    if !shape.enumeration.isEmpty {
      let isListed = shape.enumeration.contains { value in
        node.withText { $0.elementsEqual(value.utf8) }
      }
      if !isListed {
        report("schema/enum", visit, SchemaMessage.enumeration(node, shape, label: label(of: visit)))
      }
      return
    }
    let length = node.withText { text in text.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) } }
    if length > shape.maxLength ?? .max || length < shape.minLength ?? 0 {
      report("schema/length", visit, SchemaMessage.length(length, node, shape, label: label(of: visit)))
    }
    // The service reports both where both are broken, and so do we.
    if let pattern = shape.pattern, node.withText({ pattern.matchesWhole($0) }) == false {
      report("schema/pattern", visit, SchemaMessage.pattern(node, pattern, label: label(of: visit)))
    }
  }

  private mutating func checkNumber(_ visit: Int, _ node: Node, _ shape: Shape) {
    guard node.kind == .integer else { return }
    let isNegative = node.withText { $0.first == UInt8(ascii: "-") }
    // Beyond 64 bits the sign says which bound is broken.
    let value = node.integer ?? (isNegative ? .min : .max)
    if value < shape.minimum ?? .min || value > shape.maximum ?? .max
      || (node.integer == nil && (isNegative ? shape.minimum : shape.maximum) != nil)
    {
      report("schema/range", visit, SchemaMessage.range(node, shape, label: label(of: visit)))
    } else if shape.type == .integer, node.integer.flatMap(Int32.init(exactly:)) == nil {
      report("schema/type", visit, SchemaMessage.tooWide(node, label: label(of: visit)))
    }
  }

  /// A plain scalar that YAML 1.1 readers type differently may reach AWS as something else than we read.
  private mutating func checkAmbiguity(_ visit: Int, _ node: Node, _ shape: Shape) {
    guard node.isPlain, let other = node.withText({ PlainScalar.differingReading(of: $0) }) else { return }
    let isRefused =
      switch shape.type {
      case .string: other.kind != .string
      case .integer: other.kind != .integer
      case .number: other.kind != .integer && other.kind != .float
      case .boolean: other.kind != .boolean
      case .object, .array: true
      }
    report(
      "syntax/ambiguous-scalar", visit,
      SchemaMessage.ambiguity(node, shape, other.phrase, label: label(of: visit), isRefused: isRefused),
      severity: isRefused ? .error : .warning, url: Documentation.yaml, fails: false)
  }

  // MARK: Findings

  /// How messages call a node: its member name, with the index of an item; the request itself has a name too.
  private func label(of visit: Int) -> String {
    switch request.visits[visit].component {
    case nil: return "the request"
    case .member(let name): return name
    case .item(let index):
      guard let parent = request.visits[visit].parent else { return "item \(index)" }
      return label(of: parent) + "[\(index)]"
    }
  }

  private mutating func report(
    _ rule: String, _ visit: Int, _ message: SchemaMessage, severity: Severity = .error, url: String? = nil,
    fails: Bool = true
  ) {
    let node = request.visits[visit].node
    // A scalar or list has no page of its own: it stands on that of the structure around it.
    var owner = visit
    while model.shapes[request.visits[owner].shape].type != .object, let parent = request.visits[owner].parent {
      owner = parent
    }
    var finding = Finding(
      rule: rule, severity: severity, message: message.text, help: message.help,
      url: url ?? Documentation.page(of: model.shapes[request.visits[owner].shape]),
      path: request.path(of: visit), actual: message.actual, allowed: message.allowed, range: node.mark)
    finding.fix = message.fix
    finding.related = definition(of: node, finding.path)
    add(finding, visit, "=" + (node.isContainer ? "" : node.text))
    if fails { request.visits[visit].isFailed = true }
  }

  private mutating func reportUnknown(_ child: Node, of visit: Int, _ shape: Shape) {
    let message = SchemaMessage.unknown(
      child, of: request.visits[visit].node, shape, label: label(of: visit), request: request)
    var finding = Finding(
      rule: "schema/unknown-field", severity: .error, message: message.text, help: message.help,
      url: Documentation.page(of: shape), path: request.path(of: visit), allowed: message.allowed,
      range: child.keyRange ?? child.mark)
    finding.path.components.append(.member(child.key))
    finding.fix = message.fix
    finding.related = definition(of: child, finding.path)
    add(finding, visit, "." + child.key)
  }

  private mutating func reportMissing(_ member: Shape.Member, of visit: Int, _ shape: Shape) {
    let node = request.visits[visit].node
    let message = SchemaMessage.missing(member, node, shape, label: label(of: visit), model: model)
    var finding = Finding(
      rule: "schema/required", severity: .error, message: message.text, help: message.help,
      url: Documentation.page(of: shape), path: request.path(of: visit), member: member.name, range: node.mark)
    finding.related = definition(of: node, finding.path)
    add(finding, visit, "")
  }

  private mutating func add(_ finding: Finding, _ visit: Int, _ rest: String) {
    findings.append(finding)
    identities.append((visit, rest))
  }

  /// The other place of a value that an alias or a merge key brought in.
  private func definition(of node: Node, _ path: RequestPath) -> [Finding.Related] {
    Finding.Related.definition(of: node, path: path)
  }
}

extension Finding.Related {
  /// The other place of a value that an alias or a merge key brought in; none for a value that stands where it is used.
  static func definition(of node: Node, path: RequestPath) -> [Finding.Related] {
    guard let range = node.definitionRange else { return [] }
    return [Finding.Related(message: "the value is written here", path: path, range: range)]
  }
}
