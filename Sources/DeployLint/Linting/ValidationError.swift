/// Why a request must not be sent.
///
/// Its description names every finding and issue with the way out, in lines for people.
public struct ValidationError: Error, Sendable, Hashable, CustomStringConvertible {
  /// All that came of the check, findings below the level included.
  public let report: Report
  /// The lowest severity that stops a request.
  public let failLevel: Severity

  /// The findings at or above the level, in the order of the request. None where the request could not be checked at
  /// all: the report's issues then say why.
  public var findings: [Diagnostic] { report.diagnostics.filter { $0.severity >= failLevel } }

  /// Lines for people, without a line break at the end.
  public var description: String {
    let issues = report.issues.filter { $0.severity == .error }
    var lines: [String] = []
    for finding in findings {
      lines.append(finding.description)
      if !finding.help.isEmpty { lines.append("  help: " + DisplayText.escaped(finding.help)) }
    }
    lines += issues.map(\.description)
    return lines.joined(separator: "\n")
  }
}

extension Report {
  /// Throws where the report has findings at or above a level, or where something could not be checked.
  ///
  /// - Parameter failLevel: the lowest severity that counts.
  /// - Returns: the report itself.
  @discardableResult
  public func validate(failLevel: Severity = .error) throws(ValidationError) -> Report {
    guard exitStatus(failLevel: failLevel) == 0 else { throw ValidationError(report: self, failLevel: failLevel) }
    return self
  }
}
