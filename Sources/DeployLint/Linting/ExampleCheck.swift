/// Tries rules on their own examples.
package struct ExampleCheck {
  /// A rule that is ready to be asked.
  package struct Subject {
    fileprivate let rules: RuleSet
  }

  private let model: Model

  package init(model: Model) {
    self.model = model
  }

  /// The rule alone; one that is off by default is tried like any other.
  package func subject(_ rule: Rule) -> Subject {
    var settings = RuleSettings()
    settings.set(rule.id, .severity(rule.severity))
    return Subject(rules: RuleSet([rule], settings: settings, model: model))
  }

  /// What the rule, and the schema checks, find in the input; nothing else is asked.
  package func check(_ example: Rule.Example, of rule: Rule) -> FileResult { check(example, of: subject(rule)) }

  /// The same for a rule that is asked again and again.
  package func check(_ example: Rule.Example, of subject: Subject) -> FileResult {
    Linter.check(
      part: example.input, shape: model.index(ofShape: example.shape) ?? model.root(of: .createEndpoint), model: model,
      rules: subject.rules, instances: example.instances)
  }
}
