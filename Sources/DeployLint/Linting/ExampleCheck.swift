/// Tries rules on their own examples.
package struct ExampleCheck {
  private let model: Model

  package init(model: Model) {
    self.model = model
  }

  /// What the rule, and the schema checks, find in the input; nothing else is asked.
  package func check(_ example: Rule.Example, of rule: Rule) -> FileResult {
    check(example.input, shape: example.shape, rules: [rule], instances: example.instances)
  }

  private func check(_ root: Node, shape: String, rules: [Rule], instances: Int64?) -> FileResult {
    var settings = RuleSettings()
    // A rule that is off by default is tried like any other; its cases keep their severities.
    for rule in rules where rule.isOffByDefault { settings.set(rule.id, .severity(rule.severity)) }
    return Linter.check(
      part: root, shape: model.index(ofShape: shape) ?? model.root(of: .createEndpoint), model: model,
      rules: RuleSet(rules, settings: settings), instances: instances)
  }
}
