import Testing

@testable import DeployLint

/// Which conditions of a template can hold together, and what parameters then are.
struct TemplateConditionTests {
  private func conditions(_ head: String) throws -> TemplateConditions {
    let root = try document(head).root
    return TemplateConditions(of: root, TemplateParameters(of: root))
  }

  private func ways(_ head: String, _ names: String...) throws -> Set<[Bool]> {
    Set(try conditions(head).outcomes(of: names).outcomes.map(\.holds))
  }

  private static let stage = "Parameters: {Stage: {Type: String, AllowedValues: [dev, test, prod]}}\n"

  @Test func conditionsAboutDifferentThingsAreFree() throws {
    let head = "Conditions: {A: !Equals [!Ref X, a], B: !Equals [!GetAtt A.B, c], C: !Equals [!Ref Y, a]}"
    #expect(try ways(head, "A", "B", "C").count == 8)
  }

  @Test func conditionsThatNobodyDefinesAreFree() throws {
    #expect(try ways("Resources: {}", "A", "B").count == 4)
    #expect(try ways("Conditions: {A: !Condition A}", "A").count == 2)
  }

  @Test func theOppositeNeverHoldsToo() throws {
    let head = "Conditions: {A: !Equals [!Ref X, a], B: !Not [!Condition A], C: {'Fn::Not': [{Condition: B}]}}"
    #expect(try ways(head, "A", "B", "C") == [[true, false, true], [false, true, false]])
  }

  @Test func aParameterHasOneValue() throws {
    let head = "Conditions: {A: !Equals [!Ref X, a], B: !Equals [b, !Ref X], C: {'Fn::Equals': [{Ref: X}, a]}}"
    #expect(
      try ways(head, "A", "B", "C") == [[true, false, true], [false, true, false], [false, false, false]])
  }

  @Test func aParameterHasOneOfItsAllowedValues() throws {
    let head =
      Self.stage + """
        Conditions:
          Dev: !Equals [!Ref Stage, dev]
          Test: !Equals [!Ref Stage, test]
          Prod: !Equals [!Ref Stage, prod]
          Other: !Equals [!Ref Stage, other]
        """
    #expect(
      try ways(head, "Dev", "Test", "Prod")
        == [[true, false, false], [false, true, false], [false, false, true]])
    #expect(try ways(head, "Other") == [[false]])
  }

  @Test(arguments: [
    ("!Equals [a, a]", [true]), ("!Equals [a, b]", [false]), ("!Equals [!Ref X, !Ref X]", [true]),
    ("!And [!Equals [a, a], !Equals [a, b]]", [false]), ("!Or [!Equals [a, a], !Equals [!Ref X, b]]", [true]),
    ("!Not [!Equals [a, b]]", [true]), ("!Equals [1, '1']", [true]),
  ])
  func someConditionsAreKnown(_ condition: String, _ expected: [Bool]) throws {
    #expect(try ways("Conditions: {A: \(condition)}", "A") == [expected])
  }

  @Test(arguments: [
    "!Equals [a]", "!Equals a", "[]", "1", "!Foo [a]", "!Equals [!Ref X, [a]]", "!Equals [!GetAtt A.B, c]",
  ])
  func whatCannotBeReadMayBeEither(_ condition: String) throws {
    #expect(try ways("Conditions: {A: \(condition)}", "A").count == 2)
  }

  @Test func theValueOfAParameterFollows() throws {
    let head = Self.stage + "Conditions: {Dev: !Equals [!Ref Stage, dev], Prod: !Equals [!Ref Stage, prod]}"
    let outcomes = try conditions(head).outcomes(of: ["Dev", "Prod"]).outcomes
    let values = outcomes.map { $0.parameters.map { $0.value?.text } }
    #expect(Set(values) == [["dev"], ["prod"], ["test"]])
    let one = try conditions(head).outcomes(of: ["Prod"]).outcomes.map { $0.parameters.map { $0.value?.text } }
    #expect(Set(one) == [["prod"], [nil]])
  }

  @Test func aDefaultIsMeantWhereItCanBe() throws {
    let head = "Parameters: {X: {Type: String, Default: b}}\nConditions: {A: !Equals [!Ref X, a]}"
    let outcomes = try conditions(head).outcomes(of: ["A"]).outcomes
    #expect(
      Set(outcomes.map { [$0.holds[0] ? "A" : "", $0.parameters[0].value?.text ?? ""] }) == [["A", "a"], ["", "b"]])
  }

  @Test func tooManyConditionsAreNotDecided() throws {
    let names = (0..<12).map { "C\($0)" }
    let (count, outcomes) = try conditions("Resources: {}").outcomes(of: names)
    #expect(count == 8)
    #expect(outcomes.count == 256)
  }

  // MARK: In templates

  private static let head = """
    Parameters: {Stage: {Type: String}}
    Conditions:
      IsProduction: !Equals [!Ref Stage, prod]
      IsOther: !Not [!Condition IsProduction]
      Never: !Equals [a, b]

    """

  @Test func branchesThatNeverMeetAreNotCompared() throws {
    func text(_ condition: String) -> String {
      CarrierTexts.template(
        deployment: """
          BlueGreenUpdatePolicy:
            TrafficRoutingConfiguration:
              Type: !If [IsProduction, CANARY, ALL_AT_ONCE]
              WaitIntervalInSeconds: 600
              CanarySize: !If [\(condition), !Ref 'AWS::NoValue', {Type: CAPACITY_PERCENT, Value: 10}]
          AutoRollbackConfiguration: {Alarms: [{AlarmName: churn-5xx}]}
          """, head: Self.head)
    }
    #expect(try lintCarrier(text("IsOther")).places == [])
    let crossed = try lintCarrier(text("IsProduction"))
    #expect(Set(crossed.diagnostics.map(\.rule)) == ["sagemaker/missing-canary-size", "sagemaker/unused-canary-size"])
  }

  @Test func aConditionThatFollowsFromAnotherIsNotTold() throws {
    let text = CarrierTexts.template(
      "EndpointConfigName: !If [IsProduction, a_, b]\nEndpointName: !If [IsOther, c, d]", head: Self.head)
    #expect(try lintCarrier(text).conditions == ["IsProduction is true"])
  }

  @Test func aResourceThatIsNeverMadeIsNoRequest() throws {
    let text = CarrierTexts.template("EndpointName: a_", head: Self.head)
    #expect(try lintCarrier(text.replacing("    Type:", with: "    Condition: Never\n    Type:")).requests == 0)
    #expect(try lintCarrier(text.replacing("    Type:", with: "    Condition: IsOther\n    Type:")).requests == 1)
  }

  @Test func aResourcesOwnConditionHoldsInIt() throws {
    let text = CarrierTexts.template("EndpointConfigName: !If [IsProduction, a_, b_]", head: Self.head)
      .replacing("    Type:", with: "    Condition: IsProduction\n    Type:")
    let result = try lintCarrier(text)
    #expect(result.marked(in: text) == ["a_"])
    #expect(result.conditions == [""])
  }

  @Test func resourcesUnderConditionsMayHaveOneName() throws {
    let text = """
      Resources:
        A: {Type: AWS::SageMaker::Endpoint, Condition: A, Properties: {EndpointName: churn, EndpointConfigName: c}}
        B: {Type: AWS::SageMaker::Endpoint, Condition: B, Properties: {EndpointName: churn, EndpointConfigName: d}}
      """
    #expect(try lintCarrier(text).places == [])
    let both = try lintCarrier(text.replacing("Condition: A, ", with: "").replacing("Condition: B, ", with: ""))
    #expect(both.diagnostics.map(\.rule) == ["sagemaker/duplicate-endpoint-name"])
  }

  @Test func aParameterHasTheValueOfItsCondition() throws {
    let text = CarrierTexts.template(
      "EndpointName: !Sub 'churn_${Stage}'\nEndpointConfigName: !If [IsProduction, c, d]", head: Self.head)
    let result = try lintCarrier(text)
    #expect(result.places == [Place("schema/pattern", at: "/EndpointName")])
    #expect(result.conditions == ["IsProduction is true"])
    #expect(result.diagnostics.first?.message.contains("'churn_prod'") == true)
  }
}
