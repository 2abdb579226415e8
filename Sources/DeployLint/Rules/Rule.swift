/// A rule as its file says it, with what a case does not give already taken from the file's top.
package struct Rule: Sendable {
  /// One body: a shape, what must hold on it, and what to say where it does not.
  package struct Case: Sendable {
    package var shapes: [String] = []
    package var severity: Severity = .error
    package var evidence: Evidence = .documented
    /// Named sub-expressions in the order of the file; a later one may use an earlier one.
    package var definitions: [(name: String, expression: String)] = []
    package var when: String?
    package var requirement: Requirement = .holds("true")
    /// Where the caret stands, relative to `self`; empty for `self`.
    package var report: [String] = []
    package var also: [(at: [String], label: String)] = []
    package var message = ""
    package var help = ""
    /// Typed facts for reports: JSON Schema's keyword and an expression for its value.
    package var allowed: [(keyword: String, expression: String)] = []
    package var fix: FixTemplate?
    /// Whether the value must not be shown: a credential.
    package var isSensitive = false
  }

  package enum Requirement: Sendable {
    /// A condition.
    case holds(String)
    /// No two items of a list have the same value of this member.
    case isUnique(member: String, comparison: Comparison)
  }

  package enum Comparison: String, Sendable, CaseIterable {
    case exact
    case ignoreCase = "ignore-case"
    /// Equal when case is ignored, and not exactly.
    case caseOnly = "case-only"
  }

  /// Replaces the scalar at the place of the report.
  package struct FixTemplate: Sendable {
    package var title: String
    package var isSafe: Bool
    /// An expression for the new text.
    package var value: String
  }

  /// A request, or a part of one, with what the rule must make of it.
  package struct Example: Sendable {
    package var input: Node
    package var shape: String
    /// Where the example says its shape; `nil` where it is that of the rule.
    package var shapeRange: Range<Int>?
    package var instances: Int64?
    /// Where the finding stands, as in `RequestPath.description`; `nil` for a valid example.
    package var at: String?
    /// The finding's message, where the example tells it.
    package var message: String?
  }

  package var id: String
  package var summary = ""
  package var isOffByDefault = false
  package var isPreview = false
  /// Ids; where one of them failed at or below a node, this rule is not asked there.
  package var unless: [String] = []
  /// Where the file names them.
  package var unlessRanges: [Range<Int>] = []
  package var cases: [Case] = []
  package var why = ""
  package var sources: [String] = []
  package var examples: [Example] = []

  /// The severities of its cases, the strongest first.
  package var severities: [Severity] { Set(cases.map(\.severity)).sorted(by: >) }
  /// The strongest severity of its cases.
  package var severity: Severity { severities.first ?? .error }
  package var evidence: Evidence { cases.first { $0.severity == severity }?.evidence ?? .documented }
}
