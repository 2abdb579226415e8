/// Tells documents of other tools that hold an endpoint.
enum CarrierDetection {
  static func carrier(of document: Document) -> Carrier? {
    let root = document.root
    if holdsTerraformEndpoint(root) { return .terraform }
    guard root.kind == .mapping else { return nil }
    if let resources = root.member("Resources"), resources.kind == .mapping,
      resources.children.contains(where: { hasText($0.member("Type"), "AWS::SageMaker::Endpoint") })
    {
      return .cloudFormation
    }
    if let version = root.member("apiVersion"), root.member("kind") != nil, isSageMakerGroup(version.text),
      hasText(root.member("kind"), "Endpoint")
    {
      return .kubernetes
    }
    if root.member("States") != nil, holdsText(root, where: isEndpointTask) { return .stepFunctions }
    return nil
  }

  private static func hasText(_ node: Node?, _ text: String) -> Bool {
    node.map { $0.kind == .string && TextOrder.isEqual($0.text, text) } ?? false
  }

  /// The controllers' API group (`sagemaker.services.k8s.aws/v1alpha1`) and Crossplane's.
  private static func isSageMakerGroup(_ version: String) -> Bool {
    let group = version.utf8.prefix { $0 != UInt8(ascii: "/") }
    return group.elementsEqual("sagemaker.services.k8s.aws".utf8)
      || (group.starts(with: "sagemaker.aws.".utf8) && group.suffix(9).elementsEqual(".upbound.io".utf8.suffix(9)))
  }

  private static func isEndpointTask(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.starts(with: "arn:".utf8) && StepFunctions.kind(of: String(decoding: text, as: UTF8.self)) != nil
  }

  /// A plan or a state has resources that name their type; `.tf.json` has the type as a key.
  ///
  /// Recursion is bounded by the readers' depth limit.
  private static func holdsTerraformEndpoint(_ node: Node) -> Bool {
    guard node.isContainer, node.definitionRange == nil else { return false }
    if node.kind == .mapping {
      let resources = Terraform.blocks(node.member("resource"), [])
      if resources.contains(where: { $0.node.member("aws_sagemaker_endpoint") != nil }) { return true }
      if hasText(node.member("type"), "aws_sagemaker_endpoint"), node.member("mode") ?? node.member("address") != nil {
        return true
      }
    }
    return node.children.contains(where: holdsTerraformEndpoint)
  }

  /// Recursion is bounded by the readers' depth limit.
  private static func holdsText(_ node: Node, where isWanted: (UnsafeBufferPointer<UInt8>) -> Bool) -> Bool {
    if node.kind == .string { return node.withText(isWanted) }
    // What an alias stands for is looked at where it is written.
    return node.definitionRange == nil && node.children.contains { holdsText($0, where: isWanted) }
  }
}
