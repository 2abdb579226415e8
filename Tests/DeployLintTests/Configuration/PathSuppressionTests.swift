import Testing

@testable import DeployLint

/// Suppressions of the configuration: by file and JSON Pointer.
@Suite struct PathSuppressionTests {
  static func entry(
    _ rules: String..., at pointer: String? = nil, files: String = "**", reason: String = "agreed", line: Int = 2
  ) throws -> PathSuppression {
    let start = Position(line: line, column: 5, offset: 20 * line)
    return PathSuppression(
      files: try Glob(files), pointer: pointer.map(path), rules: rules.map(RuleSelector.init), reason: reason,
      place: ConfigurationPlace(file: ".deploylint.yaml", span: Span(start: start, end: start)))
  }

  /// As the configuration reads a pointer: a step of digits is an item.
  private static func path(_ pointer: String) -> RequestPath {
    RequestPath(
      pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { step in
        Int(step).map { .item($0) }
          ?? .member(String(step))
      })
  }

  private static func settings(_ entries: PathSuppression...) -> SuppressionSettings {
    var settings = SuppressionSettings()
    settings.entries = entries
    return settings
  }

  private static let canary = """
    {"EndpointName": "churn_prod", "EndpointConfigName": "churn-config",
     "DeploymentConfig": {"BlueGreenUpdatePolicy": {"TrafficRoutingConfiguration": {"Type": "CANARY",
       "WaitIntervalInSeconds": 300, "CanarySize": {"Type": "CAPACITY_PERCENT", "Value": 60}}},
      "AutoRollbackConfiguration": {"Alarms": [{"AlarmName": "churn-5xx"}, {"AlarmName": "churn-5xx"}]}},
     "Tags": [{"Key": "aws:a", "Value": "b"}, {"Key": "aws:c"}]}
    """

  struct Case: Sendable, CustomTestStringConvertible {
    let rules: [String]
    let pointer: String?
    let suppressed: [String]

    init(_ rules: String..., at pointer: String? = nil, lifts suppressed: String...) {
      self.rules = rules
      self.pointer = pointer
      self.suppressed = suppressed
    }

    var testDescription: String { "\(rules) at \(pointer ?? "the file")" }
  }

  static let all = [
    "1 schema/pattern", "3 sagemaker/canary-too-large", "4 sagemaker/duplicate-alarm", "5 sagemaker/reserved-tag-key",
    "5 schema/required", "5 sagemaker/reserved-tag-key",
  ]

  @Test(arguments: [
    Case("schema/pattern", lifts: "1 schema/pattern"),
    Case("schema/", lifts: "1 schema/pattern", "5 schema/required"),
    Case("schema/pattern", at: "", lifts: "1 schema/pattern"),
    Case("schema/pattern", at: "/EndpointName", lifts: "1 schema/pattern"),
    Case("schema/pattern", at: "/EndpointNam"), Case("schema/pattern", at: "/EndpointName2"),
    Case("schema/pattern", at: "/EndpointConfigName"), Case("schema/pattern", at: "/EndpointName/0"),
    Case("schema/pattern", at: "/0"),
    Case("sagemaker/canary-too-large", at: "/DeploymentConfig", lifts: "3 sagemaker/canary-too-large"),
    Case(
      "sagemaker/", at: "/DeploymentConfig", lifts: "3 sagemaker/canary-too-large", "4 sagemaker/duplicate-alarm"),
    Case(
      "sagemaker/canary-too-large", "sagemaker/duplicate-alarm", at: "/DeploymentConfig",
      lifts: "3 sagemaker/canary-too-large", "4 sagemaker/duplicate-alarm"),
    Case(
      "sagemaker/canary-too-large",
      at: "/DeploymentConfig/BlueGreenUpdatePolicy/TrafficRoutingConfiguration/CanarySize/Value",
      lifts: "3 sagemaker/canary-too-large"),
    Case(
      "sagemaker/canary-too-large",
      at: "/DeploymentConfig/BlueGreenUpdatePolicy/TrafficRoutingConfiguration/CanarySize/Type"),
    Case(
      "sagemaker/duplicate-alarm", at: "/DeploymentConfig/AutoRollbackConfiguration/Alarms/1",
      lifts: "4 sagemaker/duplicate-alarm"),
    Case("sagemaker/duplicate-alarm", at: "/DeploymentConfig/AutoRollbackConfiguration/Alarms/0"),
    Case("sagemaker/reserved-tag-key", at: "/Tags/1/Key", lifts: "5 sagemaker/reserved-tag-key"),
    Case(
      "sagemaker/reserved-tag-key", at: "/Tags", lifts: "5 sagemaker/reserved-tag-key", "5 sagemaker/reserved-tag-key"),
    Case("schema/required", at: "/Tags/1", lifts: "5 schema/required"),
    // What is missing can be named.
    Case("schema/required", at: "/Tags/1/Value", lifts: "5 schema/required"),
    Case("schema/required", at: "/Tags/0"), Case("schema/required", at: "/Tags/1/Key"),
  ])
  func liftsWhatIsAtThePointerAndBelow(_ row: Case) throws {
    let entry = PathSuppression(
      files: try Glob("**"), pointer: row.pointer.map(Self.path), rules: row.rules.map(RuleSelector.init),
      reason: "agreed", place: try Self.entry("a/b").place)
    let result = try lint(Self.canary, name: "request.json", suppressions: Self.settings(entry))
    #expect(result.suppressedLines == row.suppressed)
    var rest = Self.all
    for line in row.suppressed { if let index = rest.firstIndex(of: line) { rest.remove(at: index) } }
    #expect(result.lines.sorted() == rest.sorted())
    for finding in result.suppressed {
      #expect(finding.suppression == Suppression(kind: .configuration, reason: "agreed"))
    }
  }

  @Test func aCommentIsNearerThanTheConfiguration() throws {
    let text = "EndpointName: a_b # deploylint: ignore[schema/pattern] here\nEndpointConfigName: c\n"
    let result = try lint(text, suppressions: Self.settings(try Self.entry("schema/pattern")))
    #expect(result.suppressed.map(\.suppression) == [Suppression(kind: .comment, reason: "here")])
    // The entry matches it, too.
    #expect(result.pathSuppressions.map(\.isUsed) == [[true]])
  }

  @Test func everyDocumentOfAStreamIsMeant() throws {
    let line = "{\"EndpointName\": \"a_b\", \"EndpointConfigName\": \"c\"}\n"
    let settings = Self.settings(try Self.entry("schema/pattern", at: "/EndpointName"))
    let result = try lint(line + line, name: "requests.ndjson", suppressions: settings)
    #expect(result.suppressedLines == ["1 schema/pattern", "2 schema/pattern"])
    #expect(result.diagnostics == [])
  }

  /// In Terraform a block is a list of one, which the finding's own path leaves out.
  @Test(arguments: [
    "/resource/aws_sagemaker_endpoint/churn/deployment_config/0/blue_green_update_policy/0",
    "/resource/aws_sagemaker_endpoint/churn/deployment_config", "/resource/aws_sagemaker_endpoint/churn", "/resource",
  ])
  func aPointerIsThatOfTheDocument(_ pointer: String) throws {
    let text = """
      {"resource": {"aws_sagemaker_endpoint": {"churn": {"name": "churn", "endpoint_config_name": "churn-config",
        "deployment_config": [{"blue_green_update_policy": [{"traffic_routing_configuration": [{"type": "CANARY",
            "wait_interval_in_seconds": 300, "canary_size": [{"type": "CAPACITY_PERCENT", "value": 60}]}]}],
          "auto_rollback_configuration": [{"alarms": [{"alarm_name": "churn-5xx"}]}]}]}}}}
      """
    let plain = try lint(text, name: "main.tf.json", kind: nil)
    #expect(plain.lines == ["3 sagemaker/canary-too-large"])
    let entry = try Self.entry("sagemaker/canary-too-large", at: pointer)
    let result = try lint(text, name: "main.tf.json", suppressions: Self.settings(entry))
    #expect(result.suppressedLines == ["3 sagemaker/canary-too-large"])
    #expect(result.diagnostics == [])
    let other = try Self.entry(
      "sagemaker/canary-too-large",
      at: "/resource/aws_sagemaker_endpoint/churn/deployment_config/0/auto_rollback_configuration")
    #expect(try lint(text, name: "main.tf.json", suppressions: Self.settings(other)).suppressed == [])
  }

  @Test(arguments: [("/base/CanarySize", 1), ("/base", 1), ("/base/Type", 0)])
  func bothPlacesBehindAnAliasCount(_ pointer: String, _ count: Int) throws {
    let text = """
      base: &base
        Type: CANARY
        WaitIntervalInSeconds: 300
        CanarySize: {Type: CAPACITY_PERCENT, Value: 60}
      EndpointName: churn
      EndpointConfigName: churn-config
      DeploymentConfig:
        BlueGreenUpdatePolicy: {TrafficRoutingConfiguration: *base}
        AutoRollbackConfiguration: {Alarms: [{AlarmName: a}]}
      """
    let entry = try Self.entry("sagemaker/canary-too-large", at: pointer)
    #expect(try lint(text, suppressions: Self.settings(entry)).suppressed.count == count)
  }

  /// A request in block style has its finding at its first key, which is not what a pointer to that key means.
  @Test func aFindingOfTheRequestIsNotThatOfItsFirstMember() throws {
    let text =
      "EndpointConfigName: churn-config\nDeploymentConfig: {AutoRollbackConfiguration: {Alarms: [{AlarmName: a}]}}\n"
    let all = try lint(text, kind: nil)
    #expect(all.lines.contains("1 schema/required"))
    let entry = try Self.entry("schema/required", at: "/EndpointConfigName")
    #expect(try lint(text, suppressions: Self.settings(entry)).suppressed == [])
  }

  @Test func whatIsForbiddenStays() throws {
    var settings = Self.settings(try Self.entry("schema/pattern"))
    settings.prohibitions = [
      SuppressionSettings.Prohibition(rules: RuleSelector("schema/"), place: try Self.entry("a/b", line: 9).place)
    ]
    let result = try lint(Self.canary, name: "request.json", suppressions: settings)
    #expect(result.suppressed == [])
    #expect(result.diagnostics(of: "schema/pattern").first?.related.last?.span?.start.line == 9)
  }

  @Test func syntaxErrorsStay() throws {
    let settings = Self.settings(try Self.entry("syntax/"))
    let result = try lint("{\"EndpointName\": \"a\",}", name: "request.json", suppressions: settings)
    #expect(result.diagnostics.map(\.rule) == ["syntax/error"])
  }

  @Test(arguments: [("deploy/a.json", 1), ("deploy/x/a.json", 1), ("other/a.json", 0)])
  func entriesHoldForTheirFiles(_ path: String, _ count: Int) throws {
    var configuration = Configuration()
    configuration.folder = "/project"
    configuration.suppressions = [try Self.entry("schema/pattern", files: "deploy/")]
    #expect(SuppressionSettings(configuration, ofFileAt: "/project/" + path).entries.count == count)
  }

  // MARK: What is left over

  private static func review(_ results: FileResult...) -> [String] {
    var review = SuppressionEntryReview()
    for result in results { review.add(result) }
    return review.findings.map { "\($0.place.span.start.line) \($0.finding.message)" }
  }

  private static let good = "{\"EndpointName\": \"churn\", \"EndpointConfigName\": \"churn-config\"}"

  @Test func anEntryThatMatchesNothingInAllFilesIsTold() throws {
    let settings = Self.settings(
      try Self.entry("schema/pattern", at: "/EndpointName", files: "*.json"), try Self.entry("schema/length", line: 3))
    let good = try lint(Self.good, name: "a.json", suppressions: settings)
    let bad = try lint(Self.canary, name: "b.json", suppressions: settings)
    #expect(
      Self.review(good) == [
        "2 the suppression of 'schema/pattern' matches nothing: no file of this run that matches '*.json' has such a "
          + "finding at '/EndpointName'",
        "3 the suppression of 'schema/length' matches nothing: no file of this run that matches '**' has such a finding",
      ])
    #expect(Self.review(good, bad).map { $0.prefix(2) } == ["3 "])
    #expect(Self.review(bad, good).map { $0.prefix(2) } == ["3 "])
  }

  @Test func anEntryAboutNoFileOfTheRunIsNotTold() throws {
    #expect(Self.review() == [])
    let settings = Self.settings(try Self.entry("schema/pattern"))
    #expect(Self.review(try lint("{\"a\": \"EndpointName\"}", name: "a.json", suppressions: settings)) == [])
    #expect(Self.review(try lint(Self.good + ",", name: "a.json", suppressions: settings)) == [])
  }

  @Test func ofSeveralRulesThoseThatMatchNothingAreTold() throws {
    let settings = Self.settings(try Self.entry("schema/pattern", "schema/length", "sagemaker/full-rollback"))
    let result = try lint(Self.canary, name: "a.json", suppressions: settings)
    #expect(
      Self.review(result).map { $0.prefix { $0 != ":" } } == [
        "2 the suppression of 'schema/length' matches nothing",
        "2 the suppression of 'sagemaker/full-rollback' matches nothing",
      ])
  }

  @Test func whatIsForbiddenInSeveralFilesIsToldOnce() throws {
    var settings = Self.settings(try Self.entry("schema/"))
    settings.prohibitions = [
      SuppressionSettings.Prohibition(
        rules: RuleSelector("schema/pattern"), place: try Self.entry("a/b", line: 9).place)
    ]
    let first = try lint(Self.canary, name: "a.json", suppressions: settings)
    let second = try lint(Self.canary, name: "b.json", suppressions: settings)
    #expect(Self.review(first, second) == ["2 the configuration forbids suppressing 'schema/pattern'"])
  }

  @Test func whatCannotBeSuppressedIsTold() throws {
    let settings = Self.settings(try Self.entry("syntax/error", "no/such"))
    #expect(
      Self.review(try lint(Self.good, name: "a.json", suppressions: settings)) == [
        "2 'syntax/error' cannot be suppressed: a text that cannot be read is not checked",
        "2 there is no rule 'no/such' to suppress",
      ])
  }
}
