/// JUnit's XML, in the common part of what Ant and Jenkins describe: a test suite a file, a test case a finding.
///
/// A file without findings is one test that passed, so that it shows that it was checked. Notes are skipped tests: they
/// show, and fail nothing. Problems of the run are errors.
public enum JUnitReporter {
  /// The document.
  ///
  /// - Parameters:
  ///   - timestamp: when the run was, as `2024-06-01T12:00:00`, in UTC.
  ///   - showsSuppressed: whether findings that do not count are listed, as skipped tests.
  public static func render(_ report: Report, timestamp: String, showsSuppressed: Bool = false) -> String {
    var suites = report.byFile.map { Suite($0, showsSuppressed: showsSuppressed) }
    let issues = report.issues.filter { $0.file == nil }
    if !issues.isEmpty {
      suites.append(Suite(FileReport(file: Tool.name, issues: issues), showsSuppressed: false))
    }
    var text = XMLText.declaration
    text += suites.isEmpty ? "<testsuites/>\n" : "<testsuites>\n"
    for (number, suite) in suites.enumerated() { text += suite.render(number: number, timestamp: timestamp) }
    return suites.isEmpty ? text : text + "</testsuites>\n"
  }

  private struct Suite {
    private enum Outcome {
      case passed
      case skipped(String)
      /// The text is what people read; the type says how grave it is.
      case failure(message: String, type: String, text: String)
      case error(message: String, type: String)
    }

    private let file: String
    private var cases: [(name: String, outcome: Outcome)] = []
    /// Test systems follow a test by its name, so that each name occurs once, and holds no line.
    private var names: [String: Int] = [:]

    init(_ report: FileReport, showsSuppressed: Bool) {
      file = report.file
      for diagnostic in report.diagnostics { add(Self.name(of: diagnostic), Self.outcome(of: diagnostic)) }
      if showsSuppressed {
        for diagnostic in report.suppressed {
          let reason = diagnostic.suppression?.sentence ?? "suppressed"
          add(Self.name(of: diagnostic), .skipped("\(reason): \(diagnostic.message)"))
        }
      }
      for issue in report.issues {
        add(issue.id.rawValue, .error(message: issue.message, type: issue.id.rawValue))
      }
      if cases.isEmpty { add(Tool.name, .passed) }
    }

    private mutating func add(_ name: String, _ outcome: Outcome) {
      let name = DisplayText.escaped(name)
      let count = names[name, default: 0] + 1
      names[name] = count
      cases.append((count == 1 ? name : "\(name) (\(count))", outcome))
    }

    private static func name(of diagnostic: Diagnostic) -> String {
      var name = diagnostic.rule
      let path = diagnostic.fullPath
      if !path.components.isEmpty { name += " at \(path)" }
      if let member = diagnostic.member { name += ", \(member)" }
      if diagnostic.document > 0 { name += " (document \(diagnostic.document + 1))" }
      return name
    }

    private static func outcome(of diagnostic: Diagnostic) -> Outcome {
      if diagnostic.severity == .note { return .skipped("note: \(diagnostic.sentence)") }
      return .failure(
        message: diagnostic.message, type: diagnostic.severity.rawValue, text: TextReporter.render(diagnostic))
    }

    func render(number: Int, timestamp: String) -> String {
      var failures = 0
      var errors = 0
      var skipped = 0
      var lines = ""
      for (name, outcome) in cases {
        lines += "    <testcase" + XMLText.attributes(["name": name, "classname": file, "time": "0"])
        switch outcome {
        case .passed: lines += "/>\n"
        case .skipped(let message):
          skipped += 1
          lines += ">\n      <skipped\(XMLText.attributes(["message": message]))/>\n    </testcase>\n"
        case .failure(let message, let type, let text):
          failures += 1
          lines += ">\n      <failure\(XMLText.attributes(["message": message, "type": type]))>"
          lines += XMLText.content(text) + "</failure>\n    </testcase>\n"
        case .error(let message, let type):
          errors += 1
          lines += ">\n      <error\(XMLText.attributes(["message": message, "type": type]))/>\n    </testcase>\n"
        }
      }
      // Every attribute and element that Ant's schema asks for; times are not measured.
      let attributes = XMLText.attributes([
        "name": file, "timestamp": timestamp, "hostname": "localhost", "tests": String(cases.count),
        "failures": String(failures), "errors": String(errors), "skipped": String(skipped), "time": "0",
        "package": Tool.name, "id": String(number),
      ])
      return
        "  <testsuite\(attributes)>\n    <properties/>\n\(lines)    <system-out/>\n    <system-err/>\n  </testsuite>\n"
    }
  }
}
