extension Linter {
  /// A rule of one's own, as the text of a rule file.
  public struct RuleText: Sendable, Hashable {
    /// Group and name, such as `acme/require-cost-center`.
    public var id: String
    /// What a rule file holds: YAML with `language`, `summary`, `shape`, `require` and so on.
    public var yaml: String

    /// A rule; that it is one is seen when a linter is made with it.
    public init(id: String, yaml: String) {
      self.id = id
      self.yaml = yaml
    }
  }

  /// What becomes of a rule.
  public enum RuleSetting: Sendable, Hashable {
    /// It does not run.
    case off
    /// It runs, also where it is off by default, and its findings have this severity.
    case severity(Severity)

    /// Its findings are errors.
    public static let error = RuleSetting.severity(.error)
    /// Its findings are warnings.
    public static let warning = RuleSetting.severity(.warning)
    /// Its findings are notes.
    public static let note = RuleSetting.severity(.note)
  }

  /// What is wrong with the options that a linter was to be made with.
  public struct OptionsError: Error, Sendable, Hashable, CustomStringConvertible {
    /// All mistakes, so that they can be mended at once. Those in the text of a rule have its id as the file, with
    /// `.yaml`, and the place.
    public let issues: [RunIssue]

    /// Lines for people, with the place in the text of a rule, without a line break at the end.
    public var description: String {
      String(decoding: IssueReporter.render(issues).utf8.reversed().drop { $0 == 0x0A }.reversed(), as: UTF8.self)
    }
  }
}
