/// `AWS::SageMaker::Endpoint` in CloudFormation, SAM and CDK output, YAML with short tags or JSON.
enum CloudFormation {
  private static let resourceType = "AWS::SageMaker::Endpoint"

  static let dialect: Dialect = {
    var dialect = Dialect(name: Carrier.cloudFormation.rawValue)
    dialect.required = [
      Model.endpointResourceName: ["EndpointName": false],
      "TrafficRoutingConfig": ["WaitIntervalInSeconds": false],
    ]
    dialect.convertsScalars = true
    dialect.openKey = "Fn::Transform"
    // The resource's schema requires Alarms in its block, and asks for unique items.
    dialect.raised = [("sagemaker/no-rollback-alarms", "Alarms"), ("sagemaker/duplicate-alarm", nil)]
    return dialect
  }()

  static func requests(in root: Node, _ model: Model) -> [LocatedRequest] {
    guard let resources = root.member("Resources"), resources.kind == .mapping else { return [] }
    let template = Template(root)
    let fleets = productionVariants(in: resources)
    return resources.children.compactMap { resource in
      guard let type = resource.member("Type"), type.kind == .string, TextOrder.isEqual(type.text, resourceType) else {
        return nil
      }
      let location: [RequestPath.Component] = [.member("Resources"), .member(resource.key)]
      guard let properties = resource.member("Properties") else {
        return LocatedRequest(
          kind: .createEndpoint, root: resource, dialect: dialect, location: RequestPath(location),
          missingKey: "Properties")
      }
      return LocatedRequest(
        kind: .createEndpoint, root: properties, dialect: dialect,
        shape: model.index(ofShape: Model.endpointResourceName),
        location: RequestPath(location + [.member("Properties")]),
        variants: template.variants(of: [properties] + fleets(properties)))
    }
  }

  /// Reads what depends on no condition.
  static func reader(in root: Node) -> any ValueReader {
    IntrinsicReader(parameters: root.member("Parameters"), conditions: [], choice: nil)
  }

  /// Whether the parameter's values are names of entries in Systems Manager's store, and not what it stands for.
  private static func isStoreEntry(_ parameter: Node) -> Bool {
    parameter.member("Type").map { $0.text.utf8.starts(with: "AWS::SSM::Parameter::".utf8) } ?? false
  }

  /// What the values of a template depend on.
  private struct Template {
    let parameters: Node?

    init(_ root: Node) {
      parameters = root.member("Parameters")
    }

    /// More conditions would double the readings each; what they decide is then unknown.
    private static let mostConditions = 6

    /// More allowed values would multiply the readings; what they decide is then unknown.
    private static let mostValues = 8

    func variants(of nodes: [Node]) -> [LocatedRequest.Variant] {
      var uses = Uses()
      for node in nodes { collect(node, &uses) }
      let names = uses.conditions.prefix(Self.mostConditions)
      // One parameter at a time: that two together break a rule for all their values is rare, and costs a product.
      let choice = uses.parameters.lazy.compactMap(choice).first
      var variants: [LocatedRequest.Variant] = []
      for bits in 0..<(1 << names.count) {
        let conditions = names.enumerated().map { (name: $1, holds: bits >> $0 & 1 == 0) }
        for alternative in 0..<(choice?.values.count ?? 1) {
          let reader = IntrinsicReader(
            parameters: parameters, conditions: conditions, choice: choice.map { ($0.name, $0.values[alternative]) })
          variants.append(
            LocatedRequest.Variant(conditions: conditions, alternative: alternative, reader: reader))
        }
      }
      return variants
    }

    /// A parameter without a default that may have a few values only.
    private func choice(_ name: String) -> (name: String, values: [Node])? {
      guard let parameter = parameters?.member(name), parameter.member("Default") == nil,
        !CloudFormation.isStoreEntry(parameter),
        let allowed = parameter.member("AllowedValues"), (1...Self.mostValues).contains(allowed.count)
      else { return nil }
      return (name, Array(allowed.children))
    }

    /// What a request depends on, each name once.
    private struct Uses {
      var conditions: [String] = []
      var parameters: [String] = []
    }

    /// Recursion is bounded by the readers' depth limit.
    private func collect(_ node: Node, _ uses: inout Uses) {
      switch Intrinsic(node) {
      case .function("If", let arguments):
        if let condition = arguments.children.first, condition.kind == .string {
          add(condition.text, to: &uses.conditions)
        }
      case .reference(let name): add(name, to: &uses.parameters)
      case .function, nil: break
      }
      guard node.isContainer else { return }
      for child in node.children { collect(child, &uses) }
    }

    private func add(_ name: String, to names: inout [String]) {
      if !names.contains(where: { TextOrder.isEqual($0, name) }) { names.append(name) }
    }
  }

  /// An intrinsic function, in its short or its long form.
  enum Intrinsic {
    case reference(String)
    /// The name without `Fn::`, and the arguments.
    case function(String, Node)

    init?(_ node: Node) {
      if let tag = node.localTag {
        let name = String(decoding: tag.utf8.drop { $0 == UInt8(ascii: "!") }, as: UTF8.self)
        self = name == "Ref" ? .reference(node.text) : .function(name, node)
        return
      }
      guard node.kind == .mapping, node.count == 1, let call = node.children.first else { return nil }
      if call.hasKey("Ref") {
        self = .reference(call.text)
      } else if call.key.utf8.starts(with: "Fn::".utf8) {
        self = .function(String(decoding: call.key.utf8.dropFirst(4), as: UTF8.self), call)
      } else {
        return nil
      }
    }
  }

  private struct IntrinsicReader: ValueReader {
    let parameters: Node?
    let conditions: [(name: String, holds: Bool)]
    /// The value that is tried for a parameter without a default.
    let choice: (name: String, value: Node)?

    func read(_ node: Node) -> Reading {
      guard let intrinsic = Intrinsic(node) else { return isDynamicReference(node) ? .unknown : .value(node) }
      switch intrinsic {
      case .reference("AWS::NoValue"): return .absent
      case .reference(let name): return parameter(name).map { .value(node.standing(for: $0)) } ?? .unknown
      case .function("If", let arguments): return branch(Array(arguments.children))
      case .function("Sub", let text) where text.kind == .string && !text.text.utf8.contains(UInt8(ascii: "$")):
        return .value(text.untagged)
      case .function: return .unknown
      }
    }

    /// `{{resolve:ssm:/churn/name}}`, which CloudFormation replaces wherever it stands in a text.
    private func isDynamicReference(_ node: Node) -> Bool {
      node.kind == .string
        && node.withText { text in
          // Most texts hold no brace at all.
          text.contains(UInt8(ascii: "{")) && String(decoding: text, as: UTF8.self).firstRange(of: "{{resolve:") != nil
        }
    }

    /// The value that a parameter has where nobody gives it another one.
    private func parameter(_ name: String) -> Node? {
      guard let parameter = parameters?.member(name), !CloudFormation.isStoreEntry(parameter) else { return nil }
      if let value = parameter.member("Default"), !value.isContainer { return value }
      guard let choice, TextOrder.isEqual(choice.name, name) else { return nil }
      return choice.value
    }

    private func branch(_ arguments: [Node]) -> Reading {
      guard arguments.count == 3, arguments[0].kind == .string,
        let condition = conditions.first(where: { TextOrder.isEqual($0.name, arguments[0].text) })
      else { return .unknown }
      return read(condition.holds ? arguments[1] : arguments[2])
    }
  }
}
