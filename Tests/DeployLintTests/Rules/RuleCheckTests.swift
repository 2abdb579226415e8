import Testing

@testable import DeployLint

struct RuleCheckTests {
  private func problems(_ body: String) throws -> [RuleCheck.Problem] {
    RuleCheck.problems(of: try RuleText(body).rule, model: RulePack.model)
  }

  @Test(arguments: [
    ("shape: TrafficRoutingConfg\nrequire: 'true'", "shape", "did you mean 'TrafficRoutingConfig'?"),
    ("shape: CapacitySize\nrequire: self.Valeu > 1", "require", "Value"),
    ("shape: CapacitySize\nrequire: self.Value", "require", "a condition must be true or false"),
    ("shape: CapacitySize\nrequire: self.Value > 'a'", "require", ""),
    ("shape: CapacitySize\nrequire: self.Value >", "require", ""),
    ("shape: CapacitySize\nwhen: self.Typ == 'a'\nrequire: 'true'", "when", "Type"),
    ("shape: CapacitySize\nlet: {v: self.Valeu}\nrequire: 'true'", "let.v", "Value"),
    ("shape: CapacitySize\nrequire: 'true'\nmessage: '{self.Valeu}'", "message", "Value"),
    ("shape: CapacitySize\nrequire: 'true'\nhelp: '{self.Value'", "help", ""),
    ("shape: CapacitySize\nrequire: 'true'\nreport: Valeu", "report", "did you mean 'Value'?"),
    ("shape: CapacitySize\nrequire: 'true'\nallowed: {maximum: nothing}", "allowed.maximum", "nothing"),
    ("shape: CapacitySize\nrequire: 'true'\nfix: {title: t, value: nothing}", "fix.value", "nothing"),
    ("shape: CapacitySize\nunique: Type", "unique", "is no list"),
    ("shape: TagList\nunique: Kye", "unique", "did you mean 'Key'?"),
    ("cases: [{shape: Tag, require: 'true'}, {shape: Tag, require: self.X}]", "cases[1].require", "X"),
  ])
  func aMistakeIsAnErrorAtItsKey(_ body: String, _ key: String, _ words: String) throws {
    let problems = try problems(body)
    let problem = try #require(problems.first)
    #expect(problem.isError)
    #expect(problem.key == key)
    if !words.isEmpty { #expect(problem.message.contains(words)) }
  }

  @Test func allMistakesAreReportedWithCaretsUnderThem() throws {
    let body = "shape: CapacitySize\nrequire: self.Valeu > 1 && self.Typ == 'a' && nothing(1)"
    #expect(
      try problems(body).map { $0.message + "\n" + $0.excerpt } == [
        """
        CapacitySize has no member 'Valeu'; did you mean 'Value'?
          self.Valeu > 1 && self.Typ == 'a' && nothing(1)
               ^^^^^

        """,
        """
        CapacitySize has no member 'Typ'; did you mean 'Type'?
          self.Valeu > 1 && self.Typ == 'a' && nothing(1)
                                 ^^^

        """,
        """
        no function 'nothing'
          self.Valeu > 1 && self.Typ == 'a' && nothing(1)
                                               ^^^^^^^

        """,
      ])
  }

  @Test func readingAnAbsentOptionalMemberIsAWarning() throws {
    let body = "shape: TrafficRoutingConfig\nrequire: self.CanarySize.Value > 1"
    #expect(try problems(body).map(\.isError) == [false])
  }

  @Test(arguments: [
    "require: '!has(self.CanarySize) || self.CanarySize.Value > 1'",
    "when: has(self.CanarySize)\nrequire: self.CanarySize.Value > 1\nmessage: '{self.CanarySize.Value}'",
    "let: {canary: self.CanarySize}\nwhen: has(self.CanarySize)\nrequire: canary.Value > 1",
    "require: self.WaitIntervalInSeconds > instances || !instancesKnown || size(written) > 1",
  ])
  func aSoundRuleHasNoProblem(_ body: String) throws {
    #expect(try problems("shape: TrafficRoutingConfig\n" + body).map(\.message) == [])
  }
}
