extension Terraform {
  static let configurationType = "aws_sagemaker_endpoint_configuration"

  /// The resource's name in `${aws_sagemaker_endpoint_configuration.NAME.name}`.
  static func configurationReference(in node: Node) -> [UInt8]? {
    let text = node.text.utf8
    guard node.kind == .string, text.starts(with: "${".utf8), text.last == UInt8(ascii: "}") else { return nil }
    let parts = text.dropFirst(2).dropLast().split(separator: UInt8(ascii: "."))
    guard parts.count == 3, parts[0].elementsEqual(configurationType.utf8),
      ["name", "id"].contains(where: { parts[2].elementsEqual($0.utf8) })
    else { return nil }
    return Array(parts[1].prefix { $0 != UInt8(ascii: "[") })
  }

  /// What each endpoint of a plan's `configuration` takes its `endpoint_config_name` from, by address: the name of an
  /// endpoint configuration of the same module, where the expression refers to nothing else.
  ///
  /// Recursion is bounded by the readers' depth limit.
  static func collectReferences(_ module: Node, prefix: String, _ references: inout [String: String]) {
    for resource in module.member("resources")?.children.map({ $0 }) ?? [] {
      guard let address = resource.member("address")?.text, resource.member("type")?.text == "aws_sagemaker_endpoint",
        let expression = resource.member("expressions")?.member("endpoint_config_name"),
        let name = onlyConfiguration(in: expression.member("references"))
      else { continue }
      references[prefix + address] = name
    }
    for call in module.member("module_calls")?.children.map({ $0 }) ?? [] {
      guard let module = call.member("module") else { continue }
      collectReferences(module, prefix: prefix + "module." + call.key + ".", &references)
    }
  }

  private static func onlyConfiguration(in references: Node?) -> String? {
    var name: [UInt8]?
    for reference in references?.children.map({ $0 }) ?? [] {
      let parts = reference.text.utf8.split(separator: UInt8(ascii: "."))
      guard parts.count >= 2, parts[0].elementsEqual(configurationType.utf8) else { return nil }
      let found = Array(parts[1].prefix { $0 != UInt8(ascii: "[") })
      if let name, name != found { return nil }
      name = found
    }
    return name.map { String(decoding: $0, as: UTF8.self) }
  }

  /// A resource's address in a plan: `module.a["x"].aws_sagemaker_endpoint.this[0]`.
  struct Address {
    /// With its keys, up to and with the last dot: `module.a["x"].`; empty for the root module.
    let module: String
    /// The resource's name without its key: `this`.
    let resource: String
    /// The whole address without keys, as the configuration has it.
    let withoutKeys: String

    init(_ text: String, type: String) {
      let name = type + "."
      var module = text[...]
      var resource = text[...]
      // The type may also be part of a key, which stands before.
      if let start = text.ranges(of: name).last {
        module = text[..<start.lowerBound]
        resource = text[start.upperBound...].prefix { $0 != "[" }
      }
      self.module = String(module)
      self.resource = String(resource)
      withoutKeys = Self.removingKeys(module) + name + resource
    }

    private static func removingKeys(_ text: Substring) -> String {
      var result = ""
      var isKey = false
      var isQuoted = false
      for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": if isKey { isQuoted.toggle() }
        case "[" where !isQuoted: isKey = true
        case "]" where !isQuoted: isKey = false
        default: if !isKey { result.unicodeScalars.append(scalar) }
        }
      }
      return result
    }
  }
}
