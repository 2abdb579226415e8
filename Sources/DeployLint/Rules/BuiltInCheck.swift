/// A check that is written in Swift: of the text, of the model's shapes, or over several requests. It is listed and
/// explained like any rule.
package struct BuiltInCheck: Sendable {
  package let id: String
  package let severity: Severity
  package var evidence: Evidence = .documented
  package let summary: String
  package let why: String
  package let sources: [String]
  /// A text that the check finds fault with, and the same text mended.
  package let invalid: String
  package let valid: String
  package var isJSON = false
  /// What the documents of the two texts are taken for.
  package var kind: RequestKind? = .createEndpoint

  package static let duplicateNames = "sagemaker/duplicate-endpoint-name"

  /// All of them, sorted by id.
  package static let all: [BuiltInCheck] = [
    BuiltInCheck(
      id: duplicateNames, severity: .error,
      summary: "Two requests of one file create endpoints of the same name",
      why: """
        An endpoint's name is unique in an account and Region, and CreateEndpoint ignores case when it asks whether a \
        name is taken. The second request is refused with "Cannot create already existing endpoint". Requests of \
        different files are not compared, because two folders may be two accounts.
        """,
      sources: [Documentation.reference + "API_CreateEndpoint.html"],
      invalid: """
        EndpointName: Churn
        EndpointConfigName: churn-config
        ---
        EndpointName: churn
        EndpointConfigName: churn-config
        """,
      valid: """
        EndpointName: churn-a
        EndpointConfigName: churn-config
        ---
        EndpointName: churn-b
        EndpointConfigName: churn-config
        """),
    inferentia, rollingServerless, rollingSeveralVariants, alarms,
    BuiltInCheck(
      id: "schema/enum", severity: .error, summary: "A value is one of those that the API model lists",
      why: """
        The service knows a fixed list of values for this member and refuses any other. Case counts: CANARY is a \
        strategy, canary is not.
        """,
      sources: [Documentation.reference + "API_TrafficRoutingConfig.html"],
      invalid: request(routing: ["Type: canary", "WaitIntervalInSeconds: 300"]),
      valid: request(routing: ["Type: ALL_AT_ONCE", "WaitIntervalInSeconds: 300"])),
    BuiltInCheck(
      id: "schema/item-count", severity: .error, summary: "A list has as many items as the API model allows",
      why: "The service refuses lists with more items than its model allows, and some lists must not be empty.",
      sources: [Documentation.reference + "API_AutoRollbackConfig.html"],
      invalid: request(alarms: "[]"), valid: request(alarms: "[{AlarmName: churn-5xx}]")),
    BuiltInCheck(
      id: "schema/length", severity: .error, summary: "A text is as long as the API model allows",
      why: """
        The service counts characters (Unicode code points) and refuses texts that are too long or too short. boto3 \
        and the AWS CLI do not check it, so the call fails only when it is made.
        """,
      sources: [Documentation.reference + "API_CreateEndpoint.html"],
      invalid: request(name: String(repeating: "churn-", count: 11) + "prod"), valid: request(name: "churn-prod")),
    BuiltInCheck(
      id: "schema/pattern", severity: .error, summary: "A text matches the pattern of the API model as a whole",
      why: """
        The service matches the whole value against the pattern of its model, and refuses the request where it does \
        not match. A line break at the end counts as a character like any other.
        """,
      sources: [Documentation.reference + "API_CreateEndpoint.html"],
      invalid: request(name: "churn_prod"), valid: request(name: "churn-prod")),
    BuiltInCheck(
      id: "schema/range", severity: .error, summary: "A number lies in the range of the API model",
      why: """
        The service refuses numbers outside the limits of its model. boto3 and the AWS CLI check lower limits only, so \
        a number that is too large fails only when the call is made.
        """,
      sources: [Documentation.reference + "API_TrafficRoutingConfig.html"],
      invalid: request(routing: ["Type: ALL_AT_ONCE", "WaitIntervalInSeconds: 3601"]),
      valid: request(routing: ["Type: ALL_AT_ONCE", "WaitIntervalInSeconds: 3600"])),
    BuiltInCheck(
      id: "schema/required", severity: .error, summary: "Members that the API model requires are there",
      why: """
        The service refuses a request that lacks a required member. Some of its own examples do: the guide's \
        all-at-once example has no WaitIntervalInSeconds, and boto3 refuses it.
        """,
      sources: [Documentation.reference + "API_TrafficRoutingConfig.html"],
      invalid: request(routing: ["Type: ALL_AT_ONCE"]),
      valid: request(routing: ["Type: ALL_AT_ONCE", "WaitIntervalInSeconds: 300"])),
    BuiltInCheck(
      id: "schema/type", severity: .error, summary: "A value has the type of the API model",
      why: """
        A number in quotes is a text, a bare word is no list, and null is nothing: boto3 and the AWS CLI refuse a value \
        of the wrong type before they send it. Integers have 32 bits, and 60.0 is none.
        """,
      sources: [Documentation.reference + "API_TrafficRoutingConfig.html"],
      invalid: request(routing: ["Type: ALL_AT_ONCE", "WaitIntervalInSeconds: \"300\""]),
      valid: request(routing: ["Type: ALL_AT_ONCE", "WaitIntervalInSeconds: 300"])),
    BuiltInCheck(
      id: "schema/unfilled-skeleton", severity: .error, summary: "A generated skeleton has been filled in",
      why: """
        'aws sagemaker create-endpoint --generate-cli-skeleton' prints a request with empty names and zeros. Sent as it \
        is, nearly all of it is refused; one finding says so instead of a dozen.
        """,
      sources: ["https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-skeleton.html"],
      invalid: """
        EndpointName: ''
        EndpointConfigName: ''
        DeploymentConfig:
          BlueGreenUpdatePolicy:
            TrafficRoutingConfiguration: {Type: ALL_AT_ONCE, WaitIntervalInSeconds: 0}
          RollingUpdatePolicy:
            MaximumBatchSize: {Type: INSTANCE_COUNT, Value: 0}
            WaitIntervalInSeconds: 0
        """,
      valid: request(name: "churn")),
    BuiltInCheck(
      id: "schema/unknown-field", severity: .error, summary: "Members are those that the API model knows",
      why: """
        boto3 and the AWS CLI refuse a member that their model does not have, and the service ignores it where it gets \
        that far. Most are misspelt or stand one level off. A member that is newer than the model is reported too: the \
        message names the model's date.
        """,
      sources: [Documentation.reference + "API_CreateEndpoint.html"],
      invalid: request(name: "churn") + "RetainDeploymentConfig: true\n", valid: request(name: "churn")),
    BuiltInCheck(
      id: "syntax/ambiguous-scalar", severity: .warning,
      summary: "A plain YAML scalar means the same to all readers",
      why: """
        YAML 1.1 and 1.2 type some plain scalars differently: yes, on, 0755, 1:30, 2024-06-01. PyYAML and the AWS CLI \
        follow 1.1, deploylint follows 1.2. It is an error where one of the two readings has a type that the service \
        refuses.
        """,
      sources: [Documentation.yaml],
      invalid: request(name: "churn") + "Tags: [{Key: released, Value: 2024-06-01}]\n",
      valid: request(name: "churn") + "Tags: [{Key: released, Value: \"2024-06-01\"}]\n"),
    BuiltInCheck(
      id: "syntax/byte-order-mark", severity: .warning, summary: "A JSON text starts without a byte order mark",
      why: "RFC 8259 forbids the mark, and the AWS CLI refuses a file that starts with it.",
      sources: [Documentation.json],
      invalid: "\u{FEFF}{\"EndpointName\": \"churn\", \"EndpointConfigName\": \"churn-config\"}\n",
      valid: "{\"EndpointName\": \"churn\", \"EndpointConfigName\": \"churn-config\"}\n", isJSON: true),
    BuiltInCheck(
      id: "syntax/duplicate-key", severity: .error, evidence: .inferred,
      summary: "A key is written once in a mapping",
      why: """
        Readers keep the last of two equal keys and drop the first without a word, so half of what was written is not \
        sent. A key beside a merge key '<<' overrides the merged one and is no duplicate.
        """,
      sources: [Documentation.json],
      invalid: request(name: "churn") + "EndpointName: churn-2\n", valid: request(name: "churn")),
    BuiltInCheck(
      id: "syntax/error", severity: .error, summary: "The text is YAML or JSON",
      why: """
        What cannot be read cannot be sent. The finding says what the reader was doing and names the usual cause: a \
        tab, a missing space after a colon, an unclosed quote, a trailing comma, a comment in JSON, UTF-16.
        """,
      sources: [Documentation.json, Documentation.yaml],
      invalid: "{\"EndpointName\": \"churn\", \"EndpointConfigName\": \"churn-config\",}\n",
      valid: "{\"EndpointName\": \"churn\", \"EndpointConfigName\": \"churn-config\"}\n", isJSON: true),
    BuiltInCheck(
      id: "syntax/limit", severity: .error, summary: "The text stays within what a reader takes on",
      why: """
        Size, depth and the number of values that aliases stand for are bounded, so that no file can exhaust the \
        machine. A document beyond a limit is not checked further.
        """,
      sources: [Documentation.yaml],
      invalid: request(name: "churn") + "Tags: " + String(repeating: "[", count: 129)
        + String(repeating: "]", count: 129) + "\n",
      valid: request(name: "churn")),
    BuiltInCheck(
      id: SyntaxProblem.suppression, severity: .warning, summary: "A suppression matches a finding",
      why: """
        A comment or an entry of the configuration that suppresses nothing is a leftover, or it misses what it was meant \
        for: the rule's name is misspelt, or the finding stands on another line. It would hide the next mistake. One \
        that names a rule that the configuration forbids to suppress has no effect.
        """,
      sources: [Documentation.yaml],
      invalid: request(name: "churn") + "Tags: [] # deploylint: ignore[schema/item-count] waits for the team\n",
      valid: request(name: "churn_prod # deploylint: ignore[schema/pattern] a stand-in accepts it")),
  ]

  private static func request(name: String = "churn", routing: [String] = [], alarms: String? = nil) -> String {
    var lines = ["EndpointName: " + name, "EndpointConfigName: churn-config"]
    if !routing.isEmpty || alarms != nil { lines.append("DeploymentConfig:") }
    if !routing.isEmpty {
      lines += ["  BlueGreenUpdatePolicy:", "    TrafficRoutingConfiguration:"] + routing.map { "      " + $0 }
      // Without alarms the wait would be advised against, which is another rule's example.
      lines.append("  AutoRollbackConfiguration: {Alarms: [{AlarmName: churn-5xx}]}")
    }
    if let alarms {
      lines += [
        "  BlueGreenUpdatePolicy:",
        "    TrafficRoutingConfiguration: {Type: ALL_AT_ONCE, WaitIntervalInSeconds: 300}",
        "  AutoRollbackConfiguration: {Alarms: \(alarms)}",
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
