@testable import DeployLint

/// A rule's example, put at its place in a request that is otherwise as small as can be.
struct WholeRequest: Sendable, CustomStringConvertible {
  let rule: String
  let isOffByDefault: Bool
  let kind: RequestKind
  let body: TestJSON
  let instances: Int?
  /// The rule, its shape and the example's number.
  let description: String

  static let all: [WholeRequest] = RulePack.ruleIDs.flatMap { id -> [WholeRequest] in
    guard let bytes = RulePack.ruleFile(id) else { return [] }
    var reader = DocumentReader(source: Source(name: id, bytes: bytes), format: .yaml)
    guard case .document(let document) = reader.next() else { return [] }
    let (rule, _) = RuleReader.read(document.root, id: id)
    return rule.examples.enumerated().compactMap { index, example in
      request(TestJSON(example.input), shape: example.shape).map { kind, body in
        WholeRequest(
          rule: id, isOffByDefault: rule.isOffByDefault, kind: kind, body: body,
          instances: example.instances.map(Int.init),
          description: "\(id) \(example.shape) \(index + 1)")
      }
    }
  }

  private static let names: [(name: String, value: TestJSON)] = [
    ("EndpointName", .text("churn")), ("EndpointConfigName", .text("churn-config")),
  ]

  private static func request(_ part: TestJSON, shape: String) -> (RequestKind, TestJSON)? {
    func create(_ name: String, _ value: TestJSON) -> (RequestKind, TestJSON) {
      (.createEndpoint, TestJSON.object([(name, value)]).adding(names))
    }
    func deployment(_ policy: String, _ value: TestJSON) -> (RequestKind, TestJSON) {
      create("DeploymentConfig", .object([(policy, value), ("AutoRollbackConfiguration", rollback)]))
    }
    func alarms(_ list: TestJSON) -> (RequestKind, TestJSON) {
      create(
        "DeploymentConfig",
        .object([("BlueGreenUpdatePolicy", blueGreen), ("AutoRollbackConfiguration", .object([("Alarms", list)]))]))
    }
    func exclusions(_ list: TestJSON) -> (RequestKind, TestJSON) {
      let retain = (name: "RetainAllVariantProperties", value: TestJSON.raw("true"))
      let list = (name: "ExcludeRetainedVariantProperties", value: list)
      return (.updateEndpoint, TestJSON.object([retain, list]).adding(names))
    }
    func tag(_ name: String) -> (RequestKind, TestJSON) {
      let whole = TestJSON.object([(name, part)]).adding([("Key", .text("team")), ("Value", .text("ml"))])
      return create("Tags", .list([whole]))
    }
    switch shape {
    case "CreateEndpointInput": return (.createEndpoint, part.adding(names))
    case "UpdateEndpointInput": return (.updateEndpoint, part.adding(names))
    case "EndpointName", "EndpointConfigName", "DeploymentConfig": return create(shape, part)
    case "TagList": return create("Tags", part)
    case "Tag": return create("Tags", .list([part]))
    case "TagKey": return tag("Key")
    case "TagValue": return tag("Value")
    case "BlueGreenUpdatePolicy", "RollingUpdatePolicy": return deployment(shape, part)
    case "TrafficRoutingConfig":
      return deployment("BlueGreenUpdatePolicy", .object([("TrafficRoutingConfiguration", part)]))
    case "AutoRollbackConfig":
      return create(
        "DeploymentConfig",
        .object([("BlueGreenUpdatePolicy", blueGreen), ("AutoRollbackConfiguration", part)]))
    case "AlarmList": return alarms(part)
    case "Alarm": return alarms(.list([part]))
    case "AlarmName": return alarms(.list([.object([("AlarmName", part)])]))
    case "VariantPropertyList": return exclusions(part)
    case "VariantProperty": return exclusions(.list([part]))
    default: return nil
    }
  }

  private static let rollback = TestJSON.object([
    ("Alarms", .list([.object([("AlarmName", .text("churn-5xx"))])]))
  ])
  private static let blueGreen = TestJSON.object([
    (
      "TrafficRoutingConfiguration",
      .object([("Type", .text("ALL_AT_ONCE")), ("WaitIntervalInSeconds", .raw("600"))])
    )
  ])
}
