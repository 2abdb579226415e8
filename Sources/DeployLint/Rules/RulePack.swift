import DeployLintPack

/// What is embedded in the library: the model, the rules as checking needs them, and the rule files for people.
package enum RulePack {
  /// The pack's content is generated and tested; a build that breaks it must not go unnoticed.
  package struct FormatError: Error, Sendable, CustomStringConvertible {
    package let description: String
  }

  /// The service's API model.
  package static func model() throws(FormatError) -> Model {
    let document = try document("model.json", bytes(deploylint_pack_model()), number: 0)
    do throws(Model.FormatError) {
      return try Model(document.root)
    } catch {
      throw FormatError(description: error.description)
    }
  }

  /// All rules without their texts for people, sorted by id.
  package static func rules() throws(FormatError) -> [Rule] {
    let source = Source(name: "sagemaker.jsonl", bytes: bytes(deploylint_pack_rules()))
    var reader = DocumentReader(source: source, format: .jsonLines)
    var rules: [Rule] = []
    while let event = reader.next() {
      guard case .document(let document) = event else {
        throw FormatError(description: "a line of \(source.name) is not JSON")
      }
      let root = document.root
      let (rule, problems) = RuleReader.read(root, id: root.member("id")?.text ?? "")
      if let problem = problems.first { throw FormatError(description: "\(rule.id): \(problem.message)") }
      rules.append(rule)
    }
    return rules
  }

  /// The ids of all rule files, sorted.
  package static var ruleIDs: [String] { files.map { String(cString: $0.id) } }

  /// The text of a rule file; `nil` for an id that is not there.
  package static func ruleFile(_ id: String) -> [UInt8]? {
    files.first { TextOrder.isEqual(String(cString: $0.id), id) }.map { bytes($0.file) }
  }

  /// The JSON Schema of a rule file.
  package static var ruleSchema: String {
    String(decoding: bytes(deploylint_pack_rule_schema()), as: UTF8.self)
  }

  private static var files: UnsafeBufferPointer<DeployLintPackRuleFile> {
    var count = 0
    let first = deploylint_pack_rule_files(&count)
    return UnsafeBufferPointer(start: first, count: count)
  }

  private static func bytes(_ file: DeployLintPackFile) -> [UInt8] {
    Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
  }

  private static func document(
    _ name: String, _ bytes: [UInt8], number: Int
  ) throws(FormatError) -> Document {
    var reader = DocumentReader(source: Source(name: name, bytes: bytes), format: .json)
    guard case .document(let document) = reader.next() else {
      throw FormatError(description: "\(name) is not JSON")
    }
    return document
  }
}
