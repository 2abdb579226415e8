/// The findings that make a run fail.
public enum FailLevel: String, Sendable, CaseIterable {
  /// Errors only.
  case error
  /// Warnings and errors.
  case warning
  /// All findings.
  case note
  /// None.
  case never

  /// The lowest severity that makes a run fail; `nil` where none does.
  public var severity: Severity? { Severity(rawValue: rawValue) }
}
