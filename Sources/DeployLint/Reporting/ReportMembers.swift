/// How a report's parts are said in JSON: the same in `json` and `ndjson`.
extension JSONWriter {
  mutating func tool() {
    name("tool")
    object { writer in
      writer.member("name", Tool.name)
      writer.member("version", Tool.version)
    }
  }

  mutating func members(of summary: Report.Summary) {
    member("files", summary.files)
    member("passedOver", summary.passedOver)
    member("requests", summary.requests)
    member("errors", summary.errors)
    member("warnings", summary.warnings)
    member("notes", summary.notes)
    member("suppressed", summary.suppressed)
  }

  mutating func members(of issue: RunIssue) {
    member("id", issue.id.rawValue)
    member("severity", issue.severity.rawValue)
    member("message", issue.message)
    if let file = issue.file { member("file", file) }
    if !issue.help.isEmpty { member("help", issue.help) }
    if let span = issue.span { self.span(span) }
  }

  package mutating func members(of diagnostic: Diagnostic) {
    member("rule", diagnostic.rule)
    member("severity", diagnostic.severity.rawValue)
    member("evidence", diagnostic.evidence.rawValue)
    member("message", diagnostic.message)
    member("help", diagnostic.help)
    if let request = diagnostic.request { self.request(request) }
    member("file", diagnostic.file)
    member("document", diagnostic.document)
    member("path", diagnostic.path.description)
    member("pointer", diagnostic.path.pointer)
    if let member = diagnostic.member { self.member("member", member) }
    if let actual = diagnostic.actual {
      name("actual")
      value(actual)
    }
    if !diagnostic.allowed.isEmpty {
      name("allowed")
      object { writer in
        for limit in diagnostic.allowed {
          writer.name(limit.keyword)
          writer.value(limit.value)
        }
      }
    }
    if let span = diagnostic.span { self.span(span) }
    if !diagnostic.related.isEmpty {
      name("related")
      array { writer in
        for related in diagnostic.related { writer.object { $0.members(of: related) } }
      }
    }
    if let fix = diagnostic.fix { self.fix(fix) }
    if let suppression = diagnostic.suppression {
      name("suppressed")
      object { writer in
        writer.member("by", suppression.kind.rawValue)
        if let reason = suppression.reason { writer.member("reason", reason) }
      }
    }
    member("url", diagnostic.url)
    member("fingerprint", diagnostic.fingerprint)
  }

  private mutating func members(of related: Diagnostic.Related) {
    member("message", related.message)
    member("file", related.file)
    member("document", related.document)
    member("pointer", related.path.pointer)
    if let span = related.span { self.span(span) }
  }

  private mutating func request(_ request: Diagnostic.Request) {
    name("request")
    object { writer in
      writer.member("kind", request.kind.rawValue)
      if let name = request.name { writer.member("name", name) }
      if let carrier = request.carrier {
        writer.member("carrier", carrier)
        writer.member("location", request.location.pointer)
      }
    }
  }

  mutating func span(_ span: Span) {
    for (name, position) in [("start", span.start), ("end", span.end)] {
      self.name(name)
      object { writer in
        writer.member("line", position.line)
        writer.member("column", position.column)
        writer.member("offset", position.offset)
      }
    }
  }

  private mutating func fix(_ fix: Fix) {
    name("fix")
    object { writer in
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
}
