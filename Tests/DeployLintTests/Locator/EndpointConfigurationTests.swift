import Testing

@testable import DeployLint

/// The number of instances comes from the configuration that the endpoint names, wherever that stands in the document.
struct EndpointConfigurationTests {
  private static let tooLarge = "sagemaker/rolling-batch-count-out-of-range"

  private func rules(_ text: String, name: String = "request.yaml") throws -> [String] {
    try lint(text, name: name, kind: nil).diagnostics.map(\.rule)
  }

  private static let carriers: [@Sendable (_ count: String) -> String] = [
    { FleetTexts.stream(FleetTexts.variant($0)) },
    { FleetTexts.template(FleetTexts.variant($0)) },
    { FleetTexts.machine($0) },
    { FleetTexts.manifests($0) },
    { FleetTexts.plan($0) },
    { FleetTexts.state($0) },
    {
      FleetTexts.modulePlan(
        $0,
        references: #"["aws_sagemaker_endpoint_configuration.this.name", "aws_sagemaker_endpoint_configuration.this"]"#)
    },
    { FleetTexts.terraform($0, reference: "${aws_sagemaker_endpoint_configuration.this.name}") },
  ]

  @Test(arguments: carriers.indices)
  func aBatchIsHeldAgainstTheFleet(_ carrier: Int) throws {
    #expect(try rules(Self.carriers[carrier]("6")) == [])
    #expect(try rules(Self.carriers[carrier]("4")) == [Self.tooLarge])
  }

  @Test(arguments: carriers.indices)
  func theFindingSpeaksWithBothPlaces(_ carrier: Int) throws {
    let text = Self.carriers[carrier]("4")
    let finding = try #require(try lint(text, kind: nil).diagnostics.first)
    let related = try #require(finding.related.last)
    #expect(related.message == "the variant 'AllTraffic' has 4 instances")
    let span = try #require(related.span)
    #expect(Array(text.utf8)[span.start.offset..<span.end.offset].elementsEqual("4".utf8))
  }

  @Test(arguments: carriers.indices)
  func aNumberThatIsNotKnownIsNoNumber(_ carrier: Int) throws {
    for count in ["null", "0", "-4", "99999999999999999999"] {
      #expect(try rules(Self.carriers[carrier](count)) == [])
    }
  }

  @Test func aPersonSaysItFirst() throws {
    let text = FleetTexts.stream(FleetTexts.variant("4"))
    #expect(try lint(text, kind: nil, instances: 6).diagnostics.map(\.rule) == [])
    #expect(try rules("# deploylint: instances=6\n" + text) == [])
    let finding = try #require(
      try lint(FleetTexts.stream(FleetTexts.variant("6")), kind: nil, instances: 4).diagnostics.first)
    #expect(finding.rule == Self.tooLarge)
    #expect(finding.related == [])
  }

  // MARK: Which configuration

  @Test func aConfigurationOfAnotherNameSaysNothing() throws {
    #expect(
      try rules("---\n" + FleetTexts.request() + "---\n" + FleetTexts.configuration(FleetTexts.variant("4"), name: "b"))
        == [])
    #expect(try rules(FleetTexts.manifests("4", name: "other")) == [])
  }

  @Test func twoConfigurationsOfOneNameSayNothing() throws {
    let configuration = "---\n" + FleetTexts.configuration(FleetTexts.variant("4"))
    #expect(try rules("---\n" + FleetTexts.request() + configuration) == [Self.tooLarge])
    #expect(try rules("---\n" + FleetTexts.request() + configuration + configuration) == [])
  }

  @Test(arguments: [
    #"{"Ref": "Config"}"#, #"{"Fn::GetAtt": "Config.EndpointConfigName"}"#,
    #"{"Fn::Sub": "${Config.EndpointConfigName}"}"#,
    #""churn-config""#, "!GetAtt Config.EndpointConfigName", "!Ref Config", "!GetAtt [Config, EndpointConfigName]",
  ])
  func aTemplateReferencesItsConfiguration(_ reference: String) throws {
    #expect(try rules(FleetTexts.template(FleetTexts.variant("4"), reference: reference)) == [Self.tooLarge])
  }

  @Test(arguments: [
    #"{"Ref": "Other"}"#, #"{"Fn::ImportValue": "Config"}"#, #"{"Fn::Sub": "${Config}-${Stage}"}"#, #""other""#,
  ])
  func aTemplateMayReferenceAnother(_ reference: String) throws {
    #expect(try rules(FleetTexts.template(FleetTexts.variant("4"), reference: reference)) == [])
  }

  @Test(arguments: [
    ("${aws_sagemaker_endpoint_configuration.this.id}", true),
    ("${aws_sagemaker_endpoint_configuration.this[0].name}", true),
    ("${aws_sagemaker_endpoint_configuration.other.name}", false),
    ("${data.aws_sagemaker_endpoint_configuration.this.name}", false),
    ("${aws_sagemaker_endpoint_configuration.this.name}-b", false), ("${var.name}", false),
  ])
  func terraformReferencesItsConfiguration(_ reference: String, _ isFound: Bool) throws {
    #expect(try rules(FleetTexts.terraform("4", reference: reference)) == (isFound ? [Self.tooLarge] : []))
  }

  @Test(arguments: [
    #"["aws_sagemaker_endpoint_configuration.this[0].name", "aws_sagemaker_endpoint_configuration.this"]"#,
    #"["aws_sagemaker_endpoint_configuration.this"]"#,
  ])
  func aPlanSaysWhatAnUnknownNameComesFrom(_ references: String) throws {
    #expect(try rules(FleetTexts.modulePlan("4", references: references)) == [Self.tooLarge])
  }

  @Test(arguments: [
    "[]", #"["var.name"]"#, #"["aws_sagemaker_endpoint_configuration.this.name", "var.name"]"#,
    #"["aws_sagemaker_endpoint_configuration.this.name", "aws_sagemaker_endpoint_configuration.b.name"]"#,
  ])
  func aPlanMaySayThatItComesFromElsewhere(_ references: String) throws {
    #expect(try rules(FleetTexts.modulePlan("4", references: references)) == [])
  }

  @Test(arguments: [#"{"address": "x"}"#, #"{"type": "aws_iam_role"}"#, #"{"type": "aws_iam_role", "values": []}"#])
  func whatIsNoResourceOfAPlanIsPassedOver(_ resource: String) throws {
    let text = FleetTexts.plan("4").replacing("\"resources\": [", with: "\"resources\": [\(resource), ")
    #expect(try rules(text) == [Self.tooLarge])
  }

  @Test func aStateMachineWithAComputedNameNamesNone() throws {
    #expect(try rules(FleetTexts.machine("4", name: "\"EndpointConfigName.$\": \"$.name\"")) == [])
  }

  @Test func aTaskUsesWhatTheTaskBeforeItMade() throws {
    let computed = "\"EndpointConfigName.$\": \"$.name\""
    let kept = FleetTexts.machine("4", name: computed)
      .replacing("\"Next\": \"Deploy\"", with: "\"Next\": \"Deploy\", \"ResultPath\": \"$.made\"")
    #expect(try rules(kept) == [Self.tooLarge])
    #expect(try rules(kept.replacing("$.made", with: "$")) == [])
    #expect(try rules(kept.replacing("$.made", with: "$.name")) == [])
    #expect(try rules(kept.replacing("\"End\": true", with: "\"End\": true, \"InputPath\": \"$.x\"")) == [])
    let between = kept.replacing(
      "\"Next\": \"Deploy\"", with: "\"Next\": \"Pass\""
    ).replacing("\"States\": {", with: "\"States\": {\"Pass\": {\"Type\": \"Pass\", \"Next\": \"Deploy\"},")
    #expect(try rules(between) == [])
  }

  @Test func theContextOfAnExecutionStaysTheSame() throws {
    let name = "\"EndpointConfigName.$\": \"$$.Execution.Name\""
    #expect(try rules(FleetTexts.machine("4", name: name)) == [Self.tooLarge])
    #expect(try rules(FleetTexts.machine("4", name: name.replacing("Execution", with: "State"))) == [])
  }

  @Test(arguments: ["sagemaker:createEndpoint\"", "aws-sdk:sagemaker:createEndpoint\""])
  func bothIntegrationsMakeConfigurations(_ action: String) throws {
    let text = FleetTexts.machine("4").replacing("sagemaker:createEndpoint\"", with: action)
      .replacing("sagemaker:createEndpointConfig", with: action.dropLast() + "Config")
    #expect(try rules(text) == [Self.tooLarge])
  }

  // MARK: Names that depend on something

  @Test func eachBranchHasItsOwnConfiguration() throws {
    let other = """
      , "Small": {"Type": "AWS::SageMaker::EndpointConfig", "Properties": {"ProductionVariants": [\(FleetTexts.variant("4"))]}}}}
      """
    for reference in [#"{"Fn::GetAtt": "Small.EndpointConfigName"}"#, #"{"Ref": "Small"}"#] {
      let text =
        String(
          FleetTexts.template(
            FleetTexts.variant("6"), reference: #"{"Fn::If": ["IsBig", {"Ref": "Config"}, \#(reference)]}"#
          ).dropLast(2)) + other
      let finding = try #require(try lint(text, kind: nil).diagnostics.first)
      #expect(finding.rule == Self.tooLarge)
      #expect(finding.message.hasSuffix("(where IsBig is false)"))
    }
  }

  @Test(arguments: [("churn-big", "true"), ("churn-config", "false")])
  func aConfigurationMayHaveOneNameOrAnother(_ reference: String, _ condition: String) throws {
    let text = FleetTexts.template(FleetTexts.variant("4"), reference: "\"\(reference)\"").replacing(
      #""churn-config", "ProductionVariants""#,
      with: #"{"Fn::If": ["IsBig", "churn-big", "churn-config"]}, "ProductionVariants""#)
    let findings = try lint(text, kind: nil).diagnostics
    #expect(findings.map(\.rule) == [Self.tooLarge])
    #expect(findings.first?.message.hasSuffix("(where IsBig is \(condition))") == true)
  }

  @Test func aBranchOfTheEndpointNamesAConfiguration() throws {
    let text = """
      {"Resources": {
        "Endpoint": {"Type": "AWS::SageMaker::Endpoint", "Properties": {"Fn::If": ["IsBig",
          {"EndpointConfigName": {"Ref": "Config"}, "DeploymentConfig": \(FleetTexts.rolling)},
          {"EndpointConfigName": "other"}]}},
        "Config": {"Type": "AWS::SageMaker::EndpointConfig", "Properties": {
          "ProductionVariants": [\(FleetTexts.variant("4"))]}}}}
      """
    let findings = try lint(text, kind: nil).diagnostics
    #expect(findings.map(\.rule) == [Self.tooLarge])
    #expect(findings.first?.message.hasSuffix("(where IsBig is true)") == true)
  }

  @Test func anExpressionIsTheSameInBothPlaces() throws {
    for (name, reference) in [
      (#"{"Fn::Sub": "${AWS::StackName}-c"}"#, #"{"Fn::Sub": "${AWS::StackName}-c"}"#),
      (#"{"Ref": "Name"}"#, #"{"Fn::Sub": "${Name}"}"#), (#"{"Fn::ImportValue": "x"}"#, #"{"Fn::ImportValue": "x"}"#),
    ] {
      func text(_ name: String) -> String {
        FleetTexts.template(FleetTexts.variant("4"), reference: reference)
          .replacing("\"EndpointConfigName\": \"churn-config\"", with: "\"EndpointConfigName\": \(name)")
      }
      #expect(try rules(text(name)) == [Self.tooLarge])
      #expect(try rules(text(#"{"Fn::Sub": "${AWS::StackName}-d"}"#)) == [])
    }
  }

  @Test func aParameterMayNameTheConfiguration() throws {
    let reference = #"{"Ref": "Name"}"#
    func head(_ parameter: String) -> String {
      #""Parameters": {"Name": {"Type": "String", \#(parameter)}}, "#
    }
    for (parameter, isFound) in [
      (#""Default": "churn-config""#, true), (#""Default": "other""#, false),
      (#""AllowedValues": ["churn-config"]"#, true),
      (#""AllowedValues": ["churn-config", "other"]"#, false),
    ] {
      let text = FleetTexts.template(FleetTexts.variant("4"), reference: reference, head: head(parameter))
      #expect(try rules(text) == (isFound ? [Self.tooLarge] : []))
    }
  }

  // MARK: Values of a template

  @Test func aCountMayBeAParameter() throws {
    let variant = FleetTexts.variant(#"{"Ref": "Count"}"#)
    let head = #""Parameters": {"Count": {"Type": "Number", "Default": "4"}}, "#
    #expect(try rules(FleetTexts.template(variant, head: head)) == [Self.tooLarge])
    #expect(try rules(FleetTexts.template(variant, head: head.replacing("4", with: "6"))) == [])
    #expect(try rules(FleetTexts.template(variant, head: #""Parameters": {"Count": {"Type": "Number"}}, "#)) == [])
    // That a type is missing is for CloudFormation to tell.
    #expect(
      try rules(FleetTexts.template(variant, head: #""Parameters": {"Count": {"Default": "4"}}, "#))
        == [Self.tooLarge])
  }

  @Test func aCountMayDependOnACondition() throws {
    let variant = FleetTexts.variant(#"{"Fn::If": ["IsProduction", 6, 4]}"#)
    let finding = try #require(try lint(FleetTexts.template(variant), kind: nil).diagnostics.first)
    #expect(finding.rule == Self.tooLarge)
    #expect(finding.message.hasSuffix("(where IsProduction is false)"))
  }

  @Test func scalingMovesTheCount() throws {
    let variant = FleetTexts.variant("4").dropLast() + #", "ManagedInstanceScaling": {"Status": "ENABLED"}}"#
    #expect(try rules(FleetTexts.stream(String(variant))) == [])
  }

  // MARK: Several variants

  @Test func everyVariantMustHold() throws {
    func fleet(_ counts: Int...) throws -> [String] {
      let variants = counts.enumerated().map { FleetTexts.variant("\($1)", name: "v\($0)") }.joined(separator: ", ")
      return try lint(FleetTexts.stream(variants, deployment: FleetTexts.canary), kind: nil).diagnostics.map(\.message)
    }
    func message(_ count: Int) -> String {
      "the canary size is 3 on a fleet of \(count) instances; at most \(count / 2) is allowed (50%)"
    }
    #expect(try fleet(6, 8) == [])
    #expect(try fleet(6, 4) == [message(4)])
    #expect(try fleet(4, 4) == [message(4)])
    #expect(try fleet(4, 2, 6) == [message(4), message(2)])
  }

  @Test func variantsOfOneSizeAreAllNamed() throws {
    let text = FleetTexts.stream(
      FleetTexts.variant("4", name: "a"), FleetTexts.variant("4", name: "b"), deployment: FleetTexts.canary)
    let finding = try #require(try lint(text, kind: nil).diagnostics.first)
    #expect(
      finding.related.map(\.message) == ["the variant 'a' has 4 instances", "the variant 'b' has 4 instances"])
  }

  @Test func whatDoesNotDependOnTheFleetIsToldOnce() throws {
    let text = FleetTexts.stream(
      FleetTexts.variant("6", name: "a"), FleetTexts.variant("8", name: "b"),
      deployment: FleetTexts.canary.replacing("\"CANARY\"", with: "\"LINEAR\""))
    let rules = try rules(text)
    #expect(rules.count == Set(rules).count)
    #expect(rules.contains("sagemaker/missing-linear-step"))
  }

  // MARK: Updates

  @Test func anUpdateMayRetainItsInstances() throws {
    let variant = FleetTexts.variant("4")
    let retained = "\"RetainAllVariantProperties\": true, "
    #expect(try rules(FleetTexts.stream(variant, rest: retained)) == [])
    #expect(try rules(FleetTexts.stream(variant, rest: retained.replacing("true", with: "false"))) == [Self.tooLarge])
    #expect(try rules(FleetTexts.template(variant, rest: retained)) == [])
  }
}
