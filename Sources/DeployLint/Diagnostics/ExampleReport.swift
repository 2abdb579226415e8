/// What came of the examples of rule files.
package struct ExampleReport: Sendable, Hashable {
  package enum Outcome: String, Sendable, CaseIterable {
    /// The rule said what the example wants.
    case pass
    /// It said something else.
    case fail
    /// A valid example on which the rule has no answer, because what it asks about is unknown or not there.
    case skip
  }

  /// One example of a rule.
  package struct Example: Sendable, Hashable {
    package var isValid: Bool
    package var outcome: Outcome = .pass
    /// Why it failed or was skipped; one line, lower case, empty where it passed.
    package var reason = ""
    /// What the example wants and what came, each a line; empty where it did not fail.
    package var expected = ""
    package var got: [String] = []
    /// Where the input stands in the rule file.
    package var span: Span
    package var snippet: Snippet?

    /// "valid" or "invalid".
    package var kind: String { isValid ? "valid" : "invalid" }
  }

  /// A rule with its examples in the order of the file.
  package struct RuleResult: Sendable, Hashable {
    package var id: String
    package var file: String
    package var examples: [Example] = []
  }

  /// Sorted by id.
  package internal(set) var rules: [RuleResult] = []
  /// What is wrong with rule files, or with the run.
  package internal(set) var issues: [RunIssue] = []

  package init() {}

  /// How many examples there are, or how many with one outcome.
  package func count(_ outcome: Outcome? = nil) -> Int {
    rules.reduce(0) { sum, rule in sum + rule.examples.count { outcome == nil || $0.outcome == outcome } }
  }

  /// 2 where a rule does not load, else 1 where an example fails, else 0.
  package var exitStatus: Int32 {
    if issues.contains(where: { $0.severity == .error }) { return 2 }
    return count(.fail) > 0 ? 1 : 0
  }

  /// One line, such as `3 rules, 12 examples: 11 pass, 1 fail`.
  package var summary: String {
    let outcomes = Outcome.allCases.filter { count($0) > 0 }.map { "\(count($0)) \($0.rawValue)" }
    let examples = count()
    return "\(rules.count) rule\(rules.count == 1 ? "" : "s"), \(examples) example\(examples == 1 ? "" : "s")"
      + (outcomes.isEmpty ? "" : ": " + outcomes.joined(separator: ", ")) + "\n"
  }
}
