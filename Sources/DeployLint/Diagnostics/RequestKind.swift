/// The kinds of request that are checked.
public enum RequestKind: String, Sendable, CaseIterable {
  case createEndpoint = "CreateEndpoint"
  case updateEndpoint = "UpdateEndpoint"
  /// The bare value of the member `DeploymentConfig`, as `aws sagemaker update-endpoint --deployment-config` takes it.
  case deploymentConfig = "DeploymentConfig"
}
