import Testing

@testable import DeployLint

/// What every rule file must be like.
struct RuleFileTests {
  @Test(arguments: RuleFile.all)
  func readsWithoutProblem(_ file: RuleFile) {
    #expect(file.problems.map(\.message) == [])
  }

  @Test(arguments: RuleFile.all)
  func holdsAgainstTheShapesWithoutWarning(_ file: RuleFile) throws {
    let problems = RuleCheck.problems(of: file.rule, model: RulePack.model)
    #expect(problems.map { "\($0.key): \($0.message)" } == [])
  }

  @Test(arguments: RuleFile.all)
  func hasTwoExamplesOfEachKind(_ file: RuleFile) {
    #expect(file.rule.examples.count { $0.at == nil } >= 2)
    #expect(file.rule.examples.count { $0.at != nil } >= 2)
  }

  @Test(arguments: RuleFile.all)
  func everyCaseHasAnInvalidExampleOfItsShape(_ file: RuleFile) {
    guard file.rule.cases.count > 1 else { return }
    let shapes = Set(file.rule.examples.filter { $0.at != nil }.map(\.shape))
    for body in file.rule.cases { #expect(!shapes.isDisjoint(with: body.shapes) || shapes.contains { isAround($0) }) }
  }

  /// Shapes that hold all others, which an example may give in place of the rule's own.
  private func isAround(_ shape: String) -> Bool {
    ["CreateEndpointInput", "UpdateEndpointInput", "DeploymentConfig"].contains(shape)
  }

  @Test(arguments: RuleFile.all)
  func tellsPeopleWhatAndWhy(_ file: RuleFile) {
    let rule = file.rule
    #expect((1...90).contains(rule.summary.unicodeScalars.count))
    #expect(!rule.summary.hasSuffix("."))
    #expect(!rule.why.isEmpty)
    #expect(!rule.sources.isEmpty)
    for source in rule.sources { #expect(source.hasPrefix("https://")) }
  }

  @Test(arguments: RuleFile.all)
  func makesWayForRulesThatExist(_ file: RuleFile) {
    for id in file.rule.unless { #expect(RuleCatalog.ids.contains(id)) }
  }
}
