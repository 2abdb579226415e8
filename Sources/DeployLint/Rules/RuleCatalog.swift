/// All built-in rules and checks, with their texts for people. Reads the rule files, which checking never does.
package enum RuleCatalog {
  package typealias Entry = RuleEntry

  /// The ids of all built-in rules and checks, sorted.
  package static var ids: [String] {
    (RulePack.ruleIDs + BuiltInCheck.all.map(\.id)).sorted(by: TextOrder.isLess)
  }

  /// The id without the name of its pack.
  package static func name(of id: String) -> String { RuleID.name(of: id) }

  /// Sorted by id.
  ///
  /// - Parameter own: rules of one's own, which are listed among them.
  package static func entries(with own: [Entry] = []) throws(RulePack.FormatError) -> [Entry] {
    var entries = BuiltInCheck.all.map { check in
      Entry(
        id: check.id, severities: [check.severity], evidence: check.evidence, isOffByDefault: false,
        summary: check.summary, why: check.why, sources: check.sources, shapes: [])
    }
    for id in RulePack.ruleIDs {
      guard let rule = try rule(id) else { continue }
      entries.append(entry(of: rule))
    }
    entries += own
    return entries.sorted { TextOrder.isLess($0.id, $1.id) }
  }

  /// What there is to tell of a rule.
  package static func entry(of rule: Rule) -> Entry {
    var shapes: [String] = []
    for shape in rule.cases.flatMap(\.shapes) where !shapes.contains(shape) { shapes.append(shape) }
    return Entry(
      id: rule.id, severities: rule.severities, evidence: rule.evidence, isOffByDefault: rule.isOffByDefault,
      isPreview: rule.isPreview, summary: rule.summary, why: rule.why, sources: rule.sources, shapes: shapes)
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
