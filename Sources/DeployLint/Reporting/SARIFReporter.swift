/// SARIF 2.1.0 (OASIS): one run with all rules, and a result a finding.
public enum SARIFReporter {
  private static let schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  /// The log.
  ///
  /// Findings that are suppressed are results, too, and say so: SARIF leaves it to its reader to hide them.
  ///
  /// - Parameters:
  ///   - rules: the catalogue, sorted by id.
  ///   - base: URIs are relative to its root.
  ///   - exitStatus: what the process ends with.
  package static func render(
    _ report: Report, rules: [RuleCatalog.Entry], base: PathBase, exitStatus: Int32
  ) -> String {
    let run = Run(report: report, rules: rules, base: base)
    var writer = JSONWriter(isPretty: true)
    writer.object { writer in
      writer.member("version", "2.1.0")
      writer.member("$schema", schema)
      writer.name("runs")
      writer.array { writer in
        writer.object { run.write(&$0, exitStatus: exitStatus) }
      }
    }
    writer.endLine()
    return writer.text
  }

  private struct Run {
    private let report: Report
    private let rules: [RuleCatalog.Entry]
    private let places: SARIFPlaces
    private let ruleIndices: [String: Int]

    init(report: Report, rules: [RuleCatalog.Entry], base: PathBase) {
      self.report = report
      self.rules = rules
      places = SARIFPlaces(base: base, files: report.files)
      ruleIndices = Dictionary(zip(rules.map(\.id), rules.indices)) { first, _ in first }
    }

    func write(_ writer: inout JSONWriter, exitStatus: Int32) {
      writer.name("tool")
      writer.object { writer in
        writer.name("driver")
        writer.object { writer in
          writer.member("name", Tool.name)
          writer.member("version", Tool.version)
          writer.member("semanticVersion", Tool.version)
          writer.name("rules")
          writer.array { writer in
            for rule in rules { writer.object { $0.sarifMembers(of: rule) } }
          }
        }
      }
      writer.name("invocations")
      writer.array { writer in
        writer.object { writer in
          writer.member("exitCode", exitStatus)
          writer.member("executionSuccessful", !report.issues.contains { $0.severity == .error })
          writer.name("toolExecutionNotifications")
          writer.array { writer in
            for issue in report.issues { writer.object { write(issue, &$0) } }
          }
        }
      }
      places.writeBase(&writer)
      writer.member("columnKind", "unicodeCodePoints")
      writer.name("newlineSequences")
      writer.value(.list(["\r\n", "\n", "\r"].map(Fact.string)))
      writer.name("artifacts")
      writer.array { writer in
        for file in report.files {
          writer.object { writer in
            writer.name("location")
            writer.object { places.writeFile(file, &$0) }
            writer.name("roles")
            writer.value(.list([.string("analysisTarget")]))
          }
        }
      }
      writer.name("results")
      writer.array { writer in
        for diagnostic in report.diagnostics + report.suppressed { writer.object { write(diagnostic, &$0) } }
      }
    }

    private func write(_ issue: RunIssue, _ writer: inout JSONWriter) {
      writer.name("descriptor")
      writer.object { $0.member("id", issue.id.rawValue) }
      writer.member("level", issue.severity.rawValue)
      writer.sarifMessage("message", issue.message)
      guard let file = issue.file else { return }
      writer.name("locations")
      writer.array { writer in
        writer.object { places.writePlace(file, nil, &$0) }
      }
    }

    private func write(_ diagnostic: Diagnostic, _ writer: inout JSONWriter) {
      writer.member("ruleId", diagnostic.rule)
      if let index = ruleIndices[diagnostic.rule] { writer.member("ruleIndex", index) }
      writer.member("level", diagnostic.severity.rawValue)
      writer.sarifMessage("message", diagnostic.sentence)
      writer.name("locations")
      writer.array { writer in
        writer.object { writer in
          places.writePlace(diagnostic.file, diagnostic.span, &writer)
          writer.logicalLocation(diagnostic.fullPath, of: diagnostic)
        }
      }
      writer.name("properties")
      writer.object { $0.member("document", diagnostic.document) }
      writer.name("partialFingerprints")
      writer.object { $0.member("\(Tool.name)/v1", diagnostic.fingerprint) }
      if !diagnostic.related.isEmpty {
        writer.name("relatedLocations")
        writer.array { writer in
          for (number, related) in diagnostic.related.enumerated() {
            writer.object { writer in
              writer.member("id", number + 1)
              places.writePlace(related.file, related.span, &writer)
              writer.sarifMessage("message", related.message)
            }
          }
        }
      }
      if let fix = diagnostic.fix { places.write(fix, in: diagnostic.file, &writer) }
      // Present for all results or for none (3.27.23), and all were looked at.
      writer.name("suppressions")
      writer.array { writer in
        guard let suppression = diagnostic.suppression else { return }
        writer.object { writer in
          writer.member("kind", suppression.kind == .comment ? "inSource" : "external")
          writer.member("status", "accepted")
          writer.member("justification", suppression.reason ?? suppression.sentence)
        }
      }
    }
  }
}

extension JSONWriter {
  /// A message object: its text as it is meant, without placeholders and links.
  mutating func sarifMessage(_ name: String, _ text: String, markdown: String? = nil) {
    self.name(name)
    object { writer in
      writer.member("text", Self.sarifText(text))
      if let markdown { writer.member("markdown", Self.sarifText(markdown, keepsLinks: true)) }
    }
  }

  /// Braces are written twice (3.11.5). A text out of a file must not become a link (3.11.6).
  private static func sarifText(_ text: String, keepsLinks: Bool = false) -> String {
    var result = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in DisplayText.escapedLines(text).unicodeScalars {
      if scalar == "(", previous == "]", !keepsLinks { result.append(" ") }
      if scalar == "{" || scalar == "}" { result.append(scalar) }
      result.append(scalar)
      previous = scalar
    }
    return String(result)
  }

  fileprivate mutating func logicalLocation(_ path: RequestPath, of diagnostic: Diagnostic) {
    guard let request = diagnostic.request else { return }
    name("logicalLocations")
    array { writer in
      writer.object { writer in
        switch path.components.last {
        case .member(let name): writer.member("name", name)
        case .item(let index): writer.member("name", String(index))
        case nil: writer.member("name", request.kind.rawValue)
        }
        if !path.components.isEmpty {
          writer.member("fullyQualifiedName", path.pointer)
          writer.member("decoratedName", path.description)
        }
        writer.member("kind", path.components.isEmpty ? "object" : "property")
      }
    }
  }
}
