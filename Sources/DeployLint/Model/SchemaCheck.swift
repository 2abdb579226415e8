/// Holds a request against the model's shapes: types, required and unknown members, enumerations, ranges, lengths,
/// patterns, item counts. One mistake yields one finding.
struct SchemaCheck {
  private var request: CheckedRequest
  private var findings: [Finding] = []
  private let reader: any ValueReader
  private let looksAtKeys: Bool
  private let vocabulary: Vocabulary
  private let table: ShapeTable
  /// Where the value at hand is written.
  private var document: Document
  private var tree: Tree
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
    root.document.withTree { tree in
      var check = SchemaCheck(
        request: CheckedRequest(kind: kind, model: model, dialect: dialect, document: root.document),
        reader: reader, tree)
      check.visit(
        reader.read(root), shape: shape ?? model.root(of: kind), parent: nil, position: nil, step: .none,
        at: root.place)
      check.identify()
      return (check.request, check.findings)
    }
  }

  /// Gives each finding what it is known by.
  private mutating func identify() {
    if findings.isEmpty { return }
    // Of one node there may be thousands, and a long text in its identity.
    var known: [Int: String] = [:]
    for (index, (visit, rest)) in identities.enumerated() {
      let identity = known[visit] ?? request.identity(of: visit)
      known[visit] = identity
      findings[index].identity = identity + rest
    }
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

  private init(request: CheckedRequest, reader: any ValueReader, _ tree: Tree) {
    self.request = request
    self.reader = reader
    self.tree = tree
    document = request.document
    looksAtKeys = reader.looksAtKeys
    vocabulary = request.vocabulary
    table = vocabulary.table
  }

  private var model: Model { request.model }
  private var dialect: Dialect { vocabulary.dialect }

  // MARK: The walk

  /// Visits what a child of the value at hand stands for.
  private mutating func visit(
    child place: Node.Place, shape: Int, parent: Int, position: Int?, step: CheckedRequest.Visit.Step
  ) {
    if !vocabulary.hasWrappings, reader.isLiteral(place, in: tree) {
      visit(place, isKnown: true, shape: shape, parent: parent, position: position, step: step)
    } else {
      visit(
        reader.read(Node(document, place)), shape: shape, parent: parent, position: position, step: step, at: place)
    }
  }

  /// Visits what a value stands for. What is absent leaves no trace; what is unknown is there, and nothing is known of
  /// it.
  private mutating func visit(
    _ reading: Reading, shape: Int, parent: Int?, position: Int?, step: CheckedRequest.Visit.Step,
    at written: Node.Place
  ) {
    switch vocabulary.hasWrappings ? unwrapped(reading, model.shapes[shape]) : reading {
    case .absent: return
    case .unknown:
      visit(written, isKnown: false, shape: shape, parent: parent, position: position, step: step)
    case .value(let node) where node.document === document:
      visit(node.place, isKnown: true, shape: shape, parent: parent, position: position, step: step)
    case .value(let node):
      // What is written elsewhere is gone through there.
      let here = (document, tree)
      node.document.withTree { elsewhere in
        (document, tree) = (node.document, elsewhere)
        visit(node.place, isKnown: true, shape: shape, parent: parent, position: position, step: step)
      }
      (document, tree) = here
    }
  }

  private mutating func visit(
    _ place: Node.Place, isKnown: Bool, shape: Int, parent: Int?, position: Int?, step: CheckedRequest.Visit.Step
  ) {
    let visit = request.add(place, of: document, shape: shape, parent: parent, position: position, step: step)
    if !isKnown {
      request.visits[visit].pointee.isFailed = true
      request.visits[visit].pointee.isExpression = true
    } else if hasType(visit, place, shape) {
      let before = findings.count
      var ambiguity: Int?
      if tree[place.target].pointee.flags.contains(.isPlain), checkAmbiguity(visit, place, shape),
        findings.count > before
      {
        ambiguity = before
      }
      switch table[shape].pointee.type {
      case .object: checkMembers(visit, place, shape)
      case .array:
        tree[place.target].pointee.kind == .mapping && isTagMap(shape)
          ? checkTagMap(visit, place, shape) : checkItems(visit, place, shape)
      case .string: checkText(visit, place, shape)
      case .integer, .number: checkNumber(visit, place, shape)
      case .boolean: break
      }
      // Quotes settle how a value is read, and nothing else that is wrong with it.
      if let ambiguity, request.visits[visit].pointee.isFailed { findings[ambiguity].fix = nil }
    } else {
      let node = Node(document, place)
      report(
        "schema/type", visit,
        SchemaMessage.type(node, model.shapes[shape], label: label(of: visit), request: request, visit: visit))
    }
    if request.visits.count > visit + 1 { request.visits[visit].pointee.end = request.visits.count }
  }

  /// A block is a mapping in a list of one, and one of several may stand without the list.
  private func unwrapped(_ reading: Reading, _ shape: Shape) -> Reading {
    guard case .value(let node) = reading else { return reading }
    if vocabulary.dialect.isNullAbsent, node.kind == .null { return .absent }
    guard vocabulary.dialect.hasBlocks, shape.type == .object, node.kind == .sequence else { return reading }
    return node.children.first.map { reader.read($0) } ?? .absent
  }

  /// Whether the value is of the shape's type. The number of one that stands for a number is noted.
  private mutating func hasType(_ visit: Int, _ place: Node.Place, _ shape: Int) -> Bool {
    let record = tree[place.target]
    if record.pointee.flags.contains(.hasLocalTag), Node(document, place).hasLocalTag { return false }
    let kind: Record.Kind = place.isKey ? .string : record.pointee.kind
    switch table[shape].pointee.type {
    case .object: return kind == .mapping
    case .array: return kind == .sequence || (kind == .mapping && (isTagMap(shape) || vocabulary.dialect.hasBlocks))
    case .string:
      return kind == .string
        || (kind != .mapping && kind != .sequence && kind != .null && vocabulary.dialect.convertsScalars)
    case .integer: return noteInteger(visit, place, kind) || kind == .integer
    case .number: return noteInteger(visit, place, kind) || kind == .integer || kind == .float
    case .boolean:
      guard let value = request.boolean(visit) else { return false }
      request.visits[visit].pointee.setNumber(value ? 1 : 0)
      return true
    }
  }

  private mutating func noteInteger(_ visit: Int, _ place: Node.Place, _ kind: Record.Kind) -> Bool {
    let integer =
      kind == .integer ? PlainScalar.integer(tree.text(at: place)) : request.integer(visit)
    guard let integer else { return false }
    request.visits[visit].pointee.setNumber(integer)
    return true
  }

  private func isTagMap(_ shape: Int) -> Bool { vocabulary.dialect.hasTagMap && table[shape].pointee.isTagList }

  private mutating func checkMembers(_ visit: Int, _ place: Node.Place, _ shape: Int) {
    // What is not written here may be there all the same.
    var isOpen = false
    var child = tree.firstChild(at: place)
    while child != 0 {
      let childPlace = tree.place(of: child, in: place)
      if looksAtKeys, !reader.knowsKey(of: Node(document, childPlace)) {
        isOpen = true
      } else if let (position, isDynamic) = table.member(for: tree.key(of: child), in: shape) {
        let memberShape = Int(table.member(position, of: shape).shape)
        if isDynamic {
          self.visit(
            childPlace, isKnown: false, shape: memberShape, parent: visit, position: position, step: .key(childPlace))
        } else {
          self.visit(child: childPlace, shape: memberShape, parent: visit, position: position, step: .key(childPlace))
        }
      } else if noteUnknown(Node(document, childPlace), of: visit, shape) {
        isOpen = true
      }
      child = tree.nextSibling(of: child)
    }
    if looksAtKeys { addUnknownMembers(visit, Node(document, place), shape) }
    if isOpen {
      request.visits[visit].pointee.isFailed = true
      return
    }
    table.forEachRequired(of: shape) { position in
      if request.visits.member(at: position, of: visit) == nil {
        reportMissing(model.shapes[shape].members[position], of: visit, model.shapes[shape])
      }
    }
  }

  /// Takes in a key that means no member.
  ///
  /// - Returns: whether further members may be added beside it at deployment.
  private mutating func noteUnknown(_ child: Node, of visit: Int, _ shape: Int) -> Bool {
    if !vocabulary.dialect.ignores(child, in: model.shapes[shape]) {
      request.visits[visit].pointee.unknownMembers += 1
      reportUnknown(child, of: visit, model.shapes[shape])
    }
    return vocabulary.dialect.opens(child)
  }

  /// Adds what will be there at deployment though it is not written as a member.
  private mutating func addUnknownMembers(_ visit: Int, _ node: Node, _ shape: Int) {
    for child in reader.unknownMembers(of: node) {
      guard let (position, _) = vocabulary.member(for: child, in: shape) else { continue }
      if request.visits.member(at: position, of: visit) != nil { continue }
      self.visit(
        .unknown, shape: Int(table.member(position, of: shape).shape), parent: visit, position: position,
        step: .key(child.place), at: child.place)
    }
  }

  private mutating func checkItems(_ visit: Int, _ place: Node.Place, _ shape: Int) {
    var count = 0
    // One unknown item may be none, or many.
    var isCounted = true
    func check(_ child: Node.Place) {
      let isLiteral = !vocabulary.hasWrappings && reader.isLiteral(child, in: tree)
      let reading = isLiteral ? nil : reader.read(Node(document, child))
      switch reading {
      case .absent: return
      case .unknown: isCounted = false
      case .value, nil: break
      }
      let item = Int(table[shape].pointee.item)
      if item >= 0 {
        if let reading {
          self.visit(reading, shape: item, parent: visit, position: nil, step: .item(count), at: child)
        } else {
          self.visit(child, isKnown: true, shape: item, parent: visit, position: nil, step: .item(count))
        }
      }
      count += 1
    }
    if tree[place.target].pointee.kind == .mapping {
      // A single block may stand without its list.
      check(place)
    } else {
      var child = tree.firstChild(at: place)
      while child != 0 {
        check(tree.place(of: child, in: place))
        child = tree.nextSibling(of: child)
      }
    }
    let limits = model.shapes[shape]
    if isCounted, count > limits.maxItems ?? .max || count < limits.minItems ?? 0 {
      report("schema/item-count", visit, SchemaMessage.itemCount(count, limits, label: label(of: visit)))
    }
  }

  /// Tags written as a mapping: each member is an item with a key and a value.
  private mutating func checkTagMap(_ visit: Int, _ place: Node.Place, _ shape: Int) {
    let (node, limits) = (Node(document, place), model.shapes[shape])
    if node.count > limits.maxItems ?? .max {
      report("schema/item-count", visit, SchemaMessage.itemCount(node.count, limits, label: label(of: visit)))
    }
    guard let item = limits.item else { return }
    for child in node.children {
      let tag = request.add(
        child.place, of: document, shape: item, parent: visit, position: nil, step: .key(child.place))
      let key = reader.knowsKey(of: child) ? Reading.value(child.keyNode) : .unknown
      for (position, value) in zip(0..<Int(table[item].pointee.memberCount), [key, reader.read(child)]) {
        self.visit(
          value, shape: Int(table.member(position, of: item).shape), parent: tag, position: position, step: .none,
          at: child.place)
      }
      request.visits[tag].pointee.end = request.visits.count
    }
  }

  private mutating func checkText(_ visit: Int, _ place: Node.Place, _ shape: Int) {
    let text = tree.text(at: place)
    let row = table[shape]
    if row.pointee.values.start < row.pointee.values.end {
      guard let value = table.value(text, of: shape) else {
        return report(
          "schema/enum", visit,
          SchemaMessage.enumeration(Node(document, place), model.shapes[shape], label: label(of: visit)))
      }
      return request.visits[visit].pointee.setNumber(Int64(value))
    }
    // A character takes one to four bytes.
    if text.count > row.pointee.maxLength || text.count / 4 < row.pointee.minLength {
      checkLength(visit, Node(document, place), model.shapes[shape])
    }
    // The service reports both where both are broken, and so do we.
    guard let pattern = row.pointee.pattern else { return }
    if pattern._withUnsafeGuaranteedRef({ $0.matchesWhole(text) }) == false {
      report(
        "schema/pattern", visit,
        SchemaMessage.pattern(Node(document, place), pattern.takeUnretainedValue(), label: label(of: visit)))
    }
  }

  private mutating func checkLength(_ visit: Int, _ node: Node, _ shape: Shape) {
    let length = node.withText { text in text.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) } }
    if length > shape.maxLength ?? .max || length < shape.minLength ?? 0 {
      report("schema/length", visit, SchemaMessage.length(length, node, shape, label: label(of: visit)))
    }
  }

  private mutating func checkNumber(_ visit: Int, _ place: Node.Place, _ shape: Int) {
    let row = table[shape]
    if request.visits[visit].pointee.hasNumber, vocabulary.dialect.maximum.isEmpty {
      let value = request.visits[visit].pointee.number
      if value >= row.pointee.minimum, value <= row.pointee.maximum,
        row.pointee.type == .number || Int32(exactly: value) != nil
      {
        return
      }
    }
    checkRange(visit, Node(document, place), model.shapes[shape])
  }

  private mutating func checkRange(_ visit: Int, _ node: Node, _ shape: Shape) {
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
  private mutating func checkAmbiguity(_ visit: Int, _ place: Node.Place, _ shape: Int) -> Bool {
    guard !place.isKey, let other = PlainScalar.differingReading(of: tree.text(at: place))
    else { return false }
    let isRefused =
      switch table[shape].pointee.type {
      case .string: other.kind != .string
      case .integer: other.kind != .integer
      case .number: other.kind != .integer && other.kind != .float
      case .boolean: other.kind != .boolean
      case .object, .array: true
      }
    report(
      "syntax/ambiguous-scalar", visit,
      SchemaMessage.ambiguity(
        Node(document, place), model.shapes[shape], other, label: label(of: visit), isRefused: isRefused),
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
      guard let parent = request.visits[visit].pointee.parent else { return "item \(index)" }
      return label(of: parent) + "[\(index)]"
    }
  }

  private mutating func report(
    _ rule: String, _ visit: Int, _ message: SchemaMessage, severity: Severity = .error, url: String? = nil,
    fails: Bool = true
  ) {
    let node = request.visits[visit].pointee.node
    // A scalar or list has no page of its own: it stands on that of the structure around it.
    var owner = visit
    while model.shapes[request.visits[owner].pointee.shape].type != .object,
      let parent = request.visits[owner].pointee.parent
    {
      owner = parent
    }
    var finding = Finding(
      rule: rule, severity: severity, message: message.text,
      help: SchemaMessage.placeholderHelp(node, label: label(of: visit), dialect) ?? message.help,
      url: url ?? Documentation.page(of: model.shapes[request.visits[owner].pointee.shape]),
      path: request.path(of: visit), actual: message.actual, allowed: message.allowed, range: node.mark)
    finding.fix = message.fix
    finding.related = definition(of: node, finding.path)
    add(finding, visit, "=" + (node.isContainer ? "" : StableHash.short(node.text)))
    if fails { request.visits[visit].pointee.isFailed = true }
  }

  private mutating func reportUnknown(_ child: Node, of visit: Int, _ shape: Shape) {
    // Suggestions take time.
    guard findings.count <= Finding.mostOfRequest else { return }
    let message = SchemaMessage.unknown(
      child, of: request.visits[visit].pointee.node, shape, label: label(of: visit), request: request)
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
    let node = request.visits[visit].pointee.node
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
