/// What the configuration says about suppressions in one file.
package struct SuppressionSettings: Sendable {
  /// Rules whose findings nobody may suppress, and where the configuration says so.
  package struct Prohibition: Sendable {
    package let rules: RuleSelector
    package let place: ConfigurationPlace

    package init(rules: RuleSelector, place: ConfigurationPlace) {
      self.rules = rules
      self.place = place
    }
  }

  /// The entries whose patterns match the file.
  package var entries: [PathSuppression] = []
  package var prohibitions: [Prohibition] = []

  package init() {}

  /// What a configuration says of a file.
  ///
  /// - Parameter path: of the file, from the root.
  init(_ configuration: Configuration, ofFileAt path: String) {
    entries = configuration.suppressions.filter {
      PathPattern($0.files, in: configuration.folder).matches(path)
    }
    prohibitions = (configuration.unsuppressible ?? []).compactMap { rules in
      guard case .file(let place) = rules.origin else { return nil }
      return Prohibition(rules: rules.value, place: place)
    }
  }

  /// What forbids suppressing a rule or all rules with a prefix; the first of several.
  func prohibition(of rule: String) -> Prohibition? {
    prohibitions.first { $0.rules.matches(rule) }
  }

  /// A text that cannot be read is not checked, and a suppression at fault must not hide itself.
  package static let unsuppressible = RuleSettings.fixed + [SyntaxProblem.suppression]
}
