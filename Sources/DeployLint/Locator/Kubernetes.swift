/// Resources of the AWS Controllers for Kubernetes (ACK): the request stands in the `spec` of an `Endpoint`, in lower
/// camel case.
enum Kubernetes {
  static let dialect = Dialect(name: Carrier.kubernetes.rawValue) { dialect in
    dialect.spelling = .lowerCamel
    // Go's code generator keeps `type` for itself.
    dialect.names = [
      "TrafficRoutingConfig": ["Type": "type_"],
      "CapacitySize": ["Type": "type_"],
    ]
    dialect.references = ["CreateEndpointInput": [reference: "EndpointConfigName"]]
  }

  /// Names a resource of the cluster in place of the configuration itself: `{from: {name: churn-config}}`.
  static let reference = "endpointConfigRef"

  /// A resource, which may stand in a list.
  struct Manifest {
    let node: Node
    let group: String
    let kind: String
    var path: [RequestPath.Component] = []

    var name: String? { node.member("metadata")?.member("name")?.text }
    var namespace: String { node.member("metadata")?.member("namespace")?.text ?? "" }

    init?(_ node: Node) {
      guard node.kind == .mapping, let version = node.member("apiVersion"), version.kind == .string,
        let kind = node.member("kind"), kind.kind == .string
      else { return nil }
      self.node = node
      group = String(version.text.prefix { $0 != "/" })
      self.kind = kind.text
    }

    func isOne(_ kind: String, of group: String) -> Bool {
      TextOrder.isEqual(kind, self.kind) && TextOrder.isEqual(group, self.group)
    }
  }

  static let group = "sagemaker.services.k8s.aws"

  /// The resources of a document: itself, or the items of a `List` of any kind, in lists too.
  ///
  /// Recursion is bounded by the readers' depth limit.
  static func manifests(in node: Node) -> [Manifest] {
    guard let manifest = Manifest(node) else { return [] }
    guard manifest.kind.utf8.suffix(4).elementsEqual("List".utf8), let items = node.member("items"),
      items.kind == .sequence
    else { return [manifest] }
    return items.children.enumerated().flatMap { index, item in
      manifests(in: item).map { manifest in
        var manifest = manifest
        manifest.path = [.member("items"), .item(index)] + manifest.path
        return manifest
      }
    }
  }

  static func requests(in root: Node) -> [LocatedRequest] {
    manifests(in: root).compactMap { manifest in
      guard manifest.isOne("Endpoint", of: group), let spec = manifest.node.member("spec") else { return nil }
      var request = LocatedRequest(
        kind: .createEndpoint, root: spec, dialect: dialect,
        location: RequestPath(manifest.path + [.member("spec")]))
      request.configurationKeys = configurationReference(in: spec, of: manifest).map { [$0] } ?? []
      return request
    }
  }

  /// Whether a resource of this group is an endpoint, of these controllers or of Crossplane's provider.
  static func isEndpoint(_ manifest: Manifest) -> Bool {
    guard TextOrder.isEqual(manifest.kind, "Endpoint") else { return false }
    let group = manifest.group.utf8
    return group.elementsEqual(Self.group.utf8)
      || (group.starts(with: "sagemaker.aws.".utf8) && group.suffix(11).elementsEqual(".upbound.io".utf8))
  }

  static func isConfiguration(_ manifest: Manifest) -> Bool { manifest.isOne("EndpointConfig", of: group) }

  /// What names a resource in a cluster, unlike any name of the service's.
  static func resourceName(_ namespace: String, _ name: String) -> [UInt8] {
    Array("\(namespace)/\(name)".utf8)
  }

  /// The resource that an endpoint's specification refers to.
  private static func configurationReference(in spec: Node, of manifest: Manifest) -> [UInt8]? {
    guard let source = spec.member(reference)?.member("from"), let name = source.member("name"), name.kind == .string
    else { return nil }
    return resourceName(source.member("namespace")?.text ?? manifest.namespace, name.text)
  }
}
