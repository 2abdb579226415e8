import Testing

@testable import DeployLint

/// `AWS::SageMaker::Endpoint` in templates.
struct CloudFormationTests {
  private static let watched = "AutoRollbackConfiguration: {Alarms: [{AlarmName: churn-5xx}]}\n"

  private func canary(_ percent: String) -> String {
    """
    BlueGreenUpdatePolicy:
      TrafficRoutingConfiguration:
        Type: CANARY
        WaitIntervalInSeconds: 600
        CanarySize: {Type: CAPACITY_PERCENT, Value: \(percent)}
    \(Self.watched)
    """
  }

  // MARK: What a template is

  @Test func aFindingNamesTheTemplateAndTheWayToTheResource() throws {
    let result = try lintCarrier(CarrierTexts.template(deployment: canary("60")))
    let finding = try #require(result.diagnostics.first)
    #expect(
      result.places == [
        Place(
          "sagemaker/canary-too-large",
          at: "/DeploymentConfig/BlueGreenUpdatePolicy/TrafficRoutingConfiguration/CanarySize/Value")
      ])
    #expect(finding.request?.carrier == "CloudFormation template")
    #expect(finding.request?.location.pointer == "/Resources/Endpoint/Properties")
    #expect(finding.request?.kind == .createEndpoint)
  }

  @Test func everyEndpointOfATemplateIsChecked() throws {
    let text = """
      Resources:
        Bucket: {Type: AWS::S3::Bucket}
        A: {Type: AWS::SageMaker::Endpoint, Properties: {EndpointConfigName: a_}}
        B: {Type: AWS::SageMaker::Endpoint, Properties: {EndpointConfigName: b_}}
      """
    let result = try lintCarrier(text)
    #expect(result.requests == 2)
    #expect(
      result.diagnostics.map { $0.request?.location.pointer } == [
        "/Resources/A/Properties", "/Resources/B/Properties",
      ])
  }

  @Test func theJSONFormIsReadToo() throws {
    let text = """
      {"Resources": {"E": {"Type": "AWS::SageMaker::Endpoint",
        "Properties": {"EndpointConfigName": {"Fn::GetAtt": ["C", "EndpointConfigName"]}, "EndpointName": "a_"}}}}
      """
    #expect(try lintCarrier(text, name: "template.json").places == [Place("schema/pattern", at: "/EndpointName")])
  }

  @Test func aResourceWithoutPropertiesLacksThem() throws {
    let result = try lintCarrier("Resources:\n  E:\n    Type: AWS::SageMaker::Endpoint\n")
    #expect(result.places == [Place("schema/required", lacks: "Properties")])
  }

  // MARK: What the resource's schema says otherwise

  @Test func theNameAndTheWaitAreOptional() throws {
    let result = try lintCarrier(
      CarrierTexts.template(
        deployment: "BlueGreenUpdatePolicy: {TrafficRoutingConfiguration: {Type: ALL_AT_ONCE}}\n" + Self.watched))
    #expect(result.places == [])
    #expect(result.issues == [])
  }

  @Test func theConfigurationIsRequired() throws {
    let result = try lintCarrier(CarrierTexts.template("EndpointName: churn"))
    #expect(result.places == [Place("schema/required", lacks: "EndpointConfigName")])
  }

  @Test func alarmsAreRequired() throws {
    let result = try lintCarrier(
      CarrierTexts.template(
        deployment: """
          BlueGreenUpdatePolicy: {TrafficRoutingConfiguration: {Type: ALL_AT_ONCE, WaitIntervalInSeconds: 0}}
          AutoRollbackConfiguration: {}
          """))
    #expect(result.diagnostics.map(\.severity) == [.error])
    #expect(result.diagnostics.first?.member == "Alarms")
  }

  @Test func anAlarmThatIsNamedTwiceIsAnError() throws {
    let result = try lintCarrier(
      CarrierTexts.template(
        deployment: """
          BlueGreenUpdatePolicy: {TrafficRoutingConfiguration: {Type: ALL_AT_ONCE, WaitIntervalInSeconds: 600}}
          AutoRollbackConfiguration: {Alarms: [{AlarmName: a}, {AlarmName: a}]}
          """))
    #expect(
      result.places == [
        Place("sagemaker/duplicate-alarm", at: "/DeploymentConfig/AutoRollbackConfiguration/Alarms/1/AlarmName")
      ])
  }

  @Test(arguments: [
    ("600", true), ("\"600\"", true), ("'600'", true), ("3601", false), ("\"3601\"", false), ("six", false),
    ("6.5", false), ("true", false), ("[600]", false), ("{}", false),
  ])
  func numbersMayBeText(_ wait: String, _ isValid: Bool) throws {
    let result = try lintCarrier(
      CarrierTexts.template(
        deployment: "BlueGreenUpdatePolicy: {TrafficRoutingConfiguration: {Type: ALL_AT_ONCE, WaitIntervalInSeconds: "
          + "\(wait)}}\n" + Self.watched))
    #expect(result.diagnostics.isEmpty == isValid, "\(result.places)")
    #expect(result.diagnostics.allSatisfy { $0.rule == "schema/range" || $0.rule == "schema/type" })
  }

  @Test func rulesCountWithNumbersInText() throws {
    let result = try lintCarrier(CarrierTexts.template(deployment: canary("\"60\"")))
    #expect(result.diagnostics.map(\.rule) == ["sagemaker/canary-too-large"])
    #expect(try lintCarrier(CarrierTexts.template(deployment: canary("\"50\""))).places == [])
  }

  @Test(arguments: ["EndpointName: 20240601", "Tags: [{Key: 2024, Value: 1}]", "Tags: [{Key: on, Value: true}]"])
  func textMayBeAScalarOfAnotherType(_ line: String) throws {
    let result = try lintCarrier(CarrierTexts.template("EndpointConfigName: c\n" + line))
    #expect(result.diagnostics.allSatisfy { $0.rule == "syntax/ambiguous-scalar" }, "\(result.places)")
  }

  @Test func membersForUpdatesAreTheResources() throws {
    let text = CarrierTexts.template(
      """
      EndpointConfigName: c
      RetainAllVariantProperties: true
      RetainDeploymentConfig: "false"
      ExcludeRetainedVariantProperties: [{VariantPropertyType: DesiredInstanceCount}]
      """)
    #expect(try lintCarrier(text).places == [])
    #expect(try lintCarrier(text.replacing("\"false\"", with: "\"true\"")).places == [])
    let misspelt = text.replacing("RetainAllVariantProperties", with: "RetainAllVariantPropertys")
    #expect(try lintCarrier(misspelt).diagnostics.contains { $0.help.contains("RetainAllVariantProperties") })
  }

  @Test func membersForUpdatesAreCheckedToo() throws {
    let text = CarrierTexts.template(
      """
      EndpointConfigName: c
      RetainAllVariantProperties: sometimes
      ExcludeRetainedVariantProperties: [{VariantPropertyType: Weight}]
      """)
    #expect(
      try lintCarrier(text).places == [
        Place("schema/type", at: "/RetainAllVariantProperties"),
        Place("schema/enum", at: "/ExcludeRetainedVariantProperties/0/VariantPropertyType"),
      ])
  }

  // MARK: What stays the API's

  @Test(arguments: ["deploymentConfig", "deployment_config", "DeploymentConfiguration"])
  func namesKeepTheirCapitals(_ name: String) throws {
    let result = try lintCarrier(CarrierTexts.template("EndpointConfigName: c\n\(name): {}"))
    #expect(result.places == [Place("schema/unknown-field", at: "/\(name)")])
  }
}
