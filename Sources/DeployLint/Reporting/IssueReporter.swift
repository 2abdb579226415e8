/// For people: what went wrong with the run itself.
package enum IssueReporter {
  /// A line for each issue; one that has a place looks like a finding, with the lines and carets.
  package static func render(_ issues: [RunIssue], style: TextReporter.Style = .plain) -> String {
    var text = ""
    var isBlock = false
    for issue in issues {
      guard let span = issue.span, let file = issue.file else {
        if isBlock { text += "\n" }
        text += "\(issue.severity.rawValue): \(issue.message)\n"
        isBlock = false
        continue
      }
      if !text.isEmpty { text += "\n" }
      let block = Diagnostic(
        rule: issue.id.rawValue, severity: issue.severity, message: DisplayText.escaped(issue.message), file: file,
        span: span, snippet: issue.snippet)
      let remarks = issue.help.isEmpty ? [] : [(label: "help:", value: DisplayText.escaped(issue.help))]
      text += TextReporter.block(block, remarks: remarks, style: style)
      isBlock = true
    }
    if isBlock { text += "\n" }
    return text
  }
}

extension Diagnostic {
  /// What a block of text shows of something that is no finding.
  init(rule: String, severity: Severity, message: String, file: String, span: Span?, snippet: Snippet?) {
    self.init(
      rule: rule, severity: severity, evidence: .documented, message: message, help: "", file: file, document: 0,
      path: RequestPath(), allowed: [], span: span, snippet: snippet, related: [], url: "", fingerprint: "")
  }
}
