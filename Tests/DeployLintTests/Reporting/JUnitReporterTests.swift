import Testing

@testable import DeployLint

struct JUnitReporterTests {
  private func render(_ report: Report, showsSuppressed: Bool = false) -> String {
    JUnitReporter.render(report, timestamp: "2024-06-01T12:00:00", showsSuppressed: showsSuppressed)
  }

  private func count(_ text: String, _ part: String) -> Int { text.ranges(of: part).count }

  @Test func aReportOfNothingIsADocument() {
    #expect(render(Report()) == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites/>\n")
  }

  @Test func aFileWithoutFindingsIsATestThatPassed() {
    #expect(
      render(SampleReports.report(files: ["a.yaml"])) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites>
          <testsuite name="a.yaml" timestamp="2024-06-01T12:00:00" hostname="localhost" tests="1" failures="0" \
        errors="0" skipped="0" time="0" package="deploylint" id="0">
            <properties/>
            <testcase name="deploylint" classname="a.yaml" time="0"/>
            <system-out/>
            <system-err/>
          </testsuite>
        </testsuites>

        """)
  }

  @Test func aFindingIsATestThatFailed() {
    let text = render(SampleReports.report([SampleReports.finding()]))
    #expect(text.contains(" tests=\"1\" failures=\"1\" errors=\"0\" skipped=\"0\" "))
    #expect(
      text.contains(
        """
            <testcase name="schema/type at Tags" classname="a.yaml" time="0">
              <failure message="it is wrong" type="error">error[schema/type]: it is wrong
          --&gt; a.yaml:2:3
           = at Tags
           = help: make it right
        </failure>
            </testcase>

        """), "\(text)")
  }

  @Test func aNoteIsSkippedAndAWarningFails() {
    let text = render(
      SampleReports.report([SampleReports.finding("a/a", .note), SampleReports.finding("a/b", .warning)]))
    #expect(text.contains(" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"1\" "))
    #expect(text.contains("<skipped message=\"note: it is wrong. Help: make it right\"/>"))
    #expect(text.contains("<failure message=\"it is wrong\" type=\"warning\">"))
  }

  @Test func testsOfAFileHaveNamesOfTheirOwn() {
    var missing = SampleReports.finding()
    missing.member = "Key"
    let text = render(
      SampleReports.report([
        SampleReports.finding(), SampleReports.finding(), SampleReports.finding(document: 1),
        SampleReports.finding(path: []), missing,
      ]))
    for name in [
      "schema/type at Tags", "schema/type at Tags (2)", "schema/type at Tags (document 2)", "schema/type",
      "schema/type at Tags, Key",
    ] {
      #expect(count(text, "<testcase name=\"\(name)\" ") == 1, "\(name)")
    }
  }

  @Test func aNameHoldsNoLine() {
    let here = render(SampleReports.report([SampleReports.finding()]))
    let below = render(SampleReports.report([SampleReports.finding(span: SampleReports.span((9, 1), (9, 2)))]))
    let line = "<testcase name=\"schema/type at Tags\" classname=\"a.yaml\" time=\"0\">"
    #expect(count(here, line) == 1 && count(below, line) == 1)
  }

  @Test func problemsOfTheRunAreErrors() {
    let text = render(
      SampleReports.report(
        issues: [
          RunIssue(id: .unreadableFile, message: "cannot read a.yaml", file: "a.yaml"),
          RunIssue(id: .nothingChecked, message: "nothing was checked"),
        ]))
    #expect(count(text, " tests=\"1\" failures=\"0\" errors=\"1\" ") == 2)
    #expect(text.contains("<error message=\"cannot read a.yaml\" type=\"unreadable-file\"/>"))
    #expect(text.contains("<testsuite name=\"deploylint\" "))
  }

  @Test func suppressedFindingsAreSkippedTestsWhereTheyAreAskedFor() {
    let report = SampleReports.report(
      suppressed: [SampleReports.suppressed(.comment, reason: "a load test")], files: ["a.yaml"])
    #expect(!render(report).contains("<skipped"))
    #expect(count(render(report), "<testcase ") == 1)
    let shown = render(report, showsSuppressed: true)
    #expect(shown.contains("<skipped message=\"suppressed (a load test): it is wrong\"/>"))
    #expect(shown.contains(" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"1\" "))
  }

  @Test func aSuppressedFindingNeedsNoReason() {
    let report = SampleReports.report(suppressed: [SampleReports.finding()], files: ["a.yaml"])
    #expect(render(report, showsSuppressed: true).contains("<skipped message=\"suppressed: it is wrong\"/>"))
  }

  @Test func aRuleFolderThatCannotBeReadIsATestWithAnError() {
    var report = ExampleReport()
    report.issues = [RunIssue(id: .ruleFile, message: "there is no rule")]
    let text = ExampleJUnitReporter.render(report)
    #expect(text.contains("<testcase name=\"loads\" classname=\"rule files\" time=\"0\">"))
    #expect(text.contains("type=\"rule-file\">there is no rule</error>"))
  }

  @Test func hostileTextStaysText() {
    let hostile = SampleReports.hostile
    let finding = SampleReports.finding(file: hostile, message: hostile, help: hostile, path: [.member(hostile)])
    let text = render(SampleReports.report([finding]))
    #expect(SampleReports.isHarmless(text))
    #expect(!text.contains("]]>"))
    #expect(text.count { $0 == "<" } == 12)
  }
}
