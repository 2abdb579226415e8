import Testing

@testable import DeployLint

/// `Endpoint` of the AWS Controllers for Kubernetes.
struct KubernetesTests {
  private static let names = "endpointName: churn\nendpointConfigName: churn-config\n"

  private func canary(_ percent: String, type: String = "type_") -> String {
    CarrierTexts.manifest(
      Self.names + """
        deploymentConfig:
          blueGreenUpdatePolicy:
            trafficRoutingConfiguration:
              \(type): CANARY
              waitIntervalInSeconds: 600
              canarySize: {\(type): CAPACITY_PERCENT, value: \(percent)}
          autoRollbackConfiguration: {alarms: [{alarmName: churn-5xx}]}
        """)
  }

  @Test func aFindingSpeaksTheManifestsSpelling() throws {
    #expect(try lintCarrier(canary("50")).places == [])
    let result = try lintCarrier(canary("60"))
    #expect(
      result.places == [
        Place(
          "sagemaker/canary-too-large",
          at: "/deploymentConfig/blueGreenUpdatePolicy/trafficRoutingConfiguration/canarySize/value")
      ])
    #expect(result.diagnostics.first?.request?.carrier == "Kubernetes manifest")
    #expect(result.diagnostics.first?.request?.location.pointer == "/spec")
    #expect(result.diagnostics.first?.request?.name == "churn")
  }

  @Test func theKeywordTypeIsRenamed() throws {
    let result = try lintCarrier(canary("10", type: "type"))
    #expect(result.places.filter { $0.rule == "schema/unknown-field" }.count == 2)
    #expect(result.places.filter { $0.rule == "schema/required" }.map(\.member) == ["type_", "type_"])
    #expect(result.diagnostics.contains { $0.help.contains("type_") })
  }

  @Test func bothNamesAreRequired() throws {
    #expect(
      try lintCarrier(CarrierTexts.manifest("tags: []")).places == [
        Place("schema/required", lacks: "endpointName"), Place("schema/required", lacks: "endpointConfigName"),
      ])
  }

  @Test(arguments: ["EndpointName", "endpoint_name", "endpointname"])
  func namesAreLowerCamelCase(_ name: String) throws {
    let result = try lintCarrier(CarrierTexts.manifest("\(name): churn\nendpointConfigName: c"))
    #expect(result.places.map(\.rule).sorted() == ["schema/required", "schema/unknown-field"])
    #expect(result.diagnostics.contains { $0.help.contains("endpointName") })
  }

  @Test func tagsAreAListOfKeysAndValues() throws {
    let text = CarrierTexts.manifest(Self.names + "tags: [{key: 'aws:a', value: v}, {key: b}]")
    #expect(
      try lintCarrier(text).places == [
        Place("sagemaker/reserved-tag-key", at: "/tags/0/key"), Place("schema/required", at: "/tags/1", lacks: "value"),
      ])
  }

  @Test func typesStayStrict() throws {
    #expect(
      try lintCarrier(CarrierTexts.manifest("endpointName: 20240601\nendpointConfigName: c")).places == [
        Place("schema/type", at: "/endpointName")
      ])
  }

  @Test func statusIsTheControllersOwn() throws {
    let text = CarrierTexts.manifest(Self.names) + "status: {endpointStatus: Failed, EndpointName: _}\n"
    #expect(try lintCarrier(text).places == [])
  }

  @Test func aManifestAmongOthersIsFound() throws {
    let text = "apiVersion: v1\nkind: Namespace\nmetadata: {name: ml}\n---\n" + canary("60")
    let result = try lintCarrier(text)
    #expect(result.requests == 1)
    #expect(result.places.map(\.document) == [1])
  }

  // MARK: Lists

  private static func item(_ spec: String) -> String {
    "{apiVersion: sagemaker.services.k8s.aws/v1alpha1, kind: Endpoint, metadata: {name: a}, spec: \(spec)}"
  }

  @Test(arguments: [
    ("v1", "List"), ("sagemaker.services.k8s.aws/v1alpha1", "EndpointList"),
  ])
  func theItemsOfAListAreFound(_ version: String, _ kind: String) throws {
    let text = """
      apiVersion: \(version)
      kind: \(kind)
      items:
        - {apiVersion: v1, kind: Secret, spec: {endpointName: _}}
        - \(Self.item("{endpointName: a_, endpointConfigName: c}"))
        - {apiVersion: v1, kind: List, items: [\(Self.item("{endpointName: b, endpointConfigName: c_}"))]}
      """
    let result = try lintCarrier(text)
    #expect(result.requests == 2)
    #expect(
      result.diagnostics.map { ($0.request?.location.pointer ?? "") + $0.path.pointer } == [
        "/items/1/spec/endpointName", "/items/2/items/0/spec/endpointConfigName",
      ])
    #expect(result.marked(in: text) == ["a_", "c_"])
  }

  @Test(arguments: ["items: {}", "items: []", "items: [1, null, []]", "x: y"])
  func aListOfNothingIsNone(_ items: String) throws {
    let result = try lintCarrier("apiVersion: v1\nkind: List\n\(items)\n# sagemaker.services.k8s.aws\n")
    #expect(result.requests == 0)
    #expect(result.places == [])
  }

  // MARK: Configurations

  private static let rolling = """
    deploymentConfig:
      rollingUpdatePolicy: {maximumBatchSize: {type_: INSTANCE_COUNT, value: 3}, waitIntervalInSeconds: 300}
      autoRollbackConfiguration: {alarms: [{alarmName: a}]}
    """

  private static func configuration(_ metadata: String) -> String {
    """
    ---
    apiVersion: sagemaker.services.k8s.aws/v1alpha1
    kind: EndpointConfig
    metadata: \(metadata)
    spec: {endpointConfigName: other, productionVariants: [{variantName: a, initialInstanceCount: 4}]}

    """
  }

  @Test(arguments: [
    ("{from: {name: config}}", "{name: config}", true), ("{from: {name: config}}", "{name: other}", false),
    ("{from: {name: config, namespace: ml}}", "{name: config, namespace: ml}", true),
    ("{from: {name: config}}", "{name: config, namespace: ml}", false), ("{from: config}", "{name: config}", false),
  ])
  func aReferenceNamesAResource(_ reference: String, _ metadata: String, _ isFound: Bool) throws {
    let text = CarrierTexts.manifest("endpointName: churn\nendpointConfigRef: \(reference)\n" + Self.rolling)
    let result = try lintCarrier(text + Self.configuration(metadata))
    #expect(result.diagnostics.map(\.rule) == (isFound ? ["sagemaker/rolling-batch-count-out-of-range"] : []))
  }

  @Test func aConfigurationIsNamedAndNotChecked() throws {
    let result = try lintCarrier(Self.configuration("{name: a}"))
    #expect(result.requests == 0)
    #expect(result.report.unchecked.map(\.description) == ["EndpointConfig manifest"])
  }
}
