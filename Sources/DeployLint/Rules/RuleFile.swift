/// A rule file, with everything that is wrong with it.
package struct RuleFile: Sendable {
  /// A mistake in a rule file, or something that is doubtful, with its place.
  package struct Problem: Sendable {
    package let isError: Bool
    /// One line, lower case.
    package let message: String
    /// What to do about it; may be empty.
    package let help: String
    /// Bytes of the source.
    package let range: Range<Int>
  }

  package let id: String
  package let source: Source
  /// What could be read of it; to be used only where the file is sound.
  package private(set) var rule: Rule
  /// In the order of the file.
  package private(set) var problems: [Problem] = []

  /// Whether the rule can be used.
  package var isSound: Bool { !problems.contains(where: \.isError) }

  /// A rule that fills more is no rule that people write.
  private static var limits: ReaderLimits {
    var limits = ReaderLimits.standard
    limits.documentBytes = 1 << 20
    limits.depth = 64
    limits.nodes = 100_000
    return limits
  }

  /// Reads the text of a rule file, and checks its expressions against the shapes of the model.
  package init(_ source: Source, id: String, model: Model) {
    self.id = id
    self.source = source
    rule = Rule(id: id)
    var reader = DocumentReader(source: source, format: .yaml, limits: Self.limits)
    switch reader.next() {
    case .problem(let problem, _): add(problem)
    case .document(let document) where document.isEmpty: addEmpty()
    case .document(let document):
      read(document.root, model)
      switch reader.next() {
      case .problem(let problem, _): add(problem)
      case .document(let next) where !next.isEmpty:
        add(
          "a rule file holds one rule, and a second document begins here", "move it to a file of its own",
          next.root.mark)
      case .document, nil: break
      }
    case nil: addEmpty()
    }
    problems.sort { ($0.range.lowerBound, $0.isError ? 0 : 1) < ($1.range.lowerBound, $1.isError ? 0 : 1) }
  }

  private mutating func read(_ root: Node, _ model: Model) {
    for finding in DuplicateKeys.findings(in: root) { add(finding.message, finding.help, finding.range) }
    let (rule, found) = RuleReader.read(root, id: id)
    self.rule = rule
    for problem in found + RuleFileCheck.problems(of: root) { add(problem.message, problem.help, problem.range) }
    checkShapes(of: rule, model)
    guard hasBearableSize(rule, root) else { return }
    let places = problems.map(\.range)
    for problem in RuleCheck.problems(of: rule, model: model) {
      let range = Self.range(of: problem, in: root)
      // What is no expression at all was reported.
      if places.contains(where: { $0.overlaps(range) }) { continue }
      add(
        problem.message, problem.isError ? "" : "guard it with has(…), or give a default with .orValue(…)", range,
        isError: problem.isError)
    }
  }

  /// An example of a shape that is not there would be read as a whole request.
  private mutating func checkShapes(of rule: Rule, _ model: Model) {
    for example in rule.examples where !example.shape.isEmpty && model.index(ofShape: example.shape) == nil {
      guard !rule.cases.contains(where: { $0.shapes.contains { TextOrder.isEqual($0, example.shape) } }) else {
        continue
      }
      let nearest = Suggestion.nearest(to: example.shape, among: model.shapes.map(\.name))
      add(
        "the model has no shape \(DisplayText.quoted(example.shape))",
        nearest.map { "did you mean '\($0)'?" } ?? "name the shape of the input",
        example.shapeRange ?? example.input.mark)
    }
  }

  /// Each case is checked on each of its shapes, with all that it inherits.
  private mutating func hasBearableSize(_ rule: Rule, _ root: Node) -> Bool {
    var size = 0
    for body in rule.cases {
      let texts =
        body.definitions.map(\.expression) + body.allowed.map(\.expression)
        + [body.when ?? "", body.message, body.help, body.fix?.value ?? "", body.fix?.title ?? ""]
      var length = texts.reduce(0) { $0 + $1.utf8.count }
      if case .holds(let condition) = body.requirement { length += condition.utf8.count }
      size += length * body.shapes.count
    }
    if size <= Self.mostExpressionBytes, rule.cases.count <= RuleFileCheck.most.cases { return true }
    if size > Self.mostExpressionBytes {
      add(
        "the expressions of the rule's cases make \(size) bytes, counted once for each shape",
        "at most \(Self.mostExpressionBytes) are allowed; split the rule", root.mark)
    }
    return false
  }

  /// Rules that this one makes way for must be there.
  package mutating func checkPrecedence(among ids: [String]) {
    if rule.unless.isEmpty { return }
    let known = ids + RuleCatalog.ids
    for (id, range) in zip(rule.unless, rule.unlessRanges) where !known.contains(where: { TextOrder.isEqual($0, id) }) {
      // A file that was named alone has neighbours that were not.
      let folder = String(
        decoding: source.name.utf8.reversed().drop { $0 != UInt8(ascii: "/") }.reversed(), as: UTF8.self)
      if [".yaml", ".yml"].contains(where: { FileReader.exists(folder + RuleID.name(of: id) + $0) }) { continue }
      let group = RuleID.group(of: id)
      let siblings = known.filter { TextOrder.isEqual(RuleID.group(of: $0), group) }.map(RuleID.name)
      let nearest = Suggestion.nearest(to: RuleID.name(of: id), among: siblings)
      add(
        "there is no rule \(DisplayText.quoted(id))",
        nearest.map { "did you mean '\($0)'?" } ?? "'unless' names rules of the same folder", range)
    }
  }

  private static let mostExpressionBytes = 1 << 20
  private static let mostProblems = 500

  /// Adds what is wrong with the file beside other files, such as an id that is taken.
  package mutating func add(
    _ message: String, _ help: String, _ range: Range<Int>, isError: Bool = true
  ) {
    guard problems.count < Self.mostProblems else { return }
    // What is wrong with an expression quotes it.
    let (message, help) = (DisplayText.escaped(message), DisplayText.escaped(help))
    // Cases share what they inherit, and each shape is checked on its own.
    let isKnown = problems.contains { $0.range == range && TextOrder.isEqual($0.message, message) }
    if !isKnown { problems.append(Problem(isError: isError, message: message, help: help, range: range)) }
  }

  private mutating func add(_ problem: SyntaxProblem) { add(problem.message, problem.help, problem.range) }

  private mutating func addEmpty() {
    add("the rule file is empty", "'deploylint new-rule' prints a rule to begin with", 0..<0)
  }

  // MARK: Places

  /// Where the mistake stands: the part of the expression, or the deepest part of the key that is written.
  private static func range(of problem: RuleCheck.Problem, in root: Node) -> Range<Int> {
    let node = node(problem.key, in: root)
    guard !node.isContainer, let part = problem.range else { return node.mark }
    return node.range(ofText: part)
  }

  /// The node of a key such as `cases[1].let.wait`, which a case may have from the top of the file.
  private static func node(_ key: String, in root: Node) -> Node {
    let parts = key.utf8.split(whereSeparator: { ".[]".utf8.contains($0) }).map { String(decoding: $0, as: UTF8.self) }
    // The key of a case that is the only one does not name it.
    let isOfCase = parts.count > 2 && parts[0] == "cases"
    let own = isOfCase ? follow(parts[...], root) : follow((["cases", "0"] + parts)[...], root)
    let inherited = follow(isOfCase ? parts.dropFirst(2) : parts[...], root)
    return own.isComplete || (isOfCase && !inherited.isComplete) ? own.node : inherited.node
  }

  private static func follow(_ parts: ArraySlice<String>, _ root: Node) -> (node: Node, isComplete: Bool) {
    var current = root
    for part in parts {
      let item =
        current.kind == .sequence
        ? Int(part).flatMap { index in
          Array(current.children.prefix(index + 1)).dropFirst(index).first
        } : nil
      guard let next = item ?? current.member(part) else { return (current, false) }
      current = next
    }
    return (current, true)
  }
}
