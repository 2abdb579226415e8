import Testing

@testable import DeployLint

/// What the schema checks advise, beyond what the constraint fixtures hold.
struct SchemaHelpTests {
  private func finding(_ text: String, _ rule: String, kind: RequestKind = .createEndpoint) throws -> Diagnostic {
    try #require(try lint(text, kind: kind).diagnostics(of: rule).first)
  }

  // MARK: Placeholders

  @Test(arguments: ["${ENDPOINT_NAME}", "{{ name }}", "<your-endpoint-name>", "churn-${STAGE}", "<% name %>"])
  func aPlaceholderThatBreaksACheckIsToldInItsHelp(_ value: String) throws {
    let finding = try finding("EndpointName: \"\(value)\"\nEndpointConfigName: c\n", "schema/pattern")
    #expect(
      finding.help == "this is a template placeholder that has not been filled in; check the rendered file instead")
  }

  @Test(arguments: [
    ("schema/type", "WaitIntervalInSeconds: '${WAIT}', Type: ALL_AT_ONCE"),
    ("schema/enum", "WaitIntervalInSeconds: 0, Type: '{{ type }}'"),
  ])
  func alsoOfAnotherTypeOrEnumeration(_ rule: String, _ members: String) throws {
    #expect(try finding(Requests.blueGreen(routing: "{\(members)}"), rule).help.contains("template placeholder"))
  }

  @Test(arguments: ["<>", "a$b", "{a}", "$name", "a<b>c"])
  func otherTextsAreNoPlaceholders(_ value: String) throws {
    let finding = try finding("EndpointName: \"\(value)\"\nEndpointConfigName: c\n", "schema/pattern")
    #expect(!finding.help.contains("placeholder"))
  }

  // MARK: Members that stand in the wrong place

  @Test func tagsBelongToCreateEndpoint() throws {
    let help = try finding(Requests.names + "Tags: []\n", "schema/unknown-field", kind: .updateEndpoint).help
    #expect(help == "Tags belongs to CreateEndpoint; leave it out here, and use AddTags to tag the endpoint")
  }

  @Test(arguments: ["RetainDeploymentConfig", "RetainAllVariantProperties", "ExcludeRetainedVariantProperties"])
  func whatOnlyAnUpdateHasBelongsThere(_ member: String) throws {
    let help = try finding(Requests.names + "\(member): true\n", "schema/unknown-field").help
    #expect(help == "\(member) belongs to UpdateEndpoint; leave it out here")
  }

  @Test(arguments: ["ProductionVariants", "KmsKeyId", "DataCaptureConfig"])
  func whatAnEndpointConfigHasBelongsThere(_ member: String) throws {
    let help = try finding(Requests.names + "\(member): []\n", "schema/unknown-field").help
    #expect(help == "\(member) belongs to CreateEndpointConfig; put it there, and name that configuration here")
  }

  @Test func aBlockInsideAPolicyBelongsBesideIt() throws {
    let text =
      Requests.names + """
        DeploymentConfig:
          BlueGreenUpdatePolicy:
            TrafficRoutingConfiguration: {Type: ALL_AT_ONCE, WaitIntervalInSeconds: 0}
            AutoRollbackConfiguration: {Alarms: [{AlarmName: a}]}

        """
    #expect(try finding(text, "schema/unknown-field").help == "move it to DeploymentConfig")
  }

  @Test(arguments: ["MaximumExecutionTimeoutInSeconds", "TerminationWaitInSeconds"])
  func aTimeInsideTheRoutingBelongsToItsPolicy(_ member: String) throws {
    let text = Requests.blueGreen(routing: "{Type: ALL_AT_ONCE, WaitIntervalInSeconds: 0, \(member): 600}")
    #expect(try finding(text, "schema/unknown-field").help == "move it to DeploymentConfig.BlueGreenUpdatePolicy")
  }

  @Test func aPolicyAtTheTopBelongsIntoTheDeploymentConfig() throws {
    let text = Requests.names + "BlueGreenUpdatePolicy: {}\n"
    #expect(try finding(text, "schema/unknown-field").help == "move it to DeploymentConfig")
  }

  @Test func aTopMemberInsideBelongsToTheTop() throws {
    let text = Requests.names + "DeploymentConfig: {Tags: []}\n"
    #expect(try finding(text, "schema/unknown-field").help == "move it to the top of the request")
  }

  @Test func aMisplacedMemberHasNoFix() throws {
    #expect(try finding(Requests.names + "RetainDeploymentConfig: true\n", "schema/unknown-field").fix == nil)
  }

  // MARK: Names

  @Test func anUnknownMemberNamesTheDayOfTheModel() throws {
    let finding = try finding(Requests.names + "Region: eu-west-1\n", "schema/unknown-field")
    let date = RulePack.model.date
    #expect(finding.message == "Region is not a member of CreateEndpoint (not in the API model of \(date))")
    #expect(finding.help == "CreateEndpoint takes EndpointName, EndpointConfigName, DeploymentConfig and Tags")
  }

  @Test(arguments: [("Canary", "CANARY"), ("all-at-once", "ALL_AT_ONCE"), ("LINAER", "LINEAR")])
  func theNearestValueIsSuggested(_ value: String, _ nearest: String) throws {
    let text = Requests.blueGreen(routing: "{Type: \(value), WaitIntervalInSeconds: 0}")
    #expect(try finding(text, "schema/enum").help == "did you mean '\(nearest)'?")
  }

  @Test func aStrangeValueGetsTheWholeList() throws {
    let finding = try finding(
      Requests.blueGreen(routing: "{Type: SHADOW, WaitIntervalInSeconds: 0}"), "schema/enum")
    #expect(finding.message == "Type is 'SHADOW'; ALL_AT_ONCE, CANARY or LINEAR is expected")
    #expect(finding.help == "write ALL_AT_ONCE, CANARY or LINEAR")
  }

  @Test func aMisspeltRequiredMemberIsNamedWhereItIsMissing() throws {
    #expect(
      try finding("EndpointNmae: churn\nEndpointConfigName: c\n", "schema/required").help
        == "is 'EndpointNmae' meant to be EndpointName?")
  }

  @Test(arguments: [
    ("{EndpointName: {a: 1}, EndpointConfigName: c}", "EndpointName is a mapping; a string is expected"),
    ("{EndpointName: [a], EndpointConfigName: c}", "EndpointName is a list; a string is expected"),
    ("{EndpointName: null, EndpointConfigName: c}", "EndpointName is null; a string is expected"),
    ("{EndpointName: true, EndpointConfigName: c}", "EndpointName is the boolean true; a string is expected"),
    ("{EndpointName: 1.5, EndpointConfigName: c}", "EndpointName is the number 1.5; a string is expected"),
    (
      "{EndpointName: !Ref a, EndpointConfigName: c}",
      "EndpointName has the YAML tag '!Ref'; a request holds plain values only"
    ),
  ])
  func saysWhatStandsInPlaceOfAString(_ text: String, _ message: String) throws {
    #expect(try finding(text, "schema/type").message == message)
  }

  @Test func aBareNameForAMappingWithOneMemberIsToldHow() throws {
    let text = Requests.names + "DeploymentConfig: {AutoRollbackConfiguration: {Alarms: [churn-5xx]}}\n"
    #expect(try finding(text, "schema/type").help == "write a mapping: AlarmName: churn-5xx")
  }

  @Test func anEmptyTextOfATagIsNoTruthValue() throws {
    let finding = try finding(
      Requests.names + "RetainAllVariantProperties: !!str\n", "schema/type", kind: .updateEndpoint)
    #expect(finding.message == "RetainAllVariantProperties is the string ''; true or false is expected")
    #expect(finding.help == "write true or false")
  }

  @Test func aNullThatIsNotRequiredCanBeLeftOut() throws {
    #expect(try finding(Requests.names + "Tags:\n", "schema/type").help == "leave Tags out, or give it a value")
    #expect(
      try finding("EndpointName:\nEndpointConfigName: c\n", "schema/type").help == "give it a value; it is required")
  }
}
