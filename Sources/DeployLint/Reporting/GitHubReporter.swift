/// Workflow commands of GitHub Actions: each finding becomes an annotation of its line, and a line of the log.
public enum GitHubReporter {
  /// One command a line; empty for a report without findings and problems.
  ///
  /// - Parameters:
  ///   - base: GitHub asks for paths from the root of the repository.
  ///   - most: how many findings of a document become annotations; `nil` for all.
  package static func render(
    _ report: Report, base: PathBase = PathBase(folder: nil), most: Int? = ShownFindings.standard
  ) -> String {
    var text = ""
    for document in ShownFindings.byDocument(report.diagnostics, most: most) {
      for diagnostic in document.shown { text += command(diagnostic, base) }
      if let rest = document.rest, let file = document.shown.last?.file {
        let properties = [("file", base.path(of: file)), ("title", "\(Tool.name): more findings")]
        text += command(.note, properties, rest)
      }
    }
    for issue in report.issues { text += command(issue, base) }
    return DisplayText.withoutCommands(text)
  }

  private static func command(_ diagnostic: Diagnostic, _ base: PathBase) -> String {
    let file = base.path(of: diagnostic.file)
    var properties = [("file", file)]
    var place = DisplayText.escaped(file)
    if let span = diagnostic.span {
      place += ":" + span.start.display
      properties.append(("line", String(span.start.line)))
      properties.append(("endLine", String(span.end.line)))
      // GitHub takes columns within one line only.
      if span.start.line == span.end.line {
        properties.append(("col", String(span.start.column)))
        properties.append(("endColumn", String(span.end.column)))
      }
    }
    properties.append(("title", diagnostic.rule))
    // The log shows the message alone, so it holds the place, too.
    var message = "\(place): \(DisplayText.escaped(diagnostic.message))"
    if !diagnostic.help.isEmpty { message += "\nhelp: \(DisplayText.escaped(diagnostic.help))" }
    return command(diagnostic.severity, properties, message)
  }

  private static func command(_ issue: RunIssue, _ base: PathBase) -> String {
    var properties: [(String, String)] = []
    if let file = issue.file { properties.append(("file", base.path(of: file))) }
    properties.append(("title", "\(Tool.name): \(issue.id.rawValue)"))
    return command(issue.severity, properties, DisplayText.escaped(issue.message))
  }

  private static func command(_ severity: Severity, _ properties: [(name: String, value: String)], _ message: String)
    -> String
  {
    let name =
      switch severity {
      case .error: "error"
      case .warning: "warning"
      case .note: "notice"
      }
    let list = properties.map { "\($0.name)=\(escaped(property: DisplayText.escaped($0.value)))" }
    return "::\(name) \(list.joined(separator: ","))::\(escaped(data: message))\n"
  }

  // MARK: Escaping

  private static func escaped(data text: String) -> String {
    percentEncoded(text) { $0 == UInt8(ascii: "%") || $0 == 0x0D || $0 == 0x0A }
  }

  private static func escaped(property text: String) -> String {
    percentEncoded(text) { byte in
      byte == UInt8(ascii: "%") || byte == 0x0D || byte == 0x0A || byte == UInt8(ascii: ":")
        || byte == UInt8(ascii: ",")
    }
  }

  private static func percentEncoded(_ text: String, where isSpecial: (UInt8) -> Bool) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if isSpecial(byte) {
        bytes += PercentEncoding.of(byte)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
