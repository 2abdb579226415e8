/// Which rules and checks run, and how much their findings matter.
package struct RuleSettings: Sendable {
  package enum Setting: Sendable, Equatable {
    case off
    case severity(Severity)
  }

  /// A text that cannot be read is not checked; that must not pass for success.
  package static let fixed = [SyntaxProblem.error, SyntaxProblem.limit]

  private var settings: [String: Setting] = [:]

  package init() {}

  /// Switches a rule on with a severity, or off; what is `fixed` stays as it is.
  package mutating func set(_ id: String, _ setting: Setting) {
    if !Self.fixed.contains(id) { settings[id] = setting }
  }

  package func isOn(_ rule: Rule) -> Bool {
    settings[rule.id].map { $0 != .off } ?? !rule.isOffByDefault
  }

  /// The finding with the severity that was asked for; `nil` where its rule is off.
  func apply(to finding: Finding) -> Finding? {
    guard let setting = settings[finding.rule] else { return finding }
    guard case .severity(let severity) = setting else { return nil }
    var finding = finding
    finding.severity = severity
    return finding
  }
}
