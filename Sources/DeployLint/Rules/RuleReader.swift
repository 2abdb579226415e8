/// Reads a rule file, or a line of a pack, which has the same keys without the texts for people.
package struct RuleReader {
  /// A mistake in a rule file, with its place.
  package struct Problem: Error, Sendable {
    package let message: String
    package let help: String
    /// Bytes of the source.
    package let range: Range<Int>
  }

  private static let bodyKeys = [
    "shape", "severity", "evidence", "let", "when", "require", "unique", "compare", "report", "also", "message", "help",
    "allowed", "fix", "sensitive",
  ]
  private static let topKeys =
    bodyKeys + [
      "language", "id", "summary", "default", "stability", "unless", "cases", "why", "sources", "examples",
    ]
  /// Nobody reads more, and a suggestion for each would take its time.
  private static let mostProblems = 500
  private static let exampleKeys = ["input", "shape", "instances", "at", "message"]

  private var problems: [Problem] = []

  private init() {}

  /// The rule, and what is wrong with its file; a rule with problems must not be used.
  package static func read(_ root: Node, id: String) -> (rule: Rule, problems: [Problem]) {
    var reader = RuleReader()
    let rule = reader.rule(root, id)
    return (rule, reader.problems)
  }

  private mutating func rule(_ root: Node, _ id: String) -> Rule {
    var rule = Rule(id: id)
    guard root.kind == .mapping else {
      report("a rule file is a mapping", "start with 'language: 1' and 'summary: …'", root)
      return rule
    }
    checkKeys(of: root, Self.topKeys)
    checkLanguage(root)
    rule.summary = text(root, "summary") ?? ""
    rule.isOffByDefault = text(root, "default").map { $0 == "off" } ?? false
    rule.isPreview = text(root, "stability") == "preview"
    let prefix = String(decoding: id.utf8.prefix { $0 != UInt8(ascii: "/") }, as: UTF8.self)
    rule.unless = texts(root, "unless").map { prefix + "/" + $0 }
    rule.unlessRanges = root.member("unless")?.children.map(\.mark) ?? []
    rule.why = text(root, "why") ?? ""
    rule.sources = texts(root, "sources")

    if let cases = root.member("cases") {
      for node in cases.children {
        checkKeys(of: node, Self.bodyKeys)
        rule.cases.append(body(node, inheritingFrom: root))
      }
    } else {
      rule.cases = [body(root, inheritingFrom: nil)]
    }
    if let examples = root.member("examples") {
      let defaultShape = rule.cases.first?.shapes.first ?? ""
      rule.examples =
        self.examples(examples.member("valid"), defaultShape, isValid: true)
        + self.examples(examples.member("invalid"), defaultShape, isValid: false)
    }
    return rule
  }

  /// The version of the rule language that this program reads.
  private static let language: Int64 = 1

  private mutating func checkLanguage(_ root: Node) {
    guard let version = root.member("language") else {
      report("the rule has no 'language: \(Self.language)'", "add it: the version of the rule language", root)
      return
    }
    if version.integer != Self.language {
      report(
        "the rule language has no version \(DisplayText.quoted(version.text))",
        "this program reads version \(Self.language); a rule of a later version needs a later deploylint", version)
    }
  }

  // MARK: Bodies

  private mutating func body(_ node: Node, inheritingFrom top: Node?) -> Rule.Case {
    func member(_ name: String) -> Node? { node.member(name) ?? top?.member(name) }
    var body = Rule.Case()
    if let shape = member("shape") {
      body.shapes = shape.kind == .sequence ? shape.children.map(\.text) : [shape.text]
    } else {
      report(
        "the rule has no 'shape'", "name the shape that the rule is about, such as 'shape: TrafficRoutingConfig'", node)
    }
    if let severity = member("severity") {
      body.severity = choice(severity) ?? .error
    } else {
      report("the rule has no 'severity'", "add 'severity: error', 'warning' or 'note'", node)
    }
    if let evidence = member("evidence") { body.evidence = choice(evidence) ?? .documented }
    body.definitions = member("let")?.children.map { ($0.key, $0.text) } ?? []
    body.when = member("when")?.text
    if let unique = member("unique") {
      let comparison = member("compare").flatMap { choice($0) as Rule.Comparison? } ?? .exact
      body.requirement = .isUnique(member: unique.text, comparison: comparison)
    } else if let require = member("require") {
      body.requirement = .holds(require.text)
    } else {
      report("the rule has neither 'require' nor 'unique'", "say what must hold, as a CEL expression", node)
    }
    body.report = path(member("report")?.text ?? "")
    body.also =
      member("also")?.children.map { (path($0.member("at")?.text ?? ""), $0.member("label")?.text ?? "") } ?? []
    if let message = member("message") {
      body.message = message.text
    } else {
      report("the rule has no 'message'", "say what is wrong, with the value, and what is allowed", node)
    }
    body.help = member("help")?.text ?? ""
    body.allowed = member("allowed")?.children.map { ($0.key, $0.text) } ?? []
    body.isSensitive = member("sensitive")?.boolean ?? false
    if let fix = member("fix") {
      body.fix = Rule.FixTemplate(
        title: fix.member("title")?.text ?? "", isSafe: fix.member("safe")?.boolean ?? false,
        value: fix.member("value")?.text ?? "")
    }
    return body
  }

  private mutating func examples(_ list: Node?, _ defaultShape: String, isValid: Bool) -> [Rule.Example] {
    var examples: [Rule.Example] = []
    for node in list.map({ Array($0.children) }) ?? [] {
      checkKeys(of: node, Self.exampleKeys)
      guard let input = node.member("input") else {
        report("the example has no 'input'", "add what the rule is to be tried on", node)
        continue
      }
      examples.append(
        Rule.Example(
          input: input, shape: node.member("shape")?.text ?? defaultShape, shapeRange: node.member("shape")?.mark,
          instances: node.member("instances")?.integer, at: isValid ? nil : node.member("at")?.text ?? "",
          message: node.member("message")?.text))
    }
    return examples
  }

  // MARK: Values

  private mutating func checkKeys(of node: Node, _ known: [String]) {
    for child in node.children where !known.contains(where: child.hasKey) {
      if problems.count >= Self.mostProblems { return }
      let suggestion = Suggestion.nearest(to: child.key, among: known).map { "did you mean '\($0)'?" }
      problems.append(
        Problem(
          message: "a rule file has no key \(DisplayText.quoted(child.key))",
          help: suggestion ?? "the keys are " + known.joined(separator: ", "), range: child.keyRange ?? child.mark))
    }
  }

  private mutating func choice<Choice: RawRepresentable & CaseIterable>(_ node: Node) -> Choice?
  where Choice.RawValue == String {
    if let choice = Choice(rawValue: node.text) { return choice }
    let names = Choice.allCases.map(\.rawValue)
    report(
      "\(DisplayText.quoted(node.text)) is not one of \(names.joined(separator: ", "))",
      Suggestion.nearest(to: node.text, among: names).map { "did you mean '\($0)'?" } ?? "write one of them", node)
    return nil
  }

  private func text(_ node: Node, _ name: String) -> String? { node.member(name)?.text }

  private func texts(_ node: Node, _ name: String) -> [String] {
    node.member(name)?.children.map(\.text) ?? []
  }

  private func path(_ text: String) -> [String] {
    text.utf8.split(separator: UInt8(ascii: ".")).map { String(decoding: $0, as: UTF8.self) }
  }

  private mutating func report(_ message: String, _ help: String, _ node: Node) {
    problems.append(Problem(message: message, help: help, range: node.mark))
  }
}
