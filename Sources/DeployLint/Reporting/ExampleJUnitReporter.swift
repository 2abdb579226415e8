/// What came of the examples of rule files, as JUnit XML: a test suite for each rule, a test case for each example.
package enum ExampleJUnitReporter {
  /// An XML document; a rule file that cannot be loaded is a test case with an error.
  package static func render(_ report: ExampleReport) -> String {
    var text = XMLText.declaration
    let errors = report.issues.filter { $0.severity == .error }
    let tests = report.count() + errors.count
    text += "<testsuites name=\"deploylint test\" tests=\"\(tests)\" failures=\"\(report.count(.fail))\""
    text += " errors=\"\(errors.count)\" time=\"0\">\n"
    for rule in report.rules { text += suite(rule) }
    if !errors.isEmpty {
      text += open("rule files", tests: errors.count, failures: 0, errors: errors.count, skipped: 0)
      for issue in errors {
        let place = "\(issue.file ?? "")" + (issue.span.map { ":\($0.start.display)" } ?? "")
        text += "    <testcase name=\(quoted("loads")) classname=\(quoted(issue.file ?? "rule files")) time=\"0\">\n"
        text += "      <error message=\(quoted(issue.message)) type=\(quoted(issue.id.rawValue))>"
        text += XMLText.content([place, issue.message, issue.help].filter { !$0.isEmpty }.joined(separator: "\n"))
        text += "</error>\n    </testcase>\n"
      }
      text += "  </testsuite>\n"
    }
    return text + "</testsuites>\n"
  }

  private static func suite(_ rule: ExampleReport.RuleResult) -> String {
    func count(_ outcome: ExampleReport.Outcome) -> Int { rule.examples.count { $0.outcome == outcome } }
    var text = open(
      rule.id, tests: rule.examples.count, failures: count(.fail), errors: 0, skipped: count(.skip))
    for example in rule.examples {
      let name = "\(example.kind) example at \(rule.file):\(example.span.start.display)"
      text += "    <testcase name=\(quoted(name)) classname=\(quoted(rule.id)) time=\"0\""
      switch example.outcome {
      case .pass: text += "/>\n"
      case .skip:
        text += ">\n      <skipped message=\(quoted(example.reason))/>\n    </testcase>\n"
      case .fail:
        let lines =
          ["\(rule.file):\(example.span.start.display)", "expected: \(example.expected)"]
          + example.got.map { "got: \($0)" }
        text += ">\n      <failure message=\(quoted(example.reason)) type=\(quoted(rule.id))>"
        text += XMLText.content(lines.joined(separator: "\n")) + "</failure>\n    </testcase>\n"
      }
    }
    return text + "  </testsuite>\n"
  }

  private static func open(_ name: String, tests: Int, failures: Int, errors: Int, skipped: Int) -> String {
    "  <testsuite name=\(quoted(name)) tests=\"\(tests)\" failures=\"\(failures)\" errors=\"\(errors)\" "
      + "skipped=\"\(skipped)\" time=\"0\">\n"
  }

  private static func quoted(_ text: String) -> String { "\"\(XMLText.attribute(text))\"" }
}
