import Foundation
import Testing

@testable import DeployLint

struct SARIFReporterTests {
  private func run(
    _ report: Report, rules: [RuleCatalog.Entry] = [], base: PathBase = PathBase(folder: "/repo"), exitStatus: Int32 = 0
  ) throws -> [String: Any] {
    let text = SARIFReporter.render(report, rules: rules, base: base, exitStatus: exitStatus)
    let log = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(log["version"] as? String == "2.1.0")
    let runs = try #require(log["runs"] as? [[String: Any]])
    #expect(runs.count == 1)
    return try #require(runs.first)
  }

  private func results(_ report: Report, base: PathBase = PathBase(folder: "/repo")) throws -> [[String: Any]] {
    try #require(try run(report, base: base)["results"] as? [[String: Any]])
  }

  private func result(_ diagnostic: Diagnostic, base: PathBase = PathBase(folder: "/repo")) throws -> [String: Any] {
    try #require(try results(SampleReports.report([diagnostic]), base: base).first)
  }

  /// The value at a path of names and indices.
  private func value(_ object: Any?, _ path: String) -> Any? {
    path.split(separator: "/").reduce(object) { object, step in
      (object as? [String: Any])?[String(step)]
        ?? Int(step).flatMap { index in
          (object as? [Any]).flatMap { $0.indices.contains(index) ? $0[index] : nil }
        }
    }
  }

  private func string(_ object: Any?, _ path: String) -> String? { value(object, path) as? String }

  @Test func aReportWithoutFindingsIsARunWithoutResults() throws {
    let run = try run(Report())
    #expect((run["results"] as? [Any])?.count == 0)
    #expect(run["columnKind"] as? String == "unicodeCodePoints")
    #expect(string(run, "tool/driver/name") == "deploylint")
    #expect(value(run, "invocations/0/executionSuccessful") as? Bool == true)
    #expect(value(run, "invocations/0/exitCode") as? Int == 0)
    #expect(string(run, "originalUriBaseIds/%SRCROOT%/uri") == "file:///repo/")
  }

  @Test(arguments: [(1024, 1024, ""), (1025, 1023, "…")])
  func aLongDescriptionIsCut(_ length: Int, _ kept: Int, _ end: String) throws {
    let rule = RuleCatalog.Entry(
      id: "acme/long", severities: [.error], evidence: .documented, isOffByDefault: false, summary: "It is long",
      why: String(repeating: "a", count: length), sources: ["https://example.com/"], shapes: [])
    let text = string(try run(Report(), rules: [rule]), "tool/driver/rules/0/fullDescription/text")
    #expect(text == String(repeating: "a", count: kept) + end)
  }

  @Test func allRulesAreThereInOrder() throws {
    let entries = try RuleCatalog.entries()
    let rules = try #require(
      value(try run(Report(), rules: entries), "tool/driver/rules") as? [[String: Any]])
    #expect(rules.compactMap { $0["id"] as? String } == RuleCatalog.ids)
    for (rule, entry) in zip(rules, entries) {
      #expect(value(rule, "defaultConfiguration/enabled") as? Bool == !entry.isOffByDefault)
      #expect(string(rule, "defaultConfiguration/level") == entry.severity.rawValue)
      #expect(string(rule, "properties/evidence") == entry.evidence.rawValue)
      #expect(string(rule, "helpUri") == entry.sources.first)
      for member in ["shortDescription/text", "fullDescription/text", "help/text", "help/markdown"] {
        #expect(string(rule, member)?.isEmpty == false, "\(entry.id) \(member)")
      }
      // What GitHub's code scanning takes.
      #expect((string(rule, "fullDescription/text") ?? "").unicodeScalars.count <= 1024)
    }
  }

  @Test func aResultNamesItsRuleByIdAndIndex() throws {
    let entries = try RuleCatalog.entries()
    let run = try run(SampleReports.report([SampleReports.finding()]), rules: entries, exitStatus: 1)
    let index = try #require(value(run, "results/0/ruleIndex") as? Int)
    #expect(entries[index].id == "schema/type")
    #expect(value(run, "invocations/0/exitCode") as? Int == 1)
    #expect(value(run, "invocations/0/executionSuccessful") as? Bool == true)
  }

  @Test(arguments: [Severity.error, .warning, .note])
  func aResultSaysWhatAndWhere(_ severity: Severity) throws {
    let result = try result(SampleReports.finding("schema/type", severity, document: 2))
    #expect(result["ruleId"] as? String == "schema/type")
    #expect(result["level"] as? String == severity.rawValue)
    #expect(string(result, "message/text") == "it is wrong. Help: make it right")
    #expect(string(result, "partialFingerprints/deploylint/v1") == nil)
    #expect(result["partialFingerprints"] as? [String: String] == ["deploylint/v1": "0123456789abcdef"])
    #expect(value(result, "properties/document") as? Int == 2)
    #expect(
      value(result, "locations/0/physicalLocation/region") as? [String: Int] == [
        "startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 7,
      ])
    #expect(
      value(result, "locations/0/logicalLocations/0") as? [String: String] == [
        "name": "Tags", "fullyQualifiedName": "/Tags", "decoratedName": "Tags", "kind": "property",
      ])
  }

  @Test func whatHasNoLineIsPlacedByItsPath() throws {
    let result = try result(SampleReports.finding(path: [.member("Tags"), .item(3)], span: nil))
    #expect(value(result, "locations/0/physicalLocation/region") == nil)
    #expect(string(result, "locations/0/logicalLocations/0/fullyQualifiedName") == "/Tags/3")
    let whole = try self.result(SampleReports.finding(path: [], span: nil))
    #expect(string(whole, "locations/0/logicalLocations/0/name") == "CreateEndpoint")
  }

  @Test(arguments: [
    ("a.yaml", "a.yaml", true), ("d/ä b%.yaml", "d/%C3%A4%20b%25.yaml", true), ("a:b.yaml", "a%3Ab.yaml", true),
    ("/repo/d/a.yaml", "d/a.yaml", true), ("../a.yaml", "file:///a.yaml", false), ("d/../a.yaml", "a.yaml", true),
    ("/other/a#b?.yaml", "file:///other/a%23b%3F.yaml", false), ("<stdin>", "%3Cstdin%3E", true),
  ])
  func filesAreURIs(_ file: String, _ uri: String, _ isRelative: Bool) throws {
    let location = value(try result(SampleReports.finding(file: file)), "locations/0/physicalLocation/artifactLocation")
    #expect(string(location, "uri") == uri)
    #expect(string(location, "uriBaseId") == (isRelative ? "%SRCROOT%" : nil))
  }

  @Test func withoutARootPathsStayAsTheyAre() throws {
    let run = try run(SampleReports.report([SampleReports.finding(file: "../a.yaml")]), base: PathBase(folder: nil))
    #expect(value(run, "originalUriBaseIds/%SRCROOT%/uri") == nil)
    #expect(string(run, "results/0/locations/0/physicalLocation/artifactLocation/uri") == "../a.yaml")
  }

  @Test func checkedFilesAreArtifacts() throws {
    let run = try run(SampleReports.report([SampleReports.finding(file: "b.yaml")], files: ["a.yaml", "b.yaml"]))
    #expect(string(run, "artifacts/0/location/uri") == "a.yaml")
    #expect(value(run, "results/0/locations/0/physicalLocation/artifactLocation/index") as? Int == 1)
  }

  @Test func relatedPlacesHaveNumbers() throws {
    var finding = SampleReports.finding()
    finding.related = [
      Diagnostic.Related(
        message: "first used here", file: "b.yaml", document: 0, path: RequestPath(),
        span: SampleReports.span((1, 1), (1, 4)))
    ]
    let related = value(try result(finding), "relatedLocations/0")
    #expect(value(related, "id") as? Int == 1)
    #expect(string(related, "message/text") == "first used here")
    #expect(string(related, "physicalLocation/artifactLocation/uri") == "b.yaml")
    #expect(value(related, "physicalLocation/region/endColumn") as? Int == 4)
  }

  @Test func aFixReplacesLinesAndColumns() throws {
    let finding = try #require(
      try lint("EndpointName: churn\nEndpointConfigname: c\n").diagnostics.first { $0.fix != nil })
    let change = value(try result(finding), "fixes/0/artifactChanges/0")
    #expect(string(change, "replacements/0/insertedContent/text") == "EndpointConfigName")
    #expect(
      value(change, "replacements/0/deletedRegion") as? [String: Int] == [
        "startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 19,
      ])
  }

  @Test func allResultsSayWhetherTheyAreSuppressed() throws {
    let report = SampleReports.report(
      [SampleReports.finding()],
      suppressed: [
        SampleReports.suppressed(.comment, reason: "a load test"),
        SampleReports.suppressed(.configuration, reason: "agreed"), SampleReports.suppressed(.baseline, reason: nil),
      ])
    let suppressions = try results(report).map { $0["suppressions"] as? [[String: String]] }
    #expect(
      suppressions == [
        [], [["kind": "inSource", "status": "accepted", "justification": "a load test"]],
        [["kind": "external", "status": "accepted", "justification": "agreed"]],
        [["kind": "external", "status": "accepted", "justification": "suppressed (in the baseline)"]],
      ])
  }

  @Test func problemsOfTheRunAreNotifications() throws {
    let run = try run(
      SampleReports.report(issues: [
        RunIssue(id: .noRequest, message: "a.yaml holds no request", file: "a.yaml"),
        RunIssue(id: .nothingChecked, message: "nothing was checked"),
      ]), exitStatus: 2)
    #expect(value(run, "invocations/0/executionSuccessful") as? Bool == false)
    let notes = value(run, "invocations/0/toolExecutionNotifications")
    #expect(string(notes, "0/descriptor/id") == "no-request")
    #expect(string(notes, "0/level") == "error")
    #expect(string(notes, "0/locations/0/physicalLocation/artifactLocation/uri") == "a.yaml")
    #expect(string(notes, "1/message/text") == "nothing was checked")
    #expect(value(notes, "1/locations") == nil)
  }

  @Test func aTextIsNeitherPlaceholderNorLink() throws {
    let result = try result(SampleReports.finding(message: "is '{0}' in [a](https://example.com)", help: ""))
    #expect(string(result, "message/text") == "is '{{0}}' in [a] (https://example.com)")
  }

  @Test func hostileTextStaysText() throws {
    let hostile = SampleReports.hostile
    let finding = SampleReports.finding(file: hostile, message: hostile, path: [.member(hostile)])
    let report = SampleReports.report([finding], issues: [RunIssue(id: .noRequest, message: hostile, file: hostile)])
    #expect(
      SampleReports.isHarmless(SARIFReporter.render(report, rules: [], base: PathBase(folder: "/repo"), exitStatus: 2)))
    #expect(string(try result(finding), "locations/0/logicalLocations/0/name") == hostile)
  }
}
