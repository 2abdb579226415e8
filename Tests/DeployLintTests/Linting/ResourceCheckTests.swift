import Testing

@testable import DeployLint

/// What an endpoint configuration and alarms beside a request say of it.
struct ResourceCheckTests {
  private func places(_ text: String, name: String = "request.yaml") throws -> [Place] {
    try lint(text, name: name, kind: nil).places
  }

  private static let policy = "/DeploymentConfig/RollingUpdatePolicy"
  private static let serverless =
    #"{"VariantName": "a", "ServerlessConfig": {"MemorySizeInMB": 2048, "MaxConcurrency": 5}}"#

  // MARK: Rolling updates

  @Test func rollingUpdatesExcludeServerlessVariants() throws {
    let result = try lint(FleetTexts.stream(Self.serverless), kind: nil)
    #expect(result.places == [Place("sagemaker/rolling-with-serverless", at: Self.policy)])
    #expect(
      result.diagnostics.first?.message
        == "RollingUpdatePolicy does not work on a serverless endpoint, and the variant 'a' is serverless")
    #expect(result.diagnostics.first?.related.map(\.message) == ["the variant 'a' is serverless"])
    #expect(try places(FleetTexts.stream(Self.serverless, deployment: FleetTexts.canary)) == [])
  }

  @Test func rollingUpdatesExcludeSeveralVariants() throws {
    let variants = [FleetTexts.variant("6", name: "a"), FleetTexts.variant("8", name: "b")]
    let text = FleetTexts.stream(variants[0], variants[1])
    #expect(try places(text) == [Place("sagemaker/rolling-with-several-variants", at: Self.policy)])
    #expect(try places(FleetTexts.stream(variants[0])) == [])
    #expect(try places(FleetTexts.stream(variants[0], variants[1], deployment: FleetTexts.canary)) == [])
  }

  @Test(arguments: [(2, "2"), (10, "10"), (11, "more than 10")])
  func variantsAreCountedAsFarAsAConfigurationMayHaveThem(_ count: Int, _ words: String) throws {
    let variants = (0..<count).map { FleetTexts.variant("6", name: "v\($0)") }.joined(separator: ", ")
    #expect(
      try lint(FleetTexts.stream(variants), kind: nil).diagnostics.map(\.message)
        == ["RollingUpdatePolicy works with one production variant, and the endpoint configuration has \(words)"])
  }

  @Test func shadowVariantsAreNotCounted() throws {
    let text = FleetTexts.stream(FleetTexts.variant("6")).replacing(
      "\"ProductionVariants\"", with: "\"ShadowProductionVariants\": [\(Self.serverless)], \"ProductionVariants\"")
    #expect(try places(text) == [])
  }

  @Test func messagesSpeakTheCarriersNames() throws {
    let text = FleetTexts.manifests("6").replacing(
      "initialInstanceCount: 6, instanceType: ml.m5.xlarge", with: "serverlessConfig: {memorySizeInMB: 2048}")
    let finding = try #require(try lint(text, kind: nil).diagnostics.first)
    #expect(finding.message.hasPrefix("rollingUpdatePolicy does not work on a serverless endpoint"))
    #expect(finding.path.pointer == "/deploymentConfig/rollingUpdatePolicy")
  }

  // MARK: Inf1

  @Test(arguments: [("ml.inf1.xlarge", true), ("ml.inf2.xlarge", false), ("ml.m5.xlarge", false)])
  func policiesHaveNoEffectOnInf1(_ type: String, _ isFound: Bool) throws {
    for (deployment, name) in [(FleetTexts.rolling, "Rolling"), (FleetTexts.canary, "BlueGreen")] {
      let text = FleetTexts.stream(FleetTexts.variant("6", type: type), deployment: deployment)
      let place = Place(
        "sagemaker/inf1-without-guardrails", .warning, at: "/DeploymentConfig/\(name)UpdatePolicy")
      #expect(try places(text) == (isFound ? [place] : []))
    }
  }

  @Test(arguments: [(0, false), (1, true)])
  func whatHappensOnInf1InAnyCaseMayBeWritten(_ wait: Int, _ isFound: Bool) throws {
    let deployment =
      "{\"BlueGreenUpdatePolicy\": {\"TrafficRoutingConfiguration\": {\"Type\": \"ALL_AT_ONCE\", "
      + "\"WaitIntervalInSeconds\": \(wait)}}}"
    let text = FleetTexts.stream(FleetTexts.variant("6", type: "ml.inf1.xlarge"), deployment: deployment)
    #expect(try places(text).contains { $0.rule == "sagemaker/inf1-without-guardrails" } == isFound)
  }

  // MARK: Alarms

  private func alarms(_ definition: String, rest: String = "") throws -> [Diagnostic] {
    let text = FleetTexts.template(FleetTexts.variant("6")).replacing(
      "\"Resources\": {",
      with: "\"Resources\": {\(rest)\"Errors\": {\"Type\": \"AWS::CloudWatch::Alarm\", \"Properties\": \(definition)},")
    return try lint(text, kind: nil).diagnostics
  }

  @Test func anAlarmIsOneOfTheTemplates() throws {
    #expect(try alarms(#"{"AlarmName": "churn-5xx"}"#) == [])
    let near = try #require(try alarms(#"{"AlarmName": "churn-5x"}"#).first)
    #expect(near.rule == "sagemaker/unknown-alarm")
    #expect(near.path.pointer == "/DeploymentConfig/AutoRollbackConfiguration/Alarms/0/AlarmName")
    #expect(near.message == "no alarm in this file is named 'churn-5xx'")
    #expect(near.help == "did you mean 'churn-5x'?")
    #expect(near.related.map(\.message) == ["the alarm 'churn-5x' is defined here"])
    let far = try #require(try alarms(#"{"AlarmName": "latency"}"#).first)
    #expect(far.help.hasPrefix("define the alarm, or correct the name"))
    #expect(far.related == [])
  }

  @Test(arguments: [
    "{}", #"{"AlarmName": {"Fn::Sub": "${AWS::StackName}-5xx"}}"#, #"{"AlarmName": {"Fn::If": ["A", "a", "b"]}}"#,
  ])
  func anAlarmWhoseNameIsUnknownMayBeMeant(_ definition: String) throws {
    #expect(try alarms(definition) == [])
  }

  @Test func aNestedStackMayDefineAlarms() throws {
    let stack = #""Nested": {"Type": "AWS::CloudFormation::Stack", "Properties": {}},"#
    #expect(try alarms(#"{"AlarmName": "latency"}"#, rest: stack) == [])
  }

  @Test func anAlarmWithoutPropertiesMayBeMeant() throws {
    #expect(try alarms(#"{"AlarmName": "latency"}"#, rest: #""Bare": {"Type": "AWS::CloudWatch::Alarm"},"#) == [])
  }

  @Test func withoutAlarmsNothingIsSaid() throws {
    #expect(try places(FleetTexts.template(FleetTexts.variant("6"))) == [])
  }

  @Test(arguments: [("churn-5xx", false), ("churn-4xx", true)])
  func manifestsOfAStreamDefineAlarms(_ name: String, _ isFound: Bool) throws {
    let alarm = """
      ---
      apiVersion: cloudwatch.services.k8s.aws/v1alpha1
      kind: MetricAlarm
      metadata: {name: errors}
      spec: {name: \(name)}

      """
    let rules = try places(FleetTexts.manifests("6") + alarm).map(\.rule)
    #expect(rules == (isFound ? ["sagemaker/unknown-alarm"] : []))
  }

  @Test(arguments: [("churn-5xx", false), ("churn-4xx", true)])
  func stateMachinesDefineAlarms(_ name: String, _ isFound: Bool) throws {
    let alarm = """
      "Watch": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:cloudwatch:putMetricAlarm", "Next": "Configure",
        "Parameters": {"AlarmName": "\(name)"}},
      """
    let text = FleetTexts.machine("6").replacing("\"States\": {", with: "\"States\": {" + alarm)
    #expect(try places(text).map(\.rule) == (isFound ? ["sagemaker/unknown-alarm"] : []))
  }

  @Test(arguments: [("churn-5xx", false), ("churn-4xx", true)])
  func plansDefineAlarms(_ name: String, _ isFound: Bool) throws {
    let alarm = """
      {"address": "aws_cloudwatch_metric_alarm.errors", "mode": "managed", "type": "aws_cloudwatch_metric_alarm",
       "values": {"alarm_name": "\(name)"}},
      """
    let text = FleetTexts.plan("6").replacing("\"resources\": [", with: "\"resources\": [" + alarm)
    #expect(try places(text, name: "plan.json").map(\.rule) == (isFound ? ["sagemaker/unknown-alarm"] : []))
  }
}
