import Foundation
import Testing

@testable import DeployLint

struct NDJSONReporterTests {
  private func lines(_ text: String) throws -> [[String: Any]] {
    try text.utf8.split(separator: UInt8(ascii: "\n")).map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
    }
  }

  @Test func aReportWithoutFindingsIsASummary() {
    #expect(
      NDJSONReporter.render(Report()) == """
        {"type":"summary","version":1,"tool":{"name":"deploylint","version":"\(Tool.version)"},"files":0,\
        "passedOver":0,"requests":0,"errors":0,"warnings":0,"notes":0,"suppressed":0}

        """)
  }

  @Test func theSummaryComesLast() throws {
    let report = SampleReports.report(
      [SampleReports.finding(), SampleReports.finding(file: "b.yaml")],
      suppressed: [SampleReports.suppressed(.baseline, reason: nil)],
      issues: [RunIssue(id: .nothingChecked, message: "nothing was checked")])
    let types = try lines(NDJSONReporter.render(report)).compactMap { $0["type"] as? String }
    #expect(types == ["finding", "finding", "issue", "summary"])
    let all = try lines(NDJSONReporter.render(report, showsSuppressed: true))
    #expect(all.compactMap { $0["type"] as? String } == ["finding", "suppressed", "finding", "issue", "summary"])
    #expect(all[1]["suppressed"] as? [String: String] == ["by": "baseline"])
  }

  @Test func aFindingSaysWhatTheJSONReportSays() throws {
    let report = try lint(Requests.canary(percent: "60")).report
    var line = try #require(try lines(NDJSONReporter.render(report)).first)
    let data = Data(JSONReporter.render(report).utf8)
    let document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let finding = try #require((document["diagnostics"] as? [[String: Any]])?.first)
    #expect(line.removeValue(forKey: "type") as? String == "finding")
    #expect(NSDictionary(dictionary: line) == NSDictionary(dictionary: finding))
  }

  @Test func linesOfFilesAndTheEndMakeTheWhole() {
    let parts = ["a.yaml", "b.yaml"].map { file in
      SampleReports.report(
        [SampleReports.finding(file: file)], suppressed: [SampleReports.suppressed(.comment, reason: "x", file: file)],
        files: [file])
    }
    let whole = SampleReports.report(
      parts.flatMap(\.diagnostics), suppressed: parts.flatMap(\.suppressed), files: parts.flatMap(\.files))
    for shows in [false, true] {
      let text = parts.map { NDJSONReporter.findings(of: $0, showsSuppressed: shows) }.joined()
      #expect(
        NDJSONReporter.render(whole, showsSuppressed: shows) == text + NDJSONReporter.ending(of: whole))
    }
  }

  @Test func hostileTextStaysInItsLine() throws {
    let hostile = SampleReports.hostile
    let text = NDJSONReporter.render(
      SampleReports.report([SampleReports.finding(file: hostile, message: hostile, path: [.member(hostile)])]))
    #expect(SampleReports.isHarmless(text))
    let all = try lines(text)
    #expect(all.count == 2)
    #expect(all[0]["file"] as? String == hostile)
  }
}
