import DeployLintPack
import LinearRegex
import Testing

@testable import DeployLint

/// What is embedded is what the files of `rules/` say; `deploylint-dev pack` makes it so.
struct RulePackTests {
  private static let ids: [String] = {
    let paths = (try? ProjectFiles.paths(below: "rules/sagemaker", extension: "yaml")) ?? []
    return paths.map { String($0.dropFirst("rules/".count).dropLast(".yaml".count)) }
  }()

  @Test func holdsEveryRuleFile() {
    #expect(Self.ids.count > 40)
    #expect(RulePack.ruleIDs == Self.ids)
  }

  @Test(arguments: RulePack.ruleIDs)
  func embedsTheFileAsItIs(_ id: String) throws {
    #expect(RulePack.ruleFile(id) == (try ProjectFiles.bytes("rules/\(id).yaml")))
  }

  @Test func hasALineForEachRule() throws {
    let lines = try RulePack.ruleIDs.map { RuleWriter.line(try #require(try RuleCatalog.rule($0))) + "\n" }
    #expect(try ProjectFiles.bytes("Sources/DeployLintPack/sagemaker.jsonl") == Array(lines.joined().utf8))
  }

  @Test func readsTheSameRulesFromTheLines() throws {
    let sources = RulePack.rules
    #expect(sources.map(\.id) == Self.ids)
    for source in sources {
      let rule = try source.rule()
      let file = try #require(try RuleCatalog.rule(rule.id))
      #expect(RuleWriter.line(rule) == RuleWriter.line(file))
    }
  }

  @Test(arguments: RulePack.rules.map(\.id))
  func knowsOfEachRuleWhatItsLineSays(_ id: String) throws {
    let source = try #require(RulePack.rules.first { $0.id == id })
    let rule = try source.rule()
    let model = RulePack.model
    let shapes = (0..<source.caseCount).map { number in
      source.shapes(ofCase: number, in: model).map { model.shapes[$0].name }
    }
    #expect(shapes == rule.cases.map(\.shapes))
    #expect(source.unless == rule.unless)
    #expect(source.isOffByDefault == rule.isOffByDefault)
    #expect(source.isPreview == rule.isPreview)
    #expect(source.isMinimal == rule.isMinimal)
  }

  @Test func holdsTheModelThatItsFileDescribes() throws {
    let text = String(decoding: try ProjectFiles.bytes("rules/sagemaker/model.json"), as: UTF8.self)
    let (model, read) = (RulePack.model, try Model(document(text, name: "model.json").root))
    #expect(model.version == read.version)
    #expect(model.date == read.date)
    #expect(model.name == read.name)
    #expect(model.memberNames == read.memberNames)
    #expect(RequestKind.allCases.map(model.root) == RequestKind.allCases.map(read.root))
    #expect(String(reflecting: model.otherOperations) == String(reflecting: read.otherOperations))
    #expect(model.shapes.map(description) == read.shapes.map(description))
  }

  @Test func itsModelsPatternsAreWhatTheyCompileTo() throws {
    let tables = deploylint_pack_model
    let patterns = UnsafeBufferPointer(start: tables.shapes, count: tables.shape_count).compactMap(\.pattern?.pointee)
    #expect(!patterns.isEmpty)
    for packed in patterns { packed.expectEqual(to: try Pattern(String(cString: packed.source)), for: .whole) }
  }

  /// All that a shape says.
  private func description(_ shape: Shape) -> String {
    let limits: [Any?] = [
      shape.minimum, shape.maximum, shape.minLength, shape.maxLength, shape.minItems, shape.maxItems,
      shape.pattern?.source,
    ]
    return "\(shape.name) \(shape.type) \(shape.members) \(shape.enumeration) \(limits) "
      + "\(String(describing: shape.item)) \(String(describing: shape.actsAs))"
  }

  @Test func anIdThatIsNotThereHasNoFile() {
    #expect(RulePack.ruleFile("sagemaker/no-such-rule") == nil)
  }
}
