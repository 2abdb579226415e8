/// The checks of `ResourceCheck`, as they are listed and explained.
extension BuiltInCheck {
  static let inferentiaWithoutGuardrails = "sagemaker/inf1-without-guardrails"
  static let rollingWithServerless = "sagemaker/rolling-with-serverless"
  static let rollingWithSeveralVariants = "sagemaker/rolling-with-several-variants"
  static let unknownAlarm = "sagemaker/unknown-alarm"

  /// Those that say nothing where the endpoint configuration of a request is not found.
  static let idsThatDependOnConfiguration = [
    inferentiaWithoutGuardrails, rollingWithServerless, rollingWithSeveralVariants,
  ]

  private static let exclusions =
    "https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-exclusions.html"

  static let inferentia = BuiltInCheck(
    id: inferentiaWithoutGuardrails, severity: .warning,
    summary: "A deployment policy is not used on Inf1 instances, where it has no effect",
    why: """
      Deployment guardrails exclude endpoints on Inf1 instances. SageMaker does not refuse the policy: it falls back to \
      a blue/green deployment that moves all traffic at once, without a final bake. Checked where the file, or another \
      file of the run, holds the endpoint configuration that the request names.
      """,
    sources: [exclusions],
    invalid: stream("{VariantName: AllTraffic, InitialInstanceCount: 2, InstanceType: ml.inf1.xlarge}"),
    valid: stream("{VariantName: AllTraffic, InitialInstanceCount: 2, InstanceType: ml.inf2.xlarge}"), kind: nil)

  static let rollingServerless = BuiltInCheck(
    id: rollingWithServerless, severity: .error,
    summary: "A rolling update is not used on a serverless endpoint",
    why: """
      Rolling deployments replace instances in batches, and a serverless variant has none. The guide excludes them. \
      Checked where the file, or another file of the run, holds the endpoint configuration that the request names.
      """,
    sources: [exclusions],
    invalid: stream("{VariantName: AllTraffic, ServerlessConfig: {MemorySizeInMB: 2048, MaxConcurrency: 5}}"),
    valid: stream("{VariantName: AllTraffic, InitialInstanceCount: 2, InstanceType: ml.m5.xlarge}"), kind: nil)

  static let rollingSeveralVariants = BuiltInCheck(
    id: rollingWithSeveralVariants, severity: .error,
    summary: "A rolling update is not used on an endpoint with several production variants",
    why: """
      Rolling deployments exclude endpoints with more than one production variant; blue/green deployments do not. \
      Checked where the file, or another file of the run, holds the endpoint configuration that the request names.
      """,
    sources: [exclusions],
    invalid: stream(
      "{VariantName: a, InitialInstanceCount: 2, InstanceType: ml.m5.xlarge}",
      "{VariantName: b, InitialInstanceCount: 2, InstanceType: ml.m5.xlarge}"),
    valid: stream("{VariantName: a, InitialInstanceCount: 2, InstanceType: ml.m5.xlarge}"), kind: nil)

  static let alarms = BuiltInCheck(
    id: unknownAlarm, severity: .warning, evidence: .inferred,
    summary: "An alarm of the request is one of those that the same file defines",
    why: """
      A rollback is triggered by the alarms that the request names. An alarm that does not exist triggers none. Checked \
      in a template, plan or stream of manifests that defines alarms and names all of them; an alarm that is defined \
      elsewhere is not seen, so turn this off where that is how it is done.
      """,
    sources: ["https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-configuration.html"],
    invalid: template(alarm: "churn-5x"), valid: template(alarm: "churn-5xx"), kind: nil)

  /// An endpoint configuration with these variants and a request that names it.
  private static func stream(_ variants: String...) -> String {
    """
    EndpointConfigName: churn-config
    ProductionVariants:

    """ + variants.map { "  - \($0)\n" }.joined() + """
      ---
      EndpointName: churn
      EndpointConfigName: churn-config
      DeploymentConfig:
        RollingUpdatePolicy:
          MaximumBatchSize: {Type: CAPACITY_PERCENT, Value: 50}
          WaitIntervalInSeconds: 300
        AutoRollbackConfiguration: {Alarms: [{AlarmName: churn-5xx}]}

      """
  }

  private static func template(alarm: String) -> String {
    """
    Resources:
      Errors:
        Type: AWS::CloudWatch::Alarm
        Properties: {AlarmName: churn-5xx}
      Endpoint:
        Type: AWS::SageMaker::Endpoint
        Properties:
          EndpointConfigName: churn-config
          DeploymentConfig:
            BlueGreenUpdatePolicy:
              TrafficRoutingConfiguration: {Type: ALL_AT_ONCE, WaitIntervalInSeconds: 300}
            AutoRollbackConfiguration: {Alarms: [{AlarmName: \(alarm)}]}

    """
  }
}
