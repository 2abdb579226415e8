/// The service's API model: the requests that are checked, their shapes, and what other operations look like.
package struct Model: Sendable {
  /// The top-level members of an operation that is not checked, for telling its requests and answers apart.
  package struct OtherOperation: Sendable {
    package let name: String
    /// Whether the members are those of the answer.
    package let isOutput: Bool
    package let members: [String]
    package let required: [String]
  }

  /// A file that is no model.
  package struct FormatError: Error, Sendable, CustomStringConvertible {
    package let description: String
  }

  /// What the model was made from, such as "botocore 1.43.11".
  package let version: String
  /// The day of that version; messages about unknown members name it.
  package let date: String
  /// As messages about unknown members call it: "the API model of 2026-05-20".
  let name: String
  package let shapes: [Shape]
  package let otherOperations: [OtherOperation]
  /// The names of all members: the words that a dialect translates in messages.
  let memberNames: Set<String>
  private let indexByName: [String: Int]
  private let inputs: [String: Int]

  /// Reads `rules/sagemaker/model.json`.
  ///
  /// - Parameter name: where the date alone does not say which model it is.
  package init(_ root: Node, name: String? = nil) throws(FormatError) {
    guard let definitions = root.member("$defs"), let operations = root.member("operations") else {
      throw FormatError(description: "the model has no '$defs' or no 'operations'")
    }
    version = root.member("version")?.text ?? ""
    date = root.member("date")?.text ?? ""
    self.name = name ?? "the API model of \(date)"
    var indexByName: [String: Int] = [:]
    for (index, definition) in definitions.children.enumerated() { indexByName[definition.key] = index }

    var shapes: [Shape] = []
    shapes.reserveCapacity(indexByName.count)
    for definition in definitions.children {
      shapes.append(try Model.shape(definition, indexByName))
    }
    memberNames = Set(shapes.flatMap(\.members).map(\.name))

    var inputs: [String: Int] = [:]
    for operation in operations.children {
      inputs[operation.key] = try Model.reference(operation.member("input"), indexByName)
    }
    self.inputs = inputs
    if let resource = Model.endpointResource(shapes, inputs) {
      indexByName[resource.name] = shapes.count
      shapes.append(resource)
    }
    self.shapes = shapes
    self.indexByName = indexByName
    otherOperations =
      root.member("otherOperations")?.children.map { operation in
        OtherOperation(
          name: operation.member("name")?.text ?? "", isOutput: operation.member("side")?.text == "output",
          members: operation.member("members")?.children.map(\.text) ?? [],
          required: operation.member("required")?.children.map(\.text) ?? [])
      } ?? []
    for kind in RequestKind.allCases where rootIndex(of: kind) == nil {
      throw FormatError(description: "the model lacks the shape of \(kind.rawValue)")
    }
  }

  private static func shape(_ node: Node, _ indexByName: [String: Int]) throws(FormatError) -> Shape {
    guard let type = (node.member("type")?.text).flatMap(Shape.ValueType.init(rawValue:)) else {
      throw FormatError(description: "the shape '\(node.key)' has no type")
    }
    var shape = Shape(name: node.key, type: type)
    let required = node.member("required")?.children.map(\.text) ?? []
    if let properties = node.member("properties") {
      for property in properties.children {
        let name = property.key
        shape.members.append(
          Shape.Member(
            name: name, shape: try reference(property, indexByName),
            isRequired: required.contains { TextOrder.isEqual($0, name) }))
      }
    }
    if let items = node.member("items") { shape.item = try reference(items, indexByName) }
    shape.enumeration = node.member("enum")?.children.map(\.text) ?? []
    shape.minimum = node.member("minimum")?.integer
    shape.maximum = node.member("maximum")?.integer
    shape.minLength = node.member("minLength")?.integer.map(Int.init)
    shape.maxLength = node.member("maxLength")?.integer.map(Int.init)
    shape.minItems = node.member("minItems")?.integer.map(Int.init)
    shape.maxItems = node.member("maxItems")?.integer.map(Int.init)
    // In the file patterns are anchored, as JSON Schema demands; here the whole value is matched.
    shape.pattern = node.member("pattern").map { LazyPattern(PatternAnchors.remove($0.text)) }
    return shape
  }

  private static func reference(_ node: Node?, _ indexByName: [String: Int]) throws(FormatError) -> Int {
    let prefix = "#/$defs/"
    guard let text = node?.member("$ref")?.text, text.utf8.starts(with: prefix.utf8),
      let index = indexByName[String(decoding: text.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)]
    else { throw FormatError(description: "a '$ref' of the model leads nowhere") }
    return index
  }

  /// The name of the shape that infrastructure tools call an endpoint: what creates it and what updates it, in one.
  package static let endpointResourceName = "EndpointResource"

  private static func endpointResource(_ shapes: [Shape], _ inputs: [String: Int]) -> Shape? {
    guard let create = inputs["CreateEndpoint"], let update = inputs["UpdateEndpoint"] else { return nil }
    var resource = Shape(name: endpointResourceName, type: .object)
    resource.members = shapes[create].members
    resource.members += shapes[update].members.filter { shapes[create].member($0.name) == nil }
    resource.actsAs = update
    return resource
  }

  package func index(ofShape name: String) -> Int? { indexByName[name] }

  private func rootIndex(of kind: RequestKind) -> Int? {
    kind == .deploymentConfig ? indexByName["DeploymentConfig"] : inputs[kind.rawValue]
  }

  /// The shape of a whole request.
  package func root(of kind: RequestKind) -> Int {
    // Every kind was looked up when the model was read.
    rootIndex(of: kind) ?? 0
  }
}

/// `^(?:…)$` around a pattern, as `model.json` has it.
enum PatternAnchors {
  private static let prefix = "^(?:"
  private static let suffix = ")$"

  static func add(_ pattern: String) -> String { prefix + pattern + suffix }

  static func remove(_ pattern: String) -> String {
    let bytes = pattern.utf8
    guard bytes.starts(with: prefix.utf8), bytes.count >= prefix.utf8.count + suffix.utf8.count,
      bytes.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
    else { return pattern }
    return String(decoding: bytes.dropFirst(prefix.utf8.count).dropLast(suffix.utf8.count), as: UTF8.self)
  }
}
