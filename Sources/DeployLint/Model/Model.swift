import LinearRegex

/// The service's API model: the requests that are checked, their shapes, and what other operations look like.
package final class Model: Sendable {
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
  /// The names of all members, by their ids: the words that a dialect translates in messages.
  let memberNames: [String]
  private let memberIDs: [String: Int]
  private let indexByName: [String: Int]
  /// The shapes of whole requests.
  private let roots: (create: Int, update: Int, deployment: Int)
  private let otherOperationNodes: Node?
  /// Read when a document first fits none of ours as it is.
  private let knownOtherOperations = LazySlot<[OtherOperation]>()
  private let ownVocabulary = LazySlot<Vocabulary>()
  /// The vocabularies of the carriers' dialects that were met, by their names.
  private let vocabularies = Lock<[(name: String, vocabulary: Vocabulary)]>([])

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

    var names = MemberNames()
    var shapes: [Shape] = []
    shapes.reserveCapacity(indexByName.count + 1)
    for definition in definitions.children {
      shapes.append(try Model.shape(definition, indexByName, &names))
    }
    memberNames = names.all
    memberIDs = names.ids

    var inputs: [String: Int] = [:]
    for operation in operations.children {
      inputs[operation.key] = try Model.reference(operation.member("input"), indexByName)
    }
    if let resource = Model.endpointResource(shapes, inputs) {
      indexByName[resource.name] = shapes.count
      shapes.append(resource)
    }
    self.shapes = shapes
    self.indexByName = indexByName
    otherOperationNodes = root.member("otherOperations")
    roots = (
      try Model.root(of: .createEndpoint, inputs[RequestKind.createEndpoint.rawValue]),
      try Model.root(of: .updateEndpoint, inputs[RequestKind.updateEndpoint.rawValue]),
      try Model.root(of: .deploymentConfig, indexByName[RequestKind.deploymentConfig.rawValue])
    )
  }

  private static func root(of kind: RequestKind, _ index: Int?) throws(FormatError) -> Int {
    guard let index else { throw FormatError(description: "the model lacks the shape of \(kind.rawValue)") }
    return index
  }

  /// Gives each member name an id.
  private struct MemberNames {
    var all: [String] = []
    var ids: [String: Int] = [:]

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

  /// The name of the shape that infrastructure tools call an endpoint: what creates it and what updates it, in one.
  package static let endpointResourceName = "EndpointResource"

  private static func endpointResource(_ shapes: [Shape], _ inputs: [String: Int]) -> Shape? {
    guard let create = inputs["CreateEndpoint"], let update = inputs["UpdateEndpoint"] else { return nil }
    let updateAlone = shapes[update].members.filter { shapes[create].member($0.name) == nil }
    return Shape(
      name: endpointResourceName, type: .object, members: shapes[create].members + updateAlone, actsAs: update)
  }

  package var otherOperations: [OtherOperation] {
    knownOtherOperations.value {
      otherOperationNodes?.children.map { operation in
        OtherOperation(
          name: operation.member("name")?.text ?? "", isOutput: operation.member("side")?.text == "output",
          members: operation.member("members")?.children.map(\.text) ?? [],
          required: operation.member("required")?.children.map(\.text) ?? [])
      } ?? []
    }
  }

  package func index(ofShape name: String) -> Int? { indexByName[name] }

  /// The id that members of this name have; `nil` where no shape has such a member.
  func memberID(_ name: String) -> Int? { memberIDs[name] }

  /// The shape of a whole request.
  package func root(of kind: RequestKind) -> Int {
    switch kind {
    case .createEndpoint: roots.create
    case .updateEndpoint: roots.update
    case .deploymentConfig: roots.deployment
    }
  }

  /// The model in the words of a dialect, made once for each. Its name tells a dialect from others.
  func vocabulary(of dialect: Dialect) -> Vocabulary {
    // Most requests come in the API's own words, and threads that share a linter should not wait for each other.
    if TextOrder.isEqual(dialect.name, Dialect.api.name) { return ownVocabulary.value { Vocabulary(self, dialect) } }
    return vocabularies.withLock { known in
      if let found = known.first(where: { TextOrder.isEqual($0.name, dialect.name) }) { return found.vocabulary }
      let vocabulary = Vocabulary(self, dialect)
      known.append((dialect.name, vocabulary))
      return vocabulary
    }
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
