import Foundation
import Testing

/// A long run says on a terminal how far it has come.
@Suite struct ProgressTests {
  /// A stream of many short documents that waits half way, so that the run is long on any machine.
  private static let slowStream =
    "yes '{\"a\": 1}' | head -c 9000000; echo; sleep 1; yes '{\"a\": 1}' | head -c 1200000; echo"

  /// What a run writes to the terminal behind standard error.
  private func onTerminal(_ line: String, term: String? = "xterm") throws -> String {
    try Executable.onTerminal {
      try Executable.shell(line, Executable.Surroundings(environment: ["TERM": term], standardOutput: $0))
    }
  }

  private func check(errors: String) -> String {
    "{ \(Self.slowStream); } | deploylint check --skip-unrecognized - \(errors)"
  }

  @Test func `the line is written over and gone at the end`() throws {
    let text = try onTerminal(check(errors: "2>&1 >/dev/null"))
    #expect(text.contains("\rchecked "))
    #expect(text.contains(" MiB of a stream\u{1B}[K"))
    // What is left is the summary on a line of its own.
    let last = try #require(text.components(separatedBy: "\r\u{1B}[K").last)
    #expect(last.hasPrefix("checked 0 requests"))
    #expect(!last.contains("MiB"))
  }

  @Test(arguments: ["dumb", nil]) func `a terminal that cannot do that shows none`(term: String?) throws {
    let text = try onTerminal(check(errors: "2>&1 >/dev/null"), term: term)
    #expect(!text.contains("MiB"))
    #expect(!text.utf8.contains(0x1B))
  }

  @Test func `a pipe gets none`() throws {
    let outcome = try Executable.shell(
      check(errors: "2>&1 | cat"), Executable.Surroundings(environment: ["TERM": "xterm"]))
    #expect(!outcome.output.contains("MiB"))
    #expect(outcome.output.hasPrefix("checked 0 requests"))
  }

  @Test func `a short run shows none`() throws {
    // On a machine that does much else, one run may take long.
    let isShort = try (1...3).contains { _ in
      try onTerminal("deploylint check Tests/Fixtures/ok/minimal.yaml 2>&1 >/dev/null").hasPrefix("checked 1 request")
    }
    #expect(isShort)
  }
}
