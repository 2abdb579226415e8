import Testing

@testable import DeployLint

/// The places of findings in documents of other tools, to the byte.
struct CarrierSpanTests {
  private static let routing = "BlueGreenUpdatePolicy: {TrafficRoutingConfiguration: "

  @Test(arguments: [
    ("EndpointName: !Sub 'a_'", "'a_'"), ("EndpointName: !Sub \"a_\"", "\"a_\""),
    ("EndpointName: !If [A, a_, b]", "a_"), ("EndpointName: !If [A, 'é_', b]", "'é_'"),
    ("EndpointName: !If [A, b, !If [B, c, \"a_\"]]", "\"a_\""),
    ("EndpointName:\n  !If\n    - A\n    - b\n    - a_", "a_"),
    ("EndpointName:\n  Fn::If:\n    - A\n    - b\n    - a_", "a_"),
    ("EndpointName: {'Fn::If': ['A', 'b', 'a_']}", "'a_'"),
    ("{\"EndpointName\": {\"Fn::If\": [\"A\", \"b\", \"a_\"]}, \"EndpointConfigName\": \"c\"}", "\"a_\""),
    ("Tags: [{Key: é, Value: \"ü\"}, {Key: 日本語, Value: \"a*\"}]", "\"a*\""),
    ("DeploymentConfig: !If [A, {RollingPolicy: {}}, !Ref 'AWS::NoValue']", "RollingPolicy"),
  ])
  func aPlaceInATemplateIsExact(_ line: String, _ marked: String) throws {
    let names = line.hasPrefix("{") ? "" : "EndpointConfigName: c\n"
    let text = "# Überwachung: 日本語 🚨\n" + CarrierTexts.template(names + line)
    #expect(try lintCarrier(text).marked(in: text) == [marked])
    let windows = text.replacing("\n", with: "\r\n")
    #expect(try lintCarrier(windows).marked(in: windows) == [marked])
  }

  @Test func aPlaceBehindAnAnchorIsTheAliasAndTheDefinition() throws {
    let text = """
      Definitions:
        routing: &routing {Type: CANARY, WaitIntervalInSeconds: 600, CanarySize: {Type: CAPACITY_PERCENT, Value: 60}}
      Resources:
        E:
          Type: AWS::SageMaker::Endpoint
          Properties:
            EndpointConfigName: c
            DeploymentConfig:
              BlueGreenUpdatePolicy: {TrafficRoutingConfiguration: *routing}
              AutoRollbackConfiguration: {Alarms: [{AlarmName: a}]}
      """
    let result = try lintCarrier(text)
    #expect(result.marked(in: text) == ["*routing"])
    let related = try #require(result.diagnostics.first?.related.first?.span)
    let bytes = Array(text.utf8)
    #expect(String(decoding: bytes[related.start.offset..<related.end.offset], as: UTF8.self) == "60")
  }

  @Test func aMergedMappingKeepsItsPlaces() throws {
    let text = """
      x: &names {endpointName: a_, endpointConfigName: c}
      apiVersion: sagemaker.services.k8s.aws/v1alpha1
      kind: Endpoint
      spec: {<<: *names}
      """
    #expect(try lintCarrier(text).marked(in: text) == ["*names"])
  }

  @Test func aMissingMemberIsMarkedAtItsMapping() throws {
    let text = CarrierTexts.template("EndpointName: churn")
    let result = try lintCarrier(text)
    #expect(result.marked(in: text) == ["Properties"])
    let plan = CarrierTexts.plan(#"{"name": "a"}"#)
    #expect(try lintCarrier(plan, name: "plan.json").marked(in: plan) == ["\"values\""])
  }

  @Test func aTagsKeyAndValueAreMarkedInAMap() throws {
    let text = CarrierTexts.plan(#"{"endpoint_config_name": "c", "tags": {"aws:é": "v", "k": "*日"}}"#)
    #expect(try lintCarrier(text, name: "plan.json").marked(in: text) == ["\"aws:é\"", "\"*日\""])
  }

  @Test func linesAndColumnsCountInTheDocument() throws {
    let text =
      "# é\nResources:\n  E:\n    Type: AWS::SageMaker::Endpoint\n    Properties: {Tags: [], EndpointConfigName: é}\n"
    let span = try #require(try lintCarrier(text).diagnostics.first?.span)
    #expect(span.start.display == "5:48")
    #expect(span.end.display == "5:49")
  }

  @Test func aFixIsForTheCarriersText() throws {
    let text = CarrierTexts.manifest("endpointNmae: a\nendpointConfigName: c")
    let fix = try #require(try lintCarrier(text).diagnostics.compactMap(\.fix).first)
    #expect(fix.edits.map(\.text) == ["endpointName"])
  }
}
