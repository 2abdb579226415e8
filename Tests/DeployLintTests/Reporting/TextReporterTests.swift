import Testing

@testable import DeployLint

struct TextReporterTests {
  private func render(_ text: String, name: String = "r.yaml", style: TextReporter.Style = .plain) throws -> String {
    TextReporter.render(try lint(text, name: name).report, style: style)
  }

  @Test func aReportWithoutFindingsIsEmpty() throws {
    #expect(try render(Requests.names) == "")
  }

  @Test func showsMessagePlaceLinesAndHelp() throws {
    #expect(
      try render("EndpointName: 1\nEndpointConfigName: c\n") == """
        error[schema/type]: EndpointName is the number 1; a string is expected
          --> r.yaml:1:15
           |
         1 | EndpointName: 1
           |               ^
           = at EndpointName
           = help: put it in quotes: "1"

        """)
  }

  @Test func aFindingOnTheRequestItselfHasNoPath() throws {
    #expect(
      try render("[]", name: "r.json") == """
        error[schema/type]: the request is a list; a mapping is expected
          --> r.json:1:1
           |
         1 | []
           | ^
           = help: write a mapping with EndpointName, EndpointConfigName, DeploymentConfig and Tags

        """)
  }

  @Test func separatesFindingsByABlankLine() throws {
    let text = try render("EndpointName: 1\nEndpointConfigName: 2\n")
    #expect(text.split(separator: "\n\nerror[", omittingEmptySubsequences: false).count == 2)
  }

  @Test func marksARelatedPlaceOfAnotherLine() throws {
    let text =
      Requests.names + """
        DeploymentConfig:
          AutoRollbackConfiguration: {Alarms: [{AlarmName: a}]}
          RollingUpdatePolicy: {MaximumBatchSize: {Type: INSTANCE_COUNT, Value: 1}, WaitIntervalInSeconds: 300}
          # The first one came from a template.
          BlueGreenUpdatePolicy: {TrafficRoutingConfiguration: {Type: ALL_AT_ONCE, WaitIntervalInSeconds: 300}}

        """
    #expect(
      try render(text) == """
        error[sagemaker/two-update-policies]: BlueGreenUpdatePolicy is a second update policy beside \
        RollingUpdatePolicy; only one is allowed
          --> r.yaml:7:3
           |
         5 |   RollingUpdatePolicy: {MaximumBatchSize: {Type: INSTANCE_COUNT, Value: 1}, WaitIntervalInSeconds: 300}
           |   ------------------- the first policy is here
         6 |   # The first one came from a template.
         7 |   BlueGreenUpdatePolicy: {TrafficRoutingConfiguration: {Type: ALL_AT_ONCE, WaitIntervalInSeconds: 300}}
           |   ^^^^^^^^^^^^^^^^^^^^^
           = at DeploymentConfig.BlueGreenUpdatePolicy
           = help: keep the policy that you want and remove the other

        """)
  }

  @Test func marksARelatedPlaceOfTheSameLine() throws {
    #expect(
      try render(Requests.names + "Tags: [{Key: a, Value: x}, {Key: a, Value: y}]\n") == """
        error[sagemaker/duplicate-tag-key]: tag key 'a' is written twice; each key may be written once
          --> r.yaml:3:34
           |
         2 | EndpointConfigName: churn-config
         3 | Tags: [{Key: a, Value: x}, {Key: a, Value: y}]
           |                                  ^
           |              - first used here
           = at Tags[1].Key
           = help: remove one of the two tags, or give one of them another key

        """)
  }

  @Test func showsWhereAnAliasedValueIsWritten() throws {
    let text = "EndpointName: &name a_b\nEndpointConfigName: *name\n"
    #expect(
      try render(text).hasSuffix(
        """
          --> r.yaml:2:21
           |
         1 | EndpointName: &name a_b
           |                     --- the value is written here
         2 | EndpointConfigName: *name
           |                     ^^^^^
           = at EndpointConfigName
           = help: start and end with a letter or digit, and use only hyphens in between

        """))
  }

  @Test func namesALaterDocumentAndLeavesLinesOut() throws {
    #expect(
      try render("EndpointName: churn\nEndpointConfigName: c\n---\nEndpointName: CHURN\nEndpointConfigName: c\n") == """
        error[sagemaker/duplicate-endpoint-name]: the endpoint name 'CHURN' is used twice in this file; names are \
        unique in an account and Region, and case does not count
          --> r.yaml:4:15 (document 2)
           |
         1 | EndpointName: churn
           |               ----- first used here
        ...
         3 | ---
         4 | EndpointName: CHURN
           |               ^^^^^
           = at EndpointName
           = help: give one of the endpoints another name

        """)
  }

  @Test func theGutterGrowsWithTheLineNumber() throws {
    let text = String(repeating: "#\n", count: 98) + "EndpointConfigName: c\nEndpointName: a_b\n"
    #expect(
      try render(text).contains(
        """
           --> r.yaml:100:15
             |
          99 | EndpointConfigName: c
         100 | EndpointName: a_b
             |               ^^^
             = at EndpointName
        """))
  }

  @Test func saysThatAnInferredErrorIsInferred() throws {
    let text =
      try render("DeploymentConfig: {AutoRollbackConfiguration: {Alarms: [{}]}}\n" + Requests.names)
      .split(separator: "error[sagemaker/missing-alarm-name]").last.map(String.init) ?? ""
    #expect(text.contains("   = note: this is inferred; no page of AWS says it outright\n"))
  }

  @Test func doesNotSayItOfAWarningOrOfTheTextItself() throws {
    #expect(!(try render(Requests.names + "EndpointName: churn\n").contains("= note:")))
    let result = try lint(Requests.names + "Tags: [{Key: team, Value: 'aws:x'}]\n")
    #expect(result.diagnostics.map(\.evidence) == [.inferred])
    #expect(!TextReporter.render(result.report).contains("= note:"))
  }

  @Test func coloursBySeverity() throws {
    let text = try render("EndpointName: 1\nEndpointConfigName: c\n", style: .colored)
    #expect(text.hasPrefix("\u{1B}[1;31merror[schema/type]\u{1B}[0m\u{1B}[1m: EndpointName is the number 1;"))
    #expect(text.contains("\u{1B}[1;31m^\u{1B}[0m\n"))
    let note = TextReporter.render(
      try lint("DeploymentConfig: {}\n" + Requests.names).report, style: .colored, showsLoneNotes: true)
    #expect(note.hasPrefix("\u{1B}[1;36mnote["))
    let warning = try render(Requests.names + "Tags: [{Key: team, Value: 'aws:x'}]\n", style: .colored)
    #expect(warning.hasPrefix("\u{1B}[1;33mwarning["))
  }

  @Test func plainIsColouredWithoutTheColours() throws {
    let text = Requests.names + "Tags: [{Key: a, Value: x}, {Key: a, Value: 1}]\n"
    var stripped = try render(text, style: .colored)
    for code in ["1;31", "1;33", "1;34", "1;36", "1", "0"] { stripped.replace("\u{1B}[\(code)m", with: "") }
    #expect(try render(text) == stripped)
  }

  @Test func nothingOfTheFileReachesTheTerminalAsACommand() throws {
    let text = "EndpointName: \"\\e[31m\"\n\"\\e]0;x\\a\": 1\nEndpointConfigName: c # \u{202E}\u{9B}31m\n"
    let shown = try render(text, name: "r\u{1B}[2J.yaml")
    for scalar in shown.unicodeScalars { #expect(scalar == "\n" || DisplayText.isHarmless(scalar)) }
    #expect(shown.contains("\\u{202e}\\u{9b}31m") || !shown.contains("31m #"))
  }

  // MARK: Carets

  /// The line of the carets under the line with the place.
  private func carets(_ text: String) throws -> (line: Substring, marks: Substring) {
    let lines = try render(text).split(separator: "\n", omittingEmptySubsequences: false)
    let index = try #require(lines.firstIndex { $0.contains("^") })
    return (lines[index - 1].dropFirst(5), lines[index].dropFirst(5))
  }

  @Test(arguments: [
    // Tabs go to the next multiple of four.
    ("{\t\tKey: ok, Value: 1}", "{     Key: ok, Value: 1}", 22),
    ("{ \tKey: ok, Value: 1}", "{     Key: ok, Value: 1}", 22),
    // Wide characters and emoji take two columns, combining marks none.
    ("{Key: 推論, Value: 1}", "{Key: 推論, Value: 1}", 19), ("{Note: 😀, Value: 1}", "{Note: 😀, Value: 1}", 18),
    ("{Note: e\u{301}x, Value: 1}", "{Note: e\u{301}x, Value: 1}", 18),
    ("{Key: größe, Value: 1}", "{Key: größe, Value: 1}", 20),
    ("{Note: ﾅ, Value: 1}", "{Note: ﾅ, Value: 1}", 17), ("{Note: Ａ, Value: 1}", "{Note: Ａ, Value: 1}", 18),
    // An escape takes as many as are shown.
    ("{Note: \u{200B}, Value: 1}", "{Note: \\u{200b}, Value: 1}", 24),
  ])
  func stayUnderTheirPlace(_ tag: String, _ shown: String, _ column: Int) throws {
    let text = Requests.names + "Tags:\n- \(tag)\n"
    let result = try lint(text).diagnostics(of: "schema/type")
    var report = Report()
    report.diagnostics = result
    let lines = TextReporter.render(report).split(separator: "\n", omittingEmptySubsequences: false)
    let index = try #require(lines.firstIndex { $0.contains("^") })
    // Before the tag stand the number, the frame and the dash of the list.
    #expect(TextOrder.isEqual(String(lines[index - 1].unicodeScalars.dropFirst(7)), shown))
    #expect(lines[index] == "   | " + String(repeating: " ", count: 2 + column) + "^")
  }

  @Test func runToTheEndOfTheLineForAValueOfSeveral() throws {
    let (line, marks) = try carets(Requests.names + "Tags: [{Key: k, Value: \"a!\n  b\"}]\n")
    #expect(line == "Tags: [{Key: k, Value: \"a!")
    #expect(marks == "                       ^^^")
  }

  @Test func standBehindTheLastScalarAtTheEndOfTheText() throws {
    let text = try render("EndpointName: a\nEndpointConfigName: [b")
    #expect(text.contains("^"))
  }
}
