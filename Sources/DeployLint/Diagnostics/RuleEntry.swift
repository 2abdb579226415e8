/// What people are told of a rule or check: in lists of rules, and in reports that carry one.
package struct RuleEntry: Sendable, Hashable {
  package let id: String
  /// The strongest first; a rule may have another one for each case.
  package let severities: [Severity]
  package var severity: Severity { severities.first ?? .error }
  package let evidence: Evidence
  package let isOffByDefault: Bool
  /// Whether the rule is still being tried: it runs only where somebody asks for it.
  package var isPreview = false
  package let summary: String
  package let why: String
  package let sources: [String]
  /// The shapes that a rule is about; built-in checks have none.
  package let shapes: [String]
}
