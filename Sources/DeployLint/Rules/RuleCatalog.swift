/// All rules and built-in checks, with their texts for people. Reads the rule files, which checking never does.
package enum RuleCatalog {
  package struct Entry: Sendable {
    package let id: String
    /// The strongest first; a rule may have another one for each case.
    package let severities: [Severity]
    package var severity: Severity { severities.first ?? .error }
    package let evidence: Evidence
    package let isOffByDefault: Bool
    package let summary: String
    package let why: String
    package let sources: [String]
    /// The shapes that a rule is about; built-in checks have none.
    package let shapes: [String]
  }

  /// The ids of all rules and checks, sorted.
  package static var ids: [String] {
    (RulePack.ruleIDs + BuiltInCheck.all.map(\.id)).sorted(by: TextOrder.isLess)
  }

  /// The id without the name of its pack.
  package static func name(of id: String) -> String {
    String(decoding: id.utf8.split(separator: UInt8(ascii: "/")).last ?? id.utf8[...], as: UTF8.self)
  }

  /// Sorted by id.
  package static func entries() throws(RulePack.FormatError) -> [Entry] {
    var entries = BuiltInCheck.all.map { check in
      Entry(
        id: check.id, severities: [check.severity], evidence: check.evidence, isOffByDefault: false,
        summary: check.summary, why: check.why, sources: check.sources, shapes: [])
    }
    for id in RulePack.ruleIDs {
      guard let rule = try rule(id) else { continue }
      var shapes: [String] = []
      for shape in rule.cases.flatMap(\.shapes) where !shapes.contains(shape) { shapes.append(shape) }
      entries.append(
        Entry(
          id: id, severities: rule.severities, evidence: rule.evidence, isOffByDefault: rule.isOffByDefault,
          summary: rule.summary, why: rule.why, sources: rule.sources, shapes: shapes))
    }
    return entries.sorted { TextOrder.isLess($0.id, $1.id) }
  }

  /// The rule as its file has it, with its examples; `nil` for an id that is not there.
  package static func rule(_ id: String) throws(RulePack.FormatError) -> Rule? {
    guard let bytes = RulePack.ruleFile(id) else { return nil }
    let source = Source(name: "rules/\(id).yaml", bytes: bytes)
    var reader = DocumentReader(source: source, format: .yaml)
    guard case .document(let document) = reader.next() else {
      throw RulePack.FormatError(description: "\(source.name) is not YAML")
    }
    let (rule, problems) = RuleReader.read(document.root, id: id)
    if let problem = problems.first { throw RulePack.FormatError(description: "\(source.name): \(problem.message)") }
    return rule
  }
}
