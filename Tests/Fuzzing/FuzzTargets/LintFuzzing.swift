@testable import DeployLint

/// The whole way from a text to a report: the first byte says how it is read, the second how it is reported.
enum LintFuzzing {
  private static let formats: [TextFormat] = [.yaml, .json, .jsonLines]
  private static let linters: [Linter] = {
    var strict = RuleSettings()
    strict.preset = .strict
    return [nil, RequestKind.createEndpoint, .updateEndpoint].flatMap { kind in
      [false, true].map { isStrict in
        var options = Linter.Options(kind: kind)
        if isStrict {
          options.rules = strict
          options.instances = 4
          options.placeholders = PlaceholderStyle.allCases
        }
        options.limits.expandedNodes = 2_000
        options.limits.depth = 64
        return Shared.linter(options)
      }
    }
  }()

  static func run(_ input: [UInt8]) {
    guard input.count >= 2 else { return }
    let choice = Int(input[0])
    let source = Source(name: "input", bytes: Array(input[2...]))
    let linter = linters[choice / formats.count % linters.count]
    let format = formats[choice % formats.count]
    let result = linter.lint(source, format: format)
    let again = linter.lint(source, format: format)
    precondition(result.diagnostics == again.diagnostics, "the second run finds something else")
    precondition(result.suppressed == again.suppressed, "the second run suppresses something else")
    check(result, source)
    var report = Report()
    report.add(result)
    Outputs.check(report, Int(input[1]))
  }

  static func check(_ result: FileResult, _ source: Source) {
    for list in [result.diagnostics, result.suppressed] {
      for (before, after) in zip(list, list.dropFirst()) {
        precondition(!FileResult.isInOrder(after, before), "findings out of order")
      }
      for diagnostic in list { check(diagnostic, source) }
    }
  }

  private static func check(_ diagnostic: Diagnostic, _ source: Source) {
    precondition(diagnostic.span != nil, "a finding without a place")
    if let span = diagnostic.span { Places.check(span, in: source) }
    for related in diagnostic.related {
      if let span = related.span { Places.check(span, in: source) }
    }
    for edit in diagnostic.fix?.edits ?? [] { Places.check(edit.start..<edit.end, in: source) }
    precondition(!diagnostic.message.isEmpty, "a finding without a message")
    Places.checkLine(diagnostic.message)
    Places.checkLine(diagnostic.help)
    precondition(diagnostic.fingerprint.utf8.count == 16, "no fingerprint")
  }
}

/// What holds of a report in each format.
enum Outputs {
  static func check(_ report: Report, _ choice: Int) {
    let showsSuppressed = choice & 0x80 != 0
    switch choice % 10 {
    case 0:
      Places.checkLines(TextReporter.render(report, showsLoneNotes: true, showsSuppressed: showsSuppressed))
    case 1: _ = TextReporter.render(report, style: .colored, showsLoneNotes: true, showsSuppressed: showsSuppressed)
    case 2: Places.checkLines(CompactReporter.render(report, showsSuppressed: showsSuppressed))
    case 3: checkCommands(GitHubReporter.render(report))
    case 4: checkJSON(JSONReporter.render(report, showsSuppressed: showsSuppressed))
    case 5: checkJSON(NDJSONReporter.render(report, showsSuppressed: showsSuppressed), .jsonLines)
    case 6: checkJSON(GitLabReporter.render(report))
    case 7: checkJSON(SARIFReporter.render(report, rules: [], base: PathBase(folder: nil), exitStatus: 0))
    case 8:
      let text = JUnitReporter.render(report, timestamp: "2026-01-01T00:00:00", showsSuppressed: showsSuppressed)
      checkXML(text)
    default: checkXML(CheckstyleReporter.render(report))
    }
    Places.checkLines(SummaryLine.render(report))
  }

  private static func checkCommands(_ text: String) {
    Places.checkLines(text)
    for line in text.utf8.split(separator: 0x0A) {
      precondition(
        ["::error ", "::warning ", "::notice "].contains { line.starts(with: $0.utf8) }, "a line that is no annotation")
    }
  }

  static func checkJSON(_ text: String, _ format: TextFormat = .json) {
    var reader = DocumentReader(source: Source(name: "report", bytes: Array(text.utf8)), format: format)
    while let event = reader.next() {
      if case .problem(let problem, _) = event { preconditionFailure("a report is no JSON: \(problem.message)") }
    }
  }

  /// Tags are closed as they were opened, and no character stands there that XML forbids.
  private static func checkXML(_ text: String) {
    for scalar in text.unicodeScalars {
      let isAllowed = scalar == "\n" || scalar == "\t" || scalar.value >= 0x20 && scalar.value & 0xFFFE != 0xFFFE
      precondition(isAllowed, "a character that XML forbids")
    }
    var open: [String] = []
    for part in text.utf8.split(separator: UInt8(ascii: "<")).dropFirst(0) {
      guard let end = part.firstIndex(of: UInt8(ascii: ">")) else { preconditionFailure("a tag without an end") }
      let tag = part[..<end]
      precondition(!part[part.index(after: end)...].contains(UInt8(ascii: ">")), "a stray bracket")
      let name = String(decoding: tag.prefix { $0 != 0x20 && $0 != 0x0A && $0 != UInt8(ascii: "/") }, as: UTF8.self)
      if tag.first == UInt8(ascii: "?") { continue }
      if tag.first == UInt8(ascii: "/") {
        let closed = String(decoding: tag.dropFirst(), as: UTF8.self)
        precondition(open.popLast() == closed, "tags overlap")
      } else if tag.last != UInt8(ascii: "/") {
        open.append(name)
      }
    }
    precondition(open.isEmpty, "a tag that is not closed")
  }
}
