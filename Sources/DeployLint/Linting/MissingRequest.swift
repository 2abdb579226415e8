extension RunIssue {
  /// What is looked for, in words.
  static let wantedRequest =
    "a CreateEndpoint or UpdateEndpoint request (EndpointName, EndpointConfigName) or a bare DeploymentConfig"

  /// A file that was named and holds no request: what was found instead.
  ///
  /// - Parameter remedy: what helps where it is a request after all.
  init(
    noRequestIn source: Source, _ result: FileResult,
    remedy: String = "name the kind with --kind, or pass over such files with --skip-unrecognized"
  ) {
    self.init(id: .noRequest, message: Self.message(source, result, remedy), file: source.name)
  }

  private static func message(_ source: Source, _ result: FileResult, _ remedy: String) -> String {
    let name = DisplayText.escaped(source.name)
    var looks: [String] = []
    for outcome in result.outcomes {
      let look =
        switch outcome {
        case .other(let operation): "\(article(operation.name)) \(operation.description), which is not checked"
        case .carrier(let carrier): "a \(carrier.rawValue) with \(carrier.subject), which is not read"
        case .list(let kind): "a list of \(kind.rawValue) requests, each of which must be a document of its own"
        case .empty: "an empty document"
        case .unknown(let look): look
        case .request: ""
        }
      if !look.isEmpty, !looks.contains(look) { looks.append(look) }
    }
    if source.bytes.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) {
      return "\(name) is empty; looked for \(wantedRequest)"
    }
    var message = "\(name) holds no request: looked for \(wantedRequest)"
    if source.name.utf8.suffix(3).elementsEqual(".tf".utf8) {
      message +=
        ", and Terraform's own language is not read: check its plan, "
        + "'terraform show -json PLAN | deploylint check -'"
    } else if let problem = result.unreadable, let place = result.unreadablePlace {
      message += ", and the text cannot be read at \(place): \(problem.message)"
    } else if !looks.isEmpty {
      message += ", and found " + SchemaMessage.list(looks, "and")
    }
    return message + "; " + remedy
  }

  private static func article(_ name: String) -> String {
    name.utf8.first.map("AEIOU".utf8.contains) ?? false ? "an" : "a"
  }
}
