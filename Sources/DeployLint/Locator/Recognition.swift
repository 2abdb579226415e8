/// What a document is.
package enum Recognition: Sendable, Hashable {
  case request(RequestKind)
  /// A request or an answer of the service that is not checked.
  case other(Operation)
  /// A document of another tool that holds an endpoint.
  case carrier(Carrier)
  /// A list of requests, which is none: each must be a document of its own.
  case list(RequestKind)
  /// A document without content.
  case empty
  /// Nothing that is known here; the text says what it looks like, such as "a mapping with services and version".
  case unknown(String)

  package struct Operation: Sendable, Hashable {
    package let name: String
    package let isAnswer: Bool
    /// Whether it is written as a resource of the AWS Controllers for Kubernetes.
    let isManifest: Bool

    init(name: String, isAnswer: Bool) {
      self.name = name
      self.isAnswer = isAnswer
      isManifest = false
    }

    init(manifest name: String) {
      self.name = name
      isAnswer = false
      isManifest = true
    }

    /// "CreateEndpointConfig request", "DescribeEndpoint answer", "EndpointConfig manifest".
    package var description: String { name + (isManifest ? " manifest" : isAnswer ? " answer" : " request") }
  }
}

/// A kind of document in which people keep endpoints.
package enum Carrier: String, Sendable, Hashable, CaseIterable {
  case cloudFormation = "CloudFormation template"
  case stepFunctions = "Step Functions state machine"
  case terraform = "Terraform document"
  case kubernetes = "Kubernetes manifest"

  /// What carries the endpoint in a document of this kind.
  package var subject: String {
    switch self {
    case .cloudFormation: "an AWS::SageMaker::Endpoint"
    case .stepFunctions: "a SageMaker endpoint task"
    case .terraform: "an aws_sagemaker_endpoint"
    case .kubernetes: "a SageMaker Endpoint"
    }
  }
}
