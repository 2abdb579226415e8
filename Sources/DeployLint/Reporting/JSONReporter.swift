/// One JSON document; `deploylint schema report` prints its JSON Schema.
public enum JSONReporter {
  /// The report as JSON text, with a line break at the end.
  public static func render(_ report: Report) -> String {
    var writer = JSONWriter(isPretty: true)
    writer.object { writer in
      writer.member("version", 1)
      writer.name("tool")
      writer.object { writer in
        writer.member("name", Tool.name)
        writer.member("version", Tool.version)
      }
      writer.name("diagnostics")
      writer.array { writer in
        for diagnostic in report.diagnostics { write(diagnostic, &writer) }
      }
      writer.name("issues")
      writer.array { writer in
        for issue in report.issues { write(issue, &writer) }
      }
      writer.name("summary")
      writer.object { writer in
        writer.member("files", report.summary.files)
        writer.member("passedOver", report.summary.passedOver)
        writer.member("requests", report.summary.requests)
        writer.member("errors", report.summary.errors)
        writer.member("warnings", report.summary.warnings)
        writer.member("notes", report.summary.notes)
      }
    }
    writer.endLine()
    return writer.text
  }

  private static func write(_ diagnostic: Diagnostic, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("rule", diagnostic.rule)
      writer.member("severity", diagnostic.severity.rawValue)
      writer.member("evidence", diagnostic.evidence.rawValue)
      writer.member("message", diagnostic.message)
      writer.member("help", diagnostic.help)
      if let request = diagnostic.request {
        writer.name("request")
        writer.object { writer in
          writer.member("kind", request.kind.rawValue)
          if let name = request.name { writer.member("name", name) }
          if let carrier = request.carrier {
            writer.member("carrier", carrier)
            writer.member("location", request.location.pointer)
          }
        }
      }
      writer.member("file", diagnostic.file)
      writer.member("document", diagnostic.document)
      writer.member("path", diagnostic.path.description)
      writer.member("pointer", diagnostic.path.pointer)
      if let member = diagnostic.member { writer.member("member", member) }
      if let actual = diagnostic.actual {
        writer.name("actual")
        writer.value(actual)
      }
      if !diagnostic.allowed.isEmpty {
        writer.name("allowed")
        writer.object { writer in
          for limit in diagnostic.allowed {
            writer.name(limit.keyword)
            writer.value(limit.value)
          }
        }
      }
      if let span = diagnostic.span { write(span, &writer) }
      if !diagnostic.related.isEmpty {
        writer.name("related")
        writer.array { writer in
          for related in diagnostic.related {
            writer.object { writer in
              writer.member("message", related.message)
              writer.member("file", related.file)
              writer.member("document", related.document)
              writer.member("pointer", related.path.pointer)
              if let span = related.span { write(span, &writer) }
            }
          }
        }
      }
      if let fix = diagnostic.fix { write(fix, &writer) }
      writer.member("url", diagnostic.url)
      writer.member("fingerprint", diagnostic.fingerprint)
    }
  }

  static func write(_ span: Span, _ writer: inout JSONWriter) {
    for (name, position) in [("start", span.start), ("end", span.end)] {
      writer.name(name)
      writer.object { writer in
        writer.member("line", position.line)
        writer.member("column", position.column)
        writer.member("offset", position.offset)
      }
    }
  }

  private static func write(_ fix: Fix, _ writer: inout JSONWriter) {
    writer.name("fix")
    writer.object { writer in
      writer.member("title", fix.title)
      writer.member("safe", fix.isSafe)
      writer.name("edits")
      writer.array { writer in
        for edit in fix.edits {
          writer.object { writer in
            writer.member("start", edit.start)
            writer.member("end", edit.end)
            writer.member("text", edit.text)
          }
        }
      }
    }
  }

  static func write(_ issue: RunIssue, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", issue.id.rawValue)
      writer.member("severity", issue.severity.rawValue)
      writer.member("message", issue.message)
      if let file = issue.file { writer.member("file", file) }
      if !issue.help.isEmpty { writer.member("help", issue.help) }
      if let span = issue.span { write(span, &writer) }
    }
  }
}
