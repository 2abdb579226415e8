/// One line a finding: `file:line:column: severity: message [rule]`.
public enum CompactReporter {
  /// The report as text; empty for a report without findings.
  ///
  /// - Parameter showsSuppressed: whether the findings that do not count follow the others.
  public static func render(_ report: Report, showsSuppressed: Bool = false) -> String {
    var text = ""
    for diagnostic in report.diagnostics + (showsSuppressed ? report.suppressed : []) {
      text += place(of: diagnostic)
      text += ": \(diagnostic.severity.rawValue): \(diagnostic.message) [\(diagnostic.rule)]"
      if let suppression = diagnostic.suppression { text += " " + suppression.sentence }
      text += "\n"
    }
    return DisplayText.withoutCommands(text)
  }

  private static func place(of diagnostic: Diagnostic) -> String {
    var file = DisplayText.escaped(diagnostic.file)
    // A line that starts with two colons is a command to GitHub Actions.
    if file.utf8.starts(with: "::".utf8) { file = "./" + file }
    guard let span = diagnostic.span else {
      return diagnostic.path.components.isEmpty ? file : "\(file): \(DisplayText.escaped(diagnostic.path.description))"
    }
    return "\(file):\(span.start.display)"
  }
}
