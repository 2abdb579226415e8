import Testing

@testable import DeployLint

struct LocatorTests {
  private func recognition(_ text: String) throws -> Recognition? {
    try lint(text, kind: nil).outcomes.first
  }

  @Test(arguments: [
    ("{EndpointName: a, EndpointConfigName: b}", RequestKind.createEndpoint),
    ("{EndpointName: a, EndpointConfigName: b, Tags: []}", .createEndpoint),
    ("{EndpointName: a, DeploymentConfig: {}}", .createEndpoint),
    ("{EndpointConfigName: a, DeploymentConfig: {}}", .createEndpoint),
    ("{EndpointName: a, EndpointConfigName: b, DeploymentConfig: {}}", .createEndpoint),
    ("{EndpointName: a, EndpointConfigName: b, RetainDeploymentConfig: true}", .updateEndpoint),
    ("{EndpointName: a, EndpointConfigName: b, ExcludeRetainedVariantProperties: []}", .updateEndpoint),
    ("{EndpointName: a, EndpointConfigName: b, Tags: [], RetainAllVariantProperties: true}", .updateEndpoint),
    ("{BlueGreenUpdatePolicy: {}}", .deploymentConfig), ("{RollingUpdatePolicy: {}}", .deploymentConfig),
    ("{AutoRollbackConfiguration: {}}", .deploymentConfig),
  ])
  func tellsTheKindsApart(_ text: String, _ kind: RequestKind) throws {
    #expect(try recognition(text) == .request(kind))
  }

  @Test(arguments: [
    ("{endpointName: a, endpointConfigName: b}", RequestKind.createEndpoint),
    ("{EndpointNmae: a, EndpointConfigName: b}", .createEndpoint),
    ("{endpoint_name: a, endpoint_config_name: b, deployment_config: {}}", .createEndpoint),
    ("{EndpointName: a, EndpointConfigName: b, RetainAllVariantPropertys: true}", .updateEndpoint),
    ("{EndpointName: a, EndpointConfigName: b, Region: eu-west-1, Profile: prod}", .createEndpoint),
    ("{BlueGreenUpdatePolcy: {}}", .deploymentConfig),
  ])
  func misspeltMembersAreStillRecognised(_ text: String, _ kind: RequestKind) throws {
    #expect(try recognition(text) == .request(kind))
  }

  @Test(arguments: ["{EndpointName: a, EndpointConfigName: b}", "{EndpointNmae: a, EndpointConfigName: b}"])
  func aListIsOneOfItsFirstItemsKind(_ text: String) throws {
    #expect(try recognition("[\(text), {}]") == .list(.createEndpoint))
  }

  @Test func aMisspeltMemberIsFoundWithoutANamedKind() throws {
    let result = try lint("EndpointNmae: churn\nEndpointConfigName: c\n", kind: nil)
    #expect(
      result.places.map(\.rule).sorted() == ["schema/required", "schema/unknown-field"])
  }

  @Test func moreThanHalfOfUnknownMembersAreSomethingElse() throws {
    #expect(
      try recognition("{EndpointName: a, EndpointConfigName: b, x: 1, y: 2}") == .request(.createEndpoint))
    #expect(
      try recognition("{EndpointName: a, EndpointConfigName: b, x: 1, y: 2, z: 3}")
        == .unknown("a mapping with EndpointName, EndpointConfigName, x, y and z"))
  }

  @Test func aMisplacedMemberDoesNotHideARequest() throws {
    #expect(
      try recognition("{EndpointName: a, EndpointConfigName: b, ProductionVariants: []}") == .request(.createEndpoint))
    #expect(
      try recognition("{EndpointConfigName: b, ProductionVariants: []}")
        == .other(Recognition.Operation(name: "CreateEndpointConfig", isAnswer: false)))
  }

  @Test(arguments: [
    ("BlueGreenUpdatePolicy: {}", Recognition.request(.createEndpoint)),
    ("RollingUpdatePolicy: {MaximumBatchSize: {Type: INSTANCE_COUNT}}", .request(.createEndpoint)),
    (
      "RollingUpdatePolicy: {MaximumBatchSize: {Type: COPY_COUNT}}",
      .other(Recognition.Operation(name: "UpdateInferenceComponent", isAnswer: false))
    ),
    (
      "RollingUpdatePolicy: {RollbackMaximumBatchSize: {Type: COPY_COUNT}}",
      .other(Recognition.Operation(name: "UpdateInferenceComponent", isAnswer: false))
    ),
  ])
  func whatADeploymentConfigHoldsTellsWhoseItIs(_ policy: String, _ expected: Recognition) throws {
    #expect(try recognition("DeploymentConfig: {\(policy)}") == expected)
    let bare = expected == .request(.createEndpoint) ? .request(.deploymentConfig) : expected
    #expect(try recognition(policy) == bare)
  }

  @Test(arguments: [
    ("42", "a single value, '42'"), ("[1]", "a list of 1 item"),
    ("[1, 2]", "a list of 2 items"), ("{}", "an empty mapping"), ("{a: 1, b: 2}", "a mapping with a and b"),
    ("\"\\e[31m\": 1", "a mapping with \\u{1b}[31m"),
  ])
  func saysWhatElseADocumentLooksLike(_ text: String, _ look: String) throws {
    #expect(try recognition(text) == .unknown(look))
  }

  @Test func aDocumentWithoutContentIsEmpty() throws {
    #expect(try recognition("# nothing\n") == .empty)
    #expect(try lint("", kind: nil).requests == 0)
  }

  @Test func onlyAMappingIsARequest() throws {
    #expect(try lint("- EndpointName: a\n  EndpointConfigName: b\n", kind: nil).requests == 0)
  }

  @Test func aNamedKindHoldsForEveryDocument() throws {
    let result = try lint("[]\n---\nservices: {}\n---\nEndpointName: a\n", kind: .updateEndpoint)
    #expect(result.requests == 3)
    #expect(result.diagnostics.allSatisfy { $0.request?.kind == .updateEndpoint })
    #expect(result.places.first == Place("schema/type"))
  }

  @Test func aCommentBeforeTheFirstValueHoldsForTheFile() throws {
    let text = "# deploylint: kind=UpdateEndpoint\nEndpointName: a\n---\nEndpointName: b\n"
    let result = try lint(text, kind: nil)
    #expect(result.outcomes == [.request(.updateEndpoint), .request(.updateEndpoint)])
  }

  @Test func aCommentInsideADocumentHoldsForThatDocument() throws {
    let text = "\(Requests.names)# deploylint: kind=UpdateEndpoint\n---\n\(Requests.names)"
    let result = try lint(text, kind: nil)
    #expect(result.outcomes == [.request(.updateEndpoint), .request(.createEndpoint)])
  }

  @Test func aLaterDocumentOverridesTheFile() throws {
    let text = """
      # deploylint: kind=UpdateEndpoint
      \(Requests.names)---
      # deploylint: kind=CreateEndpoint
      \(Requests.names)---
      \(Requests.names)
      """
    let result = try lint(text, kind: nil)
    #expect(
      result.outcomes == [.request(.updateEndpoint), .request(.createEndpoint), .request(.updateEndpoint)])
  }

  @Test func theOptionWinsOverAComment() throws {
    let text = "# deploylint: kind=UpdateEndpoint\n" + Requests.names
    #expect(try lint(text, kind: .createEndpoint).outcomes == [.request(.createEndpoint)])
  }

  @Test func aCommentSaysTheFleetSizeToo() throws {
    let rolling =
      "RollingUpdatePolicy: {MaximumBatchSize: {Type: INSTANCE_COUNT, Value: 3}, WaitIntervalInSeconds: 300}\n"
      + "AutoRollbackConfiguration: {Alarms: [{AlarmName: a}]}\n"
    #expect(try lint(rolling, kind: nil).diagnostics.isEmpty)
    #expect(
      try lint("# deploylint: instances=4\n" + rolling, kind: nil).diagnostics.map(\.rule)
        == ["sagemaker/rolling-batch-count-out-of-range"])
    // A comment is nearer than the option.
    #expect(try lint("# deploylint: instances=20\n" + rolling, kind: nil, instances: 4).diagnostics.isEmpty)
  }
}
