import Foundation
import Testing

/// Requests in the documents of other tools.
@Suite struct CarrierTests {
  private static let folder = "Tests/Fixtures/carriers"

  @Test func `a walk finds the requests of every tool`() throws {
    let outcome = try Executable.run("check", "--format", "compact", Self.folder)
    #expect(outcome.status == 1)
    for file in try Project.fixtures("carriers") {
      #expect(outcome.output.contains("\n\(file):") || outcome.output.hasPrefix("\(file):"), "\(file)")
    }
    #expect(!outcome.errors.contains("not checked"))
  }

  @Test(arguments: [
    ("template.yaml", "CloudFormation template", "/Resources/Endpoint/Properties"),
    ("machine.asl.json", "Step Functions state machine", "/States/Update the endpoint/Parameters"),
    ("endpoint.yaml", "Kubernetes manifest", "/spec"),
    ("plan.json", "Terraform document", "/planned_values/root_module/resources/0/values"),
    ("main.tf.json", "Terraform document", "/resource/aws_sagemaker_endpoint/churn"),
    (
      "state-machine.yaml", "Step Functions state machine",
      "/Resources/Rollout/Properties/DefinitionString/States/Update the endpoint/Parameters"
    ),
    ("endpoint-list.yaml", "Kubernetes manifest", "/items/1/spec"),
    ("cloudtrail.json", "CloudTrail record", "/Records/1/requestParameters"),
  ])
  func `the report names the document and the way to the request`(
    file: String, carrier: String, location: String
  ) throws {
    struct Envelope: Decodable {
      struct Diagnostic: Decodable {
        struct Request: Decodable {
          let carrier: String?
          let location: String?
        }
        let request: Request?
      }
      let diagnostics: [Diagnostic]
    }
    let output = try Executable.run("check", "--format", "json", "\(Self.folder)/\(file)").output
    let report = try JSONDecoder().decode(Envelope.self, from: Data(output.utf8))
    #expect(!report.diagnostics.isEmpty)
    for diagnostic in report.diagnostics {
      #expect(diagnostic.request?.carrier == carrier)
      #expect(diagnostic.request?.location == location)
    }
  }

  @Test func `a plan is read from standard input`() throws {
    let outcome = try Executable.run(
      "check", "--format", "compact", "-", input: try Project.text("\(Self.folder)/plan.json"))
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("[schema/range]"))
  }

  @Test func `a Terraform file is named with the command that makes its plan`() throws {
    let folder = try TemporaryFolder()
    try folder.write("main.tf", "resource \"aws_sagemaker_endpoint\" \"churn\" {}\n")
    try folder.write("churn.yaml", "EndpointName: churn\nEndpointConfigName: churn-config\n")
    let walk = try folder.run("check", ".")
    #expect(walk.status == 0)
    #expect(walk.errors.contains("terraform show -json"))
    let named = try folder.run("check", "main.tf")
    #expect(named.status == 2)
    #expect(named.errors.contains("terraform show -json"))
  }

  @Test func `a state and a template that is not rendered are named`() throws {
    let folder = try TemporaryFolder()
    try folder.write("terraform.tfstate", "{\"resources\": [{\"type\": \"aws_sagemaker_endpoint\"}]}")
    try folder.write("helm.yaml", "endpointName: {{ .Values.name }}\n{{- if .Values.tags }}\ntags: x\n{{- end }}\n")
    try folder.write("churn.yaml", "EndpointName: churn\nEndpointConfigName: churn-config\n")
    let walk = try folder.run("check", ".")
    #expect(walk.status == 0)
    #expect(walk.output == "")
    #expect(walk.errors.contains("1 Terraform state with an aws_sagemaker_endpoint (check it: terraform show -json"))
    #expect(walk.errors.contains("1 template with placeholders that are not filled in"))
    // Who names a file wants to know.
    let named = try folder.run("check", "helm.yaml")
    #expect(named.status == 1)
    #expect(named.output.contains("syntax/error"))
  }

  @Test func `the AWS CLI's YAML input is a request`() throws {
    let input = """
      EndpointName: 'churn_prod'  # [REQUIRED] The name of the endpoint.
      EndpointConfigName: 'churn-config' # [REQUIRED] The name of an endpoint configuration.
      DeploymentConfig: # The deployment configuration for an endpoint.
        BlueGreenUpdatePolicy: # Update policy for a blue/green deployment.
          TrafficRoutingConfiguration: # [REQUIRED] Defines the traffic routing strategy.
            Type: ALL_AT_ONCE # [REQUIRED] Traffic routing strategy type.
            WaitIntervalInSeconds: 600
        AutoRollbackConfiguration: {Alarms: [{AlarmName: churn-5xx}]}

      """
    let outcome = try Executable.run("check", "--format", "compact", "-", input: input)
    #expect(outcome.output.hasPrefix("<stdin>:1:15: error: EndpointName is 'churn_prod'"))
    #expect(outcome.output.split(separator: "\n").count == 1)
  }

  @Test func `a document without any request to check is passed over silently in a walk`() throws {
    let folder = try TemporaryFolder()
    try folder.write("template.yaml", "Resources: {Queue: {Type: AWS::SQS::Queue}}\n# AWS::SageMaker::Endpoint\n")
    try folder.write("churn.yaml", "EndpointName: churn\nEndpointConfigName: churn-config\n")
    let outcome = try folder.run("check", ".")
    #expect(outcome.status == 0)
    #expect(outcome.errors == "checked 1 request in 1 file, passed over 1 file: nothing found\n")
  }
}
