/// The XML of Checkstyle, which many plugins read.
public enum CheckstyleReporter {
  /// The document; without `file` elements for a report without findings and problems.
  public static func render(_ report: Report) -> String {
    var text = XMLText.declaration + "<checkstyle version=\"4.3\">\n"
    for file in report.byFile where !(file.diagnostics.isEmpty && file.issues.isEmpty) {
      text += "  <file\(XMLText.attributes(["name": file.file]))>\n"
      for diagnostic in file.diagnostics { text += element(diagnostic) }
      for issue in file.issues { text += element(issue) }
      text += "  </file>\n"
    }
    let others = report.issues.filter { $0.file == nil }
    if !others.isEmpty {
      text += "  <file name=\"\(Tool.name)\">\n" + others.map(element).joined() + "  </file>\n"
    }
    return text + "</checkstyle>\n"
  }

  private static func element(_ diagnostic: Diagnostic) -> String {
    let start = diagnostic.span?.start
    return "    <error"
      + XMLText.attributes([
        "line": String(start?.line ?? 0), "column": String(start?.column ?? 0),
        "severity": severity(of: diagnostic.severity), "message": diagnostic.sentence, "source": diagnostic.rule,
      ]) + "/>\n"
  }

  private static func element(_ issue: RunIssue) -> String {
    "    <error"
      + XMLText.attributes([
        "line": "0", "column": "0", "severity": severity(of: issue.severity), "message": issue.message,
        "source": issue.id.rawValue,
      ]) + "/>\n"
  }

  private static func severity(of severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .note: "info"
    }
  }
}
