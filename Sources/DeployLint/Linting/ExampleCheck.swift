/// Tries rules on their own examples.
package struct ExampleCheck {
  private let model: Model

  package init(model: Model) {
    self.model = model
  }

  /// What the rule, and the schema checks, find in the input; nothing else is asked.
  package func check(_ example: Rule.Example, of rule: Rule) -> FileResult {
    // A rule that is off by default is tried like any other.
    var settings = RuleSettings()
    settings.set(rule.id, .severity(rule.severity))
    return Linter.check(
      part: example.input, shape: model.index(ofShape: example.shape) ?? model.root(of: .createEndpoint), model: model,
      rules: RuleSet([rule], settings: settings, model: model), instances: example.instances)
  }
}
