import DeployLintPack
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
    let sources = RulePack.rules()
    #expect(sources.map(\.id) == Self.ids)
    for source in sources {
      let rule = try source.rule()
      let file = try #require(try RuleCatalog.rule(rule.id))
      #expect(RuleWriter.line(rule) == RuleWriter.line(file))
    }
  }

  @Test(arguments: RulePack.rules().map(\.id))
  func knowsOfEachRuleWhatItsLineSays(_ id: String) throws {
    let source = try #require(RulePack.rules().first { $0.id == id })
    let rule = try source.rule()
    #expect(source.shapes == rule.cases.map(\.shapes))
    #expect(source.unless == rule.unless)
    #expect(source.isOffByDefault == rule.isOffByDefault)
    #expect(source.isPreview == rule.isPreview)
    #expect(source.isMinimal == rule.isMinimal)
  }

  @Test func embedsTheModel() throws {
    let file = deploylint_pack_model()
    let embedded = Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
    #expect(embedded == (try ProjectFiles.bytes("rules/sagemaker/model.json")))
  }

  @Test func anIdThatIsNotThereHasNoFile() {
    #expect(RulePack.ruleFile("sagemaker/no-such-rule") == nil)
  }
}
