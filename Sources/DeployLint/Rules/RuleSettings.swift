/// Which rules and checks run, and how much their findings matter.
package struct RuleSettings: Sendable {
  package enum Setting: Sendable, Equatable {
    case off
    case severity(Severity)

    /// As people write it: a severity or `off`.
    package init?(_ text: String) {
      if TextOrder.isEqual(text, "off") {
        self = .off
      } else if let severity = Severity(rawValue: text) {
        self = .severity(severity)
      } else {
        return nil
      }
    }

    package static let names = ["error", "warning", "note", "off"]
  }

  /// What holds for the rules that nobody names.
  package enum Preset: String, Sendable, CaseIterable {
    /// Every rule as its file says.
    case recommended
    /// Also the rules that are off by default; warnings are errors.
    case strict
    /// Only errors that AWS documents, or that are on record from the service.
    case minimal
  }

  /// Who says it. Who stands first goes before all that stand behind.
  package enum Layer: Int, Sendable {
    case run, commandLine, file
  }

  private struct Entry: Sendable {
    let selector: RuleSelector
    let setting: Setting
    let layer: Layer
  }

  /// A text that cannot be read is not checked; that must not pass for success.
  package static let fixed = [SyntaxProblem.error, SyntaxProblem.limit]

  package var preset = Preset.recommended
  private var entries: [Entry] = []

  /// Whether rules in preview run. They do not by default, so that a new version brings no new findings; one that is
  /// given a severity runs all the same.
  package var includesPreview = false

  package init() {}

  /// Switches a rule on with a severity, or off; what is `fixed` stays as it is. A prefix changes the severity of the
  /// rules that are on, and switches off, and not on: new rules must not come in by it.
  package mutating func set(_ selector: RuleSelector, _ setting: Setting, layer: Layer) {
    entries.append(Entry(selector: selector, setting: setting, layer: layer))
  }

  package mutating func set(_ id: String, _ setting: Setting) {
    set(RuleSelector(id), setting, layer: .run)
  }

  /// These settings with others over them.
  func under(_ others: RuleSettings) -> RuleSettings {
    var result = self
    if others.preset != .recommended { result.preset = others.preset }
    result.includesPreview = result.includesPreview || others.includesPreview
    result.entries += others.entries
    return result
  }

  /// Which of the settings counts for a rule, by their order of being set: the longest selector of the first layer that
  /// names it, and of equal ones the last.
  package func decidingEntry(of id: String) -> Int? {
    if Self.fixed.contains(id) { return nil }
    var best: Int?
    for (index, entry) in entries.enumerated() where entry.selector.matches(id) {
      if let known = best.map({ entries[$0] }) {
        let rank = (-entry.layer.rawValue, entry.selector.text.utf8.count)
        if rank < (-known.layer.rawValue, known.selector.text.utf8.count) { continue }
      }
      best = index
    }
    return best
  }

  package func isOn(_ rule: RuleSource) -> Bool {
    isOn(
      rule.id, isOffByDefault: rule.isOffByDefault, isPreview: rule.isPreview, isMinimal: rule.isMinimal)
  }

  private func isOn(_ id: String, isOffByDefault: Bool, isPreview: Bool, isMinimal: Bool) -> Bool {
    if Self.fixed.contains(id) { return true }
    if let entry = decidingEntry(of: id).map({ entries[$0] }) {
      if entry.setting == .off { return false }
      if !entry.selector.isPrefix { return true }
    }
    if isPreview, !includesPreview { return false }
    return switch preset {
    case .recommended: !isOffByDefault
    case .strict: true
    case .minimal: !isOffByDefault && isMinimal
    }
  }

  fileprivate static func isMinimal(_ severity: Severity, _ evidence: Evidence) -> Bool {
    severity == .error && evidence != .inferred
  }

  /// The finding with the severity that was asked for; `nil` where its rule is off.
  func apply(to finding: Finding) -> Finding? {
    guard let severity = severity(of: finding.rule, finding.severity, finding.evidence) else { return nil }
    var finding = finding
    finding.severity = severity
    return finding
  }

  /// The severity of a finding of a rule that is on; `nil` where such findings are off.
  private func severity(of id: String, _ severity: Severity, _ evidence: Evidence) -> Severity? {
    if Self.fixed.contains(id) { return severity }
    let entry = decidingEntry(of: id).map { entries[$0] }
    if entry?.setting == .off { return nil }
    if let entry, !entry.selector.isPrefix, case .severity(let wanted) = entry.setting { return wanted }
    if preset == .minimal, !Self.isMinimal(severity, evidence) { return nil }
    if let entry, case .severity(let wanted) = entry.setting { return wanted }
    return preset == .strict && severity == .warning ? .error : severity
  }

  /// The severities that findings of a rule can have, the strongest first; none where it is off.
  package func severities(of rule: RuleCatalog.Entry) -> [Severity] {
    let isMinimal = rule.severities.contains { Self.isMinimal($0, rule.evidence) }
    guard
      isOn(rule.id, isOffByDefault: rule.isOffByDefault, isPreview: rule.isPreview, isMinimal: isMinimal)
    else { return [] }
    return Set(rule.severities.compactMap { severity(of: rule.id, $0, rule.evidence) }).sorted(by: >)
  }
}

extension Rule {
  /// Whether the preset `minimal` has it: one of its cases is an error that is documented or on record.
  package var isMinimal: Bool { cases.contains { RuleSettings.isMinimal($0.severity, $0.evidence) } }
}
