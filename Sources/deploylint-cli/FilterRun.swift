import ArgumentParser
import DeployLint

/// A run of `filter`: what a command line asks for, whoever has read it.
struct FilterRun: QuickRun {
  var options = Linter.Options()
  var answer = RequestStream.Answer.findings
  /// The findings that make the run fail.
  var failLevel = FailLevel.error

  /// Written at once; enough that the system call costs little.
  private static let outputBytes = 64 * 1024

  func run() throws -> Int32 {
    var stream = RequestStream(options, answer)
    guard stream.setupIssues.isEmpty else {
      Terminal.remark(IssueReporter.render(stream.setupIssues))
      return ExitStatus.failed
    }
    var lines = LineReader(longestLine: RequestStream.longestLine)
    var output: [UInt8] = []
    while let line = try next(&lines) {
      output += stream.answer(line)
      // Whoever waits for an answer has sent no further line.
      if output.count >= Self.outputBytes || !lines.hasLine() {
        try Terminal.show(String(decoding: output, as: UTF8.self))
        output.removeAll(keepingCapacity: true)
      }
    }
    Terminal.remark(stream.summaryLine)
    return stream.exitStatus(failLevel: failLevel.severity)
  }

  private func next(_ lines: inout LineReader) throws(ExitCode) -> LineReader.Line? {
    do throws(FileError) {
      return try lines.next()
    } catch {
      Terminal.complain("cannot read standard input: \(error.message)")
      throw ExitCode(ExitStatus.failed)
    }
  }
}

// MARK: The usual words

extension FilterRun {
  mutating func take(path: String) -> Bool { false }

  mutating func take(flag: String) -> Bool {
    guard flag == "--reports" else { return false }
    answer = .reports
    return true
  }

  mutating func take(option: String, _ value: String) -> Bool {
    switch option {
    case "--fail-level":
      guard let level = FailLevel(rawValue: value) else { return false }
      failLevel = level
    case "--instances":
      guard let instances = Int(value), Filter.possibleInstances.contains(instances) else { return false }
      options.instances = instances
    case "--kind":
      guard let kind = RequestKind(rawValue: value) else { return false }
      options.kind = kind
    case "--preset":
      guard let preset = RuleSettings.Preset(rawValue: value) else { return false }
      options.rules.preset = preset
    default: return false
    }
    return true
  }
}
