/// Tasks of Step Functions state machines that create or update an endpoint, in JSON or YAML.
enum StepFunctions {
  static let dialect: Dialect = {
    var dialect = Dialect(name: Carrier.stepFunctions.rawValue)
    // `EndpointName.$` takes its value from the state's input.
    dialect.dynamicSuffix = ".$"
    return dialect
  }()

  static func requests(in root: Node, _ model: Model) -> [LocatedRequest] {
    var requests: [LocatedRequest] = []
    collect(root, [], model, &requests)
    return requests
  }

  /// States stand in states: in `Iterator`, `ItemProcessor` and `Branches`. Recursion is bounded by the readers' depth
  /// limit.
  private static func collect(
    _ node: Node, _ path: [RequestPath.Component], _ model: Model, _ requests: inout [LocatedRequest]
  ) {
    guard node.isContainer, node.definitionRange == nil else { return }
    if let resource = node.member("Resource"), resource.kind == .string, let kind = kind(of: resource.text) {
      requests.append(request(kind, in: node, path))
      return
    }
    for (index, child) in node.children.enumerated() {
      collect(child, path + [node.kind == .mapping ? .member(child.key) : .item(index)], model, &requests)
    }
  }

  /// `arn:aws:states:::sagemaker:createEndpoint`, `.sync` or not, or the integration of the SDK, in any partition.
  static func kind(of resource: String) -> RequestKind? {
    guard resource.utf8.starts(with: "arn:".utf8) else { return nil }
    for integration in [":states:::sagemaker:", ":states:::aws-sdk:sagemaker:"] {
      guard let marker = resource.firstRange(of: integration) else { continue }
      switch resource[marker.upperBound...].prefix(while: { $0 != "." }) {
      case "createEndpoint": return .createEndpoint
      case "updateEndpoint": return .updateEndpoint
      default: return nil
      }
    }
    return nil
  }

  private static func request(
    _ kind: RequestKind, in state: Node, _ path: [RequestPath.Component]
  ) -> LocatedRequest {
    let reader = ExpressionReader()
    guard let arguments = state.member("Parameters") ?? state.member("Arguments") else {
      let isJSONata = state.member("QueryLanguage")?.text == "JSONata"
      return LocatedRequest(
        kind: kind, root: state, dialect: dialect, location: RequestPath(path),
        missingKey: isJSONata ? "Arguments" : "Parameters")
    }
    return LocatedRequest(
      kind: kind, root: arguments, dialect: dialect, location: RequestPath(path + [.member(arguments.key)]),
      variants: [LocatedRequest.Variant(reader: reader)])
  }

  /// JSONata stands between `{%` and `%}`.
  private struct ExpressionReader: ValueReader {
    func read(_ node: Node) -> Reading {
      node.kind == .string && node.withText { $0.starts(with: "{%".utf8) } ? .unknown : .value(node)
    }
  }
}
