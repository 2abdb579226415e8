@testable import DeployLint

/// An endpoint beside the configuration that it names, in each place where people keep the two.
enum FleetTexts {
  /// A rolling update of 3 instances at a time, which a fleet of 6 allows and one of 4 does not.
  static let rolling = """
    {"RollingUpdatePolicy": {"MaximumBatchSize": {"Type": "INSTANCE_COUNT", "Value": 3},
      "WaitIntervalInSeconds": 300},
     "AutoRollbackConfiguration": {"Alarms": [{"AlarmName": "churn-5xx"}]}}
    """

  /// A canary of 3 instances, which may stand with several variants and needs a fleet of 6.
  static let canary = """
    {"BlueGreenUpdatePolicy": {"TrafficRoutingConfiguration": {"Type": "CANARY", "WaitIntervalInSeconds": 300,
      "CanarySize": {"Type": "INSTANCE_COUNT", "Value": 3}}},
     "AutoRollbackConfiguration": {"Alarms": [{"AlarmName": "churn-5xx"}]}}
    """

  static func variant(_ count: String, name: String = "AllTraffic", type: String = "ml.m5.xlarge") -> String {
    "{\"VariantName\": \"\(name)\", \"InitialInstanceCount\": \(count), \"InstanceType\": \"\(type)\"}"
  }

  static func request(_ deployment: String = rolling, name: String = "churn-config", rest: String = "") -> String {
    "{\"EndpointName\": \"churn\", \"EndpointConfigName\": \"\(name)\", \(rest)\"DeploymentConfig\": \(deployment)}\n"
  }

  static func configuration(_ variants: String..., name: String = "churn-config") -> String {
    "{\"EndpointConfigName\": \"\(name)\", \"ProductionVariants\": [\(variants.joined(separator: ", "))]}\n"
  }

  /// Both requests in one stream.
  static func stream(_ variants: String..., deployment: String = rolling, rest: String = "") -> String {
    "---\n" + request(deployment, rest: rest) + "---\n{\"EndpointConfigName\": \"churn-config\", "
      + "\"ProductionVariants\": [\(variants.joined(separator: ", "))]}\n"
  }

  static func template(
    _ variants: String..., reference: String = #"{"Fn::GetAtt": ["Config", "EndpointConfigName"]}"#,
    deployment: String = rolling, head: String = "", rest: String = ""
  ) -> String {
    """
    {\(head)"Resources": {
      "Endpoint": {"Type": "AWS::SageMaker::Endpoint", "Properties": {\(rest)
        "EndpointConfigName": \(reference), "DeploymentConfig": \(deployment)}},
      "Config": {"Type": "AWS::SageMaker::EndpointConfig", "Properties": {
        "EndpointConfigName": "churn-config", "ProductionVariants": [\(variants.joined(separator: ", "))]}}}}
    """
  }

  static func machine(_ count: String, name: String = "\"EndpointConfigName\": \"churn-config\"") -> String {
    """
    {"StartAt": "Configure", "States": {
      "Configure": {"Type": "Task", "Resource": "arn:aws:states:::sagemaker:createEndpointConfig", "Next": "Deploy",
        "Parameters": {\(name), "ProductionVariants": [\(variant(count))]}},
      "Deploy": {"Type": "Task", "Resource": "arn:aws:states:::sagemaker:createEndpoint", "End": true,
        "Parameters": {"EndpointName": "churn", \(name), "DeploymentConfig": \(rolling)}}}}
    """
  }

  static func manifests(_ count: String, name: String = "churn-config") -> String {
    """
    apiVersion: sagemaker.services.k8s.aws/v1alpha1
    kind: Endpoint
    metadata: {name: churn}
    spec:
      endpointName: churn
      endpointConfigName: churn-config
      deploymentConfig:
        rollingUpdatePolicy:
          maximumBatchSize: {type_: INSTANCE_COUNT, value: 3}
          waitIntervalInSeconds: 300
        autoRollbackConfiguration: {alarms: [{alarmName: churn-5xx}]}
    ---
    apiVersion: sagemaker.services.k8s.aws/v1alpha1
    kind: EndpointConfig
    metadata: {name: churn-config}
    spec:
      endpointConfigName: \(name)
      productionVariants: [{variantName: AllTraffic, initialInstanceCount: \(count), instanceType: ml.m5.xlarge}]

    """
  }

  private static let terraformDeployment = """
    [{"rolling_update_policy": [{"maximum_batch_size": [{"type": "INSTANCE_COUNT", "value": 3}],
        "wait_interval_in_seconds": 300}],
      "auto_rollback_configuration": [{"alarms": [{"alarm_name": "churn-5xx"}]}]}]
    """

  private static func terraformVariants(_ count: String) -> String {
    #"[{"variant_name": "AllTraffic", "initial_instance_count": \#(count), "serverless_config": []}]"#
  }

  /// A plan in which the names of both are given.
  static func plan(_ count: String) -> String {
    """
    {"format_version": "1.2", "planned_values": {"root_module": {"resources": [
      {"address": "aws_sagemaker_endpoint.churn", "mode": "managed", "type": "aws_sagemaker_endpoint",
       "values": {"name": "churn", "endpoint_config_name": "churn-config", "deployment_config": \(terraformDeployment)}},
      {"address": "aws_sagemaker_endpoint_configuration.churn", "mode": "managed",
       "type": "aws_sagemaker_endpoint_configuration",
       "values": {"name": "churn-config", "production_variants": \(terraformVariants(count))}}]}}}
    """
  }

  /// A state as Terraform stores it.
  static func state(_ count: String) -> String {
    """
    {"version": 4, "terraform_version": "1.11.4", "resources": [
      {"mode": "managed", "type": "aws_sagemaker_endpoint", "name": "churn", "instances": [{"attributes":
        {"name": "churn", "endpoint_config_name": "churn-config", "deployment_config": \(terraformDeployment)}}]},
      {"mode": "managed", "type": "aws_sagemaker_endpoint_configuration", "name": "churn", "instances": [{"attributes":
        {"name": "churn-config", "production_variants": \(terraformVariants(count))}}]}]}
    """
  }

  /// A plan in which the configuration's name is known after apply, in a module with a key.
  static func modulePlan(_ count: String, references: String) -> String {
    """
    {"format_version": "1.2", "planned_values": {"root_module": {"child_modules": [
      {"address": "module.serving[\\"a\\"]", "resources": [
        {"address": "module.serving[\\"a\\"].aws_sagemaker_endpoint.churn[0]", "mode": "managed",
         "type": "aws_sagemaker_endpoint",
         "values": {"name": "churn", "deployment_config": \(terraformDeployment)}},
        {"address": "module.serving[\\"a\\"].aws_sagemaker_endpoint_configuration.this", "mode": "managed",
         "type": "aws_sagemaker_endpoint_configuration",
         "values": {"production_variants": \(terraformVariants(count))}}]}]}},
     "resource_changes": [{"address": "module.serving[\\"a\\"].aws_sagemaker_endpoint.churn[0]",
       "change": {"after_unknown": {"endpoint_config_name": true}}}],
     "configuration": {"root_module": {"module_calls": {"serving": {"module": {"resources": [
       {"address": "aws_sagemaker_endpoint.churn", "type": "aws_sagemaker_endpoint",
        "expressions": {"endpoint_config_name": {"references": \(references)}}}]}}}}}}
    """
  }

  static func terraform(_ count: String, reference: String) -> String {
    """
    {"resource": {
      "aws_sagemaker_endpoint_configuration": {"this": {"production_variants": \(terraformVariants(count))}},
      "aws_sagemaker_endpoint": {"churn": {"name": "churn", "endpoint_config_name": "\(reference)",
        "deployment_config": \(terraformDeployment)}}}}
    """
  }
}
