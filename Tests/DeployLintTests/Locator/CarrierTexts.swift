@testable import DeployLint

/// Smallest documents of each carrier, into which a test puts what it is about.
enum CarrierTexts {
  /// A CloudFormation template; the properties are indented for their place.
  static func template(_ properties: String, head: String = "") -> String {
    """
    \(head)Resources:
      Endpoint:
        Type: AWS::SageMaker::Endpoint
        Properties:
    \(indented(properties, by: 6))

    """
  }

  /// A template whose endpoint has these lines as its deployment configuration.
  static func template(deployment: String, head: String = "") -> String {
    template(
      "EndpointConfigName: !GetAtt Config.EndpointConfigName\nDeploymentConfig:\n" + indented(deployment, by: 2),
      head: head)
  }

  /// A state machine with one task.
  static func machine(_ task: String, action: String = "createEndpoint") -> String {
    """
    {"StartAt": "Deploy", "States": {"Deploy": {"Type": "Task",
      "Resource": "arn:aws:states:::sagemaker:\(action)", \(task), "End": true}}}
    """
  }

  /// A custom resource of the SageMaker controller.
  static func manifest(_ spec: String) -> String {
    """
    apiVersion: sagemaker.services.k8s.aws/v1alpha1
    kind: Endpoint
    metadata: {name: churn}
    spec:
    \(indented(spec, by: 2))

    """
  }

  /// A plan with one endpoint.
  static func plan(_ values: String, unknown: String = "{}") -> String {
    """
    {"format_version": "1.2", "planned_values": {"root_module": {"resources": [
      {"address": "aws_sagemaker_endpoint.churn", "mode": "managed", "type": "aws_sagemaker_endpoint", "name": "churn",
       "values": \(values)}]}},
     "resource_changes": [
      {"address": "aws_sagemaker_endpoint.churn", "type": "aws_sagemaker_endpoint",
       "change": {"actions": ["create"], "after_unknown": \(unknown)}}]}
    """
  }

  /// A configuration in Terraform's JSON syntax with one endpoint.
  static func configuration(_ body: String) -> String {
    "{\"resource\": {\"aws_sagemaker_endpoint\": {\"churn\": \(body)}}}"
  }

  static func indented(_ text: String, by count: Int) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String(repeating: " ", count: count) + $0 }.joined(separator: "\n")
  }
}

/// The findings of a document that is recognised by itself.
func lintCarrier(_ text: String, name: String = "document.yaml", instances: Int? = nil) throws -> FileResult {
  try lint(text, name: name, kind: nil, instances: instances)
}

extension FileResult {
  /// What is underlined, as bytes of the text say, in the order of the findings.
  func marked(in text: String) -> [String] {
    let bytes = Array(text.utf8)
    return diagnostics.map { finding in
      guard let span = finding.span else { return "(nothing)" }
      return String(decoding: bytes[span.start.offset..<span.end.offset], as: UTF8.self)
    }
  }

  /// The conditions that the messages end with.
  var conditions: [String] {
    diagnostics.map { finding in
      guard let range = finding.message.firstRange(of: " (where ") else { return "" }
      return String(finding.message[range.upperBound...].dropLast())
    }
  }
}
