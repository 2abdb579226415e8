import Testing

@testable import DeployLint

struct CheckstyleReporterTests {
  @Test func aReportWithoutFindingsIsADocument() {
    let empty = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n</checkstyle>\n"
    #expect(CheckstyleReporter.render(Report()) == empty)
    #expect(CheckstyleReporter.render(SampleReports.report(files: ["a.yaml"])) == empty)
  }

  @Test func findingsAndProblemsStandUnderTheirFiles() {
    let report = SampleReports.report(
      [
        SampleReports.finding(), SampleReports.finding("sagemaker/zero-bake", .warning),
        SampleReports.finding("sagemaker/short-bake", .note, file: "b.yaml", help: "", span: nil),
      ],
      suppressed: [SampleReports.suppressed(.comment, reason: nil, file: "d.yaml")],
      issues: [
        RunIssue(id: .unreadableFile, message: "cannot read c.yaml", file: "c.yaml"),
        RunIssue(id: .nothingChecked, message: "nothing was checked"),
      ],
      files: ["a.yaml", "b.yaml", "d.yaml"])
    #expect(
      CheckstyleReporter.render(report) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <checkstyle version="4.3">
          <file name="a.yaml">
            <error line="2" column="3" severity="error" message="it is wrong. Help: make it right" source="schema/type"/>
            <error line="2" column="3" severity="warning" message="it is wrong. Help: make it right" \
        source="sagemaker/zero-bake"/>
          </file>
          <file name="b.yaml">
            <error line="0" column="0" severity="info" message="it is wrong" source="sagemaker/short-bake"/>
          </file>
          <file name="c.yaml">
            <error line="0" column="0" severity="error" message="cannot read c.yaml" source="unreadable-file"/>
          </file>
          <file name="deploylint">
            <error line="0" column="0" severity="error" message="nothing was checked" source="nothing-checked"/>
          </file>
        </checkstyle>

        """)
  }

  @Test(arguments: [
    ("a & b", "a &amp; b"), ("<b>\"'", "&lt;b&gt;&quot;&apos;"), ("]]>", "]]&gt;"), ("\u{0}\u{1B}", "\\u{0}\\u{1b}"),
    ("\n\t", "\\n\\t"), ("\u{FFFE}\u{FFFF}", "\\u{fffe}\\u{ffff}"), ("é推😀", "é推😀"),
  ])
  func attributesHoldWhatXMLAllows(_ text: String, _ expected: String) {
    #expect(TextOrder.isEqual(XMLText.attribute(text), expected))
  }

  @Test func contentKeepsItsLines() {
    #expect(XMLText.content("a\n<b>\r\n") == "a\n&lt;b&gt;\\r\n")
  }

  @Test func hostileTextStaysText() {
    let hostile = SampleReports.hostile
    let report = SampleReports.report(
      [SampleReports.finding(file: hostile, message: hostile)],
      issues: [RunIssue(id: .noRequest, message: hostile, file: hostile)])
    let text = CheckstyleReporter.render(report)
    #expect(SampleReports.isHarmless(text))
    #expect(text.split(separator: "\n").count == 7)
    #expect(text.count { $0 == "<" } == 7)
  }
}
