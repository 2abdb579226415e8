/// `AWS::SageMaker::Endpoint`, and state machines that make endpoints, in CloudFormation, SAM and CDK output: YAML with
/// short tags or JSON.
enum CloudFormation {
  static let endpointType = "AWS::SageMaker::Endpoint"
  static let configurationType = "AWS::SageMaker::EndpointConfig"

  static let dialect = Dialect(name: Carrier.cloudFormation.rawValue) { dialect in
    dialect.required = [
      Model.endpointResourceName: ["EndpointName": false],
      "TrafficRoutingConfig": ["WaitIntervalInSeconds": false],
    ]
    dialect.convertsScalars = true
    dialect.openKeys = ["Fn::Transform", "Fn::ForEach::"]
    // The resource's schema requires Alarms in its block, and asks for unique items.
    dialect.raised = [("sagemaker/no-rollback-alarms", "Alarms"), ("sagemaker/duplicate-alarm", nil)]
  }

  static func carried(in template: StackTemplate, _ model: Model) -> Carried {
    var carried = Carried()
    carried.template = template
    let configurations = Configurations(in: template)
    for resource in template.resources {
      if resource.type.hasText(endpointType) {
        carried.requests += request(resource, in: template, configurations, model).map { [$0] } ?? []
      } else if TemplateStateMachine.isOne(resource) {
        TemplateStateMachine.add(resource, of: template, to: &carried)
      }
    }
    return carried
  }

  private static func request(
    _ resource: StackTemplate.Resource, in template: StackTemplate, _ configurations: Configurations, _ model: Model
  ) -> LocatedRequest? {
    guard let properties = resource.node.member("Properties") else {
      if template.variants(of: [], in: resource).isEmpty { return nil }
      return LocatedRequest(
        kind: .createEndpoint, root: resource.node, dialect: dialect, location: RequestPath(resource.path),
        missingKey: "Properties")
    }
    let variants = template.variants(of: [properties] + configurations.named(in: properties), in: resource)
    if variants.isEmpty { return nil }
    var request = LocatedRequest(
      kind: .createEndpoint, root: properties, dialect: dialect,
      shape: model.index(ofShape: Model.endpointResourceName),
      location: RequestPath(resource.path + [.member("Properties")]), variants: variants)
    request.isConditional = resource.node.member("Condition") != nil
    return request
  }

  /// The endpoint configurations of a template that are read in more than one way, to know what the fleets of endpoints
  /// depend on.
  private struct Configurations {
    private var byReference: [String: [Node]] = [:]
    private var conditional: [Node] = []

    init(in template: StackTemplate) {
      for resource in template.resources where resource.type.hasText(configurationType) {
        guard let properties = resource.node.member("Properties"),
          Self.parts(of: properties).contains(where: template.isConditional)
        else { continue }
        byReference[Intrinsic.reference(to: resource.id), default: []].append(properties)
        guard let name = properties.member("EndpointConfigName") else { continue }
        if case .function("If", _)? = Intrinsic(name) {
          conditional.append(properties)
        } else {
          byReference[Intrinsic.canonical(name), default: []].append(properties)
        }
      }
    }

    /// What decides on the fleets of the configurations that an endpoint may name.
    func named(in properties: Node) -> [Node] {
      if byReference.isEmpty { return [] }
      var found: [Node] = []
      collect(properties, &found)
      return found.flatMap(Self.parts)
    }

    /// What says of which fleet it is, and under which name.
    private static func parts(of properties: Node) -> [Node] {
      ["ProductionVariants", "EndpointConfigName"].compactMap { properties.member($0) }
    }

    /// Properties may themselves stand in branches. Recursion is bounded by the readers' depth limit.
    private func collect(_ properties: Node, _ found: inout [Node]) {
      if case .function("If", let arguments)? = Intrinsic(properties) {
        for branch in arguments.children.dropFirst() { collect(branch, &found) }
      } else if let name = properties.member("EndpointConfigName") {
        for leaf in Intrinsic.branches(of: name) {
          let keys =
            [Intrinsic.canonical(leaf)] + (Intrinsic.resource(in: leaf).map { [Intrinsic.reference(to: $0)] } ?? [])
          found += Set(keys).flatMap { byReference[$0] ?? [] }
        }
        found += conditional
      }
    }
  }
}
