import CEL
import Foundation
import Testing

/// A validation rule of a Kubernetes custom resource, with the schema of what it is about.
struct PublicRule {
  let text: String
  private let schema: [String: Any]
  private let isRoot: Bool
  private let hasOptionalOldSelf: Bool

  init(_ line: some StringProtocol) throws {
    let row = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    text = try #require(row["rule"] as? String)
    schema = try #require(row["schema"] as? [String: Any])
    isRoot = row["path"] as? String == "self"
    hasOptionalOldSelf = row["optionalOldSelf"] as? Bool ?? false
  }

  /// Whether it calls what only Kubernetes defines, or what the JSON profile leaves out.
  var needsOtherLibraries: Bool {
    let names = [
      "url", "isURL", "ip", "isIP", "cidr", "isCIDR", "quantity", "isQuantity", "find", "findAll", "timestamp",
      "isSorted", "named", "dns1123Label", "dns1123Subdomain", "uuid", "semver", "isSemver", "sum",
    ]
    let pattern = "(?:^|[^A-Za-z0-9_'\"])(?:\(names.joined(separator: "|")))\\("
    return Self.withoutStrings(text).range(of: pattern, options: .regularExpression) != nil
      || text.contains("format.")
  }

  /// The names after dots.
  var readMembers: Set<String> {
    let code = Self.withoutStrings(text)
    var names: Set<String> = []
    var rest = code[...]
    while let range = rest.range(of: "\\.\\??[A-Za-z_][A-Za-z0-9_]*(?!\\w|\\()", options: .regularExpression) {
      names.insert(String(rest[range].drop { $0 == "." || $0 == "?" }))
      rest = rest[range.upperBound...]
    }
    return names
  }

  private static func withoutStrings(_ text: String) -> String {
    text.replacing(/r?'(?:[^'\\]|\\.)*'|r?"(?:[^"\\]|\\.)*"/, with: "''")
  }

  /// The errors that loading the rule meets; with `renamed`, a member of that name is called otherwise in the schema.
  func errors(renaming renamed: String? = nil) -> [String] {
    let expression: CEL.Expression
    do throws(SyntaxError) {
      expression = try CEL.Expression(text)
    } catch {
      return [error.message]
    }
    var adapter = SchemaAdapter(renamed: renamed)
    let type = adapter.type(of: schema, isResource: isRoot)
    let shapes = adapter.shapes
    let environment = Environment(
      variables: [(name: "self", type: type), (name: "oldSelf", type: hasOptionalOldSelf ? .optional(type) : type)],
      shapes: { shapes[$0] })
    return environment.check(expression).problems.filter { $0.severity == .error }.map(\.message)
  }

  /// The names that the schema declares, at any depth.
  var declaredMembers: Set<String> {
    var adapter = SchemaAdapter(renamed: nil)
    _ = adapter.type(of: schema, isResource: isRoot)
    return Set(adapter.shapes.values.flatMap(\.fields.keys))
  }
}

/// Makes types of an OpenAPI schema as Kubernetes does.
struct SchemaAdapter {
  let renamed: String?
  private(set) var shapes: [String: ObjectShape] = [:]

  init(renamed: String?) {
    self.renamed = renamed
  }

  mutating func type(of schema: [String: Any], isResource: Bool = false) -> Type {
    if schema["x-kubernetes-int-or-string"] as? Bool == true { return .dynamic }
    switch schema["type"] as? String {
    case "object": return object(schema, isResource: isResource)
    case "array": return .list((schema["items"] as? [String: Any]).map { type(of: $0) } ?? .dynamic)
    case "string":
      switch schema["format"] as? String {
      case "duration": return .duration
      case "date-time", "date", "byte": return .dynamic
      default: return .string
      }
    case "integer": return .int
    case "number": return .double
    case "boolean": return .bool
    default: return .dynamic
    }
  }

  private mutating func object(_ schema: [String: Any], isResource: Bool) -> Type {
    let isOpen = schema["x-kubernetes-preserve-unknown-fields"] as? Bool == true
    guard var properties = schema["properties"] as? [String: [String: Any]] else {
      if let values = schema["additionalProperties"] as? [String: Any] { return .map(.string, type(of: values)) }
      return .dynamic
    }
    var required = Set(schema["required"] as? [String] ?? [])
    if isResource || schema["x-kubernetes-embedded-resource"] as? Bool == true {
      let text = ["type": "string"]
      properties["metadata"] = ["type": "object", "properties": ["name": text, "generateName": text]]
      properties["apiVersion"] = text
      properties["kind"] = text
      required.formUnion(["metadata", "apiVersion", "kind"])
    }
    var fields: [String: ObjectShape.Field] = [:]
    for (name, property) in properties {
      let isThere = required.contains(name) || property["default"] != nil
      fields[Self.escaped(name)] = ObjectShape.Field(type: type(of: property), isRequired: isThere)
    }
    if let renamed, let field = fields.removeValue(forKey: renamed) { fields[renamed + "_"] = field }
    let name = "Shape\(shapes.count)"
    shapes[name] = ObjectShape(name: name, fields: fields, isOpen: isOpen)
    return .object(name)
  }

  /// How Kubernetes spells names that are none in CEL.
  private static func escaped(_ name: String) -> String {
    let reserved: Set = [
      "true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if", "import",
      "let", "loop", "package", "namespace", "return", "var", "void", "while",
    ]
    if reserved.contains(name) { return "__\(name)__" }
    return name.replacing("__", with: "__underscores__").replacing(".", with: "__dot__").replacing(
      "-", with: "__dash__"
    )
    .replacing("/", with: "__slash__")
  }
}
