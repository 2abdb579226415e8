/// Holds a request against the model's shapes: types, required and unknown members, enumerations, ranges, lengths,
/// patterns, item counts. One mistake yields one finding.
struct SchemaCheck {
  private var request: CheckedRequest
  private var findings: [Finding] = []
  private let reader: any ValueReader
  private let vocabulary: Vocabulary
  /// What identifies each finding: a node, and what is said of it. The names of list items are known when the walk is
  /// done.
  private var identities: [(visit: Int, rest: String)] = []

  /// The checked request and what was found in it.
  ///
  /// - Parameter shape: what the root is an instance of, where it is only a part of a request, as in a rule's example.
  static func check(
    _ root: Node, kind: RequestKind, model: Model, shape: Int? = nil, dialect: Dialect = .api,
    reader: any ValueReader = PlainReader()
  ) -> (request: CheckedRequest, findings: [Finding]) {
    var check = SchemaCheck(
      request: CheckedRequest(kind: kind, model: model, dialect: dialect, document: root.document),
      reader: reader)
    check.visit(
      reader.read(root), shape: shape ?? model.root(of: kind), parent: nil, member: nil, step: .none, at: root)
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

  /// The one finding about a carrier that holds no request where one must be.
  static func missingRequest(
    _ key: String, _ holder: Node, _ kind: RequestKind, _ dialect: Dialect, _ model: Model
  ) -> Finding {
    let shape = model.shapes[model.root(of: kind)]
    let required = shape.members.filter { dialect.isRequired($0, in: shape) }
    var finding = Finding(
      rule: "schema/required", severity: .error,
      message: "there is no \(key), so \(kind.rawValue) gets none of its required members",
      help: "add \(key) with " + SchemaMessage.list(required.map { dialect.spelled($0.name, in: shape) }, "and"),
      url: Documentation.page(of: shape), member: key, range: holder.mark)
    finding.identity = key
    return finding
  }

  private init(request: CheckedRequest, reader: any ValueReader) {
    self.request = request
    self.reader = reader
    vocabulary = request.vocabulary
  }

  private var model: Model { request.model }
  private var dialect: Dialect { vocabulary.dialect }

  // MARK: The walk

  /// Visits what a value stands for. What is absent leaves no trace; what is unknown is there, and nothing is known of
  /// it.
  private mutating func visit(
    _ reading: Reading, shape index: Int, parent: Int?, member: Int?, step: CheckedRequest.Visit.Step, at written: Node
  ) {
    let shape = request.model.shapes[index]
    let node: Node
    let isKnown: Bool
    switch vocabulary.hasWrappings ? unwrapped(reading, shape) : reading {
    case .absent: return
    case .unknown: (node, isKnown) = (written, false)
    case .value(let value): (node, isKnown) = (value, true)
    }
    let visit = request.add(node, shape: index, parent: parent, member: member, step: step)
    if !isKnown {
      request.visits[visit].isFailed = true
      request.visits[visit].isExpression = true
    } else if hasType(visit, node, shape) {
      let before = findings.count
      let ambiguity = checkAmbiguity(visit, node, shape) && findings.count > before ? before : nil
      switch shape.type {
      case .object: checkMembers(visit, node, shape)
      case .array:
        isTagMap(shape) && node.kind == .mapping ? checkTagMap(visit, node, shape) : checkItems(visit, node, shape)
      case .string: checkText(visit, node, shape)
      case .integer, .number: checkNumber(visit, node, shape)
      case .boolean: break
      }
      // Quotes settle how a value is read, and nothing else that is wrong with it.
      if let ambiguity, request.visits[visit].isFailed { findings[ambiguity].fix = nil }
    } else {
      report(
        "schema/type", visit, SchemaMessage.type(node, shape, label: label(of: visit), request: request, visit: visit))
    }
    request.visits[visit].end = request.visits.count
  }

  /// A block is a mapping in a list of one, and one of several may stand without the list.
  private func unwrapped(_ reading: Reading, _ shape: Shape) -> Reading {
    guard case .value(let node) = reading else { return reading }
    if vocabulary.dialect.isNullAbsent, node.kind == .null { return .absent }
    guard vocabulary.dialect.hasBlocks, shape.type == .object, node.kind == .sequence else { return reading }
    return node.children.first.map { reader.read($0) } ?? .absent
  }

  private func hasType(_ visit: Int, _ node: Node, _ shape: Shape) -> Bool {
    let kind = node.kind
    guard !node.hasLocalTag else { return false }
    return switch shape.type {
    case .object: kind == .mapping
    case .array: kind == .sequence || (kind == .mapping && (isTagMap(shape) || vocabulary.dialect.hasBlocks))
    case .string:
      kind == .string
        || (kind != .mapping && kind != .sequence && kind != .null && vocabulary.dialect.convertsScalars)
    case .integer: kind == .integer || request.integer(visit) != nil
    case .number: kind == .integer || kind == .float || request.integer(visit) != nil
    case .boolean: request.boolean(visit) != nil
    }
  }

  private func isTagMap(_ shape: Shape) -> Bool {
    vocabulary.dialect.hasTagMap && TextOrder.isEqual(shape.name, "TagList")
  }

  private mutating func checkMembers(_ visit: Int, _ node: Node, _ shape: Shape) {
    let index = request.visits[visit].shape
    var hasUnknownKey = false
    for child in node.children {
      if !reader.knowsKey(of: child) {
        hasUnknownKey = true
      } else if let (position, isDynamic) = vocabulary.member(for: child, in: index) {
        let member = shape.members[position]
        self.visit(
          isDynamic ? .unknown : reader.read(child), shape: member.shape, parent: visit, member: member.id,
          step: .key(child.place), at: child)
      } else if !vocabulary.dialect.ignores(child, in: shape) {
        request.visits[visit].unknownMembers += 1
        reportUnknown(child, of: visit, shape)
      }
    }
    request.visits[visit].end = request.visits.count
    for child in reader.unknownMembers(of: node) {
      guard let (position, _) = vocabulary.member(for: child, in: index) else { continue }
      let member = shape.members[position]
      if request.member(member.id, of: visit) != nil { continue }
      self.visit(.unknown, shape: member.shape, parent: visit, member: member.id, step: .key(child.place), at: child)
      request.visits[visit].end = request.visits.count
    }
    let opens = !vocabulary.dialect.openKeys.isEmpty && node.children.contains(where: vocabulary.dialect.opens)
    if hasUnknownKey || opens {
      // What is not written here may be there all the same.
      request.visits[visit].isFailed = true
      return
    }
    for member in vocabulary.requiredMembers(of: index) where request.member(member.id, of: visit) == nil {
      reportMissing(member, of: visit, shape)
    }
  }

  private mutating func checkItems(_ visit: Int, _ node: Node, _ shape: Shape) {
    var count = 0
    // One unknown item may be none, or many.
    var isCounted = true
    func check(_ child: Node) {
      let reading = reader.read(child)
      switch reading {
      case .absent: return
      case .unknown: isCounted = false
      case .value: break
      }
      if let item = shape.item {
        self.visit(reading, shape: item, parent: visit, member: nil, step: .item(count), at: child)
      }
      count += 1
    }
    if node.kind == .mapping {
      // A single block may stand without its list.
      check(node)
    } else {
      for child in node.children { check(child) }
    }
    if isCounted, count > shape.maxItems ?? .max || count < shape.minItems ?? 0 {
      report("schema/item-count", visit, SchemaMessage.itemCount(count, shape, label: label(of: visit)))
    }
  }

  /// Tags written as a mapping: each member is an item with a key and a value.
  private mutating func checkTagMap(_ visit: Int, _ node: Node, _ shape: Shape) {
    if node.count > shape.maxItems ?? .max {
      report("schema/item-count", visit, SchemaMessage.itemCount(node.count, shape, label: label(of: visit)))
    }
    guard let item = shape.item else { return }
    let members = model.shapes[item].members
    for child in node.children {
      let tag = request.add(child, shape: item, parent: visit, member: nil, step: .key(child.place))
      let key = reader.knowsKey(of: child) ? Reading.value(child.keyNode) : .unknown
      for (member, value) in zip(members, [key, reader.read(child)]) {
        self.visit(value, shape: member.shape, parent: tag, member: member.id, step: .none, at: child)
      }
      request.visits[tag].end = request.visits.count
    }
  }

  private mutating func checkText(_ visit: Int, _ node: Node, _ shape: Shape) {
    if !shape.enumeration.isEmpty {
      guard let value = shape.enumeration.firstIndex(where: node.hasText) else {
        return report("schema/enum", visit, SchemaMessage.enumeration(node, shape, label: label(of: visit)))
      }
      request.visits[visit].enumerationValue = value
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
    let integer = request.integer(visit)
    guard node.kind == .integer || integer != nil else { return }
    let maximum =
      vocabulary.dialect.maximum.isEmpty
      ? shape.maximum : vocabulary.dialect.maximum(request.memberName(visit)) ?? shape.maximum
    let isNegative = node.withText { $0.first == UInt8(ascii: "-") }
    // Beyond 64 bits the sign says which bound is broken.
    let value = integer ?? (isNegative ? .min : .max)
    if value < shape.minimum ?? .min || value > maximum ?? .max
      || (integer == nil && (isNegative ? shape.minimum : maximum) != nil)
    {
      report("schema/range", visit, SchemaMessage.range(node, shape, visit, label: label(of: visit), request))
    } else if shape.type == .integer, integer.flatMap(Int32.init(exactly:)) == nil {
      report("schema/type", visit, SchemaMessage.tooWide(node, shape, label: label(of: visit)))
    }
  }

  /// A plain scalar that YAML 1.1 readers type differently may reach AWS as something else than we read.
  ///
  /// - Returns: whether that was reported.
  private mutating func checkAmbiguity(_ visit: Int, _ node: Node, _ shape: Shape) -> Bool {
    guard node.isPlain, let other = node.withText({ PlainScalar.differingReading(of: $0) }) else { return false }
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
      SchemaMessage.ambiguity(node, shape, other, label: label(of: visit), isRefused: isRefused),
      severity: isRefused ? .error : .warning, url: Documentation.yaml, fails: false)
    return true
  }

  // MARK: Findings

  /// How messages call a node: its member name, with the index of an item; the request itself has a name too.
  private func label(of visit: Int) -> String {
    switch request.component(of: visit) {
    case nil:
      // Only tags in a mapping are written without names of their own.
      return request.memberName(visit).map { "the tag's " + $0.lowercased() } ?? "the request"
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
      rule: rule, severity: severity, message: message.text,
      help: SchemaMessage.placeholderHelp(node, label: label(of: visit), dialect) ?? message.help,
      url: url ?? Documentation.page(of: model.shapes[request.visits[owner].shape]),
      path: request.path(of: visit), actual: message.actual, allowed: message.allowed, range: node.mark)
    finding.fix = message.fix
    finding.related = definition(of: node, finding.path)
    add(finding, visit, "=" + (node.isContainer ? "" : StableHash.short(node.text)))
    if fails { request.visits[visit].isFailed = true }
  }

  private mutating func reportUnknown(_ child: Node, of visit: Int, _ shape: Shape) {
    // Suggestions take time.
    guard findings.count <= Finding.mostOfRequest else { return }
    let message = SchemaMessage.unknown(
      child, of: request.visits[visit].node, shape, label: label(of: visit), request: request)
    var finding = Finding(
      rule: "schema/unknown-field", severity: .error, message: message.text, help: message.help,
      url: Documentation.page(of: shape), path: request.path(of: visit), allowed: message.allowed,
      range: child.keyRange ?? child.mark)
    finding.path.components.append(.member(child.key))
    finding.fix = message.fix
    finding.related = definition(of: child, finding.path)
    add(finding, visit, "." + StableHash.short(child.key))
  }

  private mutating func reportMissing(_ member: Shape.Member, of visit: Int, _ shape: Shape) {
    let node = request.visits[visit].node
    let message = SchemaMessage.missing(member, node, shape, label: label(of: visit), request: request)
    var finding = Finding(
      rule: "schema/required", severity: .error, message: message.text, help: message.help,
      url: Documentation.page(of: shape), path: request.path(of: visit),
      member: dialect.spelled(member.name, in: shape), range: node.mark)
    finding.related = definition(of: node, finding.path)
    add(finding, visit, "")
  }

  private mutating func add(_ finding: Finding, _ visit: Int, _ rest: String) {
    // One more than is kept shows that there are more.
    guard findings.count <= Finding.mostOfRequest else { return }
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
    return [Finding.Related(message: "the value is written here", path: path, range: range, isDefinition: true)]
  }
}
