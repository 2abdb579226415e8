import Testing

@testable import DeployLint

struct ReportTests {
  private func report(_ severities: [Severity], issues: [Severity] = []) throws -> Report {
    let template = try #require(try lint("EndpointName: churn\n").diagnostics.first)
    var report = Report()
    report.diagnostics = severities.map { severity in
      var diagnostic = template
      diagnostic.severity = severity
      return diagnostic
    }
    report.issues = issues.map { RunIssue(id: .nothingChecked, severity: $0, message: "") }
    return report
  }

  @Test(
    arguments: [
      ([], .error, 0), ([.error], .error, 1), ([.warning, .note], .error, 0), ([.note, .warning], .warning, 1),
      ([.note], .warning, 0), ([.note], .note, 1), ([.error, .warning], nil, 0),
    ] as [([Severity], Severity?, Int32)])
  func findingsAtTheLevelEndWith1(_ found: [Severity], _ level: Severity?, _ status: Int32) throws {
    #expect(try report(found).exitStatus(failLevel: level) == status)
  }

  @Test func anIssueWinsOverFindingsAndOverNever() throws {
    #expect(try report([.error], issues: [.error]).exitStatus(failLevel: .error) == 2)
    #expect(try report([.error], issues: [.error]).exitStatus(failLevel: nil) == 2)
  }

  @Test func anIssueThatIsNoErrorChangesNothing() throws {
    #expect(try report([], issues: [.warning]).exitStatus(failLevel: .note) == 0)
  }

  @Test(arguments: [(Severity.error, 1), (.warning, 0)] as [(Severity, Int32)])
  func aFileWithoutALevelOfItsOwnFailsForErrors(_ found: Severity, _ status: Int32) throws {
    var report = try report([found])
    report.failLevels = ["another.yaml": .never]
    #expect(report.exitStatus(overriding: nil) == status)
  }

  @Test func countsTheUncheckedByDescriptionInOrder() {
    var report = Report()
    report.count("b request")
    report.count("a request", 2)
    report.count("b request", 3)
    #expect(report.unchecked.map(\.description) == ["a request", "b request"])
    #expect(report.unchecked.map(\.count) == [2, 4])
  }

  @Test func addsUpWhatCameOfEachText() throws {
    var report = Report()
    report.add(try lint(Requests.names))
    report.add(try lint(Requests.canary(percent: "60") + "Tags: [{Key: Password, Value: x}]\n"))
    report.add(try lint("services: {}\n", kind: nil))
    #expect(
      report.summary
        == Report.Summary(files: 2, passedOver: 1, requests: 2, errors: 1, warnings: 1, notes: 0))
  }
}
