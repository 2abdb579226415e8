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
    private let noun: String

    init(name: String, isAnswer: Bool) {
      self.name = name
      self.isAnswer = isAnswer
      noun = isAnswer ? "answer" : "request"
    }

    private init(name: String, noun: String) {
      self.name = name
      self.noun = noun
      isAnswer = false
    }

    /// Written as a resource of the AWS Controllers for Kubernetes.
    init(manifest name: String) { self.init(name: name, noun: "manifest") }

    /// Calls that CloudTrail has recorded, of which none has kept a request that creates or updates an endpoint.
    static let otherCalls = Operation(name: "unrelated CloudTrail", noun: "record")

    /// "CreateEndpointConfig request", "DescribeEndpoint answer", "EndpointConfig manifest".
    package var description: String { name + " " + noun }
  }
}

/// A kind of document in which people keep endpoints.
package enum Carrier: String, Sendable, Hashable, CaseIterable {
  case cloudFormation = "CloudFormation template"
  case stepFunctions = "Step Functions state machine"
  case terraform = "Terraform document"
  case kubernetes = "Kubernetes manifest"
  case cloudTrail = "CloudTrail record"

  /// What carries the endpoint in a document of this kind.
  package var subject: String {
    switch self {
    case .cloudFormation: "an AWS::SageMaker::Endpoint"
    case .stepFunctions: "a SageMaker endpoint task"
    case .terraform: "an aws_sagemaker_endpoint"
    case .kubernetes: "a SageMaker Endpoint"
    case .cloudTrail: "a CreateEndpoint or UpdateEndpoint call"
    }
  }
}
