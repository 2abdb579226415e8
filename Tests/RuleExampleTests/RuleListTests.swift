import Testing

@testable import DeployLint

/// The ids of the rules are part of the interface: people write them in their configuration.
struct RuleListTests {
  struct Row: Sendable, CustomStringConvertible {
    let name: String
    /// Those of its cases, the strongest first.
    let severities: [Severity]
    let shapes: [String]
    var isOff = false

    init(_ name: String, _ severities: Severity..., on shapes: [String], isOff: Bool = false) {
      self.name = name
      self.severities = severities
      self.shapes = shapes
      self.isOff = isOff
    }

    var description: String { name }
  }

  private static let policies = ["BlueGreenUpdatePolicy", "RollingUpdatePolicy"]

  static let rows = [
    Row("alarm-name-is-arn", .warning, on: ["AlarmName"]),
    Row("canary-count-too-large", .error, on: ["TrafficRoutingConfig"]),
    Row("canary-too-large", .error, on: ["TrafficRoutingConfig"]),
    Row("conflicting-deployment-config", .warning, on: ["UpdateEndpointInput"]),
    Row("control-character-in-alarm-name", .error, on: ["AlarmName"]),
    Row("deployment-config-on-create", .note, on: ["CreateEndpointInput"], isOff: true),
    Row("duplicate-alarm", .warning, on: ["AlarmList"]),
    Row("duplicate-exclusion", .warning, on: ["VariantPropertyList"]),
    Row("duplicate-tag-key", .error, on: ["TagList"]),
    Row("empty-deployment-config", .note, on: ["DeploymentConfig"]),
    Row("excluded-without-retain", .warning, on: ["UpdateEndpointInput"]),
    Row("full-rollback", .note, on: ["RollingUpdatePolicy"], isOff: true),
    Row("linear-step-count-out-of-range", .error, on: ["TrafficRoutingConfig"]),
    Row("linear-step-out-of-range", .error, on: ["TrafficRoutingConfig"]),
    Row("missing-alarm-name", .error, on: ["Alarm"]),
    Row("missing-canary-size", .error, on: ["TrafficRoutingConfig"]),
    Row("missing-linear-step", .error, on: ["TrafficRoutingConfig"]),
    Row("missing-timeout", .note, on: policies, isOff: true),
    Row("mixed-case-endpoint-name", .note, on: ["EndpointName"], isOff: true),
    Row("no-rollback-alarms", .warning, on: ["DeploymentConfig"]),
    Row("no-termination-wait", .note, on: ["BlueGreenUpdatePolicy"], isOff: true),
    Row("no-update-policy", .note, on: ["DeploymentConfig"]),
    Row("padded-value", .note, on: ["AlarmName", "TagKey"]),
    Row("personal-data-in-tag", .note, on: ["Tag"], isOff: true),
    Row("placeholder-value", .warning, on: ["AlarmName", "EndpointConfigName", "EndpointName"]),
    Row("reserved-tag-key", .error, on: ["TagKey"]),
    Row("reserved-tag-value", .warning, on: ["TagValue"]),
    Row("rollback-batch-count-too-large", .error, on: ["RollingUpdatePolicy"]),
    Row("rollback-batch-too-large", .error, on: ["RollingUpdatePolicy"]),
    Row("rolling-batch-count-out-of-range", .error, on: ["RollingUpdatePolicy"]),
    Row("rolling-batch-out-of-range", .error, on: ["RollingUpdatePolicy"]),
    Row("rollout-over-limit", .error, .warning, on: policies),
    Row("secret-in-tag", .warning, on: ["Tag"]),
    Row("short-bake", .note, on: ["DeploymentConfig", "RollingUpdatePolicy"]),
    Row("single-instance-rollout", .error, .warning, on: ["DeploymentConfig"]),
    Row("slow-rollback", .note, on: ["RollingUpdatePolicy"]),
    Row("tag-keys-differ-in-case", .warning, on: ["TagList"]),
    Row("timeout-headroom", .note, on: policies),
    Row("timeout-shorter-than-rollout", .error, .warning, on: policies),
    Row("timeout-too-short", .error, on: policies),
    Row("two-update-policies", .error, on: ["DeploymentConfig"]),
    Row("unsupported-exclusion", .warning, on: ["VariantProperty"]),
    Row("unused-canary-size", .warning, on: ["TrafficRoutingConfig"]),
    Row("unused-linear-step", .warning, on: ["TrafficRoutingConfig"]),
    Row("unwatched-bake", .note, on: ["DeploymentConfig"]),
    Row("zero-bake", .warning, on: ["DeploymentConfig", "RollingUpdatePolicy"]),
  ]

  static let builtIn: [(id: String, severity: Severity)] = [
    ("sagemaker/duplicate-endpoint-name", .error), ("sagemaker/inf1-without-guardrails", .warning),
    ("sagemaker/rolling-with-serverless", .error), ("sagemaker/rolling-with-several-variants", .error),
    ("sagemaker/unknown-alarm", .warning), ("schema/enum", .error), ("schema/item-count", .error),
    ("schema/length", .error), ("schema/pattern", .error), ("schema/range", .error), ("schema/required", .error),
    ("schema/type", .error), ("schema/unfilled-skeleton", .error), ("schema/unknown-field", .error),
    ("syntax/ambiguous-scalar", .warning), ("syntax/byte-order-mark", .warning), ("syntax/duplicate-key", .error),
    ("syntax/error", .error), ("syntax/limit", .error), ("syntax/suppression", .warning),
  ]

  @Test func everyFileIsARuleOfTheListAndEveryRuleAFile() {
    #expect(RuleFile.all.map(\.id) == Self.rows.map { "sagemaker/" + $0.name })
  }

  @Test(arguments: rows)
  func keepsItsSeverityAndShapes(_ row: Row) throws {
    let rule = try #require(RuleFile.all.first { $0.id == "sagemaker/" + row.name }).rule
    #expect(Set(rule.cases.map(\.severity)) == Set(row.severities))
    #expect(rule.severity == row.severities.first)
    #expect(Set(rule.cases.flatMap(\.shapes)) == Set(row.shapes))
    #expect(rule.isOffByDefault == row.isOff)
  }

  @Test func theBuiltInChecksAreThoseOfTheList() {
    #expect(BuiltInCheck.all.map(\.id) == Self.builtIn.map(\.id))
    #expect(BuiltInCheck.all.map(\.severity) == Self.builtIn.map(\.severity))
  }

  @Test func theCatalogHoldsBothInOrder() throws {
    let ids = (Self.rows.map { "sagemaker/" + $0.name } + Self.builtIn.map(\.id)).sorted()
    #expect(RuleCatalog.ids == ids)
    #expect(try RuleCatalog.entries().map(\.id) == ids)
  }
}
