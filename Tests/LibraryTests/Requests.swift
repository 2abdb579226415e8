import DeployLint

/// Requests as programs have them.
struct CreateEndpoint: Encodable {
  var endpointName: String
  var endpointConfigName: String
  var deploymentConfig: DeploymentConfig?
  var tags: [Tag]?

  struct Tag: Encodable {
    var key: String
    var value: String

    enum CodingKeys: String, CodingKey {
      case key = "Key"
      case value = "Value"
    }
  }

  struct DeploymentConfig: Encodable {
    var blueGreenUpdatePolicy: Policy
    var autoRollbackConfiguration: Rollback

    enum CodingKeys: String, CodingKey {
      case blueGreenUpdatePolicy = "BlueGreenUpdatePolicy"
      case autoRollbackConfiguration = "AutoRollbackConfiguration"
    }
  }

  struct Policy: Encodable {
    var routing: Routing

    enum CodingKeys: String, CodingKey {
      case routing = "TrafficRoutingConfiguration"
    }
  }

  struct Routing: Encodable {
    var type = "CANARY"
    var wait = 300
    var canarySize: Size

    enum CodingKeys: String, CodingKey {
      case type = "Type"
      case wait = "WaitIntervalInSeconds"
      case canarySize = "CanarySize"
    }
  }

  struct Size: Encodable {
    var type = "CAPACITY_PERCENT"
    var value: Int

    enum CodingKeys: String, CodingKey {
      case type = "Type"
      case value = "Value"
    }
  }

  struct Rollback: Encodable {
    var alarms: [Alarm]

    enum CodingKeys: String, CodingKey { case alarms = "Alarms" }
  }

  struct Alarm: Encodable {
    var name: String

    enum CodingKeys: String, CodingKey { case name = "AlarmName" }
  }

  enum CodingKeys: String, CodingKey {
    case endpointName = "EndpointName"
    case endpointConfigName = "EndpointConfigName"
    case deploymentConfig = "DeploymentConfig"
    case tags = "Tags"
  }

  /// A canary of so many percent.
  static func canary(_ percent: Int, name: String = "churn") -> CreateEndpoint {
    CreateEndpoint(
      endpointName: name, endpointConfigName: "churn-config",
      deploymentConfig: DeploymentConfig(
        blueGreenUpdatePolicy: Policy(routing: Routing(canarySize: Size(value: percent))),
        autoRollbackConfiguration: Rollback(alarms: [Alarm(name: "churn-5xx")])))
  }
}

/// The place of a canary's size.
let canaryPath =
  "DeploymentConfig.BlueGreenUpdatePolicy.TrafficRoutingConfiguration.CanarySize.Value"

/// The same request as literals.
func canary(_ percent: Int64) -> RequestValue {
  [
    "EndpointName": "churn", "EndpointConfigName": "churn-config",
    "DeploymentConfig": [
      "BlueGreenUpdatePolicy": [
        "TrafficRoutingConfiguration": [
          "Type": "CANARY", "WaitIntervalInSeconds": 300,
          "CanarySize": ["Type": "CAPACITY_PERCENT", "Value": .integer(percent)],
        ]
      ],
      "AutoRollbackConfiguration": ["Alarms": [["AlarmName": "churn-5xx"]]],
    ],
  ]
}

/// Made once, as programs should.
let linter = Linter()

extension Report {
  /// Each finding as its rule and key path, and each issue as its id.
  var summaryLines: [String] {
    diagnostics.map { "\($0.rule) \($0.path)" } + issues.map(\.id.rawValue)
  }
}
