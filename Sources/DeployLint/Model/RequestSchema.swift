import LinearRegex

/// The JSON Schema of a request: the schema checks as other tools can make them.
///
/// It accepts what gives no `schema/…` finding. It cannot say that a key is written twice, that a YAML scalar is
/// ambiguous, or that a whole number must not be written with a fraction (`60.0` is an integer to JSON Schema).
package enum RequestSchema {
  /// JSON Schema 2020-12, self-contained, with a line break at the end.
  package static func text(of kind: RequestKind, model: Model) -> String {
    let root = model.root(of: kind)
    var writer = JSONWriter(isPretty: true)
    writer.object { writer in
      writer.member("$schema", "https://json-schema.org/draft/2020-12/schema")
      writer.member(
        "$comment", "Printed by deploylint from the API model of \(model.version), \(model.date).")
      writer.member("title", title(of: kind))
      write(model.shapes[root], model, &writer)
      writer.name("$defs")
      writer.object { writer in
        for shape in reachable(from: root, model) {
          writer.name(model.shapes[shape].name)
          writer.object { writer in
            writer.member("title", model.shapes[shape].name)
            write(model.shapes[shape], model, &writer)
          }
        }
      }
    }
    writer.endLine()
    return writer.text
  }

  private static func title(of kind: RequestKind) -> String {
    switch kind {
    case .createEndpoint, .updateEndpoint: "Amazon SageMaker \(kind.rawValue) request"
    case .deploymentConfig: "Amazon SageMaker DeploymentConfig"
    }
  }

  /// The shapes that the root holds, by name.
  private static func reachable(from root: Int, _ model: Model) -> [Int] {
    var seen: Set<Int> = []
    var waiting = parts(of: root, model)
    while let shape = waiting.popLast() {
      if seen.insert(shape).inserted { waiting += parts(of: shape, model) }
    }
    return seen.sorted { TextOrder.isLess(model.shapes[$0].name, model.shapes[$1].name) }
  }

  private static func parts(of shape: Int, _ model: Model) -> [Int] {
    model.shapes[shape].members.map(\.shape) + (model.shapes[shape].item.map { [$0] } ?? [])
  }

  private static func write(_ shape: Shape, _ model: Model, _ writer: inout JSONWriter) {
    writer.member("type", shape.type.rawValue)
    switch shape.type {
    case .object:
      writer.name("properties")
      writer.object { writer in
        for member in shape.members {
          writer.name(member.name)
          reference(member.shape, model, &writer)
        }
      }
      let required = shape.members.filter(\.isRequired).map { Fact.string($0.name) }
      if !required.isEmpty {
        writer.name("required")
        writer.value(.list(required))
      }
      writer.member("additionalProperties", false)
    case .array:
      if let item = shape.item {
        writer.name("items")
        reference(item, model, &writer)
      }
      limit("minItems", shape.minItems.flatMap { $0 > 0 ? Int64($0) : nil }, &writer)
      limit("maxItems", shape.maxItems.map(Int64.init), &writer)
    case .string: writeText(shape, &writer)
    case .integer:
      // The service's integers have 32 bits.
      limit("minimum", max(shape.minimum ?? .min, Int64(Int32.min)), &writer)
      limit("maximum", min(shape.maximum ?? .max, Int64(Int32.max)), &writer)
    case .number:
      limit("minimum", shape.minimum, &writer)
      limit("maximum", shape.maximum, &writer)
    case .boolean: break
    }
  }

  private static func writeText(_ shape: Shape, _ writer: inout JSONWriter) {
    // A listed value is right whatever else the model says of it.
    if !shape.enumeration.isEmpty {
      writer.name("enum")
      writer.value(.list(shape.enumeration.map(Fact.string)))
      return
    }
    limit("minLength", shape.minLength.flatMap { $0 > 0 ? Int64($0) : nil }, &writer)
    limit("maxLength", shape.maxLength.map(Int64.init), &writer)
    // A pattern that the checks cannot read holds nowhere.
    if let pattern = shape.pattern, let text = try? PortablePattern.wholeMatch(pattern.source) {
      writer.member("pattern", text)
    }
  }

  private static func limit(_ keyword: String, _ value: Int64?, _ writer: inout JSONWriter) {
    if let value { writer.member(keyword, value) }
  }

  private static func reference(_ shape: Int, _ model: Model, _ writer: inout JSONWriter) {
    writer.object { $0.member("$ref", "#/$defs/" + model.shapes[shape].name) }
  }
}
