/// What came of the examples of rule files, for people and for programs.
package enum ExampleReporter {
  /// A line for each example below its rule; one that failed is shown with what was expected and what came.
  ///
  /// - Parameter isQuiet: leaves out what passed.
  package static func text(
    _ report: ExampleReport, isQuiet: Bool = false, style: TextReporter.Style = .plain
  ) -> String {
    var text = ""
    for rule in report.rules {
      let examples = rule.examples.filter { !isQuiet || $0.outcome != .pass }
      if examples.isEmpty { continue }
      text += "\(rule.id)\n"
      for example in examples {
        text += "  \(example.outcome.rawValue)  \(place(of: example, rule))  \(example.kind)"
        text += (example.reason.isEmpty ? "" : ": \(example.reason)") + "\n"
      }
      for example in examples where example.outcome == .fail {
        let block = Diagnostic(
          rule: rule.id, severity: .error, message: example.reason, file: rule.file, span: example.span,
          snippet: example.snippet)
        var remarks = [(label: "expected:", value: example.expected)]
        remarks += example.got.map { (label: "got:", value: $0) }
        text += "\n" + TextReporter.block(block, remarks: remarks, style: style)
      }
      if examples.contains(where: { $0.outcome == .fail }) { text += "\n" }
    }
    return text
  }

  private static func place(of example: ExampleReport.Example, _ rule: ExampleReport.RuleResult) -> String {
    "\(DisplayText.escaped(rule.file)):\(example.span.start.display)"
  }

  // MARK: JSON

  /// One JSON document.
  package static func json(_ report: ExampleReport) -> String {
    var writer = JSONWriter(isPretty: true)
    writer.object { writer in
      writer.member("version", 1)
      writer.tool()
      writer.name("rules")
      writer.array { writer in
        for rule in report.rules { write(rule, &writer) }
      }
      writer.name("issues")
      writer.array { writer in
        for issue in report.issues { writer.object { $0.members(of: issue) } }
      }
      writer.name("summary")
      writer.object { writer in
        writer.member("rules", report.rules.count)
        writer.member("examples", report.count())
        for outcome in ExampleReport.Outcome.allCases { writer.member(outcome.rawValue, report.count(outcome)) }
      }
    }
    writer.endLine()
    return writer.text
  }

  private static func write(_ rule: ExampleReport.RuleResult, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", rule.id)
      writer.member("file", rule.file)
      writer.name("examples")
      writer.array { writer in
        for example in rule.examples {
          writer.object { writer in
            writer.member("kind", example.kind)
            writer.member("outcome", example.outcome.rawValue)
            writer.span(example.span)
            if example.outcome != .pass { writer.member("reason", example.reason) }
            if example.outcome == .fail {
              writer.member("expected", example.expected)
              writer.name("got")
              writer.value(.list(example.got.map(Fact.string)))
            }
          }
        }
      }
    }
  }
}
