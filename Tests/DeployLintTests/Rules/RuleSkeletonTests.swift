import Testing

@testable import DeployLint

/// The rule file that authors begin with.
@Suite struct RuleSkeletonTests {
  @Test func `it loads, type-checks without a warning and passes its own examples`() throws {
    let text = RuleSkeleton.text(id: "team/small-canary")
    var reader = DocumentReader(source: Source(name: "rule.yaml", bytes: Array(text.utf8)), format: .yaml)
    guard case .document(let document) = reader.next() else {
      Issue.record("no YAML")
      return
    }
    let (rule, problems) = RuleReader.read(document.root, id: "team/small-canary")
    #expect(problems.map(\.message) == [])
    let model = RulePack.model
    #expect(RuleCheck.problems(of: rule, model: model).map(\.message) == [])
    #expect(rule.examples.count { $0.at == nil } == 3)
    #expect(rule.examples.count { $0.at != nil } == 1)
    for example in rule.examples {
      let found = ExampleCheck(model: model).check(example, of: rule).diagnostics
      #expect(found.map(\.path.description) == (example.at.map { [$0] } ?? []))
      #expect(found.map(\.message) == (example.message.map { [$0] } ?? []))
    }
  }

  @Test(arguments: ["team/a", "team/tag-owner-2", "a1/b-c"])
  func `takes ids of a pack and a name`(id: String) {
    #expect(RuleSkeleton.problem(ofID: id) == nil)
  }

  @Test(arguments: ["", "tag", "team/", "/tag", "a/b/c", "Team/tag", "team/tag owner", "team/-a", "team/a-", "team/é"])
  func `refuses other ids and says how they are written`(id: String) {
    #expect(RuleSkeleton.problem(ofID: id)?.contains("write GROUP/NAME") == true)
  }

  @Test func `refuses an id that is taken`() {
    #expect(RuleSkeleton.problem(ofID: "sagemaker/zero-bake") == "there is a rule 'sagemaker/zero-bake' already")
  }
}
