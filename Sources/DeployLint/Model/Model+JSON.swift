extension Model {
  /// Reads `rules/sagemaker/model.json`, or another model in its form.
  ///
  /// - Parameter name: where the date alone does not say which model it is.
  package convenience init(_ root: Node, name: String? = nil) throws(FormatError) {
    guard let definitions = root.member("$defs"), let operations = root.member("operations") else {
      throw FormatError(description: "the model has no '$defs' or no 'operations'")
    }
    var indexByName: [String: Int] = [:]
    for (index, definition) in definitions.children.enumerated() { indexByName[definition.key] = index }

    guard definitions.count <= Self.mostShapes else {
      throw FormatError(description: "the model has \(definitions.count) shapes; at most \(Self.mostShapes) are read")
    }
    var names = MemberNames()
    var shapes: [Shape] = []
    shapes.reserveCapacity(indexByName.count + 1)
    for definition in definitions.children {
      shapes.append(try Model.shape(definition, indexByName, &names))
    }

    guard names.all.count <= Self.mostNames else {
      throw FormatError(
        description: "the model has \(names.all.count) names of members; at most \(Self.mostNames) are read")
    }

    var inputs: [String: Int] = [:]
    for operation in operations.children {
      inputs[operation.key] = try Model.reference(operation.member("input"), indexByName)
    }
    if let resource = Model.endpointResource(shapes, inputs) { shapes.append(resource) }
    let roots = Roots(
      create: try Model.root(of: .createEndpoint, inputs[RequestKind.createEndpoint.rawValue]),
      update: try Model.root(of: .updateEndpoint, inputs[RequestKind.updateEndpoint.rawValue]),
      deployment: try Model.root(of: .deploymentConfig, indexByName[RequestKind.deploymentConfig.rawValue]))
    let others = root.member("otherOperations")
    self.init(
      version: root.member("version")?.text ?? "", date: root.member("date")?.text ?? "", name: name, shapes: shapes,
      memberNames: names.all, roots: roots
    ) { others?.children.map(OtherOperation.init) ?? [] }
  }

  /// Each dialect has a table of shapes by names. The built-in model has some forty of both.
  private static let mostShapes = 1_000
  private static let mostNames = 500

  private static func root(of kind: RequestKind, _ index: Int?) throws(FormatError) -> Int {
    guard let index else { throw FormatError(description: "the model lacks the shape of \(kind.rawValue)") }
    return index
  }

  /// Gives each member name an id.
  private struct MemberNames {
    var all: [String] = []
    private var ids: [String: Int] = [:]

    mutating func id(of name: String) -> Int {
      if let id = ids[name] { return id }
      ids[name] = all.count
      all.append(name)
      return all.count - 1
    }
  }

  private static func shape(
    _ node: Node, _ indexByName: [String: Int], _ names: inout MemberNames
  ) throws(FormatError) -> Shape {
    guard let type = (node.member("type")?.text).flatMap(Shape.ValueType.init(rawValue:)) else {
      throw FormatError(description: "the shape '\(node.key)' has no type")
    }
    let required = node.member("required")?.children.map(\.text) ?? []
    var members: [Shape.Member] = []
    if let properties = node.member("properties") {
      for property in properties.children {
        let name = property.key
        members.append(
          Shape.Member(
            name: name, id: names.id(of: name), shape: try reference(property, indexByName),
            isRequired: required.contains { TextOrder.isEqual($0, name) }))
      }
    }
    var item: Int?
    if let items = node.member("items") { item = try reference(items, indexByName) }
    var limits = Shape.Limits()
    limits.enumeration = node.member("enum")?.children.map(\.text) ?? []
    limits.minimum = node.member("minimum")?.integer
    limits.maximum = node.member("maximum")?.integer
    limits.minLength = node.member("minLength")?.integer.map(Int.init)
    limits.maxLength = node.member("maxLength")?.integer.map(Int.init)
    limits.minItems = node.member("minItems")?.integer.map(Int.init)
    limits.maxItems = node.member("maxItems")?.integer.map(Int.init)
    // In the file patterns are anchored, as JSON Schema demands; here the whole value is matched.
    limits.pattern = node.member("pattern").map { LazyPattern(PatternAnchors.remove($0.text)) }
    return Shape(name: node.key, type: type, members: members, item: item, limits: limits)
  }

  private static func reference(_ node: Node?, _ indexByName: [String: Int]) throws(FormatError) -> Int {
    let prefix = "#/$defs/"
    guard let text = node?.member("$ref")?.text, text.utf8.starts(with: prefix.utf8),
      let index = indexByName[String(decoding: text.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)]
    else { throw FormatError(description: "a '$ref' of the model leads nowhere") }
    return index
  }

  private static func endpointResource(_ shapes: [Shape], _ inputs: [String: Int]) -> Shape? {
    guard let create = inputs["CreateEndpoint"], let update = inputs["UpdateEndpoint"] else { return nil }
    let updateAlone = shapes[update].members.filter { shapes[create].member($0.name) == nil }
    return Shape(
      name: endpointResourceName, type: .object, members: shapes[create].members + updateAlone, actsAs: update)
  }
}

extension Model.OtherOperation {
  fileprivate init(_ node: Node) {
    name = node.member("name")?.text ?? ""
    isOutput = node.member("side")?.text == "output"
    members = node.member("members")?.children.map(\.text) ?? []
    required = node.member("required")?.children.map(\.text) ?? []
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
