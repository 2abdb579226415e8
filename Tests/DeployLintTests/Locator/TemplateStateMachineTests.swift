import Testing

@testable import DeployLint

/// State machines whose definition stands in a template.
struct TemplateStateMachineTests {
  private static func machine(_ parameters: String, configuration: String = "") -> String {
    """
    {"StartAt": "Deploy", "States": {\(configuration)
      "Deploy": {"Type": "Task", "Resource": "arn:aws:states:::sagemaker:createEndpoint",
        "Parameters": \(parameters), "End": true}}}
    """
  }

  private static func template(_ property: String, type: String = "AWS::StepFunctions::StateMachine", head: String = "")
    -> String
  {
    """
    \(head)Resources:
      Machine:
        Type: \(type)
        Properties:
    \(CarrierTexts.indented(property, by: 6))

    """
  }

  private static func block(_ function: String, _ machine: String) -> String {
    "DefinitionString: \(function)\n" + CarrierTexts.indented(machine, by: 2)
  }

  @Test(arguments: ["|", "!Sub |", "!Sub >-"])
  func aDefinitionIsText(_ function: String) throws {
    let text = Self.template(
      Self.block(function, Self.machine(#"{"EndpointName": "a_", "EndpointConfigName": "c"}"#)))
    let result = try lintCarrier(text)
    #expect(result.places == [Place("schema/pattern", at: "/EndpointName")])
    #expect(result.marked(in: text) == ["\"a_\""])
    #expect(result.diagnostics.first?.request?.carrier == "Step Functions state machine")
    #expect(
      result.diagnostics.first?.request?.location.pointer
        == "/Resources/Machine/Properties/DefinitionString/States/Deploy/Parameters")
  }

  @Test func aDefinitionIsPutTogetherFromPieces() throws {
    let text = """
      {"Resources": {"M": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"DefinitionString": {"Fn::Join": ["", [
        "{\\"StartAt\\":\\"D\\",\\"States\\":{\\"D\\":{\\"Type\\":\\"Task\\",\\"Resource\\":\\"arn:", {"Ref": "AWS::Partition"},
        ":states:::sagemaker:createEndpoint\\",\\"Parameters\\":{\\"EndpointName\\":\\"a_\\",\\"EndpointConfigName\\":\\"",
        {"Fn::GetAtt": ["C", "EndpointConfigName"]}, "\\",\\"Tags\\":", {"Ref": "Tags"}, "}}}}"]]}}}}}
      """
    let result = try lintCarrier(text, name: "cdk.json")
    #expect(result.places == [Place("schema/pattern", at: "/EndpointName")])
    #expect(result.marked(in: text) == [#"\"a_\""#])
  }

  @Test(arguments: [
    ("AWS::StepFunctions::StateMachine", "Definition"), ("AWS::Serverless::StateMachine", "Definition"),
  ])
  func aDefinitionIsAMapping(_ type: String, _ key: String) throws {
    let text = Self.template(
      """
      \(key):
        StartAt: Deploy
        States:
          Deploy:
            Type: Task
            Resource: !Sub 'arn:${AWS::Partition}:states:::sagemaker:createEndpoint'
            Parameters: {EndpointName: !If [A, a_, b], EndpointConfigName.$: $.c, Tags: !Ref Tags}
      """, type: type)
    let result = try lintCarrier(text)
    #expect(result.places == [Place("schema/pattern", at: "/EndpointName")])
    #expect(result.conditions == ["A is true"])
    #expect(result.marked(in: text) == ["a_"])
  }

  @Test func aMappingMayBeMadeText() throws {
    let text = Self.template(
      "DefinitionString: {'Fn::ToJsonString': \(Self.machine(#"{"EndpointName": "a_", "EndpointConfigName": "c"}"#))}")
    #expect(try lintCarrier(text).places == [Place("schema/pattern", at: "/EndpointName")])
  }

  // MARK: What is put in

  @Test func parametersAreFilledIn() throws {
    let head = "Parameters:\n  Stage: {Type: String, Default: dev}\n  Wait: {Type: Number, Default: 4000}\n"
    let body =
      #"{"EndpointName": "${Stage}_x", "EndpointConfigName": "${Config}", "Tags": ${Tags}, "DeploymentConfig":"#
      + #"{"RollingUpdatePolicy": {"MaximumBatchSize": {"Type": "CAPACITY_PERCENT", "Value": 50},"#
      + #""WaitIntervalInSeconds": ${Wait}}, "AutoRollbackConfiguration": {"Alarms": [{"AlarmName": "x"}]}}}"#
    let text = Self.template(Self.block("!Sub |", Self.machine(body)), head: head)
    let result = try lintCarrier(text)
    #expect(result.diagnostics.map(\.rule) == ["schema/pattern", "schema/range"])
    #expect(result.marked(in: text) == [#""${Stage}_x""#, "${Wait}"])
  }

  @Test func substitutionsOfTheMachineAreUnknown() throws {
    let property =
      Self.block("|", Self.machine(#"{"EndpointName": "${Name}", "EndpointConfigName": "c"}"#))
    #expect(try lintCarrier(Self.template(property + "\nDefinitionSubstitutions: {Name: x}")).places == [])
    // Without them it is the text.
    let result = try lintCarrier(Self.template(property))
    #expect(result.places == [Place("schema/pattern", at: "/EndpointName")])
    #expect(result.diagnostics.first?.help.contains("placeholder") == true)
  }

  @Test(arguments: [
    "!GetAtt X.Definition", "!Ref Definition", "!ImportValue x", "{'Fn::Transform': {Name: x}}", "[a]", "1",
  ])
  func aDefinitionFromElsewhereIsUnknown(_ definition: String) throws {
    let text = Self.template("DefinitionString: \(definition)\n# sagemaker:createEndpoint")
    let result = try lintCarrier(text)
    #expect(result.places == [])
    #expect(result.requests == 0)
    #expect(result.issues == [])
  }

  // MARK: What is wrong with the text

  @Test func brokenTextIsToldWhereItBreaks() throws {
    let text = Self.template(
      Self.block("|", Self.machine(#"{"EndpointName": "a", "EndpointConfigName": "c",}"#)))
    let result = try lintCarrier(text)
    #expect(result.diagnostics.map(\.rule) == ["syntax/error"])
    #expect(result.marked(in: text) == [","])
  }

  @Test func brokenTextMayBeMendedByWhatIsPutIn() throws {
    let body = Self.machine(#"{"EndpointName": "a_", "EndpointConfigName": "c" ${Rest}}"#)
    #expect(try lintCarrier(Self.template(Self.block("!Sub |", body))).places == [])
  }

  @Test func aMachineOfOtherTasksIsNone() throws {
    let text = Self.template(
      Self.block(
        "|", #"{"Comment": "no arn:aws:states:::sagemaker:createEndpoint", "States": {"A": {"Type": "Pass"}}}"#))
    let result = try lintCarrier(text)
    #expect(result.places == [])
    #expect(result.requests == 0)
    #expect(result.outcomes.allSatisfy { if case .unknown = $0 { true } else { false } })
  }

  // MARK: The fleet

  @Test func theMachinesOwnConfigurationSaysTheFleet() throws {
    func text(_ count: Int) -> String {
      Self.template("DefinitionString: |\n" + CarrierTexts.indented(FleetTexts.machine("\(count)"), by: 2))
    }
    #expect(try lintCarrier(text(6)).places == [])
    let result = try lintCarrier(text(4))
    #expect(result.diagnostics.map(\.rule) == ["sagemaker/rolling-batch-count-out-of-range"])
    let span = try #require(result.diagnostics.first?.related.first?.span)
    #expect(Array(text(4).utf8)[span.start.offset..<span.end.offset].elementsEqual("4".utf8))
  }

  @Test func theTemplatesConfigurationAndAlarmsAreSeen() throws {
    let text =
      Self.template(Self.block("|", Self.machine(FleetTexts.request()))) + """
          Config:
            Type: AWS::SageMaker::EndpointConfig
            Properties: {EndpointConfigName: churn-config, ProductionVariants: [\(FleetTexts.variant("4"))]}
          Alarm: {Type: AWS::CloudWatch::Alarm, Properties: {AlarmName: churn-4xx}}

        """
    let rules = try lintCarrier(text).diagnostics.map(\.rule)
    #expect(rules == ["sagemaker/rolling-batch-count-out-of-range", "sagemaker/unknown-alarm"])
  }
}
