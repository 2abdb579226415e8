import DeployLintPack

/// What is embedded in the library: the model, the rules as checking needs them, and the rule files for people.
package enum RulePack {
  /// The pack's content is generated and tested; a build that breaks it must not go unnoticed.
  package struct FormatError: Error, Sendable, CustomStringConvertible {
    package let description: String
  }

  /// The service's API model. It is the process's, as the pack is.
  package static let model = Model.embedded()

  /// All rules without their texts for people, sorted by id; each is read when somebody asks for it.
  package static let rules: [RuleSource] = {
    var questions = 0
    return packedRules.map { packed in
      defer { questions += packed.cases.count }
      return RuleSource(packed, questions: questions)
    }
  }()

  /// What is known of the rules before they are read.
  static var packedRules: UnsafeBufferPointer<DeployLintPackRule> {
    var count = 0
    let first = deploylint_pack_rules(&count)
    return UnsafeBufferPointer(start: first, count: count)
  }

  /// Reads the line of a rule.
  static func rule(_ packed: DeployLintPackRule) throws(FormatError) -> Rule {
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
