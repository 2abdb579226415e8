import Testing

@testable import DeployLint

/// What the functions of a CloudFormation template stand for.
struct IntrinsicFunctionTests {
  private static let watched = "\nAutoRollbackConfiguration: {Alarms: [{AlarmName: churn-5xx}]}\n"

  private func template(value: String, head: String = "") -> String {
    CarrierTexts.template(
      deployment: "BlueGreenUpdatePolicy:\n  TrafficRoutingConfiguration:\n    Type: CANARY\n"
        + "    WaitIntervalInSeconds: 600\n    CanarySize:\n      Type: CAPACITY_PERCENT\n      Value: \(value)"
        + Self.watched, head: head)
  }

  private static let parameters = "Parameters:\n  P: {Type: Number, Default: 60}\n  N: {Type: Number}\n"

  // MARK: Unknown

  @Test(arguments: [
    "!Ref P", "!GetAtt A.B", "!ImportValue x", "!FindInMap [a, b, c]", "!Select [0, [1]]", "!Join ['', [a]]",
    "!Split [',', a]", "!Sub '${P}'", "!Base64 x", "!Cidr [a, b, c]", "!Transform {Name: x}", "!ToJsonString {a: b}",
    "{Ref: P}", "{'Fn::GetAtt': [A, B]}", "{'Fn::GetAtt': A.B}", "{'Fn::ImportValue': {'Fn::Sub': '${A}-x'}}",
    "{'Fn::Select': [0, [1]]}", "{'Fn::Sub': '${P}'}", "{'Fn::Sub': ['${x}', {x: !Ref P}]}", "{'Fn::Join': ['', []]}",
    "{'Fn::FindInMap': [a, b, c]}", "{'Fn::Length': [1]}", "!Sub ['${x}', {x: !GetAtt A.B}]",
  ])
  func aFunctionsValueIsUnknown(_ function: String) throws {
    #expect(try lintCarrier(template(value: function)).places == [])
    let name = CarrierTexts.template("EndpointConfigName: c\nEndpointName: \(function)")
    #expect(try lintCarrier(name).places == [])
    let whole = CarrierTexts.template("EndpointConfigName: c\nDeploymentConfig: \(function)\nTags: \(function)")
    #expect(try lintCarrier(whole).places == [])
  }

  @Test(arguments: [
    "{{resolve:ssm:/churn/name}}", "{{resolve:ssm:/churn/name:1}}", "{{resolve:secretsmanager:x:SecretString:name}}",
    "a-{{resolve:ssm:/churn/stage}}",
  ])
  func dynamicReferencesAreUnknown(_ reference: String) throws {
    let name = CarrierTexts.template("EndpointConfigName: c\nEndpointName: '\(reference)'")
    #expect(try lintCarrier(name).places == [])
    #expect(try lintCarrier(template(value: "'\(reference)'")).places == [])
  }

  @Test func aTransformMayAddAnything() throws {
    let beside = CarrierTexts.template("EndpointName: a_\n'Fn::Transform': {Name: x, Parameters: {a: b}}")
    #expect(try lintCarrier(beside).places == [Place("schema/pattern", at: "/EndpointName")])
    let alone = CarrierTexts.template("'Fn::Transform': {Name: x}")
    #expect(try lintCarrier(alone).places == [])
  }

  @Test func anUnknownValueIsThereAllTheSame() throws {
    let text = CarrierTexts.template("EndpointName: churn\nEndpointConfigName: !Ref Config")
    #expect(try lintCarrier(text).places == [])
  }

  @Test func aSubWithoutVariablesIsItsText() throws {
    let text = CarrierTexts.template("EndpointConfigName: c\nEndpointName: !Sub churn_prod")
    let result = try lintCarrier(text)
    #expect(result.places == [Place("schema/pattern", at: "/EndpointName")])
    #expect(result.marked(in: text) == ["churn_prod"])
    #expect(try lintCarrier(text.replacing("!Sub churn_prod", with: "!Sub churn-prod")).places == [])
    let long = text.replacing("!Sub churn_prod", with: "{'Fn::Sub': churn_prod}")
    #expect(try lintCarrier(long).places == [Place("schema/pattern", at: "/EndpointName")])
  }

  @Test(arguments: [
    ("!Sub '${Stage}_x'", true), ("!Sub '${Stage}-x'", false), ("{'Fn::Sub': '${Stage}_x'}", true),
    ("!Sub ['${a}_x', {a: b}]", true), ("!Sub ['${a}_x', {a: !Ref Stage}]", true),
    ("!Sub ['${a}_x', {a: !Ref Other}]", false),
    ("!Sub '${Stage}_${AWS::Region}'", false), ("!Sub '${Other}_x'", false), ("!Sub 'a-${!Stage}'", true),
    ("!Sub '{{resolve:ssm:/${Stage}/name}}'", false), ("!Sub '${List}_x'", false),
  ])
  func aSubOfKnownParametersIsItsText(_ function: String, _ isFound: Bool) throws {
    let head = """
      Parameters:
        Stage: {Type: String, Default: dev}
        Other: {Type: String}
        List: {Type: CommaDelimitedList, Default: 'a,b'}

      """
    let text = CarrierTexts.template("EndpointConfigName: c\nEndpointName: \(function)", head: head)
    #expect(try lintCarrier(text).places == (isFound ? [Place("schema/pattern", at: "/EndpointName")] : []))
  }

  @Test(arguments: ["CommaDelimitedList", "List<Number>", "'AWS::SSM::Parameter::Value<List<String>>'"])
  func aListParameterIsUnknown(_ type: String) throws {
    let head = "Parameters:\n  P: {Type: \(type), Default: 'a_,b_'}\n"
    #expect(try lintCarrier(CarrierTexts.template("EndpointConfigName: c\nTags: !Ref P", head: head)).places == [])
  }

  // MARK: Loops and transforms

  @Test func whatATransformMayAddIsNotMissed() throws {
    for key in ["'Fn::Transform': {Name: 'AWS::Include'}", "'Fn::ForEach::Loop': [X, [a], {'${X}': 1}]"] {
      let text = CarrierTexts.template(
        deployment: """
          BlueGreenUpdatePolicy:
            TrafficRoutingConfiguration: {Type: CANARY, WaitIntervalInSeconds: 600, CanarySize: {Type: CAPACITY_PERCENT, Value: 60}}
          \(key)
          """)
      #expect(try lintCarrier(text).diagnostics.map(\.rule) == ["sagemaker/canary-too-large"])
    }
  }

  @Test func aLoopsBodyIsCheckedAndItsVariableUnknown() throws {
    let text = """
      Resources:
        Fn::ForEach::Endpoints:
          - Name
          - [a, b]
          - Endpoint${Name}:
              Type: AWS::SageMaker::Endpoint
              Properties:
                EndpointName: ${Name}_x
                EndpointConfigName: c_
                Tags: [{Key: !Ref Name, Value: '&{Name}*'}, {Key: !Sub 'a*${Name}', Value: v}]
      """
    let result = try lintCarrier(text)
    #expect(result.places == [Place("schema/pattern", at: "/EndpointConfigName")])
    #expect(
      result.diagnostics.first?.request?.location.pointer
        == "/Resources/Fn::ForEach::Endpoints/2/Endpoint${Name}/Properties")
  }

  @Test(arguments: ["[]", "[X]", "[X, [a], [b]]", "a", "{a: {Type: 'AWS::SageMaker::Endpoint'}}", "[X, [a], {b: 1}]"])
  func aLoopInAnotherFormIsPassedOver(_ loop: String) throws {
    let text = "Resources:\n  Fn::ForEach::L: \(loop)\n# AWS::SageMaker::Endpoint\n"
    let result = try lintCarrier(text)
    #expect(result.places == [])
    #expect(result.requests == 0)
  }

  // MARK: Parameters

  @Test(arguments: [("!Ref P", "P"), ("{Ref: P}", "{Ref: P}")])
  func aParametersDefaultIsItsValue(_ reference: String, _ marked: String) throws {
    let text = template(value: reference, head: Self.parameters)
    let result = try lintCarrier(text)
    #expect(result.diagnostics.map(\.rule) == ["sagemaker/canary-too-large"])
    // The place is the reference; the default is the second place.
    #expect(result.marked(in: text) == [marked])
    let related = try #require(result.diagnostics.first?.related.first?.span)
    let bytes = Array(text.utf8)
    #expect(String(decoding: bytes[related.start.offset..<related.end.offset], as: UTF8.self) == "60")
  }

  @Test(arguments: [
    ("Default: 50", 0), ("Default: 51", 1), ("Default: '51'", 1), ("AllowedValues: [60]", 1),
    ("AllowedValues: [50]", 0), ("AllowedValues: [10, 60]", 0), ("Default: 10, AllowedValues: [10, 60]", 0),
    ("MaxValue: 100", 0), ("Description: none", 0),
  ])
  func aParameterDecidesWhereItCan(_ parameter: String, _ findings: Int) throws {
    let head = "Parameters:\n  P: {Type: Number, \(parameter)}\n"
    #expect(try lintCarrier(template(value: "!Ref P", head: head)).diagnostics.count == findings)
  }

  @Test func aParameterOfTheSystemsManagerStoreIsUnknown() throws {
    let head = "Parameters:\n  P: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /churn/canary}\n"
    #expect(try lintCarrier(template(value: "!Ref P", head: head)).places == [])
  }

  @Test func pseudoParametersAndResourcesAreUnknown() throws {
    for name in ["AWS::Region", "AWS::StackName", "Config"] {
      #expect(try lintCarrier(CarrierTexts.template("EndpointConfigName: !Ref '\(name)'")).places == [])
    }
  }

  // MARK: Conditions

  @Test func bothBranchesAreCheckedUnderTheirCondition() throws {
    let text = template(value: "!If [IsProduction, 60, 10]")
    let result = try lintCarrier(text)
    #expect(result.diagnostics.map(\.rule) == ["sagemaker/canary-too-large"])
    #expect(result.conditions == ["IsProduction is true"])
    #expect(result.marked(in: text) == ["60"])
    let other = try lintCarrier(template(value: "{'Fn::If': [IsProduction, 10, 60]}"))
    #expect(other.conditions == ["IsProduction is false"])
  }

  @Test func whatHoldsInBothBranchesIsToldOnce() throws {
    let text = CarrierTexts.template(
      "EndpointName: a_\nEndpointConfigName: !If [A, b, c]\nTags: [{Key: !If [B, x, y], Value: v}]")
    let result = try lintCarrier(text)
    #expect(result.places == [Place("schema/pattern", at: "/EndpointName")])
    #expect(result.conditions == [""])
  }

  @Test func nestedConditionsAreBothTold() throws {
    let result = try lintCarrier(template(value: "!If [A, !If [B, 60, 10], 20]"))
    #expect(result.conditions == ["A is true and B is true"])
    let inner = try lintCarrier(template(value: "!If [A, 20, !If [B, 10, 60]]"))
    #expect(inner.conditions == ["A is false and B is false"])
  }

  @Test func aConditionIsTheSameEverywhereInAResource() throws {
    // Never both at once: without it there is a wait, with it the wait is short.
    let policy = """
      BlueGreenUpdatePolicy:
        TrafficRoutingConfiguration:
          Type: !If [A, CANARY, ALL_AT_ONCE]
          WaitIntervalInSeconds: 600
          CanarySize: !If [A, {Type: CAPACITY_PERCENT, Value: 10}, !Ref 'AWS::NoValue']
      AutoRollbackConfiguration: {Alarms: [{AlarmName: churn-5xx}]}
      """
    #expect(try lintCarrier(CarrierTexts.template(deployment: policy)).places == [])
    let crossed = policy.replacing("!If [A, {Type", with: "!If [B, {Type")
    let result = try lintCarrier(CarrierTexts.template(deployment: crossed))
    #expect(Set(result.diagnostics.map(\.rule)) == ["sagemaker/missing-canary-size", "sagemaker/unused-canary-size"])
    #expect(Set(result.conditions) == ["A is true and B is false", "A is false and B is true"])
  }

  @Test func noValueIsAbsence() throws {
    let text = CarrierTexts.template("EndpointName: churn\nEndpointConfigName: !Ref AWS::NoValue")
    #expect(try lintCarrier(text).places == [Place("schema/required", lacks: "EndpointConfigName")])
    let conditional = CarrierTexts.template("EndpointConfigName: !If [A, c, !Ref 'AWS::NoValue']")
    let result = try lintCarrier(conditional)
    #expect(result.places == [Place("schema/required", lacks: "EndpointConfigName")])
    #expect(result.conditions == ["A is false"])
  }

  @Test func itemsOfAListMayDependOnConditions() throws {
    func text(_ items: String) -> String {
      CarrierTexts.template(
        deployment: """
          BlueGreenUpdatePolicy: {TrafficRoutingConfiguration: {Type: ALL_AT_ONCE, WaitIntervalInSeconds: 600}}
          AutoRollbackConfiguration:
            Alarms: \(items)
          """)
    }
    #expect(try lintCarrier(text("[{AlarmName: a}, !If [A, {AlarmName: b}, !Ref 'AWS::NoValue']]")).places == [])
    let doubled = try lintCarrier(text("[{AlarmName: a}, !If [A, {AlarmName: a}, !Ref 'AWS::NoValue']]"))
    #expect(doubled.diagnostics.map(\.rule) == ["sagemaker/duplicate-alarm"])
    #expect(doubled.conditions == ["A is true"])
    let branch = try lintCarrier(text("[!If [A, {AlarmName: ''}, {AlarmName: b}]]"))
    #expect(
      branch.diagnostics.map(\.path.pointer).allSatisfy {
        $0 == "/DeploymentConfig/AutoRollbackConfiguration/Alarms/0/AlarmName"
      })
    #expect(Set(branch.conditions) == ["A is true"])
  }

  @Test func aListThatIsEmptyWithoutItsConditionIsEmpty() throws {
    let result = try lintCarrier(
      CarrierTexts.template(
        deployment: """
          BlueGreenUpdatePolicy: {TrafficRoutingConfiguration: {Type: ALL_AT_ONCE, WaitIntervalInSeconds: 600}}
          AutoRollbackConfiguration: {Alarms: [!If [A, {AlarmName: b}, !Ref 'AWS::NoValue']]}
          """))
    #expect(result.diagnostics.map(\.rule) == ["schema/item-count"])
    #expect(result.conditions == ["A is false"])
  }

  @Test func anUnknownItemMayBeNone() throws {
    let tags = (0..<50).map { "  - {Key: k\($0), Value: v}\n" }.joined()
    let text = CarrierTexts.template("EndpointConfigName: c\nTags:\n" + tags + "  - !Ref AWS::StackName")
    #expect(try lintCarrier(text).places == [])
    let known = text.replacing("!Ref AWS::StackName", with: "{Key: k50, Value: v}")
    #expect(try lintCarrier(known).diagnostics.map(\.rule) == ["schema/item-count"])
  }

  @Test func allPropertiesMayDependOnACondition() throws {
    let text = """
      Resources:
        E:
          Type: AWS::SageMaker::Endpoint
          Properties: !If [A, {EndpointConfigName: a_}, {EndpointConfigName: b}]
      """
    let result = try lintCarrier(text)
    #expect(result.places == [Place("schema/pattern", at: "/EndpointConfigName")])
    #expect(result.conditions == ["A is true"])
  }

  @Test func manyConditionsEndInUnknown() throws {
    let tags = (0..<40).map { "  - {Key: k\($0), Value: !If [C\($0), v, w]}" }.joined(separator: "\n")
    let result = try lintCarrier(CarrierTexts.template("EndpointConfigName: c\nTags:\n" + tags))
    #expect(result.places == [])
    #expect(result.requests == 1)
  }

  @Test(arguments: ["!If [A, 60]", "!If A", "!If [[A], 60, 70]", "{'Fn::If': {}}", "!If []", "!Ref [A]", "!If {a: b}"])
  func aFunctionWithWrongArgumentsIsUnknown(_ function: String) throws {
    #expect(try lintCarrier(template(value: function)).places == [])
  }
}
