/// Checks the form of a rule file beyond what `RuleReader` must ask of a line of the pack too: kinds of values, inner
/// keys, and the texts and examples that people need.
struct RuleFileCheck {
  typealias Problem = RuleReader.Problem

  /// How many of each a rule may have.
  static let most = (cases: 100, definitions: 200, examples: 1000)

  private static let texts = ["summary", "stability", "default", "why"]
  private static let bodyTexts = ["severity", "evidence", "unique", "compare", "report", "message", "help"]
  private static let expressions = ["when", "require"]

  private var problems: [Problem] = []

  static func problems(of root: Node) -> [Problem] {
    // RuleReader has said that it is no mapping.
    guard root.kind == .mapping else { return [] }
    var check = RuleFileCheck()
    check.checkFile(root)
    return check.problems
  }

  // MARK: The file

  private mutating func checkFile(_ root: Node) {
    if let id = root.member("id") {
      report(
        "a rule file has no key 'id'", "remove it; the path of the file is the id of the rule", id.keyRange ?? id.mark)
    }
    for name in Self.texts { checkText(root, name) }
    checkChoice(root, "default", ["off"], "a rule is on unless its file says 'default: off'")
    checkChoice(root, "stability", ["preview"], "a rule is stable unless its file says 'stability: preview'")
    demandText(root, "summary", "say in one sentence what holds where the rule passes")
    demandText(root, "why", "say what goes wrong for those who do not follow the rule; 'explain' shows it")
    checkTexts(root, "unless")
    checkSources(root)
    checkBody(root)
    if let cases = root.member("cases") {
      if let items = checkList(cases, "cases", most: Self.most.cases) {
        for item in items where isMapping(item, "a case", "write the keys of a rule: shape, require, message, …") {
          checkBody(item)
        }
      }
    }
    checkExamples(root)
  }

  private mutating func checkSources(_ root: Node) {
    guard let sources = root.member("sources") else {
      report(
        "the rule has no 'sources'", "add a list with the address of a page that says so, the best one first", root.mark
      )
      return
    }
    for item in checkList(sources, "sources", most: 100) ?? [] {
      guard isText(item, "a source") else { continue }
      let isAddress = ["https://", "http://"].contains { item.text.utf8.starts(with: $0.utf8) }
      if !isAddress {
        report(
          "the source \(DisplayText.quoted(item.text)) is no address", "write one that begins with https://", item.mark)
      }
    }
  }

  // MARK: Bodies

  private mutating func checkBody(_ node: Node) {
    for name in Self.bodyTexts { checkFilledText(node, name) }
    for name in Self.expressions { if let value = node.member(name) { checkExpression(value, "'\(name)'") } }
    if let shape = node.member("shape") {
      if shape.kind == .sequence { checkTexts(node, "shape") } else { _ = isText(shape, "'shape'") }
    }
    if let unique = node.member("unique"), node.member("require") != nil {
      report(
        "the rule has both 'require' and 'unique'", "keep one of them",
        unique.keyRange ?? unique.mark)
    }
    if let sensitive = node.member("sensitive"), sensitive.kind != .boolean {
      report("'sensitive' is \(Self.words(for: sensitive))", "write true or false", sensitive.mark)
    }
    checkDefinitions(node)
    checkAlso(node)
    checkAllowed(node)
    checkFix(node)
  }

  private mutating func checkDefinitions(_ node: Node) {
    guard let definitions = node.member("let"),
      isMapping(definitions, "'let'", "write names with expressions, such as 'let: {canary: self.CanarySize}'")
    else { return }
    if definitions.count > Self.most.definitions {
      report(
        "'let' defines \(definitions.count) names", "at most \(Self.most.definitions) are allowed", definitions.mark)
    }
    for definition in definitions.children {
      let name = definition.key
      let range = definition.keyRange ?? definition.mark
      if !Self.isIdentifier(name) {
        report(
          "\(DisplayText.quoted(name)) cannot be a name of 'let'",
          "write a letter or underscore, then letters, digits and underscores", range)
      } else if CompiledCase.variables.contains(where: { TextOrder.isEqual($0, name) }) {
        report("'\(name)' has a meaning of its own in expressions", "choose another name", range)
      }
      checkExpression(definition, "the definition of \(DisplayText.quoted(name))")
    }
  }

  private mutating func checkAlso(_ node: Node) {
    guard let also = node.member("also") else { return }
    for item in checkList(also, "also", most: 100) ?? [] {
      guard isMapping(item, "a place of 'also'", "write '{at: …, label: …}'") else { continue }
      checkKeys(of: item, ["at", "label"], "a place of 'also'")
      for name in ["at", "label"] { demandText(item, name, "write '{at: …, label: …}'", "the place of 'also'") }
    }
  }

  private mutating func checkAllowed(_ node: Node) {
    guard let allowed = node.member("allowed"),
      isMapping(allowed, "'allowed'", "write a keyword of JSON Schema with an expression, such as '{maximum: 50}'")
    else { return }
    checkKeys(
      of: allowed,
      [
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "pattern", "const",
        "enum",
      ], "'allowed'")
    for limit in allowed.children { checkExpression(limit, "\(DisplayText.quoted(limit.key)) of 'allowed'") }
  }

  private mutating func checkFix(_ node: Node) {
    guard let fix = node.member("fix"), isMapping(fix, "'fix'", "write '{title: …, value: …}'") else { return }
    checkKeys(of: fix, ["title", "safe", "value"], "'fix'")
    demandText(fix, "title", "say what the change does", "'fix'")
    if let safe = fix.member("safe"), safe.kind != .boolean {
      report("'safe' is \(Self.words(for: safe))", "write true or false", safe.mark)
    }
    if let value = fix.member("value") {
      checkExpression(value, "'value' of 'fix'")
    } else {
      report("'fix' has no 'value'", "add an expression for the new value", fix.mark)
    }
  }

  // MARK: Examples

  private mutating func checkExamples(_ root: Node) {
    let remedy = "a rule that was never seen to pass and to fail does not load"
    guard let examples = root.member("examples") else {
      report("the rule has no 'examples'", "add valid and invalid ones; \(remedy)", root.mark)
      return
    }
    guard isMapping(examples, "'examples'", "write 'valid:' and 'invalid:', each a list") else { return }
    checkKeys(of: examples, ["valid", "invalid"], "'examples'")
    for (name, keys) in [
      ("valid", ["input", "shape", "instances"]), ("invalid", ["input", "shape", "instances", "at", "message"]),
    ] {
      guard let list = examples.member(name) else {
        report("the rule has no \(name) example", "add one; \(remedy)", examples.mark)
        continue
      }
      for example in checkList(list, "'\(name)' of 'examples'", most: Self.most.examples) ?? [] {
        // What has no 'input', or a key that no example has, was reported.
        guard example.kind == .mapping else { continue }
        for key in ["at", "message"] where !keys.contains(key) {
          if let value = example.member(key) {
            report(
              "a valid example has no '\(key)'", "remove it: a valid example has no finding",
              value.keyRange ?? value.mark)
          }
        }
        checkText(example, "at")
        for key in ["shape", "message"] { checkFilledText(example, key) }
        if let instances = example.member("instances"), (instances.integer ?? 0) < 1 {
          report(
            "'instances' is \(Self.words(for: instances))", "write a whole number of at least 1", instances.mark)
        }
      }
    }
  }

  // MARK: Values

  private mutating func checkKeys(of node: Node, _ known: [String], _ what: String) {
    for child in node.children where !known.contains(where: child.hasKey) {
      report(
        "\(what) has no key \(DisplayText.quoted(child.key))",
        Suggestion.nearest(to: child.key, among: known).map { "did you mean '\($0)'?" }
          ?? "the keys are " + known.joined(separator: ", "), child.keyRange ?? child.mark)
    }
  }

  private mutating func checkText(_ node: Node, _ name: String) {
    if let value = node.member(name) { _ = isText(value, "'\(name)'") }
  }

  private mutating func checkFilledText(_ node: Node, _ name: String) {
    guard let value = node.member(name), isText(value, "'\(name)'"), value.text.utf8.isEmpty else { return }
    report("'\(name)' is empty", "write a text, or remove the key", value.mark)
  }

  private mutating func demandText(_ node: Node, _ name: String, _ help: String, _ what: String = "the rule") {
    guard let value = node.member(name) else { return report("\(what) has no '\(name)'", help, node.mark) }
    if value.kind == .string, value.text.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x0A }) {
      report("'\(name)' is empty", help, value.mark)
    }
  }

  private mutating func checkChoice(_ node: Node, _ name: String, _ choices: [String], _ help: String) {
    guard let value = node.member(name), value.kind == .string,
      !choices.contains(where: { TextOrder.isEqual($0, value.text) })
    else { return }
    report("\(DisplayText.quoted(value.text)) is no value of '\(name)'", help, value.mark)
  }

  private mutating func isText(_ node: Node, _ what: String) -> Bool {
    if node.kind == .string, node.localTag == nil { return true }
    report("\(what) is \(Self.words(for: node))", "write a text" + (node.isContainer ? "" : ", in quotes"), node.mark)
    return false
  }

  private mutating func isMapping(_ node: Node, _ what: String, _ help: String) -> Bool {
    if node.kind == .mapping, node.count > 0 { return true }
    if node.kind == .mapping {
      report("\(what) is an empty mapping", help, node.mark)
      return false
    }
    report("\(what) is \(Self.words(for: node))", help, node.mark)
    return false
  }

  /// A bare `true` or `50` is an expression too.
  private mutating func checkExpression(_ node: Node, _ what: String) {
    if node.isContainer || node.kind == .null || node.localTag != nil {
      report(
        "\(what) is \(Self.words(for: node))",
        "write a CEL expression" + (node.isContainer ? ", in quotes where it holds braces, brackets or a colon" : ""),
        node.mark)
    } else if node.text.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x0A }) {
      report("\(what) is empty", "write a CEL expression", node.mark)
    }
  }

  private mutating func checkTexts(_ node: Node, _ name: String) {
    guard let list = node.member(name) else { return }
    for item in checkList(list, name, most: 100) ?? [] { _ = isText(item, "an item of '\(name)'") }
  }

  /// The items of a list that must have some; `nil` where it is none.
  private mutating func checkList(_ node: Node, _ name: String, most: Int) -> [Node]? {
    let what = name.utf8.first == UInt8(ascii: "'") ? name : "'\(name)'"
    guard node.kind == .sequence else {
      report("\(what) is \(Self.words(for: node))", "write a list", node.mark)
      return nil
    }
    if node.count == 0 { report("\(what) is an empty list", "add an item, or remove the key", node.mark) }
    if node.count > most { report("\(what) has \(node.count) items", "at most \(most) are allowed", node.mark) }
    return Array(node.children.prefix(most))
  }

  private static func words(for node: Node) -> String {
    if let tag = node.localTag { return "tagged \(DisplayText.quoted(tag))" }
    return switch node.kind {
    case .null: "empty"
    case .boolean: "the boolean \(node.text)"
    case .integer, .float: "the number \(DisplayText.escaped(String(node.text.prefix(40))))"
    case .string: "the text \(DisplayText.quoted(node.text))"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  private static func isIdentifier(_ name: String) -> Bool {
    let underscore = UInt8(ascii: "_")
    func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) || byte == underscore }
    return name.utf8.first.map(isLetter) ?? false
      && name.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
  }

  private mutating func report(_ message: String, _ help: String, _ range: Range<Int>) {
    problems.append(Problem(message: message, help: help, range: range))
  }
}
