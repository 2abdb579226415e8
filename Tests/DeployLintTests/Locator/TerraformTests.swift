import Testing

@testable import DeployLint

/// `aws_sagemaker_endpoint` in plans, states and `.tf.json`.
struct TerraformTests {
  private static func values(
    percent: String = "10", limit: String = "3600", alarms: String = #"[{"alarm_name": "churn-5xx"}]"#,
    rest: String = ""
  ) -> String {
    """
    {"name": "churn", "endpoint_config_name": "churn-config", "tags": null, "tags_all": {"a": "b"}, \(rest)
     "deployment_config": [{
       "auto_rollback_configuration": [{"alarms": \(alarms)}],
       "blue_green_update_policy": [{
         "maximum_execution_timeout_in_seconds": \(limit), "termination_wait_in_seconds": 0,
         "traffic_routing_configuration": [{"type": "CANARY", "wait_interval_in_seconds": 600, "linear_step_size": [],
           "canary_size": [{"type": "CAPACITY_PERCENT", "value": \(percent)}]}]}],
       "rolling_update_policy": []}]}
    """
  }

  private func lintPlan(_ values: String, unknown: String = "{}") throws -> FileResult {
    try lintCarrier(CarrierTexts.plan(values, unknown: unknown), name: "plan.json")
  }

  // MARK: Plans

  @Test func aFindingSpeaksTerraformsSpelling() throws {
    #expect(try lintPlan(Self.values()).places == [])
    let result = try lintPlan(Self.values(percent: "60"))
    let finding = try #require(result.diagnostics.first)
    #expect(result.diagnostics.count == 1)
    #expect(
      finding.path.description
        == "deployment_config.blue_green_update_policy.traffic_routing_configuration.canary_size.value")
    #expect(finding.request?.carrier == "Terraform document")
    #expect(finding.request?.location.pointer == "/planned_values/root_module/resources/0/values")
    #expect(finding.request?.name == "churn")
  }

  @Test(arguments: [("14400", true), ("14401", false), ("28800", false)])
  func theProvidersLimitIsLowerThanTheAPIs(_ limit: String, _ isValid: Bool) throws {
    let result = try lintPlan(Self.values(limit: limit))
    #expect(result.diagnostics.isEmpty == isValid)
    for finding in result.diagnostics {
      #expect(finding.rule == "schema/range")
      #expect(finding.message.contains("14400") && finding.message.contains("28800"))
    }
  }

  @Test func rollingPoliciesHaveTheLowerLimitToo() throws {
    func values(_ limit: Int) -> String {
      """
      {"name": "churn", "endpoint_config_name": "c", "deployment_config": [{"rolling_update_policy": [{
         "maximum_execution_timeout_in_seconds": \(limit), "wait_interval_in_seconds": 300,
         "maximum_batch_size": [{"type": "CAPACITY_PERCENT", "value": 50}]}],
         "auto_rollback_configuration": [{"alarms": [{"alarm_name": "a"}]}]}]}
      """
    }
    #expect(try lintPlan(values(14400)).places == [])
    #expect(try lintPlan(values(14401)).diagnostics.map(\.rule) == ["schema/range"])
  }

  @Test func nullsAndEmptyBlocksAreAbsent() throws {
    let text = #"{"name": null, "endpoint_config_name": "c", "deployment_config": [], "tags": null, "timeouts": null}"#
    #expect(try lintPlan(text).places == [])
    let missing = try lintPlan(#"{"name": "a", "endpoint_config_name": null}"#)
    #expect(missing.places == [Place("schema/required", lacks: "endpoint_config_name")])
  }

  @Test func whatIsKnownAfterApplyIsUnknown() throws {
    let name = try lintPlan(#"{"name": "a"}"#, unknown: #"{"endpoint_config_name": true, "arn": true, "id": true}"#)
    #expect(name.places == [])
    let alarms = try lintPlan(
      Self.values(alarms: "[{}]"),
      unknown: #"{"deployment_config": [{"auto_rollback_configuration": [{"alarms": [{"alarm_name": true}]}]}]}"#)
    #expect(alarms.places == [])
    let all = try lintPlan(#"{"endpoint_config_name": "c"}"#, unknown: #"{"deployment_config": true, "name": true}"#)
    #expect(all.places == [])
    #expect(try lintPlan(Self.values(alarms: "[{}]")).diagnostics.map(\.rule) == ["sagemaker/missing-alarm-name"])
  }

  @Test func anUnknownValueOfAnotherResourceChangesNothing() throws {
    let text = CarrierTexts.plan(#"{"name": "a"}"#, unknown: #"{"endpoint_config_name": true}"#)
      .replacing(
        #"{"address": "aws_sagemaker_endpoint.churn", "type""#,
        with: #"{"address": "aws_sagemaker_endpoint.other", "type""#)
    #expect(
      try lintCarrier(text, name: "plan.json").places == [
        Place("schema/required", lacks: "endpoint_config_name")
      ])
  }

  @Test func tagsAreAMap() throws {
    let result = try lintPlan(
      #"{"endpoint_config_name": "c", "tags": {"team": "ml", "aws:x": "y", "k": "R&D"}}"#)
    #expect(
      result.places == [
        Place("sagemaker/reserved-tag-key", at: "/tags/aws:x"), Place("schema/pattern", at: "/tags/k"),
      ])
    let many = (0..<51).map { "\"k\($0)\": \"v\"" }.joined(separator: ", ")
    #expect(
      try lintPlan(#"{"endpoint_config_name": "c", "tags": {\#(many)}}"#).diagnostics.map(\.rule)
        == ["schema/item-count"])
  }

  @Test func anUnknownTagIsUnknown() throws {
    let result = try lintPlan(
      #"{"endpoint_config_name": "c", "tags": {"team": "ml"}}"#, unknown: #"{"tags": {"owner": true}}"#)
    #expect(result.places == [])
  }

  @Test func childModulesAreSearched() throws {
    let resource = """
      {"address": "module.a.aws_sagemaker_endpoint.e", "mode": "managed", "type": "aws_sagemaker_endpoint",
       "values": {"endpoint_config_name": "c_"}}
      """
    let text = """
      {"planned_values": {"root_module": {"resources": [{"type": "aws_iam_role", "mode": "managed", "values": {}}],
        "child_modules": [{"address": "module.a", "resources": [\(resource)], "child_modules": [
          {"address": "module.a.module.b", "resources": [\(resource)]}]}]}}}
      """
    let result = try lintCarrier(text, name: "plan.json")
    #expect(
      result.diagnostics.map { $0.request?.location.pointer } == [
        "/planned_values/root_module/child_modules/0/resources/0/values",
        "/planned_values/root_module/child_modules/0/child_modules/0/resources/0/values",
      ])
  }

  @Test func aStateIsReadToo() throws {
    let text = CarrierTexts.plan(Self.values(percent: "60")).replacing("planned_values", with: "values")
    #expect(
      try lintCarrier(text, name: "state.json").diagnostics.map { $0.request?.location.pointer } == [
        "/values/root_module/resources/0/values"
      ])
  }

  @Test(arguments: [
    #"{"endpoint_config_name": "c", "deployment_configs": []}"#,
    #"{"endpoint_config_name": "c", "DeploymentConfig": {}}"#,
    #"{"endpoint_config_name": "c", "endpoint_name": "a"}"#,
  ])
  func unknownAttributesAreTold(_ values: String) throws {
    #expect(try lintPlan(values).diagnostics.map(\.rule) == ["schema/unknown-field"])
  }

  // MARK: .tf.json

  @Test func aConfigurationInJSONIsRead() throws {
    let text = CarrierTexts.configuration(
      """
      {"name": "churn", "endpoint_config_name": "${aws_sagemaker_endpoint_configuration.c.name}",
       "count": "${var.on ? 1 : 0}", "depends_on": ["aws_iam_role.r"], "lifecycle": {"create_before_destroy": true},
       "deployment_config": {"blue_green_update_policy": {"traffic_routing_configuration": {
          "type": "CANARY", "wait_interval_in_seconds": "${var.wait}",
          "canary_size": {"type": "CAPACITY_PERCENT", "value": 60}}},
        "auto_rollback_configuration": {"alarms": {"alarm_name": "churn-5xx"}}}}
      """)
    let result = try lintCarrier(text, name: "main.tf.json")
    #expect(result.diagnostics.map(\.rule) == ["sagemaker/canary-too-large"])
    #expect(result.diagnostics.first?.request?.location.pointer == "/resource/aws_sagemaker_endpoint/churn")
    #expect(result.marked(in: text) == ["60"])
  }

  @Test(arguments: ["${var.name}", "a-${var.name}", "%{if true}a%{endif}"])
  func expressionsAreUnknown(_ name: String) throws {
    let text = CarrierTexts.configuration(#"{"name": "\#(name)", "endpoint_config_name": "c"}"#)
    #expect(try lintCarrier(text, name: "main.tf.json").places == [])
  }

  @Test(arguments: ["$${name}", "%%{name}"])
  func escapedExpressionsAreText(_ name: String) throws {
    let text = CarrierTexts.configuration(#"{"name": "\#(name)", "endpoint_config_name": "c"}"#)
    #expect(try lintCarrier(text, name: "main.tf.json").places == [Place("schema/pattern", at: "/name")])
  }

  @Test func dynamicBlocksAreUnknown() throws {
    let text = CarrierTexts.configuration(
      """
      {"endpoint_config_name": "c", "dynamic": {"deployment_config": {"for_each": [1], "content": {}}}}
      """)
    #expect(try lintCarrier(text, name: "main.tf.json").places == [])
  }

  @Test func resourcesMayBeLists() throws {
    let text = #"{"resource": [{"aws_sagemaker_endpoint": {"a": [{"endpoint_config_name": "c_"}]}}]}"#
    #expect(
      try lintCarrier(text, name: "main.tf.json").places == [
        Place("schema/pattern", at: "/endpoint_config_name")
      ])
  }

  @Test func numbersAndTextAreConverted() throws {
    #expect(try lintPlan(Self.values(percent: "\"10\"", limit: "\"3600\"")).places == [])
    #expect(try lintPlan(Self.values(percent: "\"60\"")).diagnostics.map(\.rule) == ["sagemaker/canary-too-large"])
  }

  // MARK: States as they are stored

  private static let stored = """
    {"mode": "managed", "type": "aws_sagemaker_endpoint", "name": "a", "instances": [{"attributes":
      {"arn": "x", "id": "a_", "name": "a_", "endpoint_config_name": "churn-config", "deployment_config": [], "tags": null}}]}
    """

  @Test func aStoredStateIsRead() throws {
    let state = "{\"version\": 4, \"terraform_version\": \"1.11.4\", \"resources\": [\(Self.stored)]}"
    let result = try lintCarrier(state, name: "terraform.tfstate")
    #expect(result.places == [Place("schema/pattern", at: "/name")])
    #expect(result.diagnostics.first?.request?.location.pointer == "/resources/0/instances/0/attributes")
  }

  @Test func theListOfItsResourcesIsRead() throws {
    let result = try lintCarrier("[\(Self.stored)]", name: "state.json")
    #expect(result.places == [Place("schema/pattern", at: "/name")])
    #expect(result.diagnostics.first?.request?.location.pointer == "/0/instances/0/attributes")
  }

  @Test func whatIsDestroyedIsNoRequest() throws {
    let text = """
      {"format_version": "1.2", "planned_values": {"root_module": {}}, "prior_state": {"values": {"root_module":
        {"resources": [{"address": "aws_sagemaker_endpoint.a", "mode": "managed", "type": "aws_sagemaker_endpoint",
          "values": {"name": "_"}}]}}}}
      """
    let result = try lintCarrier(text, name: "plan.json")
    #expect(result.requests == 0)
    #expect(result.places == [])
  }
}
