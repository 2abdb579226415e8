/// Tells where a member belongs that stands in the wrong mapping.
enum MemberHome {
  /// Help such as "move it to DeploymentConfig"; `nil` where no mapping of the service is known to hold it.
  static func find(_ name: String, awayFrom shape: Shape, _ request: CheckedRequest) -> String? {
    let model = request.model
    let root = request.visits[0].pointee.shape
    if let path = path(to: name, from: root, awayFrom: shape, request) {
      return path.isEmpty ? "move it to the top of the request" : "move it to \(path)"
    }
    // A slip in the case of our own member is told as such.
    guard model.shapes[root].name == shape.name, request.dialect.spelling == .api,
      !shape.members.contains(where: { Suggestion.distance(name, $0.name) == 0 })
    else { return nil }
    for kind in RequestKind.allCases where kind != request.kind && kind != .deploymentConfig {
      if let member = model.shapes[model.root(of: kind)].members.first(where: {
        Suggestion.distance(name, $0.name) == 0
      }) {
        let name = member.name
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

  /// The way to the nearest mapping below the root that has the member.
  private static func path(to name: String, from root: Int, awayFrom shape: Shape, _ request: CheckedRequest) -> String?
  {
    let model = request.model
    let dialect = request.dialect
    var level: [(shape: Int, path: String)] = [(root, "")]
    // A model may have shapes that contain themselves.
    var isMet = [Bool](repeating: false, count: model.shapes.count)
    while !level.isEmpty {
      for (index, path) in level {
        let candidate = model.shapes[index]
        let holdsIt = candidate.members.contains { TextOrder.isEqual(dialect.spelled($0.name, in: candidate), name) }
        if candidate.name != shape.name, holdsIt { return path }
      }
      level = level.flatMap { index, path in
        if isMet[index] { return [(shape: Int, path: String)]() }
        isMet[index] = true
        let candidate = model.shapes[index]
        return candidate.members.map { member in
          let name = dialect.spelled(member.name, in: candidate)
          return (member.shape, path.isEmpty ? name : path + "." + name)
        }
      }
    }
    return nil
  }
}
