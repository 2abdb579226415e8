/// `aws_sagemaker_endpoint` in Terraform's JSON: `terraform show -json` of a plan or a state, and `.tf.json`.
enum Terraform {
  private static let resourceType = "aws_sagemaker_endpoint"

  static let dialect = Dialect(name: Carrier.terraform.rawValue) { dialect in
    dialect.spelling = .snake
    dialect.names = [Model.endpointResourceName: ["EndpointName": "name"]]
    dialect.required = [Model.endpointResourceName: ["EndpointName": false]]
    // Provider 5.100.0; the API takes 28800.
    dialect.maximum = ["MaximumExecutionTimeoutInSeconds": 14400]
    dialect.limiter = "Terraform's AWS provider"
    dialect.convertsScalars = true
    dialect.isNullAbsent = true
    dialect.hasBlocks = true
    dialect.hasTagMap = true
    // Every block may be dynamic.
    for shape in [
      "DeploymentConfig", "BlueGreenUpdatePolicy", "RollingUpdatePolicy", "TrafficRoutingConfig", "AutoRollbackConfig",
      "CapacitySize", "Alarm",
    ] {
      dialect.ignored[shape] = ["dynamic"]
    }
    dialect.ignored[Model.endpointResourceName] = [
      "dynamic", "arn", "id", "region", "tags_all", "timeouts", "count", "for_each", "depends_on", "provider",
      "lifecycle",
      "provisioner", "connection", "//",
    ]
  }

  static func requests(in root: Node, _ model: Model) -> [LocatedRequest] {
    var requests: [LocatedRequest] = []
    // In `.tf.json` whatever may be repeated can be an object or a list of objects.
    for (node, path) in blocks(root.member("resource"), [.member("resource")]) {
      for (resources, path) in blocks(node.member(resourceType), path + [.member(resourceType)]) {
        for resource in resources.children {
          for (body, path) in blocks(resource, path + [.member(resource.key)]) {
            requests.append(request(body, path, model, ExpressionReader()))
          }
        }
      }
    }
    for (attributes, path) in storedInstances(in: root, ofType: resourceType) {
      requests.append(request(attributes, path, model, PlannedReader()))
    }
    let unknown = unknownValues(root)
    for name in ["planned_values", "values"] {
      guard let module = root.member(name)?.member("root_module") else { continue }
      collect(module, [.member(name), .member("root_module")], unknown, model, &requests)
    }
    return requests
  }

  private static func collect(
    _ module: Node, _ path: [RequestPath.Component], _ unknown: [String: Node], _ model: Model,
    _ requests: inout [LocatedRequest]
  ) {
    for (index, resource) in items(module.member("resources")).enumerated() {
      guard isEndpoint(resource), let values = resource.member("values"), values.kind == .mapping
      else { continue }
      let unknown = resource.member("address").flatMap { unknown[$0.text] }
      requests.append(
        request(
          values, path + [.member("resources"), .item(index), .member("values")], model,
          PlannedReader(values, unknown)))
    }
    for (index, child) in items(module.member("child_modules")).enumerated() {
      collect(child, path + [.member("child_modules"), .item(index)], unknown, model, &requests)
    }
  }

  /// Whether there is an endpoint where plans, states and configurations have them.
  static func holdsEndpoint(_ root: Node) -> Bool {
    blocks(root.member("resource"), []).contains { $0.node.member(resourceType) != nil }
      || !storedInstances(in: root, ofType: resourceType).isEmpty
      || ["planned_values", "values"].contains { name in
        root.member(name)?.member("root_module").map(moduleHoldsEndpoint) ?? false
      }
  }

  /// Recursion is bounded by the readers' depth limit.
  private static func moduleHoldsEndpoint(_ module: Node) -> Bool {
    items(module.member("resources")).contains(where: isEndpoint)
      || items(module.member("child_modules")).contains(where: moduleHoldsEndpoint)
  }

  /// The attributes of resources in a state as Terraform stores it, or in the list of its resources.
  static func storedInstances(
    in root: Node, ofType type: String
  ) -> [(attributes: Node, path: [RequestPath.Component])] {
    let list = root.kind == .sequence ? root : root.member("resources")
    guard let list, list.kind == .sequence else { return [] }
    var found: [(attributes: Node, path: [RequestPath.Component])] = []
    for (index, resource) in list.children.enumerated() {
      // A data source is read and not made.
      guard hasType(resource, type), resource.member("mode").map({ TextOrder.isEqual($0.text, "managed") }) ?? true
      else { continue }
      for (number, instance) in items(resource.member("instances")).enumerated() {
        guard let attributes = instance.member("attributes"), attributes.kind == .mapping else { continue }
        let beginning: [RequestPath.Component] = root.kind == .sequence ? [] : [.member("resources")]
        found.append(
          (
            attributes,
            beginning + [.item(index), .member("instances"), .item(number), .member("attributes")]
          ))
      }
    }
    return found
  }

  static func blocks(
    _ node: Node?, _ path: [RequestPath.Component]
  ) -> [(node: Node, path: [RequestPath.Component])] {
    guard let node else { return [] }
    guard node.kind == .sequence else { return [(node, path)] }
    return node.children.enumerated().map { ($0.element, path + [.item($0.offset)]) }
  }

  /// Data sources of the type do not exist, and would not be made.
  private static func isEndpoint(_ resource: Node) -> Bool {
    hasType(resource, resourceType) && resource.member("mode").map { TextOrder.isEqual($0.text, "managed") } ?? true
  }

  private static func hasType(_ resource: Node, _ type: String) -> Bool {
    resource.member("type").map { TextOrder.isEqual($0.text, type) } ?? false
  }

  private static func items(_ list: Node?) -> [Node] { list.map { Array($0.children) } ?? [] }

  private static func request(
    _ root: Node, _ path: [RequestPath.Component], _ model: Model, _ reader: any ValueReader
  ) -> LocatedRequest {
    LocatedRequest(
      kind: .createEndpoint, root: root, dialect: dialect, shape: model.index(ofShape: Model.endpointResourceName),
      location: RequestPath(path), variants: [LocatedRequest.Variant(reader: reader)])
  }

  /// What a plan says of its resources' values that are known after apply, by address.
  private static func unknownValues(_ root: Node) -> [String: Node] {
    var unknown: [String: Node] = [:]
    for change in items(root.member("resource_changes")) {
      if let address = change.member("address") {
        unknown[address.text] = change.member("change")?.member("after_unknown")
      }
    }
    return unknown
  }

  /// Values of a plan are literal; what is known after apply only is told beside them.
  private struct PlannedReader: ValueReader {
    /// By the place of the mapping that they belong to.
    private var unknownKeys: [Int: [Node]] = [:]

    init() {}

    /// - Parameter unknown: `after_unknown`, which has the form of the values and says true where one is not known.
    init(_ values: Node, _ unknown: Node?) {
      if let unknown { pair(values, unknown) }
    }

    /// Recursion is bounded by the readers' depth limit.
    private mutating func pair(_ value: Node, _ unknown: Node) {
      if value.kind == .mapping, unknown.kind == .mapping {
        for child in unknown.children {
          if child.boolean == true {
            unknownKeys[value.valueRange.lowerBound, default: []].append(child)
          } else if let member = value.member(child.key) {
            pair(member, child)
          }
        }
      } else if value.kind == .sequence, unknown.kind == .sequence {
        for (value, unknown) in zip(value.children, unknown.children) { pair(value, unknown) }
      }
    }

    func unknownMembers(of mapping: Node) -> [Node] { unknownKeys[mapping.valueRange.lowerBound] ?? [] }

    func read(_ node: Node) -> Reading { .value(node) }
  }

  /// `.tf.json`: texts are templates.
  struct ExpressionReader: ValueReader {
    func read(_ node: Node) -> Reading {
      guard node.kind == .string else { return .value(node) }
      return node.withText(holdsExpression) ? .unknown : .value(node)
    }

    /// `${…}` and `%{…}`; doubled signs are the signs themselves.
    private func holdsExpression(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
      text.indices.contains { index in
        guard text[index] == UInt8(ascii: "{"), index > 0 else { return false }
        let sign = text[index - 1]
        return (sign == UInt8(ascii: "$") || sign == UInt8(ascii: "%")) && (index < 2 || text[index - 2] != sign)
      }
    }

    /// A dynamic block makes blocks of its name, as many as a value has.
    func unknownMembers(of mapping: Node) -> [Node] {
      guard let dynamic = mapping.member("dynamic") else { return [] }
      return Terraform.blocks(dynamic, []).flatMap { Array($0.node.children) }
    }
  }
}
