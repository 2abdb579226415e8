import Testing

@testable import DeployLint

/// A document that only looks like one of another tool gets no finding.
struct CarrierDetectionTests {
  struct LookAlike: Sendable, CustomStringConvertible {
    let description: String
    let text: String

    init(_ description: String, _ text: String) {
      self.description = description
      self.text = text
    }
  }

  static let lookAlikes = [
    LookAlike(
      "a template without an endpoint",
      "Resources:\n  C: {Type: AWS::SageMaker::EndpointConfig, Properties: {EndpointConfigName: c_}}\n"),
    LookAlike(
      "a template of another endpoint", "Resources:\n  E: {Type: AWS::DMS::Endpoint, Properties: {EndpointName: _}}\n"),
    LookAlike("a type in a text", "Resources: {E: {Properties: {Note: 'Type: AWS::SageMaker::Endpoint'}}}\n"),
    LookAlike("a type that is a list", "Resources: {E: {Type: [AWS::SageMaker::Endpoint]}}\n"),
    LookAlike("resources that are a list", "Resources: [{Type: AWS::SageMaker::Endpoint}]\n"),
    LookAlike("resources in lower case", "resources: {E: {Type: AWS::SageMaker::Endpoint}}\n"),
    LookAlike("a resource type's schema", "typeName: AWS::SageMaker::Endpoint\nproperties: {EndpointName: {}}\n"),
    LookAlike("a bare list of types", "- AWS::SageMaker::Endpoint\n- AWS::SageMaker::EndpointConfig\n"),
    LookAlike(
      "a manifest of another group",
      "apiVersion: example.com/v1\nkind: Endpoint\nspec: {endpointName: a_, endpointConfigName: _}\n"),
    LookAlike(
      "another kind of the group",
      "apiVersion: sagemaker.services.k8s.aws/v1alpha1\nkind: EndpointConfig\nspec: {endpointConfigName: _}\n"),
    LookAlike(
      "a group that begins alike",
      "apiVersion: sagemaker.services.k8s.aws.example.com/v1\nkind: Endpoint\nspec: {endpointName: _}\n"),
    LookAlike("Kubernetes' own endpoints", "apiVersion: v1\nkind: Endpoints\nmetadata: {name: EndpointName}\n"),
    LookAlike(
      "a manifest without a specification", "apiVersion: sagemaker.services.k8s.aws/v1alpha1\nkind: Endpoint\n"),
    LookAlike(
      "a state machine of other services",
      "StartAt: A\nStates:\n  A: {Type: Task, Resource: 'arn:aws:states:::sagemaker:createModel', Parameters: {a: _}}\n"
    ),
    LookAlike(
      "a state that mentions the action",
      "StartAt: A\nStates:\n  A: {Type: Pass, Result: 'sagemaker:createEndpoint', Comment: createEndpoint}\n"),
    LookAlike(
      "a policy of the action", #"{"Statement": [{"Action": "sagemaker:CreateEndpoint", "Resource": "*"}]}"# + "\n"),
    LookAlike(
      "a plan of other resources",
      #"{"planned_values": {"root_module": {"resources": [{"type": "aws_sagemaker_endpoint_configuration", "#
        + #""mode": "managed", "values": {"name": "_"}}]}}}"# + "\n"),
    LookAlike(
      "a provider's schema",
      #"{"resource_schemas": {"aws_sagemaker_endpoint": {"block": {"attributes": {"name": {"type": "string"}}}}}}"#
        + "\n"
    ),
    LookAlike("a data source in JSON", #"{"data": {"aws_sagemaker_endpoint": {"a": {"name": "_"}}}}"# + "\n"),
    LookAlike("a configuration of another resource", #"{"resource": {"aws_iam_role": {"a": {"name": "_"}}}}"# + "\n"),
    LookAlike(
      "a plan that only destroys",
      #"{"planned_values": {"root_module": {}}, "prior_state": {"values": {"root_module": {"resources": "#
        + #"[{"type": "aws_sagemaker_endpoint", "mode": "managed", "values": {"name": "_"}}]}}}}"# + "\n"),
    LookAlike(
      "a validation's answer",
      #"{"valid": false, "diagnostics": [{"type": "aws_sagemaker_endpoint", "mode": "managed", "address": "x"}]}"#
        + "\n"),
    LookAlike("a type in a resource's metadata", "Resources: {E: {Metadata: {Type: AWS::SageMaker::Endpoint}}}\n"),
    LookAlike("a type in a comment", "Resources: {Q: {Type: AWS::SQS::Queue}} # Type: AWS::SageMaker::Endpoint\n"),
    LookAlike("a type in the template's metadata", "Metadata: {E: {Type: AWS::SageMaker::Endpoint}}\nResources: {}\n"),
    LookAlike("a document about a template", "text: |\n  Resources:\n    E:\n      Type: AWS::SageMaker::Endpoint\n"),
    LookAlike(
      "a state's data",
      "StartAt: A\nStates:\n  A: {Type: Pass, Result: {Resource: 'arn:aws:states:::sagemaker:createEndpoint'}}\n"),
    LookAlike(
      "an argument of another task",
      "StartAt: A\nStates:\n  A: {Type: Task, Resource: 'arn:aws:states:::lambda:invoke', Parameters: "
        + "{Payload: {Resource: 'arn:aws:states:::sagemaker:createEndpoint'}}}\n"),
    LookAlike(
      "a definition of a resource's kind",
      "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec: {group: sagemaker.services.k8s.aws, "
        + "names: {kind: Endpoint}, versions: [{schema: {endpointName: {type: string}}}]}\n"),
    LookAlike(
      "an interface's description",
      "openapi: 3.0.0\npaths: {}\ncomponents: {schemas: {Input: {properties: {EndpointName: {type: string}}}}}\n"),
    LookAlike("a stack of containers", "services: {web: {image: x, environment: {EndpointName: a_}}}\n"),
    LookAlike(
      "an event", #"{"detail-type": "SageMaker Endpoint State Change", "detail": {"EndpointName": "a_"}}"# + "\n"),
    LookAlike("a type without a resource", "type: aws_sagemaker_endpoint\nname: _\n"),
  ]

  @Test(arguments: lookAlikes)
  func aLookAlikeHasNoFinding(_ look: LookAlike) throws {
    for name in ["document.yaml", "document.json"] where name.hasSuffix("yaml") || look.text.hasPrefix("{") {
      let result = try lintCarrier(look.text, name: name)
      #expect(result.places == [])
      #expect(result.requests == 0)
      #expect(result.issues == [])
    }
  }

  @Test(arguments: [
    #"{"note": "AWS::SageMaker::Endpoint, sagemaker:createEndpoint", "x": }"#,
    "- name: EndpointName\n  run: a: b: {\n", "see: [AWS::SageMaker::Endpoint\n",
  ])
  func aTextThatCannotBeReadAndOnlyMentionsTheWordsHasNoFinding(_ text: String) throws {
    let result = try lintCarrier(text, name: text.hasPrefix("{") ? "document.json" : "document.yaml")
    #expect(result.places == [])
    #expect(result.unreadable != nil)
  }

  @Test(arguments: [
    ("Resources: {E: {Type: AWS::SageMaker::Endpoint, Properties: {EndpointConfigName: c}}}", Carrier.cloudFormation),
    ("{StartAt: A, States: {A: {Type: Task, Resource: 'arn:aws:states:::sagemaker:createEndpoint'}}}", .stepFunctions),
    ("{apiVersion: sagemaker.services.k8s.aws/v1alpha1, kind: Endpoint, spec: {}}", .kubernetes),
    ("{resource: {aws_sagemaker_endpoint: {a: {endpoint_config_name: c}}}}", .terraform),
    (
      "{eventSource: sagemaker.amazonaws.com, eventName: UpdateEndpoint, requestParameters: {endpointName: c}}",
      .cloudTrail
    ),
  ])
  func aCarrierIsToldByWhatItHolds(_ text: String, _ carrier: Carrier) throws {
    let model = RulePack.model
    #expect(Locator(model: model).recognize(try document(text)) == .carrier(carrier))
  }

  @Test func aStreamMayMixCarriersAndRequests() throws {
    let text =
      CarrierTexts.manifest("endpointName: a_\nendpointConfigName: c") + "---\n"
      + CarrierTexts.template("EndpointConfigName: b_") + "---\nEndpointName: c_\nEndpointConfigName: c\n"
    let result = try lintCarrier(text)
    #expect(result.requests == 3)
    #expect(result.diagnostics.map { $0.request?.carrier } == ["Kubernetes manifest", "CloudFormation template", nil])
    #expect(result.diagnostics.map(\.document) == [0, 1, 2])
  }

  @Test func aNamedKindGoesBeforeACarrier() throws {
    let result = try lint(CarrierTexts.template("EndpointConfigName: b_"), kind: .createEndpoint)
    #expect(result.diagnostics.contains { $0.rule == "schema/unknown-field" && $0.path.pointer == "/Resources" })
  }
}
