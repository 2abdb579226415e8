/// One line each, as `print` and string interpolation show them.
extension Diagnostic: CustomStringConvertible {
  /// `deploy/churn.yaml:10:16: error: … [sagemaker/canary-too-large]`, with the key path where there are no lines.
  public var description: String {
    var report = Report()
    report.diagnostics = [self]
    return String(CompactReporter.render(report).dropLast())
  }
}

extension RunIssue: CustomStringConvertible {
  /// `error: cannot read deploy: …`
  public var description: String { "\(severity.rawValue): \(message)" }
}

extension Report: CustomStringConvertible {
  /// What `deploylint check` prints: the findings with the lines of the text, the issues, and the summary.
  public var description: String {
    var text = TextReporter.render(self)
    text += IssueReporter.render(issues)
    return text + SummaryLine.render(self)
  }
}
