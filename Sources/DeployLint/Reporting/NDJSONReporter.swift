/// One JSON object a line, each with a `type`; `deploylint schema report-line` prints the JSON Schema of a line.
///
/// Findings come first, file by file, so that they can be written as files are finished. Then come problems of the run,
/// and the summary is the last line: a text without it was cut off.
public enum NDJSONReporter {
  /// All lines.
  ///
  /// - Parameter showsSuppressed: whether the findings that do not count have lines too.
  public static func render(_ report: Report, showsSuppressed: Bool = false) -> String {
    findings(of: report, showsSuppressed: showsSuppressed) + ending(of: report)
  }

  /// The lines of the findings, which may be those of one file.
  package static func findings(of report: Report, showsSuppressed: Bool = false) -> String {
    var writer = JSONWriter(isPretty: false)
    for file in report.byFile {
      for diagnostic in file.diagnostics { writer.line("finding") { $0.members(of: diagnostic) } }
      guard showsSuppressed else { continue }
      for diagnostic in file.suppressed { writer.line("suppressed") { $0.members(of: diagnostic) } }
    }
    return writer.text
  }

  /// The lines after all findings.
  package static func ending(of report: Report) -> String {
    var writer = JSONWriter(isPretty: false)
    for issue in report.issues { writer.line("issue") { $0.members(of: issue) } }
    writer.line("summary") { writer in
      writer.member("version", 1)
      writer.tool()
      writer.members(of: report.summary)
    }
    return writer.text
  }
}

extension JSONWriter {
  fileprivate mutating func line(_ type: String, _ members: (inout JSONWriter) -> Void) {
    object { writer in
      writer.member("type", type)
      members(&writer)
    }
    endLine()
  }
}
