import Testing

@testable import DeployLint

/// What is said of suppressions that suppress nothing.
@Suite struct SuppressionReviewTests {
  private static let names = "EndpointName: churn\nEndpointConfigName: churn-config\n"

  struct Case: Sendable, CustomTestStringConvertible {
    let comment: String
    let marked: String
    let message: String
    let help: String
    /// The line after the fix; `nil` where there is none.
    let fixed: String?
    var isSafe = true

    var testDescription: String { comment }
  }

  @Test(arguments: [
    Case(
      comment: "ignore[sagemaker/zero-bake]", marked: "sagemaker/zero-bake",
      message: "'ignore[sagemaker/zero-bake]' matches nothing: line 1 has no such finding", help: "remove it", fixed: ""
    ),
    Case(
      comment: "ignore[sagemaker/zero-bake, schema/pattern] x", marked: "sagemaker/zero-bake",
      message: "'ignore[sagemaker/zero-bake]' matches nothing: line 1 has no such finding", help: "remove it",
      fixed: " # deploylint: ignore[schema/pattern] x"),
    Case(
      comment: "ignore[schema/pattern ,sagemaker/zero-bake] x", marked: "sagemaker/zero-bake",
      message: "'ignore[sagemaker/zero-bake]' matches nothing: line 1 has no such finding", help: "remove it",
      fixed: " # deploylint: ignore[schema/pattern] x"),
    Case(
      comment: "ignore[sagemaker/full-rollback]", marked: "sagemaker/full-rollback",
      message: "'ignore[sagemaker/full-rollback]' matches nothing: line 1 has no such finding",
      help: "the rule is off; remove the comment, or switch the rule on", fixed: ""),
    Case(
      comment: "ignore[sagemaker/zero-bke]", marked: "sagemaker/zero-bke",
      message: "there is no rule 'sagemaker/zero-bke' to suppress", help: "did you mean 'sagemaker/zero-bake'?",
      fixed: " # deploylint: ignore[sagemaker/zero-bake]", isSafe: false),
    Case(
      comment: "ignore[zero-bake]", marked: "zero-bake", message: "there is no rule 'zero-bake' to suppress",
      help: "did you mean 'sagemaker/zero-bake'?", fixed: " # deploylint: ignore[sagemaker/zero-bake]", isSafe: false),
    Case(
      comment: "ignore[sagemaker]", marked: "sagemaker", message: "there is no rule 'sagemaker' to suppress",
      help: "did you mean 'sagemaker/'?", fixed: " # deploylint: ignore[sagemaker/]", isSafe: false),
    Case(
      comment: "ignore[shema/]", marked: "shema/", message: "there is no rule 'shema/' to suppress",
      help: "did you mean 'schema/'?", fixed: " # deploylint: ignore[schema/]", isSafe: false),
    Case(
      comment: "ignore[nothing/of-the-sort]", marked: "nothing/of-the-sort",
      message: "there is no rule 'nothing/of-the-sort' to suppress", help: "'deploylint rules' lists all of them",
      fixed: ""),
    Case(
      comment: "ignore[*]", marked: "*", message: "there is no rule '*' to suppress",
      help: "name the rules, or a group such as 'sagemaker/'", fixed: ""),
    Case(
      comment: "ignore[SAGEMAKER/ZERO-BAKE]", marked: "SAGEMAKER/ZERO-BAKE",
      message: "there is no rule 'SAGEMAKER/ZERO-BAKE' to suppress", help: "did you mean 'sagemaker/zero-bake'?",
      fixed: " # deploylint: ignore[sagemaker/zero-bake]", isSafe: false),
    Case(
      comment: "ignore[syntax/error]", marked: "syntax/error",
      message: "'syntax/error' cannot be suppressed: a text that cannot be read is not checked", help: "remove it",
      fixed: ""),
    Case(
      comment: "ignore[syntax/limit]", marked: "syntax/limit",
      message: "'syntax/limit' cannot be suppressed: a text that cannot be read is not checked", help: "remove it",
      fixed: ""),
    Case(
      comment: "ignore[syntax/suppression]", marked: "syntax/suppression",
      message: "'syntax/suppression' cannot be suppressed: a suppression at fault must not hide itself",
      help: "remove it", fixed: ""),
    Case(
      comment: "ignore[a\u{202E}b/c]", marked: "a\u{202E}b/c",
      message: "there is no rule 'a\\u{202e}b/c' to suppress", help: "'deploylint rules' lists all of them", fixed: ""
    ),
  ])
  func isTold(_ row: Case) throws {
    let first = row.comment.contains("schema/pattern") ? "EndpointName: churn_prod" : "EndpointName: churn"
    let text = "\(first) # deploylint: \(row.comment)\nEndpointConfigName: churn-config\n"
    let result = try lint(text, kind: nil)
    let finding = try #require(result.diagnostics.first)
    #expect(result.diagnostics.count == 1)
    #expect(finding.rule == "syntax/suppression")
    #expect(finding.severity == .warning)
    #expect(finding.message == row.message)
    #expect(finding.help == row.help)
    #expect(finding.request == nil)
    let bytes = Array(text.utf8)
    let span = try #require(finding.span)
    #expect(String(decoding: bytes[span.start.offset..<span.end.offset], as: UTF8.self) == row.marked)
    let fix = try #require(finding.fix)
    #expect(fix.isSafe == row.isSafe)
    var fixed = bytes
    for edit in fix.edits.reversed() { fixed.replaceSubrange(edit.start..<edit.end, with: edit.text.utf8) }
    let expected = row.fixed.map { "\(first)\($0)\nEndpointConfigName: churn-config\n" } ?? text
    #expect(String(decoding: fixed, as: UTF8.self) == expected)
  }

  @Test func allThatIsWrongWithOneCommentIsToldAndItGoesAsAWhole() throws {
    let text = "EndpointName: churn # deploylint: ignore[schema/pattern, schema/length, a/b]\nEndpointConfigName: c\n"
    let result = try lint(text, kind: nil)
    #expect(
      result.complaints == [
        "1:42 'ignore[schema/pattern]' matches nothing: line 1 has no such finding",
        "1:58 'ignore[schema/length]' matches nothing: line 1 has no such finding",
        "1:73 there is no rule 'a/b' to suppress",
      ])
    #expect(Set(result.diagnostics.compactMap { $0.fix?.title }) == ["remove the comment"])
  }

  @Test func theSameNameTwiceIsNotLeftOver() throws {
    let text =
      "EndpointName: a_b # deploylint: ignore[schema/pattern, schema/pattern, schema/]\nEndpointConfigName: c\n"
    #expect(try lint(text, kind: nil).complaints == [])
  }

  @Test func aNearMissIsPointedAt() throws {
    let text = """
      # deploylint: ignore[schema/pattern]

      EndpointConfigName: churn-config
      EndpointName: a_b
      """
    let finding = try #require(try lint(text, kind: nil).diagnostics.first)
    #expect(finding.message == "'ignore[schema/pattern]' matches nothing: line 3 has no such finding")
    #expect(finding.help == "there is one on line 4; move the comment to it, or remove it")
  }

  @Test func theNearerOfTwoNeighboursIsPointedAt() throws {
    let text = """
      EndpointName: a_b
      # deploylint: ignore[schema/pattern]
      DeploymentConfig: {AutoRollbackConfiguration: {Alarms: [{AlarmName: churn-5xx}]}}
      EndpointConfigName: c_d
      """
    let finding = try #require(try lint(text, kind: nil).diagnostics(of: "syntax/suppression").first)
    #expect(finding.message == "'ignore[schema/pattern]' matches nothing: line 3 has no such finding")
    #expect(finding.help == "there is one on line 1; move the comment to it, or remove it")
  }

  @Test func aBlockBehindTheEndOfAValueHasNothingToCover() throws {
    let text = Self.names + "Tags: [{Key: a, Value: b}\n ] # deploylint: ignore-block[sagemaker/]\n"
    #expect(
      try lint(text, kind: nil).complaints == [
        "4:31 'ignore-block[sagemaker/]' matches nothing: no value starts on its line"
      ])
  }

  @Test func aCommentThatNamesNoRuleIsTold() throws {
    let text = "EndpointName: churn # deploylint: ignore\nEndpointConfigName: churn-config\n"
    #expect(try lint(text, kind: nil).complaints == ["1:35 'ignore' names no rule"])
  }

  /// Other tools' files may speak of this one.
  @Test func aFileWithoutARequestHasNoFinding() throws {
    let text = "# deploylint: ignore-file[no/such]\nEndpointName: churn # deploylint: ignore\n"
    let result = try lint(text, kind: nil)
    #expect(result.requests == 0)
    #expect(result.diagnostics == [])
  }

  @Test func aTextThatCannotBeReadToItsEndHasNoLeftOvers() throws {
    let text = "# deploylint: ignore-file[sagemaker/zero-bake]\n" + Self.names + "---\na: [\n"
    let result = try lint(text, kind: nil)
    #expect(result.requests == 1)
    #expect(result.diagnostics.map(\.rule) == ["syntax/error"])
  }

  @Test func aSyntaxErrorIsNotSuppressed() throws {
    let result = try lint("# deploylint: ignore-file[syntax/]\nEndpointName: [\nEndpointConfigName: c\n", kind: nil)
    #expect(result.diagnostics.map(\.rule) == ["syntax/error"])
    #expect(result.suppressed == [])
  }

  @Test func itsOwnSeverityCanBeChosen() {
    var options = Linter.Options()
    options.rules.set("syntax/suppression", .severity(.error))
    let source = Source(name: "a.yaml", bytes: Array(("# deploylint: ignore-file[a/b]\n" + Self.names).utf8))
    #expect(Linter(options).lint(source, format: .yaml).diagnostics.map(\.severity) == [.error])
    options.rules.set("syntax/suppression", .off)
    #expect(Linter(options).lint(source, format: .yaml).diagnostics == [])
  }

  @Test func aSuppressionDoesNotSuppressWhatIsSaidOfAnother() throws {
    let text = "# deploylint: ignore-file[syntax/]\n" + Self.names + "# deploylint: ignore[a/b]\n"
    #expect(
      try lint(text, kind: nil).complaints == [
        "1:27 'ignore-file[syntax/]' matches nothing: the file has no such finding",
        "4:22 there is no rule 'a/b' to suppress",
      ])
  }

  // MARK: Rules that are not asked

  @Test func rulesThatAskForTheFleetAreUndecidedWithoutIt() throws {
    let comment = "# deploylint: ignore-file[sagemaker/canary-count-too-large]\n"
    let text = comment + Requests.canary(percent: "50")
    #expect(try lint(text, kind: nil).complaints == [])
    #expect(
      try lint(text, kind: nil, instances: 4).complaints == [
        "1:27 'ignore-file[sagemaker/canary-count-too-large]' matches nothing: the file has no such finding"
      ])
  }

  @Test func rulesThatAskForTheEndpointConfigurationAreUndecidedWithoutIt() throws {
    let comment = "# deploylint: ignore-file[sagemaker/rolling-with-serverless]\n"
    #expect(try lint(comment + Self.names, kind: nil).complaints == [])
    let told = comment + FleetTexts.stream(FleetTexts.variant("6"))
    #expect(try lint(told, kind: nil).complaints.count == 1)
  }

  @Test func theRulesThatDependOnTheFleet() throws {
    let rules = RuleSet(RulePack.rules, settings: RuleSettings(), model: RulePack.model)
    let names = rules.idsThatDependOnFleet.map(RuleCatalog.name(of:)).sorted()
    #expect(
      names == [
        "canary-count-too-large", "linear-step-count-out-of-range", "rollback-batch-count-too-large",
        "rolling-batch-count-out-of-range", "rollout-over-limit", "single-instance-rollout", "timeout-headroom",
        "timeout-shorter-than-rollout",
      ])
  }

  // MARK: What the configuration forbids

  private static func forbidding(_ rules: String...) -> SuppressionSettings {
    let start = Position(line: 7, column: 3, offset: 60)
    var settings = SuppressionSettings()
    settings.prohibitions = rules.map { rule in
      SuppressionSettings.Prohibition(
        rules: RuleSelector(rule),
        place: ConfigurationPlace(file: ".deploylint.yaml", span: Span(start: start, end: start)))
    }
    return settings
  }

  @Test(arguments: ["schema/pattern", "schema/"], ["schema/pattern", "schema/"])
  func whatIsForbiddenStays(_ forbidden: String, _ named: String) throws {
    let text = "EndpointName: a_b # deploylint: ignore[\(named)] please\nEndpointConfigName: c\n"
    let result = try lint(text, suppressions: Self.forbidding(forbidden))
    #expect(result.suppressed == [])
    #expect(result.lines == ["1 schema/pattern"])
    let finding = try #require(result.diagnostics(of: "schema/pattern").first)
    let related = try #require(finding.related.last)
    #expect(related.message == "suppressing it is forbidden here")
    #expect(related.file == ".deploylint.yaml")
    #expect(related.span?.start.line == 7)
    let complaint = try #require(result.diagnostics(of: "syntax/suppression").first)
    let rule = forbidden == "schema/" ? named : "schema/pattern"
    #expect(complaint.message == "the configuration forbids suppressing '\(rule)'")
    #expect(complaint.related.map(\.file) == [".deploylint.yaml"])
    #expect(result.complaints.count == 1)
  }

  @Test func whatIsNotForbiddenIsSuppressed() throws {
    let text = Self.names + "Tags: [{Key: 'aws:a', Value: yes}] # deploylint: ignore[sagemaker/, syntax/]\n"
    let result = try lint(text, suppressions: Self.forbidding("sagemaker/reserved-tag-key"))
    #expect(result.suppressedLines == ["3 syntax/ambiguous-scalar"])
    #expect(result.lines == ["3 sagemaker/reserved-tag-key"])
    #expect(result.complaints == ["3:57 the configuration forbids suppressing 'sagemaker/reserved-tag-key'"])
  }

  @Test func aForbiddenNameIsToldThoughItMatchesNothing() throws {
    let text = Self.names + "# deploylint: ignore[sagemaker/zero-bake]\n"
    #expect(
      try lint(text, suppressions: Self.forbidding("sagemaker/zero-bake")).complaints == [
        "3:22 the configuration forbids suppressing 'sagemaker/zero-bake'"
      ])
    #expect(try lint(Self.names, suppressions: Self.forbidding("sagemaker/zero-bake")).diagnostics == [])
  }
}
