import Testing

@testable import DeployLint

/// Tasks of state machines.
struct StepFunctionsTests {
  private func lint(_ task: String, action: String = "createEndpoint") throws -> FileResult {
    try lintCarrier(CarrierTexts.machine(task, action: action), name: "machine.asl.json")
  }

  // MARK: Which tasks

  @Test(arguments: [
    "createEndpoint", "createEndpoint.sync", "createEndpoint.sync:2", "createEndpoint.waitForTaskToken",
  ])
  func aTaskThatCreatesIsChecked(_ action: String) throws {
    let result = try lint(#""Parameters": {"EndpointName": "a_", "EndpointConfigName": "c"}"#, action: action)
    #expect(result.places == [Place("schema/pattern", at: "/EndpointName")])
    #expect(result.diagnostics.first?.request?.kind == .createEndpoint)
    #expect(result.diagnostics.first?.request?.carrier == "Step Functions state machine")
    #expect(result.diagnostics.first?.request?.location.pointer == "/States/Deploy/Parameters")
  }

  @Test(arguments: ["updateEndpoint", "updateEndpoint.sync"])
  func aTaskThatUpdatesIsCheckedAsThat(_ action: String) throws {
    let result = try lint(
      #""Parameters": {"EndpointName": "a", "EndpointConfigName": "c", "Tags": []}"#, action: action)
    #expect(result.places == [Place("schema/unknown-field", at: "/Tags")])
    #expect(result.diagnostics.first?.request?.kind == .updateEndpoint)
    let retaining = #""Parameters": {"EndpointName": "a", "EndpointConfigName": "c", "RetainDeploymentConfig": true}"#
    #expect(try lint(retaining, action: action).places == [])
  }

  @Test(arguments: ["aws", "aws-cn", "aws-us-gov"])
  func everyPartitionCounts(_ partition: String) throws {
    let text = CarrierTexts.machine(#""Parameters": {"EndpointName": "a_", "EndpointConfigName": "c"}"#)
      .replacing("arn:aws:", with: "arn:\(partition):")
    #expect(try lintCarrier(text, name: "machine.json").diagnostics.count == 1)
  }

  @Test(arguments: [
    "createEndpointConfig", "createModel", "createEndpoints", "deleteEndpoint", "createTrainingJob.sync", "",
  ])
  func othersAreNot(_ action: String) throws {
    let result = try lint(#""Parameters": {"EndpointName": "a_"}"#, action: action)
    #expect(result.requests == 0)
    #expect(result.diagnostics == [])
  }

  @Test func tasksInParallelsAndMapsAreFound() throws {
    func task(_ name: String) -> String {
      """
      {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::sagemaker:createEndpoint",
        "Parameters": {"EndpointName": "\(name)", "EndpointConfigName": "c"}, "End": true}}}
      """
    }
    let text = """
      {"StartAt": "P", "States": {
        "P": {"Type": "Parallel", "Branches": [\(task("a")), \(task("b_"))], "Next": "M"},
        "M": {"Type": "Map", "Iterator": \(task("c_")), "Next": "N"},
        "N": {"Type": "Map", "ItemProcessor": \(task("d_")), "End": true}}}
      """
    let result = try lintCarrier(text, name: "machine.json")
    #expect(result.requests == 4)
    #expect(
      result.diagnostics.map { $0.request?.location.pointer } == [
        "/States/P/Branches/1/States/T/Parameters", "/States/M/Iterator/States/T/Parameters",
        "/States/N/ItemProcessor/States/T/Parameters",
      ])
  }

  @Test func theYAMLFormIsReadToo() throws {
    let text = """
      StartAt: Deploy
      States:
        Deploy:
          Type: Task
          Resource: arn:aws:states:::sagemaker:createEndpoint
          Parameters:
            EndpointName.$: $.name
            EndpointConfigName: a_
          End: true
      """
    let result = try lintCarrier(text, name: "machine.asl.yaml")
    #expect(result.places == [Place("schema/pattern", at: "/EndpointConfigName")])
    #expect(result.marked(in: text) == ["a_"])
  }

  // MARK: Unknown

  @Test func aKeyThatEndsInADollarTakesItsValueFromTheInput() throws {
    let result = try lint(
      """
      "Parameters": {"EndpointName.$": "$.name", "EndpointConfigName.$": "States.Format('c-{}', $.id)",
        "DeploymentConfig.$": "$.deployment", "Tags": [{"Key": "a", "Value.$": "$$.Execution.Id"}]}
      """)
    #expect(result.places == [])
  }

  @Test func whatStandsBesideIsChecked() throws {
    let result = try lint(
      """
      "Parameters": {"EndpointName.$": "$.name", "EndpointConfigName": "c", "DeploymentConfig": {
        "BlueGreenUpdatePolicy": {"TrafficRoutingConfiguration": {"Type": "CANARY", "WaitIntervalInSeconds": 600,
          "CanarySize": {"Type": "CAPACITY_PERCENT", "Value": 60}}, "TerminationWaitInSeconds.$": "$.wait"},
        "AutoRollbackConfiguration": {"Alarms.$": "$.alarms"}}}
      """)
    #expect(result.diagnostics.map(\.rule) == ["sagemaker/canary-too-large"])
  }

  @Test(arguments: [
    #""Arguments": {"EndpointName": "{% $states.input.name %}", "EndpointConfigName": "{% 'a' & $x %}"}"#,
    #""Arguments": "{% $states.input %}""#,
    #""QueryLanguage": "JSONata", "Arguments": {"EndpointName": "a", "EndpointConfigName": "{% $c %}"}"#,
  ])
  func jsonataIsUnknown(_ task: String) throws {
    let result = try lint(task)
    #expect(result.places == [])
    #expect(result.requests == 1)
  }

  @Test func argumentsAreCheckedLikeParameters() throws {
    let result = try lint(#""Arguments": {"EndpointName": "{% $n %}", "EndpointConfigName": "a_"}"#)
    #expect(result.places == [Place("schema/pattern", at: "/EndpointConfigName")])
    #expect(result.diagnostics.first?.request?.location.pointer == "/States/Deploy/Arguments")
  }

  // MARK: What people get wrong

  @Test func aTaskWithoutParametersLacksThem() throws {
    let result = try lint(#""Comment": "nothing""#)
    #expect(result.places == [Place("schema/required", lacks: "Parameters")])
    #expect(result.diagnostics.first?.request?.location.pointer == "/States/Deploy")
    let jsonata = try lint(#""QueryLanguage": "JSONata""#)
    #expect(jsonata.places == [Place("schema/required", lacks: "Arguments")])
  }

  @Test(arguments: ["#{$.name}", "$.name", "$$.Execution.Name"])
  func aPathInAPlainKeyIsText(_ text: String) throws {
    let result = try lint(#""Parameters": {"EndpointName": "\#(text)", "EndpointConfigName": "c"}"#)
    #expect(result.places == [Place("schema/pattern", at: "/EndpointName")])
    #expect(result.diagnostics.first?.help.contains("\"EndpointName.$\"") == true)
  }

  @Test func aDynamicKeyIsNoExcuseForAMisspeltOne() throws {
    let result = try lint(#""Parameters": {"EndpointNmae.$": "$.name", "EndpointConfigName": "c"}"#)
    #expect(result.places.map(\.rule).sorted() == ["schema/required", "schema/unknown-field"])
  }

  @Test func typesStayStrict() throws {
    let result = try lint(
      """
      "Parameters": {"EndpointName": "a", "EndpointConfigName": "c", "DeploymentConfig": {"RollingUpdatePolicy":
        {"MaximumBatchSize": {"Type": "INSTANCE_COUNT", "Value": 1}, "WaitIntervalInSeconds": "600"},
        "AutoRollbackConfiguration": {"Alarms": [{"AlarmName": "a"}]}}}
      """)
    #expect(result.diagnostics.map(\.rule) == ["schema/type"])
  }
}
