/// The findings of all the ways to read a request, each told once, with the conditions under which it holds.
struct VariantFindings {
  private struct Key: Hashable {
    let rule: String
    let range: Range<Int>
    let path: RequestPath
    let member: String?
    let fleet: Int?
  }

  private let variants: [LocatedRequest.Variant]
  private var order: [Key] = []
  /// The finding, and the variants that have it; `nil` where it does not depend on them.
  private var found: [Key: (finding: Finding, variants: Set<Int>?)] = [:]

  init(variants: [LocatedRequest.Variant]) {
    self.variants = variants
  }

  mutating func add(_ findings: [Finding], variant: Int?) {
    for finding in findings {
      let key = Key(
        rule: finding.rule, range: finding.range, path: finding.path, member: finding.member, fleet: finding.fleet)
      if found[key] == nil {
        order.append(key)
        found[key] = (finding, variant == nil ? nil : [])
      }
      if let variant { found[key]?.variants?.insert(variant) }
    }
  }

  /// In the order in which they were found.
  var findings: [Finding] {
    let alternatives = (variants.map(\.alternative).max() ?? 0) + 1
    return order.compactMap { key in
      guard let (finding, variantsOfFinding) = found[key] else { return nil }
      guard let variantsOfFinding else { return finding }
      // Variants lie in groups that differ in the alternative only.
      let groups = Dictionary(grouping: variantsOfFinding) { $0 / alternatives }
      let holding = groups.filter { $0.value.count == alternatives }.keys
      guard !holding.isEmpty else { return nil }
      guard holding.count * alternatives < variants.count else { return finding }
      var conditional = finding
      conditional.message += " (where " + phrase(Set(holding.map { $0 * alternatives }), alternatives) + ")"
      return conditional
    }
  }

  /// The conditions that are the same in all of these variants, without those that follow from the others.
  private func phrase(_ holding: Set<Int>, _ alternatives: Int) -> String {
    let conditions = holding.sorted().map { variants[$0].conditions }
    guard let first = conditions.first else { return "" }
    var told = first.indices.filter { index in conditions.allSatisfy { $0[index].holds == first[index].holds } }
    // A finding of several branches may share no condition.
    if told.isEmpty { return "one of several conditions holds" }
    let groups = stride(from: 0, to: variants.count, by: alternatives).map { variants[$0].conditions }
    func count(_ indices: [Int]) -> Int {
      groups.count { group in indices.allSatisfy { group[$0].holds == first[$0].holds } }
    }
    let all = count(told)
    for index in told.reversed() {
      let rest = told.filter { $0 != index }
      if !rest.isEmpty, count(rest) == all { told = rest }
    }
    return told.map { "\(first[$0].name) is \(first[$0].holds)" }.joined(separator: " and ")
  }
}
