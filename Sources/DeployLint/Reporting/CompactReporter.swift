/// One line a finding: `file:line:column: severity: message [rule]`.
public enum CompactReporter {
  /// The report as text; empty for a report without findings.
  public static func render(_ report: Report) -> String {
    var text = ""
    for diagnostic in report.diagnostics {
      text += place(of: diagnostic)
      text += ": \(diagnostic.severity.rawValue): \(diagnostic.message) [\(diagnostic.rule)]\n"
    }
    return text
  }

  private static func place(of diagnostic: Diagnostic) -> String {
    let file = DisplayText.escaped(diagnostic.file)
    guard let span = diagnostic.span else {
      return diagnostic.path.components.isEmpty ? file : "\(file): \(DisplayText.escaped(diagnostic.path.description))"
    }
    return "\(file):\(span.start.display)"
  }
}
