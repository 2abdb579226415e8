import Foundation
import Testing

@testable import DeployLint

struct GitLabReporterTests {
  private struct Item: Decodable {
    struct Location: Decodable {
      struct Lines: Decodable, Equatable {
        let begin: Int
        let end: Int
      }

      let path: String
      let lines: Lines
    }

    let description: String
    let checkName: String
    let fingerprint: String
    let severity: String
    let location: Location
  }

  private func items(_ report: Report, base: PathBase = PathBase(folder: nil)) throws -> [Item] {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode([Item].self, from: Data(GitLabReporter.render(report, base: base).utf8))
  }

  @Test func aReportWithoutFindingsIsAnEmptyArray() {
    #expect(GitLabReporter.render(Report()) == "[]\n")
  }

  @Test(arguments: [(Severity.error, "critical"), (.warning, "minor"), (.note, "info")])
  func aFindingSaysWhatWhereAndHowGrave(_ severity: Severity, _ name: String) throws {
    let item = try #require(try items(SampleReports.report([SampleReports.finding("schema/type", severity)])).first)
    #expect(item.description == "it is wrong. Help: make it right")
    #expect(item.checkName == "schema/type")
    #expect(item.severity == name)
    #expect(item.location.path == "a.yaml")
    #expect(item.location.lines == Item.Location.Lines(begin: 2, end: 2))
  }

  @Test func whatHasNoLineStandsInTheFirst() throws {
    let report = SampleReports.report(
      [SampleReports.finding(span: nil)], issues: [RunIssue(id: .nothingChecked, message: "nothing was checked")])
    let items = try items(report)
    #expect(items.map(\.location.lines.begin) == [1, 1])
    #expect(items.map(\.location.path) == ["a.yaml", "."])
    #expect(items.map(\.severity) == ["critical", "blocker"])
  }

  @Test func fingerprintsAreUnique() throws {
    let finding = SampleReports.finding()
    var carried = finding
    carried.request?.location = RequestPath([.member("Resources"), .member("Other")])
    let report = SampleReports.report([
      finding, finding, finding, SampleReports.finding(document: 1), SampleReports.finding(file: "b.yaml"), carried,
    ])
    let fingerprints = try items(report).map(\.fingerprint)
    #expect(Set(fingerprints).count == 6)
    #expect(try items(report).map(\.fingerprint) == fingerprints)
  }

  @Test func aFingerprintHoldsNoLine() throws {
    let here = try items(SampleReports.report([SampleReports.finding()]))
    let below = try items(SampleReports.report([SampleReports.finding(span: SampleReports.span((9, 1), (9, 2)))]))
    #expect(here.map(\.fingerprint) == below.map(\.fingerprint))
  }

  @Test func pathsBelowTheRootAreRelative() throws {
    let report = SampleReports.report([SampleReports.finding(file: "/repo/a.yaml")])
    #expect(try items(report, base: PathBase(folder: "/", root: "/repo/")).map(\.location.path) == ["a.yaml"])
  }

  @Test func suppressedFindingsAreLeftOut() {
    let report = SampleReports.report(suppressed: [SampleReports.suppressed(.comment, reason: nil)], files: ["a.yaml"])
    #expect(GitLabReporter.render(report) == "[]\n")
  }

  @Test func hostileTextStaysText() throws {
    let finding = SampleReports.finding(file: SampleReports.hostile, message: SampleReports.hostile)
    let report = SampleReports.report([finding])
    #expect(SampleReports.isHarmless(GitLabReporter.render(report)))
    let item = try #require(try items(report).first)
    #expect(TextOrder.isEqual(item.location.path, SampleReports.hostile))
    #expect(SampleReports.isHarmless(item.description))
  }
}
