import Testing

@testable import DeployLint

/// A text that cannot be read is told of where it was meant to be a request, and not where it only speaks of one.
struct RequestSignsTests {
  @Test(arguments: [
    "EndpointName: churn\n\tx", "{\"EndpointName\": \"churn\",}", "{'EndpointName' : 'churn'}", "{“EndpointName”: 1}",
    "endpointName:churn", "endpoint_config_name = \"x\"", "  TrafficRoutingConfiguration:", "\"EndpointName.$\": \"$.x",
    "Type: AWS::SageMaker::Endpoint\n", "\"Type\" : \"AWS::SageMaker::Endpoint\"", "Type: 'AWS::SageMaker::Endpoint'",
    "\"Resource\": \"arn:aws:states:::sagemaker:createEndpoint.sync\"",
    "apiVersion: sagemaker.services.k8s.aws/v1alpha1",
    "{\"resource\": {\"aws_sagemaker_endpoint\": {", "\"type\": \"aws_sagemaker_endpoint\",",
  ])
  func keysAndTypesAreSigns(_ text: String) {
    #expect(RequestSigns.areIn(Array(text.utf8)))
  }

  @Test(arguments: [
    "run: echo EndpointName", "- EndpointName=churn", "the EndpointName, or: nothing", "MyEndpointName: x",
    "# AWS::SageMaker::Endpoint",
    "# EndpointName: churn", "  // \"EndpointName\": 1", "/* EndpointName: a */", " * EndpointName: a",
    "note: AWS::SageMaker::Endpoint", "Type: AWS::SageMaker::EndpointConfig", "Action: sagemaker:createEndpoint",
    "name: endpoints.sagemaker.services.k8s.aws", "- aws_sagemaker_endpoint\n", "", "EndpointName",
  ])
  func mentionsAreNone(_ text: String) {
    #expect(!RequestSigns.areIn(Array(text.utf8)))
  }
}
