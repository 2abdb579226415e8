/// Recognises what `aws sagemaker create-endpoint --generate-cli-skeleton` prints, before anything was filled in.
enum Skeleton {
  /// Whether the request is an unfilled skeleton: both policies are there, every text is empty or "string" (or one of
  /// its enumeration), every number is 0.
  static func isUnfilled(_ root: Node, kind: RequestKind, model: Model) -> Bool {
    let deployment = kind == .deploymentConfig ? root : root.member("DeploymentConfig")
    guard let deployment, deployment.member("BlueGreenUpdatePolicy") != nil,
      deployment.member("RollingUpdatePolicy") != nil
    else { return false }
    return isBlank(root, model.shapes[model.root(of: kind)], model)
  }

  private static func isBlank(_ node: Node, _ shape: Shape, _ model: Model) -> Bool {
    switch (node.kind, shape.type) {
    case (.mapping, .object):
      node.children.allSatisfy { child in
        shape.member(child.key).map { isBlank(child, model.shapes[$0.shape], model) } ?? false
      }
    case (.sequence, .array):
      node.children.allSatisfy { child in shape.item.map { isBlank(child, model.shapes[$0], model) } ?? false }
    case (.string, .string):
      node.text.isEmpty || TextOrder.isEqual(node.text, "string")
        || shape.enumeration.contains { TextOrder.isEqual($0, node.text) }
    case (.null, .string): true
    case (.integer, .integer): node.integer == 0
    case (.boolean, .boolean): true
    default: false
    }
  }
}
