/// Tells what a document is: which request, or which of the service's other requests and answers.
package struct Locator: Sendable {
  private let model: Model

  package init(model: Model) {
    self.model = model
  }

  package func recognize(_ document: Document) -> Recognition {
    let root = document.root
    // Most requests fit as they are: nothing can fit better, and no document of another tool has these members alone.
    if let kind = exactFit(root) { return .request(kind) }
    if let carrier = CarrierDetection.carrier(of: document) { return .carrier(carrier) }
    if root.kind == .sequence, let item = root.children.first {
      if let kind = exactFit(item) { return .list(kind) }
      switch recognize(item) {
      case .request(let kind): return .list(kind)
      case .other(.otherCalls): return .other(.otherCalls)
      default: break
      }
    }
    return recognize(root)
  }

  /// The requests that a document of another tool holds; none where they are not read.
  func carried(in document: Document, _ carrier: Carrier) -> Carried {
    let root = document.root
    switch carrier {
    case .cloudFormation: return StackTemplate(root).map { CloudFormation.carried(in: $0, model) } ?? Carried()
    case .stepFunctions:
      let machine = StateMachine(root: root)
      var carried = Carried()
      carried.add(machine, StepFunctions.requests(in: machine))
      return carried
    case .terraform: return Carried(requests: Terraform.requests(in: root, model))
    case .kubernetes: return Carried(requests: Kubernetes.requests(in: root))
    case .cloudTrail: return Carried(requests: CloudTrail.requests(in: root))
    }
  }

  /// No request has nearly as many; each is compared with the names of all operations.
  private static let mostMembers = 1_000

  private func recognize(_ root: Node) -> Recognition {
    guard root.kind == .mapping, (1...Self.mostMembers).contains(root.count) else {
      return .unknown(Self.look(of: root))
    }
    if Kubernetes.manifests(in: root).contains(where: Kubernetes.isConfiguration) {
      return .other(Recognition.Operation(manifest: "EndpointConfig"))
    }
    if CloudTrail.isLog(root) { return .other(.otherCalls) }
    let keys = root.children.map(\.key)

    if let bare = bareDeploymentConfig(root, keys) { return bare }
    guard hasTellingMember(keys) else { return .unknown(Self.look(of: root)) }
    let create = fit(keys, RequestKind.createEndpoint)
    let update = fit(keys, RequestKind.updateEndpoint)
    let ours = [create, update].compactMap { $0 }.min { $0.edits < $1.edits }
    let other = model.otherOperations
      .compactMap { operation in fit(keys, operation).map { (operation: operation, fit: $0) } }
      .min { $0.fit.edits < $1.fit.edits }

    let lone = loneDeploymentConfig(root, keys)
    if lone == Self.inferenceComponent { return Self.inferenceComponent }
    if let other, ours == nil || other.fit.edits < ours?.edits ?? .max, lone == nil {
      return .other(Recognition.Operation(name: other.operation.name, isAnswer: other.operation.isOutput))
    }
    guard ours != nil else { return .unknown(Self.look(of: root)) }
    return .request(hasMemberOfUpdateAlone(keys) ? .updateEndpoint : .createEndpoint)
  }

  // MARK: Fitting

  private struct Fit {
    /// Members to rename, to remove or to add until the mapping is such a request.
    var edits: Int
    var missing: Int
  }

  private func fit(_ keys: [String], _ kind: RequestKind) -> Fit? {
    let members = model.shapes[model.root(of: kind)].members
    return fit(keys, members.map(\.name), required: members.filter(\.isRequired).map(\.name))
  }

  /// The operation whose members a mapping has, with all that it requires and nothing else.
  private func exactFit(_ root: Node) -> RequestKind? {
    guard root.kind == .mapping else { return nil }
    let vocabulary = model.vocabulary(of: .api)
    return root.document.withTree { tree in
      func fits(_ kind: RequestKind) -> Bool {
        vocabulary.fitsExactly(root.place, in: tree, shape: model.root(of: kind))
      }
      return fits(.createEndpoint) ? .createEndpoint : fits(.updateEndpoint) ? .updateEndpoint : nil
    }
  }

  /// `nil` also where more than half of what the operation requires is missing: nobody means it then.
  private func fit(_ keys: [String], _ operation: Model.OtherOperation) -> Fit? {
    guard let fit = fit(keys, operation.members, required: operation.required),
      fit.missing * 2 <= operation.required.count
    else { return nil }
    return fit
  }

  /// `nil` where more than half of the mapping's members are unknown to the operation.
  private func fit(_ keys: [String], _ members: [String], required: [String]) -> Fit? {
    var edits = 0
    var unknown = 0
    var met: [String] = []
    for key in keys {
      if members.contains(where: { TextOrder.isEqual($0, key) }) {
        met.append(key)
      } else if let near = members.first(where: { Suggestion.distance(key, $0) != nil }) {
        met.append(near)
        edits += 1
      } else {
        unknown += 1
      }
    }
    guard unknown * 2 <= keys.count else { return nil }
    let missing = required.filter { name in !met.contains { TextOrder.isEqual($0, name) } }
    return Fit(edits: edits + unknown + missing.count, missing: missing.count)
  }

  // MARK: Which of ours

  private static let tellingMembers = ["EndpointName", "EndpointConfigName", "DeploymentConfig"]

  private func hasTellingMember(_ keys: [String]) -> Bool {
    keys.contains { key in Self.tellingMembers.contains { Suggestion.distance(key, $0) != nil } }
  }

  private func hasMemberOfUpdateAlone(_ keys: [String]) -> Bool {
    let create = model.shapes[model.root(of: .createEndpoint)]
    return model.shapes[model.root(of: .updateEndpoint)].members.contains { member in
      create.member(member.name) == nil && keys.contains { Suggestion.distance($0, member.name) != nil }
    }
  }

  // MARK: Deployment configurations

  private func bareDeploymentConfig(_ root: Node, _ keys: [String]) -> Recognition? {
    let members = model.shapes[model.root(of: .deploymentConfig)].members.map(\.name)
    let known = keys.filter { key in members.contains { Suggestion.distance(key, $0) != nil } }
    guard !known.isEmpty, (keys.count - known.count) * 2 <= keys.count, !hasTellingMember(keys) else { return nil }
    if holdsCopyCount(root) { return Self.inferenceComponent }
    return .request(.deploymentConfig)
  }

  /// A mapping whose only member is DeploymentConfig: three operations take one; what is in it tells whose it is.
  private func loneDeploymentConfig(_ root: Node, _ keys: [String]) -> Recognition? {
    guard keys.count == 1, let value = root.children.first, value.kind == .mapping,
      Suggestion.distance(value.key, "DeploymentConfig") != nil
    else { return nil }
    return bareDeploymentConfig(value, value.children.map(\.key))
  }

  private static let inferenceComponent =
    Recognition.other(Recognition.Operation(name: "UpdateInferenceComponent", isAnswer: false))

  /// Inference components count copies, endpoints count instances.
  private func holdsCopyCount(_ root: Node) -> Bool {
    guard let rolling = root.member("RollingUpdatePolicy") else { return false }
    return ["MaximumBatchSize", "RollbackMaximumBatchSize"].contains { name in
      rolling.member(name)?.member("Type")?.text == "COPY_COUNT"
    }
  }

  // MARK: In words

  /// What a document looks like, for people who expected it to be a request.
  static func look(of root: Node) -> String {
    switch root.kind {
    case .null: return "null"
    case .boolean, .integer, .float, .string:
      // "EndpointName:churn" is one word to YAML.
      let hint =
        root.isPlain && root.text.utf8.contains(UInt8(ascii: ":")) ? " (is a space missing after a colon?)" : ""
      return "a single value, \(DisplayText.quoted(root.text))\(hint)"
    case .sequence: return root.count == 1 ? "a list of 1 item" : "a list of \(root.count) items"
    case .mapping:
      let keys = root.children.map { DisplayText.escaped($0.key) }
      if keys.isEmpty { return "an empty mapping" }
      return "a mapping with " + SchemaMessage.list(keys, "and")
    }
  }
}
