/// Runs the examples of rule files: `deploylint test`.
package struct ExampleRun {
  private let check: ExampleCheck
  private var report = ExampleReport()

  /// Runs the examples of the rules at the paths, files or folders; without a path, those of the built-in rules and of
  /// the folders of rules that the options name.
  package static func run(_ paths: [String], _ options: Linter.Options) throws(RulePack.FormatError) -> ExampleReport {
    let model = RulePack.model
    var run = ExampleRun(check: ExampleCheck(model: model))
    if paths.isEmpty {
      for id in RulePack.ruleIDs { if let rule = try RuleCatalog.rule(id) { run.add(rule) } }
      run.add(RuleFolder(options.rulePaths), model)
    } else {
      run.add(RuleFolder(paths, takesFiles: true, isBesideBuiltIn: false), model)
    }
    run.report.rules.sort { TextOrder.isLess($0.id, $1.id) }
    return run.report
  }

  private init(check: ExampleCheck) {
    self.check = check
  }

  private mutating func add(_ folder: RuleFolder, _ model: Model) {
    let own = OwnRules(folder, model: model)
    report.issues += own.issues
    for rule in own.rules {
      add(rule)
      warnOfReservedGroup(rule)
    }
  }

  /// A file that is tried alone may be a built-in rule itself; another one in its group could not be loaded.
  private mutating func warnOfReservedGroup(_ rule: Rule) {
    let group = RuleID.group(of: rule.id)
    guard RuleID.isReserved(group: group), RulePack.ruleFile(rule.id) == nil,
      let file = rule.examples.first?.input.document.source.name
    else { return }
    report.issues.append(
      RunIssue(
        id: .ruleFile, severity: .warning,
        message: "\(DisplayText.escaped(file)): the group '\(group)' is that of built-in rules; --rule-path would not "
          + "load it", file: file))
  }

  private mutating func add(_ rule: Rule) {
    guard let source = rule.examples.first?.input.document.source else { return }
    var result = ExampleReport.RuleResult(id: rule.id, file: source.name)
    let index = LineIndex(source)
    let snippets = SnippetMaker(source: source, index: index, masked: [])
    for example in rule.examples {
      var outcome = self.outcome(of: example, rule, span: index.span(of: example.input.mark))
      if outcome.outcome != .pass { outcome.snippet = snippets.snippet(for: outcome.span, related: []) }
      result.examples.append(outcome)
    }
    report.rules.append(result)
  }

  // MARK: Outcomes

  private func outcome(of example: Rule.Example, _ rule: Rule, span: Span) -> ExampleReport.Example {
    var outcome = ExampleReport.Example(isValid: example.at == nil, span: span)
    let result = check.check(example, of: rule)
    for issue in result.issues { outcome.got.append(issue.message) }
    outcome.got += result.diagnostics.map(Self.words)
    guard let at = example.at else {
      outcome.expected = "no finding"
      if !outcome.got.isEmpty {
        outcome.outcome = .fail
        outcome.reason = result.issues.isEmpty ? "the valid example has a finding" : "the rule cannot be evaluated"
      } else if result.answers == 0 {
        outcome.outcome = .skip
        outcome.reason = Self.whyUnanswered(example, rule)
      }
      return outcome
    }
    outcome.expected =
      "\(rule.id) at \(Self.place(at))" + (example.message.map { ": \(DisplayText.escaped($0))" } ?? "")
    outcome.reason = Self.fault(of: result, at: at, example, rule)
    if outcome.reason.isEmpty {
      outcome.got = []
    } else {
      outcome.outcome = .fail
      if outcome.got.isEmpty { outcome.got = ["no finding"] }
    }
    return outcome
  }

  /// What is wrong with the answer to an invalid example; empty where it is the one that is wanted.
  private static func fault(of result: FileResult, at: String, _ example: Rule.Example, _ rule: Rule) -> String {
    if !result.issues.isEmpty { return "the rule cannot be evaluated" }
    guard let finding = result.diagnostics.first else {
      let why = result.answers == 0 ? ": \(whyUnanswered(example, rule))" : ""
      return "the invalid example has no finding" + why
    }
    if result.diagnostics.count > 1 { return "the invalid example has more than one finding" }
    if !TextOrder.isEqual(finding.rule, rule.id) { return "the finding is not that of the rule" }
    if !TextOrder.isEqual(finding.path.description, at) { return "the finding stands at another place" }
    if let message = example.message, !TextOrder.isEqual(finding.message, DisplayText.escaped(message)) {
      return "the finding has another message"
    }
    return ""
  }

  private static func whyUnanswered(_ example: Rule.Example, _ rule: Rule) -> String {
    let reads = rule.cases.contains { body in
      var texts = body.definitions.map(\.expression) + [body.when ?? ""]
      if case .holds(let condition) = body.requirement { texts.append(condition) }
      return texts.contains { $0.utf8.holds("instances") }
    }
    if reads, example.instances == nil { return "the rule has no answer, because the example gives no 'instances'" }
    return "the rule has no answer, because what it asks about is unknown or not there"
  }

  private static func place(_ path: String) -> String { path.isEmpty ? "the input itself" : DisplayText.escaped(path) }

  private static func words(_ finding: Diagnostic) -> String {
    "\(finding.rule) at \(place(finding.path.description)): \(DisplayText.escaped(finding.message))"
  }
}

extension String.UTF8View {
  /// Whether a text occurs.
  fileprivate func holds(_ text: String) -> Bool {
    let bytes = Array(self)
    let wanted = Array(text.utf8)
    guard bytes.count >= wanted.count else { return false }
    return (0...bytes.count - wanted.count).contains { bytes[$0..<$0 + wanted.count].elementsEqual(wanted) }
  }
}
