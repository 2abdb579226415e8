/// Tells where a member belongs that stands in the wrong mapping.
enum MemberHome {
  /// Help such as "move it to DeploymentConfig"; `nil` where no mapping of the service is known to hold it.
  static func find(_ name: String, awayFrom shape: Shape, _ request: CheckedRequest) -> String? {
    let model = request.model
    if let path = path(to: name, from: model.root(of: request.kind), awayFrom: shape, model) {
      return path.isEmpty ? "move it to the top of the request" : "move it to \(path)"
    }
    let isRoot = model.shapes[model.root(of: request.kind)].name == shape.name
    guard isRoot else { return nil }
    for kind in RequestKind.allCases where kind != request.kind && kind != .deploymentConfig {
      if model.shapes[model.root(of: kind)].member(name) != nil {
        return "\(name) belongs to \(kind.rawValue); leave it out here" + instead(name, request.kind)
      }
    }
    if let other = model.otherOperations.first(where: { $0.name == "CreateEndpointConfig" && !$0.isOutput }),
      other.members.contains(where: { TextOrder.isEqual($0, name) })
    {
      return "\(name) belongs to CreateEndpointConfig; put it there, and name that configuration here"
    }
    return nil
  }

  private static func instead(_ name: String, _ kind: RequestKind) -> String {
    kind == .updateEndpoint && name == "Tags" ? ", and use AddTags to tag the endpoint" : ""
  }

  /// The way to the nearest mapping below the root that has the member; shapes do not contain themselves.
  private static func path(to name: String, from root: Int, awayFrom shape: Shape, _ model: Model) -> String? {
    var level: [(shape: Int, path: String)] = [(root, "")]
    while !level.isEmpty {
      for (index, path) in level {
        let candidate = model.shapes[index]
        if candidate.name != shape.name, candidate.member(name) != nil { return path }
      }
      level = level.flatMap { index, path in
        model.shapes[index].members.map { ($0.shape, path.isEmpty ? $0.name : path + "." + $0.name) }
      }
    }
    return nil
  }
}
