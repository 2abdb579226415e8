/// Writes the line of a rule in a pack: only what checking needs, read again by `RuleReader`.
package enum RuleWriter {
  package static func line(_ rule: Rule) -> String {
    var writer = JSONWriter(isPretty: false)
    writer.object { writer in
      writer.member("language", 1)
      writer.member("id", rule.id)
      if rule.isOffByDefault { writer.member("default", "off") }
      if rule.isPreview { writer.member("stability", "preview") }
      if !rule.unless.isEmpty {
        // The reader puts the pack's name before them again.
        writeTexts("unless", rule.unless.map { String($0.split(separator: "/").last ?? "") }, &writer)
      }
      // Checks link to the first source only.
      writeTexts("sources", Array(rule.sources.prefix(1)), &writer)
      writer.name("cases")
      writer.array { writer in
        for body in rule.cases { write(body, &writer) }
      }
    }
    return writer.text
  }

  private static func write(_ body: Rule.Case, _ writer: inout JSONWriter) {
    writer.object { writer in
      writeTexts("shape", body.shapes, &writer)
      writer.member("severity", body.severity.rawValue)
      writer.member("evidence", body.evidence.rawValue)
      if !body.definitions.isEmpty {
        writer.name("let")
        writer.object { writer in
          for definition in body.definitions { writer.member(definition.name, definition.expression) }
        }
      }
      if let when = body.when { writer.member("when", when) }
      switch body.requirement {
      case .holds(let condition): writer.member("require", condition)
      case .isUnique(let member, let comparison):
        writer.member("unique", member)
        writer.member("compare", comparison.rawValue)
      }
      if !body.report.isEmpty { writer.member("report", body.report.joined(separator: ".")) }
      if !body.also.isEmpty {
        writer.name("also")
        writer.array { writer in
          for place in body.also {
            writer.object { writer in
              writer.member("at", place.at.joined(separator: "."))
              writer.member("label", place.label)
            }
          }
        }
      }
      writer.member("message", body.message)
      writer.member("help", body.help)
      if !body.allowed.isEmpty {
        writer.name("allowed")
        writer.object { writer in
          for limit in body.allowed { writer.member(limit.keyword, limit.expression) }
        }
      }
      if body.isSensitive { writer.member("sensitive", true) }
      if let fix = body.fix {
        writer.name("fix")
        writer.object { writer in
          writer.member("title", fix.title)
          writer.member("safe", fix.isSafe)
          writer.member("value", fix.value)
        }
      }
    }
  }

  private static func writeTexts(_ name: String, _ texts: [String], _ writer: inout JSONWriter) {
    writer.name(name)
    writer.value(.list(texts.map(Fact.string)))
  }
}
