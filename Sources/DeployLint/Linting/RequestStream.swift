/// Checks a stream of requests, one JSON value a line, and says in JSON lines what it finds: what `deploylint filter`
/// does.
///
/// A line is a request, or a mapping around one:
/// `{"id": …, "request": {…}, "kind": "CreateEndpoint", "instances": 4}`. In place of `request` it may hold the text of a
/// file, as `text` or, for bytes that are no UTF-8, as `base64`, with its name as `file`. The `id` comes back as it is.
package struct RequestStream {
  /// What is said of each line.
  package enum Answer: Sendable {
    /// A line for each finding and each issue; nothing for a line that holds no request.
    case findings
    /// One line for each line, also where nothing is found: a report.
    case reports
  }

  /// A line is kept whole, and the text of a document may be written in Base64 or with escapes.
  package static let longestLine = 64 * 1024 * 1024

  private let linter: Linter
  private let answer: Answer
  /// Counts from 1.
  private var line = 0
  /// Counts of the whole stream, without its findings, which nobody could keep.
  private var summary = Report.Summary()
  /// Lines without a request.
  private var passedOver = 0
  private var worst: Severity?
  private var hasFailed = false

  package init(_ options: Linter.Options, _ answer: Answer) {
    linter = Linter(options)
    self.answer = answer
  }

  /// What is wrong with the rules of one's own; nothing should be read then.
  package var setupIssues: [RunIssue] { linter.ownRules.issues.filter { $0.severity == .error } }

  /// What the process should end with, as for a run over files.
  package func exitStatus(failLevel: Severity?) -> Int32 {
    if hasFailed { return 2 }
    guard let failLevel, let worst else { return 0 }
    return worst >= failLevel ? 1 : 0
  }

  /// What was done, for people; one line.
  package var summaryLine: String {
    func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
    let found = [(summary.errors, "error"), (summary.warnings, "warning"), (summary.notes, "note")]
      .filter { $0.0 > 0 }.map { count($0.0, $0.1) }
    let passed = passedOver > 0 ? ", passed over \(count(passedOver, "line"))" : ""
    return "checked \(count(summary.requests, "request")) in \(count(line, "line"))\(passed): "
      + (found.isEmpty ? "nothing found" : found.joined(separator: ", ")) + "\n"
  }

  /// What there is to say of a line; lines that are blank are only counted.
  package mutating func answer(_ input: LineReader.Line) -> [UInt8] {
    line += 1
    switch input {
    case .tooLong:
      return write(
        issue("the line is longer than \(Self.longestLine / 1024 / 1024) MiB, and is not read"), id: nil)
    case .text(let bytes):
      if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { return [] }
      let envelope = Envelope.read(bytes)
      return write(report(on: envelope, bytes), id: envelope?.id)
    }
  }

  // MARK: Checking

  private func report(on envelope: Envelope?, _ bytes: [UInt8]) -> Report {
    guard let envelope else {
      return check(bytes, linter)
    }
    guard let content = envelope.content else { return issue(envelope.problem ?? "there is nothing to check") }
    let linter = linter.asked(envelope.kind, envelope.instances)
    switch content {
    case .request(let bytes): return check(bytes, linter)
    case .text(let bytes, let file):
      let source = Source(name: file, bytes: bytes)
      return linter.report(source, TextFormat(path: file) ?? TextFormat(of: source))
    }
  }

  /// A line is a record and not a text that somebody edits, so its findings have key paths and no places.
  private func check(_ request: [UInt8], _ linter: Linter) -> Report {
    let source = Source(name: Linter.requestName, bytes: request, isSynthetic: true)
    let result = linter.lint(source, format: .json)
    // A line that is no JSON has no business here, whatever words it holds.
    if let problem = result.unreadable {
      return issue((problem.rule == SyntaxProblem.limit ? "" : "it is no JSON: ") + problem.message)
    }
    return linter.report(on: result, of: source)
  }

  private func issue(_ message: String) -> Report {
    var report = Report()
    report.issues.append(RunIssue(id: .wrongLine, message: "line \(line): \(message)", file: Linter.requestName))
    return report
  }

  // MARK: Writing

  private mutating func write(_ report: Report, id: [UInt8]?) -> [UInt8] {
    count(report)
    var writer = JSONWriter(isPretty: false)
    switch answer {
    case .reports:
      writer.object { writer in
        mark(&writer, id)
        writer.members(of: report)
      }
      writer.endLine()
    case .findings:
      for diagnostic in report.diagnostics {
        writer.object { writer in
          writer.member("type", "finding")
          mark(&writer, id)
          writer.members(of: diagnostic)
        }
        writer.endLine()
      }
      // A stream may hold anything; what is no request is passed over.
      for issue in report.issues where issue.id != .noRequest {
        writer.object { writer in
          writer.member("type", "issue")
          mark(&writer, id)
          writer.name("issue")
          writer.object { $0.members(of: issue) }
        }
        writer.endLine()
      }
    }
    return writer.bytes
  }

  private func mark(_ writer: inout JSONWriter, _ id: [UInt8]?) {
    writer.member("line", line)
    guard let id else { return }
    writer.name("id")
    writer.raw(String(decoding: id, as: UTF8.self))
  }

  private mutating func count(_ report: Report) {
    summary.requests += report.summary.requests
    summary.errors += report.summary.errors
    summary.warnings += report.summary.warnings
    summary.notes += report.summary.notes
    if report.issues.contains(where: { $0.id == .noRequest }) { passedOver += 1 }
    if report.issues.contains(where: { $0.severity == .error && $0.id != .noRequest }) { hasFailed = true }
    for diagnostic in report.diagnostics where worst.map({ $0 < diagnostic.severity }) ?? true {
      worst = diagnostic.severity
    }
  }
}
