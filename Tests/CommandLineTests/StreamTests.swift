import Foundation
import Testing

/// Terminals, closed pipes and full disks.
@Suite struct StreamTests {
  private static let example = "Tests/Fixtures/examples/churn.yaml"

  /// What a run shows on a terminal.
  private func onTerminal(_ arguments: [String], _ environment: [String: String?] = [:]) throws -> String {
    try Executable.onTerminal {
      try Executable.run(
        arguments,
        Executable.Surroundings(environment: ["TERM": "xterm"].merging(environment) { $1 }, standardOutput: $0))
    }
  }

  @Test(
    arguments: [
      ([], [:], true), (["--color", "auto"], [:], true), (["--color", "always"], [:], true),
      (["--color", "never"], [:], false), ([], ["NO_COLOR": "1"], false), ([], ["NO_COLOR": ""], true),
      ([], ["TERM": "dumb"], false), (["--color", "always"], ["NO_COLOR": "1"], true),
      (["--color", "auto"], ["NO_COLOR": "1"], false),
    ] as [([String], [String: String], Bool)])
  func `a terminal shows colours unless told otherwise`(
    options: [String], environment: [String: String], isColored: Bool
  ) throws {
    let text = try onTerminal(["check", Self.example] + options, environment)
    #expect(text.contains("canary-too-large"))
    #expect(text.utf8.contains(0x1B) == isColored)
  }

  @Test(arguments: [([], false), (["--color", "auto"], false), (["--color", "never"], false)])
  func `a file or a pipe gets no colours unless it is asked for`(options: [String], isColored: Bool) throws {
    let outcome = try Executable.run(["check", Self.example] + options)
    #expect(outcome.output.utf8.contains(0x1B) == isColored)
  }

  @Test(arguments: ["compact", "json"])
  func `formats for programs have no colours`(format: String) throws {
    let outcome = try Executable.run("check", "--format", format, "--color", "always", Self.example)
    #expect(!outcome.output.utf8.contains(0x1B))
  }

  @Test func `a reader that has gone away ends the run quietly`() throws {
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let outcome = try Executable.run(
      ["rules"], Executable.Surroundings(standardOutput: pipe.fileHandleForWriting))
    #expect(outcome.errors == "")
    #expect(outcome.reason == .uncaughtSignal)
    #expect(outcome.status == SIGPIPE)
  }

  @Test func `head of a pipe sees its lines and no complaint`() throws {
    let outcome = try Executable.shell("deploylint rules | head -n 1")
    #expect(outcome.status == 0)
    #expect(outcome.output.split(separator: "\n").count == 1)
    #expect(outcome.errors == "")
  }

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")),
    arguments: [
      ["check", example], ["check", "--format", "json", "Tests/Fixtures/ok/minimal.yaml"],
      ["check", "--format", "ndjson", example], ["rules"],
      ["explain", "schema/type"], ["schema", "report"], ["--help"], ["--version"],
    ])
  func `output that cannot be written is a failure`(arguments: [String]) throws {
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    let outcome = try Executable.run(arguments, Executable.Surroundings(standardOutput: full))
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("error: cannot write to standard output: No space left on device\n"))
  }

  @Test(arguments: ["check -", "filter", "eval true -"])
  func `input that cannot be read is a failure`(command: String) throws {
    // A folder can be opened and not be read.
    let outcome = try Executable.shell("deploylint \(command) < /")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(": Is a directory\n"), "\(outcome.errors)")
  }

  @Test func `standard output holds the report and nothing else`() throws {
    let outcome = try Executable.run(
      "check", "--format", "json", Self.example, "Tests/Fixtures/missing.yaml", "Tests/Fixtures/hostile/empty.yaml")
    let report = try Report(outcome)
    #expect(report.diagnostics.count == 1)
    #expect(report.issues.count == 2)
    for issue in report.issues { #expect(outcome.errors.contains("\(issue.severity): \(issue.message)\n")) }
    #expect(outcome.errors.contains("checked 1 request in 1 file"))
  }
}
