extension Linter {
  /// A linter with options: other severities, rules of one's own, a known number of instances.
  ///
  /// Throws where an option cannot be followed: a rule id that is not there, a rule text that is wrong, a number of
  /// instances that no endpoint has. All mistakes are told at once.
  public init(options: Options) throws(OptionsError) {
    var options = options
    var issues: [RunIssue] = []
    if let instances = options.instances, !(1...Int(Int32.max)).contains(instances) {
      issues.append(
        Self.mistake("instances is \(instances); an endpoint has 1 to \(Int32.max) instances"))
    }
    Self.apply(options.severities, to: &options, &issues)
    self.init(options)
    issues += ownRules.issues.filter { $0.severity == .error }
    if !issues.isEmpty { throw OptionsError(issues: issues) }
  }

  private static func apply(
    _ severities: [String: RuleSetting], to options: inout Options, _ issues: inout [RunIssue]
  ) {
    let known = RuleCatalog.ids + options.ruleTexts.map(\.id)
    for (id, setting) in severities.sorted(by: { TextOrder.isLess($0.key, $1.key) }) {
      let selector = RuleSelector(id)
      if !known.contains(where: selector.matches) {
        let nearest = RuleSelector.nearest(to: id, among: known).map { "did you mean '\($0)'?" }
        issues.append(
          mistake("there is no rule \(DisplayText.quoted(id)); \(nearest ?? "'deploylint rules' lists all of them")"))
      } else if RuleSettings.fixed.contains(where: { TextOrder.isEqual($0, id) }) {
        issues.append(mistake("'\(id)' stays an error: a text that cannot be read is not checked"))
      } else {
        switch setting {
        case .off: options.rules.set(selector, .off, layer: .run)
        case .severity(let severity): options.rules.set(selector, .severity(severity), layer: .run)
        }
      }
    }
  }

  private static func mistake(_ message: String) -> RunIssue {
    RunIssue(id: .wrongConfiguration, message: message)
  }
}
