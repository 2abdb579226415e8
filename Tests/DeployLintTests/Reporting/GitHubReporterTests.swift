import Testing

@testable import DeployLint

struct GitHubReporterTests {
  private func command(_ diagnostic: Diagnostic, base: PathBase = PathBase(folder: nil)) -> String {
    GitHubReporter.render(SampleReports.report([diagnostic]), base: base)
  }

  @Test func aReportWithoutFindingsIsEmpty() {
    #expect(GitHubReporter.render(Report()) == "")
  }

  @Test(arguments: [(Severity.error, "error"), (.warning, "warning"), (.note, "notice")])
  func aFindingIsOneCommand(_ severity: Severity, _ name: String) {
    #expect(
      command(SampleReports.finding("schema/type", severity)) == """
        ::\(name) file=a.yaml,line=2,endLine=2,col=3,endColumn=7,title=schema/type::a.yaml:2:3: it is wrong%0Ahelp: \
        make it right

        """)
  }

  @Test func columnsAreToldWithinOneLineOnly() {
    let text = command(SampleReports.finding(span: SampleReports.span((2, 3), (4, 1))))
    #expect(text.hasPrefix("::error file=a.yaml,line=2,endLine=4,title=schema/type::a.yaml:2:3: "))
  }

  @Test func aFindingWithoutAPlaceInLinesHasAFileAlone() {
    #expect(
      command(SampleReports.finding(help: "", span: nil))
        == "::error file=a.yaml,title=schema/type::a.yaml: it is wrong\n")
  }

  @Test func propertiesEscapeMoreThanTheMessage() {
    let text = command(SampleReports.finding(file: "a,b:c%d.yaml", message: "50%, or: less", help: ""))
    #expect(
      text == "::error file=a%2Cb%3Ac%25d.yaml,line=2,endLine=2,col=3,endColumn=7,title=schema/type"
        + "::a,b:c%25d.yaml:2:3: 50%25, or: less\n")
  }

  @Test(arguments: [
    ("/repo/d/a.yaml", "d/a.yaml"), ("a.yaml", "d/a.yaml"), ("../a.yaml", "a.yaml"), ("./a.yaml", "d/a.yaml"),
    ("/repository/a.yaml", "/repository/a.yaml"), ("../../a.yaml", "/a.yaml"),
  ])
  func pathsAreThoseOfTheRepository(_ file: String, _ expected: String) {
    let text = command(SampleReports.finding(file: file), base: PathBase(folder: "/repo/d", root: "/repo"))
    #expect(text.hasPrefix("::error file=\(expected),"))
  }

  @Test func problemsOfTheRunAreCommandsToo() {
    let issues = [
      RunIssue(id: .noRequest, message: "a.yaml holds no request", file: "a.yaml"),
      RunIssue(id: .nothingChecked, message: "nothing was checked"),
    ]
    #expect(
      GitHubReporter.render(SampleReports.report(issues: issues)) == """
        ::error file=a.yaml,title=deploylint%3A no-request::a.yaml holds no request
        ::error title=deploylint%3A nothing-checked::nothing was checked

        """)
  }

  @Test func nothingOutOfAFileIsACommand() {
    let hostile = SampleReports.hostile
    let finding = SampleReports.finding(file: hostile, message: hostile, help: hostile)
    let text = GitHubReporter.render(
      SampleReports.report([finding], issues: [RunIssue(id: .noRequest, message: hostile, file: hostile)]))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 3 && lines[2] == "")
    for line in lines.dropLast() {
      #expect(line.hasPrefix("::error file="))
      // The properties end at the first pair of colons.
      let properties = line.dropFirst(2).prefix(
        upTo: line.dropFirst(2).firstRange(of: "::")?.lowerBound ?? line.endIndex)
      #expect(properties.hasSuffix("title=schema/type") || properties.hasSuffix("title=deploylint%3A no-request"))
      #expect(!properties.dropFirst("error file=".count).prefix { $0 != "," }.contains(":"))
    }
    #expect(SampleReports.isHarmless(text))
    #expect(!text.contains("##["))
    #expect(!text.contains("##vso["))
  }
}
