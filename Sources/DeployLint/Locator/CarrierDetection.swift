/// Tells documents of other tools that hold an endpoint.
enum CarrierDetection {
  static func carrier(of document: Document) -> Carrier? {
    let root = document.root
    // The walk through all of a document is for those that hold the word.
    if document.mayHold("aws_sagemaker_endpoint"), Terraform.holdsEndpoint(root) { return .terraform }
    guard root.kind == .mapping else { return CloudTrail.holdsRequest(root) ? .cloudTrail : nil }
    if StackTemplate.holds(root, resource: carriesEndpoint) { return .cloudFormation }
    if Kubernetes.manifests(in: root).contains(where: Kubernetes.isEndpoint) { return .kubernetes }
    if CloudTrail.holdsRequest(root) { return .cloudTrail }
    if root.member("States") != nil, StepFunctions.holdsRequest(StateMachine(root: root)) { return .stepFunctions }
    return nil
  }

  private static func carriesEndpoint(_ resource: StackTemplate.Resource) -> Bool {
    resource.type.hasText(CloudFormation.endpointType) || TemplateStateMachine.mayHoldRequest(resource)
  }
}
