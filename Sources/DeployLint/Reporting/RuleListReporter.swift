/// The list of all rules, for people and for programs.
package enum RuleListReporter {
  package static func text(_ entries: [RuleCatalog.Entry]) -> String {
    let width = entries.map(\.id.utf8.count).max() ?? 0
    var text = ""
    for entry in entries {
      let severity =
        entry.severities.map(\.rawValue).joined(separator: "/")
        + (entry.isOffByDefault ? ", off" : entry.isPreview ? ", preview" : "")
      text += pad(entry.id, width) + "  " + pad(severity, 13) + "  " + entry.summary + "\n"
    }
    return text
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.utf8.count))
  }

  package static func json(_ entries: [RuleCatalog.Entry]) -> String {
    var writer = JSONWriter(isPretty: true)
    writer.array { writer in
      for entry in entries {
        writer.object { writer in
          writer.member("id", entry.id)
          writer.member("severity", entry.severity.rawValue)
          writer.name("severities")
          writer.value(.list(entry.severities.map { .string($0.rawValue) }))
          writer.member("evidence", entry.evidence.rawValue)
          writer.member("default", entry.isOffByDefault || entry.isPreview ? "off" : "on")
          writer.member("stability", entry.isPreview ? "preview" : "stable")
          writer.member("summary", entry.summary)
          writer.member("why", entry.why)
          writer.name("shapes")
          writer.value(.list(entry.shapes.map(Fact.string)))
          writer.name("sources")
          writer.value(.list(entry.sources.map(Fact.string)))
        }
      }
    }
    writer.endLine()
    return writer.text
  }
}
