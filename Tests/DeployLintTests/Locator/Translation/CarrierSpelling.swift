@testable import DeployLint

/// How a carrier writes a request, said from the carriers' own documentation, apart from the linter's dialects.
enum CarrierSpelling: String, Sendable, CaseIterable, CustomStringConvertible {
  case cloudFormation, stepFunctions, kubernetes, terraform
  /// A state machine as text in a template, and a resource in a list.
  case templateStateMachine, kubernetesList
  /// A recorded call by itself, as a line of a stream is, and a log file of them.
  case cloudTrail, cloudTrailLog

  var description: String { rawValue }

  var fileName: String {
    switch self {
    case .cloudFormation: "template.json"
    case .stepFunctions: "machine.asl.json"
    case .kubernetes: "endpoint.json"
    case .terraform: "plan.json"
    case .templateStateMachine: "machine-template.json"
    case .kubernetesList: "list.json"
    case .cloudTrail: "record.json"
    case .cloudTrailLog: "log.json"
    }
  }

  /// API name, ACK's field, Terraform's attribute or block.
  private static let table: [String: (camel: String, snake: String)] = [
    "AlarmName": ("alarmName", "alarm_name"),
    "Alarms": ("alarms", "alarms"),
    "AutoRollbackConfiguration": ("autoRollbackConfiguration", "auto_rollback_configuration"),
    "BlueGreenUpdatePolicy": ("blueGreenUpdatePolicy", "blue_green_update_policy"),
    "CanarySize": ("canarySize", "canary_size"),
    "DeploymentConfig": ("deploymentConfig", "deployment_config"),
    "EndpointConfigName": ("endpointConfigName", "endpoint_config_name"),
    "EndpointName": ("endpointName", "name"),
    "Key": ("key", "key"),
    "LinearStepSize": ("linearStepSize", "linear_step_size"),
    "MaximumBatchSize": ("maximumBatchSize", "maximum_batch_size"),
    "MaximumExecutionTimeoutInSeconds": ("maximumExecutionTimeoutInSeconds", "maximum_execution_timeout_in_seconds"),
    "RollbackMaximumBatchSize": ("rollbackMaximumBatchSize", "rollback_maximum_batch_size"),
    "RollingUpdatePolicy": ("rollingUpdatePolicy", "rolling_update_policy"),
    "Tags": ("tags", "tags"),
    "TerminationWaitInSeconds": ("terminationWaitInSeconds", "termination_wait_in_seconds"),
    "TrafficRoutingConfiguration": ("trafficRoutingConfiguration", "traffic_routing_configuration"),
    "Type": ("type_", "type"),
    "Value": ("value", "value"),
    "WaitIntervalInSeconds": ("waitIntervalInSeconds", "wait_interval_in_seconds"),
  ]

  /// Members that only updates have, in records.
  private static let updates = [
    "ExcludeRetainedVariantProperties": "excludeRetainedVariantProperties",
    "RetainAllVariantProperties": "retainAllVariantProperties",
    "RetainDeploymentConfig": "retainDeploymentConfig",
    "VariantPropertyType": "variantPropertyType",
  ]

  /// Names that only the API has: none of them may stand in a message about this carrier.
  var foreignNames: Set<String> {
    switch self {
    case .cloudFormation, .stepFunctions, .templateStateMachine: []
    // A message may call a type, key or value by its English name at the head of a sentence.
    case .kubernetes, .kubernetesList, .terraform, .cloudTrail, .cloudTrailLog:
      Set(Self.table.keys).subtracting(["Key", "Type", "Value", "Tags", "Alarms"])
    }
  }

  func name(_ member: String) -> String {
    switch self {
    case .cloudFormation, .stepFunctions, .templateStateMachine: member
    case .kubernetes, .kubernetesList: Self.table[member]?.camel ?? member
    // As in Kubernetes, where only `type` is a word of the language; some members are those of updates alone.
    case .cloudTrail, .cloudTrailLog:
      member == "Type" ? "type" : Self.table[member]?.camel ?? Self.updates[member] ?? member
    case .terraform: Self.table[member]?.snake ?? member
    }
  }

  /// A whole document that holds the request.
  func document(_ request: WholeRequest) -> TestJSON {
    let body = translated(request.body, isTag: false)
    switch self {
    case .cloudFormation:
      let resource: TestJSON = .object([("Type", .text("AWS::SageMaker::Endpoint")), ("Properties", body)])
      return .object([
        ("AWSTemplateFormatVersion", .text("2010-09-09")), ("Resources", .object([("Endpoint", resource)])),
      ])
    case .stepFunctions:
      let action = request.kind == .updateEndpoint ? "updateEndpoint" : "createEndpoint"
      let state: TestJSON = .object([
        ("Type", .text("Task")), ("Resource", .text("arn:aws:states:::sagemaker:\(action)")), ("Parameters", body),
        ("End", .raw("true")),
      ])
      return .object([("StartAt", .text("Deploy")), ("States", .object([("Deploy", state)]))])
    case .kubernetes:
      return .object([
        ("apiVersion", .text("sagemaker.services.k8s.aws/v1alpha1")), ("kind", .text("Endpoint")),
        ("metadata", .object([("name", .text("churn"))])), ("spec", body),
      ])
    case .templateStateMachine:
      let machine: TestJSON = .object([
        ("Type", .text("AWS::StepFunctions::StateMachine")),
        ("Properties", .object([("DefinitionString", .text(Self.stepFunctions.document(request).description))])),
      ])
      return .object([("Resources", .object([("Machine", machine)]))])
    case .kubernetesList:
      return .object([
        ("apiVersion", .text("v1")), ("kind", .text("List")), ("items", .list([Self.kubernetes.document(request)])),
      ])
    case .cloudTrail:
      return .object([
        ("eventVersion", .text("1.09")), ("eventTime", .text("2024-06-01T12:00:00Z")),
        ("eventSource", .text("sagemaker.amazonaws.com")),
        ("eventName", .text(request.kind == .updateEndpoint ? "UpdateEndpoint" : "CreateEndpoint")),
        ("requestParameters", body), ("responseElements", .raw("null")),
      ])
    case .cloudTrailLog:
      return .object([("Records", .list([Self.cloudTrail.document(request)]))])
    case .terraform:
      let resource: TestJSON = .object([
        ("address", .text("aws_sagemaker_endpoint.churn")), ("mode", .text("managed")),
        ("type", .text("aws_sagemaker_endpoint")), ("name", .text("churn")), ("values", body),
      ])
      return .object([
        ("format_version", .text("1.2")),
        ("planned_values", .object([("root_module", .object([("resources", .list([resource]))]))])),
      ])
    }
  }

  /// The place in the carrier's spelling. Terraform's blocks are lists of one, and its tags a map: the place of a tag is
  /// its key.
  func pointer(_ pointer: String, in request: WholeRequest) -> String {
    var result: [String] = []
    var steps = pointer.split(separator: "/")[...]
    while let step = steps.popFirst() {
      if self == .terraform, step == "Tags", let index = steps.popFirst().flatMap({ Int($0) }),
        case .list(let tags)? = request.body["Tags"], case .text(let key)? = tags[index]["Key"]
      {
        result += ["tags", key.replacing("~", with: "~0").replacing("/", with: "~1")]
        // Key and value have no names of their own there.
        steps = []
      } else {
        result.append(name(String(step)))
      }
    }
    return result.map { "/" + $0 }.joined()
  }

  private func translated(_ value: TestJSON, isTag: Bool) -> TestJSON {
    switch value {
    case .raw, .text: return value
    case .list(let items): return .list(items.map { translated($0, isTag: isTag) })
    case .object(let members):
      return .object(
        members.map { member in
          let value = translated(member.value, isTag: member.name == "Tags")
          guard self == .terraform else { return (name(member.name), value) }
          if member.name == "Tags", case .list(let tags) = member.value {
            return ("tags", .object(tags.map { ($0["Key"].flatMap(Self.text) ?? "", $0["Value"] ?? .raw("null")) }))
          }
          if case .object = value { return (name(member.name), .list([value])) }
          return (name(member.name), value)
        })
    }
  }

  private static func text(_ value: TestJSON) -> String? {
    if case .text(let text) = value { text } else { nil }
  }
}
