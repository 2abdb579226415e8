/// Which rules and checks there are, and which of them a run could ask.
struct AskedRules: Sendable {
  /// Of all rules and checks, sorted.
  let ids: [String]
  /// Those that are off.
  let off: Set<String>
  /// Those that may find something else in another run, because too little is known of the fleet.
  private(set) var undecided: Set<String>

  /// - Parameter active: the ids of the rules that run; those of built-in checks may be left out.
  init(ids: [String], active: some Sequence<String>, settings: RuleSettings, undecided: Set<String>) {
    self.ids = ids
    let checks = BuiltInCheck.all.filter { settings.apply(to: Finding(anyOf: $0)) != nil }
    off = Set(ids).subtracting(active).subtracting(checks.map(\.id))
    self.undecided = undecided
  }

  /// Adds what another file leaves undecided.
  mutating func merge(_ other: AskedRules) { undecided.formUnion(other.undecided) }

  /// Whether there is such a rule, or one with such a prefix.
  func exist(_ selector: RuleSelector) -> Bool { ids.contains(where: selector.matches) }

  /// Whether it names just one rule, which may find something in another run.
  func isUndecided(_ selector: RuleSelector) -> Bool { undecided.contains(selector.text) }

  /// Whether nothing that is named is on.
  func areOff(_ selector: RuleSelector) -> Bool {
    ids.allSatisfy { !selector.matches($0) || off.contains($0) }
  }
}

extension Finding {
  fileprivate init(anyOf check: BuiltInCheck) {
    self.init(
      rule: check.id, severity: check.severity, evidence: check.evidence, message: "", help: "", url: "", range: 0..<0)
  }
}
