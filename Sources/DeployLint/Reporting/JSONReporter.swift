/// One JSON document; `deploylint schema report` prints its JSON Schema.
public enum JSONReporter {
  /// The report as JSON text, with a line break at the end.
  ///
  /// - Parameter showsSuppressed: whether the findings that do not count are listed, apart from the others.
  public static func render(_ report: Report, showsSuppressed: Bool = false) -> String {
    var writer = JSONWriter(isPretty: true)
    writer.object { writer in
      writer.member("version", 1)
      writer.tool()
      writer.members(of: report, showsSuppressed: showsSuppressed)
    }
    writer.endLine()
    return writer.text
  }
}

extension JSONWriter {
  /// What a report says, for all formats that say it in one object.
  mutating func members(of report: Report, showsSuppressed: Bool = false) {
    name("diagnostics")
    array { writer in
      for diagnostic in report.diagnostics { writer.object { $0.members(of: diagnostic) } }
    }
    if showsSuppressed {
      name("suppressed")
      array { writer in
        for diagnostic in report.suppressed { writer.object { $0.members(of: diagnostic) } }
      }
    }
    name("issues")
    array { writer in
      for issue in report.issues { writer.object { $0.members(of: issue) } }
    }
    name("summary")
    object { $0.members(of: report.summary) }
  }
}
