/// The suppressions in the comments of one file, matched with its findings.
struct CommentSuppressions {
  /// A rule's name in a comment, and what came of it.
  struct Name: Sendable {
    let scope: SuppressionScopes.Scoped
    let name: SuppressionComment.Name
    let rules: RuleSelector
    /// Whether it matched a finding.
    var isUsed = false
    /// The rule of such a finding, where the configuration forbids suppressing it.
    var forbidden: String?
  }

  /// Comments of one sort: those above a line, those behind one, and those about a value or the file.
  private struct Layer {
    private struct Question: Hashable {
      let range: Range<Int>
      let rule: String
    }

    private let ranges: NestedRanges
    /// Which names are about a range.
    private let names: [Range<Int>: [Int]]
    /// The answers so far, so that a thousand comments and a thousand findings cost no million comparisons.
    private var answers: [Question: Int?] = [:]

    init(_ names: [Range<Int>: [Int]]) {
      self.names = names
      ranges = NestedRanges(names.keys)
    }

    /// The nearest name that is about a place and matches a finding's rule. All that do are marked.
    mutating func match(_ rule: String, at place: Int, isForbidden: Bool, _ all: inout [Name]) -> Int? {
      var nearest: Int?
      for range in ranges.ranges(around: place) {
        let question = Question(range: range, rule: rule)
        if answers[question] == nil {
          let matching = (names[range] ?? []).filter { all[$0].rules.matches(rule) }
          for index in matching {
            all[index].isUsed = true
            if isForbidden { all[index].forbidden = rule }
          }
          answers[question] = .some(matching.first)
        }
        nearest = nearest ?? answers[question] ?? nil
      }
      return nearest
    }
  }

  /// In the order of the file.
  private(set) var names: [Name] = []
  private var above: Layer
  private var behind: Layer
  private var around: Layer

  init(_ scoped: [SuppressionScopes.Scoped]) {
    var above: [Range<Int>: [Int]] = [:]
    var behind: [Range<Int>: [Int]] = [:]
    var around: [Range<Int>: [Int]] = [:]
    for scope in scoped.sorted(by: { $0.comment.range.lowerBound < $1.comment.range.lowerBound }) {
      let first = names.count
      names += scope.comment.names.map { Name(scope: scope, name: $0, rules: RuleSelector($0.text)) }
      guard let range = scope.range, !scope.isMisplaced else { continue }
      switch (scope.comment.form, scope.comment.followsCode) {
      case (.line, false): above[range, default: []] += first..<names.count
      case (.line, true): behind[range, default: []] += first..<names.count
      case (.block, _), (.file, _): around[range, default: []] += first..<names.count
      }
    }
    self.above = Layer(above)
    self.behind = Layer(behind)
    self.around = Layer(around)
  }

  /// The nearest comment that suppresses a finding. All that do count as used.
  mutating func match(_ finding: Finding, isForbidden: Bool) -> SuppressionComment? {
    let places = finding.places
    // A text of several lines has room for a comment behind its end only.
    let ends = finding.range.isEmpty ? [] : [finding.range.upperBound - 1]
    let rule = finding.rule
    var found: [Int?] = []
    for place in places { found.append(above.match(rule, at: place, isForbidden: isForbidden, &names)) }
    for place in places + ends { found.append(behind.match(rule, at: place, isForbidden: isForbidden, &names)) }
    for place in places { found.append(around.match(rule, at: place, isForbidden: isForbidden, &names)) }
    return found.compactMap(\.self).first.map { names[$0].scope.comment }
  }
}
