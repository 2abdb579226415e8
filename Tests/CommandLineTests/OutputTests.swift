import Foundation
import Testing

/// What the program prints for the requests in `Tests/Fixtures`.
@Suite struct OutputTests {
  /// The example of the README, other tools' documents, and everything in `err`.
  static let faulty: [String] = {
    let folders = ["err", "carriers"].flatMap { (try? Project.fixtures($0)) ?? [] }
    return folders + ["Tests/Fixtures/examples/churn.yaml"]
  }()
  static let faultless = (try? Project.fixtures("ok")) ?? []

  /// The folder of a fixture's golden files.
  private static func golden(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }

  @Test func `there are fixtures`() {
    #expect(Self.faulty.count >= 35)
    #expect(Self.faultless.count >= 10)
  }

  @Test(arguments: faulty, ["text", "compact", "json"])
  func `output is as recorded`(path: String, format: String) throws {
    let outcome = try Executable.run("check", "--format", format, path)
    let name = format == "json" ? "report.json" : "\(format).txt"
    try Golden.expect(outcome.output, in: "\(Self.golden(path))/\(name)")
    let isError = outcome.errors.contains(" error")
    #expect(outcome.status == (isError ? 1 : 0))
  }

  @Test(arguments: faulty)
  func `colours add escape sequences and nothing else`(path: String) throws {
    let plain = try Executable.run("check", path).output
    let colored = try Executable.run("check", "--color", "always", path).output
    #expect(!plain.utf8.contains(0x1B))
    #expect(colored.utf8.contains(0x1B))
    #expect(Golden.firstDifference(plain, withoutColors(colored)) == nil)
  }

  @Test func `colours are as recorded`() throws {
    let outcome = try Executable.run("check", "--color", "always", "Tests/Fixtures/examples/churn.yaml")
    try Golden.expect(outcome.output, in: "churn.yaml/color.txt")
  }

  @Test(arguments: faulty)
  func `compact output has one line with a place for each finding`(path: String) throws {
    let report = try Report(of: path)
    let lines = try Executable.run("check", "--format", "compact", path).output.split(separator: "\n")
    #expect(!lines.isEmpty)
    #expect(lines.count == report.diagnostics.count)
    for (line, finding) in zip(lines, report.diagnostics) {
      #expect(line.hasPrefix("\(path):\(finding.start.line):\(finding.start.column): \(finding.severity): "))
      #expect(line.hasSuffix(" [\(finding.rule)]"))
    }
  }

  @Test(arguments: faulty)
  func `findings are ordered by place and then by rule`(path: String) throws {
    let found = try Report(of: path).diagnostics
    for (first, second) in zip(found, found.dropFirst()) {
      #expect((first.start.offset, first.rule) <= (second.start.offset, second.rule))
    }
  }

  @Test(arguments: faulty)
  func `the summary counts the findings`(path: String) throws {
    let report = try Report(of: path)
    func number(_ severity: String) -> Int { report.diagnostics.count { $0.severity == severity } }
    #expect(report.summary.errors == number("error"))
    #expect(report.summary.warnings == number("warning"))
    #expect(report.summary.notes == number("note"))
    #expect(report.summary.files == 1)
  }

  @Test(arguments: faultless)
  func `a request without a fault is met with silence`(path: String) throws {
    let outcome = try Executable.run("check", "--fail-level", "note", path)
    #expect(outcome.status == 0)
    #expect(outcome.output == "")
    #expect(outcome.errors.hasPrefix("checked "))
    #expect(outcome.errors.contains(" in 1 file: nothing found\n"))
  }

  @Test func `a report without findings is still a report`() throws {
    let outcome = try Executable.run("check", "--format", "json", "Tests/Fixtures/ok/minimal.yaml")
    #expect(outcome.status == 0)
    try Golden.expect(outcome.output, in: "minimal.yaml/report.json")
  }

  @Test func `no golden file is left over`() throws {
    let golden = Project.folder.appendingPathComponent("Tests/CommandLineTests/Golden")
    let recorded = try FileManager.default.contentsOfDirectory(atPath: golden.path)
    let expected = Self.faulty.map(Self.golden) + ["minimal.yaml", "failed-run", "formats"]
    #expect(recorded.sorted() == expected.sorted())
  }

  private func withoutColors(_ text: String) -> String {
    var result = ""
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == "\u{1B}" {
        rest = rest.drop { $0 != "m" }.dropFirst()
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
