/// What came of a run: findings, what went wrong with the run, and what was looked at.
public struct Report: Sendable, Hashable {
  /// How much was looked at and found.
  public struct Summary: Sendable, Hashable {
    /// Files in which something was checked or found.
    public var files = 0
    /// Files without a request.
    public var passedOver = 0
    /// Requests that were checked.
    public var requests = 0
    /// Findings by severity.
    public var errors = 0
    /// Findings by severity.
    public var warnings = 0
    /// Findings by severity.
    public var notes = 0
    /// Findings that do not count.
    public var suppressed = 0
  }

  /// Something that was recognised and is not checked.
  public struct Unchecked: Sendable, Hashable {
    /// What it is, such as "CreateEndpointConfig request" or "CloudFormation template with an AWS::SageMaker::Endpoint".
    public var description: String
    /// How many documents of that kind were met.
    public var count: Int
  }

  /// What became of the baseline.
  public struct BaselineOutcome: Sendable, Hashable {
    /// What was done to the file.
    public enum Action: Sendable, Hashable {
      /// Its findings were lifted.
      case applied
      /// What is fixed was taken out.
      case pruned
      /// It was written anew.
      case written
      /// It should have been written, and the run could not see everything.
      case leftAlone
    }

    /// The path as it was given.
    public var file: String
    /// How many findings it holds back.
    public var findings: Int
    /// How many of its entries nothing matches any more, in files that the run has looked at or that are gone.
    public var fixed: Int
    /// What was done to the file.
    public var action: Action
  }

  /// The files in which something was checked or found, in the order of the run.
  public internal(set) var files: [String] = []
  /// Ordered by file, then by place, then by rule.
  public internal(set) var diagnostics: [Diagnostic] = []
  /// Findings that do not count, in the same order; each says why.
  public internal(set) var suppressed: [Diagnostic] = []
  /// What went wrong with the run itself.
  public internal(set) var issues: [RunIssue] = []
  /// How much was looked at and found.
  public internal(set) var summary = Summary()
  /// What was recognised and not checked, sorted by description.
  public internal(set) var unchecked: [Unchecked] = []

  /// `nil` where there is none.
  public internal(set) var baseline: BaselineOutcome?
  /// The level of each file whose configuration gives one.
  package internal(set) var failLevels: [String: FailLevel] = [:]
  /// The rules of one's own that took part, sorted by id; a report that lists the rules has them beside the built-in
  /// ones.
  package internal(set) var ownRules: [RuleEntry] = []

  package init() {}

  /// As `exitStatus(failLevel:)`, where each file has its own level: that of its configuration, else `error`.
  ///
  /// - Parameter failLevel: for all files, whatever their configurations say.
  public func exitStatus(overriding failLevel: FailLevel?) -> Int32 {
    if failLevel != nil || failLevels.isEmpty { return exitStatus(failLevel: (failLevel ?? .error).severity) }
    if issues.contains(where: { $0.severity == .error }) { return 2 }
    return diagnostics.contains { diagnostic in
      let level = failLevels[diagnostic.file] ?? .error
      return level.severity.map { diagnostic.severity >= $0 } ?? false
    } ? 1 : 0
  }

  /// Whether notes fail the run, somewhere at least.
  ///
  /// - Parameter failLevel: as for `exitStatus(overriding:)`.
  package func failsOnNotes(overriding failLevel: FailLevel?) -> Bool {
    failLevel.map { $0 == .note } ?? failLevels.values.contains(.note)
  }

  /// What the process should end with: 2 where the run itself went wrong, else 1 where a finding reaches the level,
  /// else 0.
  ///
  /// - Parameter failLevel: `nil` for never.
  public func exitStatus(failLevel: Severity?) -> Int32 {
    if issues.contains(where: { $0.severity == .error }) { return 2 }
    guard let failLevel else { return 0 }
    return diagnostics.contains { $0.severity >= failLevel } ? 1 : 0
  }

  mutating func count(_ description: String, _ number: Int = 1) {
    if let index = unchecked.firstIndex(where: { $0.description == description }) {
      unchecked[index].count += number
    } else {
      let index = unchecked.firstIndex { TextOrder.isLess(description, $0.description) } ?? unchecked.endIndex
      unchecked.insert(Unchecked(description: description, count: number), at: index)
    }
  }
}
