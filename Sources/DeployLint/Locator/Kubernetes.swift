/// `Endpoint` of the AWS Controllers for Kubernetes (ACK): the request stands in `spec`, in lower camel case.
enum Kubernetes {
  static let dialect: Dialect = {
    var dialect = Dialect(name: Carrier.kubernetes.rawValue)
    dialect.spelling = .lowerCamel
    // Go's code generator keeps `type` for itself.
    dialect.names = [
      "TrafficRoutingConfig": ["Type": "type_"],
      "CapacitySize": ["Type": "type_"],
    ]
    return dialect
  }()

  static func requests(in root: Node, _ model: Model) -> [LocatedRequest] {
    guard let version = root.member("apiVersion"), let spec = root.member("spec"),
      version.text.utf8.starts(with: "sagemaker.services.k8s.aws/".utf8)
    else { return [] }
    return [
      LocatedRequest(
        kind: .createEndpoint, root: spec, dialect: dialect, location: RequestPath([.member("spec")]))
    ]
  }
}
