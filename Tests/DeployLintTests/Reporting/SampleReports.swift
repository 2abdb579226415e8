@testable import DeployLint

/// Reports made by hand, with what the linter's own findings seldom hold.
enum SampleReports {
  static func span(_ start: (Int, Int), _ end: (Int, Int), offset: Int = 0) -> Span {
    Span(
      start: Position(line: start.0, column: start.1, offset: offset),
      end: Position(line: end.0, column: end.1, offset: offset + 1))
  }

  static func finding(
    _ rule: String = "schema/type", _ severity: Severity = .error, file: String = "a.yaml", document: Int = 0,
    message: String = "it is wrong", help: String = "make it right", path: [RequestPath.Component] = [.member("Tags")],
    span: Span? = span((2, 3), (2, 7))
  ) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: severity, evidence: .documented, message: message, help: help,
      request: Diagnostic.Request(kind: .createEndpoint, name: nil), file: file, document: document,
      path: RequestPath(path), member: nil, actual: nil, allowed: [], span: span, snippet: nil, related: [], fix: nil,
      url: "https://example.com/page", fingerprint: "0123456789abcdef", suppression: nil)
  }

  static func suppressed(_ kind: Suppression.Kind, reason: String?, file: String = "a.yaml") -> Diagnostic {
    var finding = finding("sagemaker/zero-bake", .warning, file: file)
    finding.suppression = Suppression(kind: kind, reason: reason)
    return finding
  }

  static func report(
    _ diagnostics: [Diagnostic] = [], suppressed: [Diagnostic] = [], issues: [RunIssue] = [], files: [String] = []
  ) -> Report {
    var report = Report()
    report.files = files
    report.diagnostics = diagnostics
    report.suppressed = suppressed
    report.issues = issues
    return report
  }

  /// What a pull request may hold to be taken for something else: terminal escapes, commands to build servers, markup,
  /// links, placeholders, separators that are invisible, and texts that change direction.
  static let hostile = "\u{1B}[31m\u{9B}\r\n::error::x%0A##[error]##vso[x]]]><b a=\"'\">&{0}[l](u)\u{2028}\u{202E}\0"

  /// No scalar that acts instead of being shown; line breaks are the format's own.
  static func isHarmless(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0 == "\n" || DisplayText.isHarmless($0) }
  }
}
