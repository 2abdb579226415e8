import DeployLintPack

/// What is embedded in the library: the model, the rules as checking needs them, and the rule files for people.
package enum RulePack {
  /// The pack's content is generated and tested; a build that breaks it must not go unnoticed.
  package struct FormatError: Error, Sendable, CustomStringConvertible {
    package let description: String
  }

  /// The service's API model.
  package static func model() -> Model { Model.embedded() }

  /// All rules without their texts for people, sorted by id; each is read when somebody asks for it.
  package static func rules() -> [RuleSource] {
    var cases = 0
    return packedRules.enumerated().map { number, packed in
      defer { cases += packed.cases.count }
      return RuleSource(
        id: String(cString: packed.id),
        shapes: UnsafeBufferPointer(start: packed.cases.first, count: packed.cases.count).map { [String]($0) },
        unless: [String](packed.unless), isOffByDefault: packed.is_off != 0,
        isPreview: packed.is_preview != 0, isMinimal: packed.is_minimal != 0, isChecked: true, packedQuestions: cases
      ) { () throws(FormatError) in try rule(packedRules[number]) }
    }
  }

  private static var packedRules: UnsafeBufferPointer<DeployLintPackRule> {
    var count = 0
    let first = deploylint_pack_rules(&count)
    return UnsafeBufferPointer(start: first, count: count)
  }

  private static func rule(_ packed: DeployLintPackRule) throws(FormatError) -> Rule {
    let id = String(cString: packed.id)
    let (rule, problems) = RuleReader.read(try document("the rule \(id)", bytes(packed.line)).root, id: id)
    if let problem = problems.first { throw FormatError(description: "\(id): \(problem.message)") }
    return rule
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

  private static func document(_ name: String, _ bytes: [UInt8]) throws(FormatError) -> Document {
    var reader = DocumentReader(source: Source(name: name, bytes: bytes), format: .json)
    guard case .document(let document) = reader.next() else {
      throw FormatError(description: "\(name) is not JSON")
    }
    return document
  }
}
