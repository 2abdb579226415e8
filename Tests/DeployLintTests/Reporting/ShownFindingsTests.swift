import Testing

@testable import DeployLint

/// Which findings the formats for people show.
struct ShownFindingsTests {
  private static let note = SampleReports.finding("a/note", .note)
  private static let count = "1 note is not shown; --fail-level note or --format compact shows it\n"

  @Test func documentsWithFewFindingsAreShownBesideThoseWithMany() {
    let findings = ["a", "b", "b", "b"].map { SampleReports.finding("a/error", .error, file: "\($0).yaml") }
    let groups = ShownFindings.byDocument(findings, most: 2)
    #expect(groups.map(\.shown.count) == [1, 2])
    #expect(groups.map { $0.rest == nil } == [true, false])
  }

  @Test func aLoneNoteIsCounted() {
    #expect(TextReporter.render(SampleReports.report([Self.note])) == Self.count)
  }

  @Test func severalLoneNotesAreCounted() {
    let report = SampleReports.report([Self.note, SampleReports.finding("a/note", .note, file: "b.yaml")])
    #expect(
      TextReporter.render(report) == "2 notes are not shown; --fail-level note or --format compact shows them\n")
  }

  @Test func loneNotesAreShownWhereTheyAreAskedFor() {
    let text = TextReporter.render(SampleReports.report([Self.note]), showsLoneNotes: true)
    #expect(text.hasPrefix("note[a/note]: it is wrong\n"))
    #expect(!text.contains("not shown"))
  }

  @Test(arguments: [Severity.warning, .error])
  func aNoteIsShownBesideWhatIsGraver(_ severity: Severity) {
    let text = TextReporter.render(SampleReports.report([SampleReports.finding("a/a", severity), Self.note]))
    #expect(text.contains("\nnote[a/note]: it is wrong\n"))
    #expect(!text.contains("not shown"))
  }

  @Test func whatIsGraverInAnotherFileIsNotBesideIt() {
    let text = TextReporter.render(SampleReports.report([SampleReports.finding(file: "b.yaml"), Self.note]))
    #expect(!text.contains("a/note"))
    #expect(text.hasSuffix("\n\n" + Self.count))
  }

  @Test func compactShowsAllNotes() {
    #expect(
      CompactReporter.render(SampleReports.report([Self.note])) == "a.yaml:2:3: note: it is wrong [a/note]\n")
  }

  @Test func whatIsLessGraveFillsTheRoomThatIsLeft() {
    let findings = [
      SampleReports.finding("a/a", .warning), SampleReports.finding("a/b", .error),
      SampleReports.finding("a/c", .warning),
    ]
    let text = TextReporter.render(
      SampleReports.report(findings), style: .plain, showsLoneNotes: false, showsSuppressed: false, most: 2)
    #expect(text.contains("warning[a/a]: it is wrong\n"))
    #expect(text.contains("error[a/b]: it is wrong\n"))
    #expect(!text.contains("[a/c]"))
    #expect(text.hasSuffix("and 1 more in a.yaml; --max-shown 0 shows all\n"))
  }

  // MARK: Suppressed findings

  private static let suppressed = SampleReports.report(
    [SampleReports.finding()],
    suppressed: [
      SampleReports.suppressed(.comment, reason: "a load\u{1B} test"), SampleReports.suppressed(.baseline, reason: nil),
    ])

  @Test func suppressedFindingsAreHiddenUnlessTheyAreAskedFor() {
    for text in [
      TextReporter.render(Self.suppressed), CompactReporter.render(Self.suppressed),
      JSONReporter.render(Self.suppressed), NDJSONReporter.render(Self.suppressed),
    ] {
      #expect(!text.contains("zero-bake"))
    }
  }

  @Test func suppressedFindingsSayWhy() {
    let text = TextReporter.render(Self.suppressed, showsSuppressed: true)
    #expect(text.contains("\nwarning[sagemaker/zero-bake]: it is wrong suppressed (a load\\u{1b} test)\n"))
    #expect(text.contains("\nwarning[sagemaker/zero-bake]: it is wrong suppressed (in the baseline)\n"))
    let compact = CompactReporter.render(Self.suppressed, showsSuppressed: true)
    #expect(compact.hasSuffix("it is wrong [sagemaker/zero-bake] suppressed (in the baseline)\n"))
    #expect(compact.split(separator: "\n").count == 3)
  }

  @Test func suppressedFindingsAreDimmed() {
    let text = TextReporter.render(Self.suppressed, style: .colored, showsSuppressed: true)
    #expect(text.contains("\u{1B}[1;31merror[schema/type]"))
    #expect(text.contains("\u{1B}[2mwarning[sagemaker/zero-bake]"))
    #expect(!text.contains("\u{1B}[1;33m"))
  }

  @Test func theJSONReportListsThemApart() {
    let text = JSONReporter.render(Self.suppressed, showsSuppressed: true)
    #expect(
      text.contains("\"suppressed\": {\n        \"by\": \"comment\",\n        \"reason\": \"a load\\u001b test\"\n"))
    #expect(!JSONReporter.render(Self.suppressed).contains("\"suppressed\": ["))
  }

  // MARK: Build servers

  @Test(arguments: [
    ("a ##[error]b", "a #\\u{23}[error]b"), ("##vso[task.x]", "#\\u{23}vso[task.x]"),
    ("##teamcity[x]##[y]", "#\\u{23}teamcity[x]#\\u{23}[y]"), ("###[x]", "##\\u{23}[x]"), ("# [x] ## y [z] ##", nil),
    ("##1[x]", nil), ("#", nil), ("", nil),
  ])
  func commandsToBuildServersAreTexts(_ text: String, _ expected: String?) {
    #expect(DisplayText.withoutCommands(text) == expected ?? text)
  }

  @Test func noLineOfTextIsACommand() {
    let hostile = SampleReports.hostile
    let report = SampleReports.report([
      SampleReports.finding(file: "::error::x", message: DisplayText.escaped(hostile), help: hostile),
      SampleReports.finding(file: hostile, message: "##[group]", help: hostile, path: [.member(hostile)]),
    ])
    for text in [TextReporter.render(report), CompactReporter.render(report)] {
      #expect(SampleReports.isHarmless(text))
      for line in text.split(separator: "\n") {
        #expect(!line.drop { $0 == " " }.hasPrefix("::"))
        #expect(!line.contains("##[") && !line.contains("##vso["))
      }
    }
  }
}
