/// Tasks of Step Functions state machines that create or update an endpoint, in JSON or YAML.
enum StepFunctions {
  static let dialect = Dialect(name: Carrier.stepFunctions.rawValue) { dialect in
    // `EndpointName.$` takes its value from the state's input.
    dialect.dynamicSuffix = ".$"
  }

  static func holdsRequest(_ machine: StateMachine) -> Bool {
    machine.tasks.contains { kind(of: $0.node) != nil }
  }

  /// - Parameter variants: how the parameters of a task are read, where a template has its say.
  static func requests(
    in machine: StateMachine, variants: (Node) -> [LocatedRequest.Variant] = { _ in [.init(reader: PlainReader())] }
  ) -> [LocatedRequest] {
    machine.tasks.compactMap { task in
      kind(of: task.node).map { request($0, in: task, of: machine, variants) }
    }
  }

  /// What a state's task does to an endpoint.
  private static func kind(of state: Node) -> RequestKind? {
    guard let resource = state.member("Resource"), resource.kind == .string else { return nil }
    return switch action(of: resource.text) {
    case "createEndpoint": .createEndpoint
    case "updateEndpoint": .updateEndpoint
    default: nil
    }
  }

  /// The action in `arn:aws:states:::sagemaker:createEndpoint`, `.sync` or not, or in the integration of the SDK, in any
  /// partition.
  static func action(of resource: String) -> Substring? {
    guard resource.utf8.starts(with: "arn:".utf8) else { return nil }
    for integration in [":states:::sagemaker:", ":states:::aws-sdk:sagemaker:"] {
      if let marker = resource.firstRange(of: integration) {
        return resource[marker.upperBound...].prefix { $0 != "." }
      }
    }
    return nil
  }

  private static func request(
    _ kind: RequestKind, in task: StateMachine.State, of machine: StateMachine,
    _ variants: (Node) -> [LocatedRequest.Variant]
  ) -> LocatedRequest {
    let state = task.node
    guard let arguments = task.arguments else {
      let isJSONata = state.member("QueryLanguage").map { $0.text == "JSONata" } ?? machine.isJSONata
      return LocatedRequest(
        kind: kind, root: state, dialect: dialect, location: RequestPath(task.path),
        missingKey: isJSONata ? "Arguments" : "Parameters")
    }
    var request = LocatedRequest(
      kind: kind, root: arguments, dialect: dialect, location: RequestPath(task.path + [.member(arguments.key)]),
      variants: variants(arguments).map { variant in
        var variant = variant
        variant.reader = ExpressionReader(outer: variant.reader, hasSubstitutions: machine.hasSubstitutions)
        return variant
      })
    // A choice may lead to one task or another.
    request.isConditional = true
    request.configurationKeys = machine.keys(ofInputOf: task).map { [$0] } ?? []
    return request
  }

  /// Reads what is left when a template has been filled in.
  struct ExpressionReader: ValueReader {
    var outer: any ValueReader = PlainReader()
    let hasSubstitutions: Bool

    func read(_ node: Node) -> Reading {
      guard case .value(let value) = outer.read(node), value.kind == .string else { return outer.read(node) }
      return value.withText(isKnown) ? .value(value) : .unknown
    }

    func chosen(_ node: Node) -> Node { outer.chosen(node) }

    func unknownMembers(of mapping: Node) -> [Node] { outer.unknownMembers(of: mapping) }

    /// JSONata stands between `{%` and `%}`.
    private func isKnown(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
      !text.starts(with: "{%".utf8) && !(hasSubstitutions && EmbeddedText.holdsUnknown(text))
    }
  }
}
