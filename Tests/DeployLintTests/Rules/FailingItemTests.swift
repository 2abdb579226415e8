import Testing

@testable import DeployLint

/// Where the findings of a rule stand whose condition is an `all` over a list.
@Suite struct FailingItemTests {
  private static func diagnostics(_ body: String, _ input: String, shape: String = "TagList") throws -> [Diagnostic] {
    let text = """
      language: 1
      summary: a test
      severity: error
      shape: \(shape)
      \(body)
      examples: {valid: [{input: \(input)}]}
      """
    var reader = DocumentReader(source: Source(name: "rule.yaml", bytes: Array(text.utf8)), format: .yaml)
    guard case .document(let document) = reader.next() else {
      Issue.record("no YAML: \(text)")
      return []
    }
    let (rule, problems) = RuleReader.read(document.root, id: "test/rule")
    #expect(problems.map(\.message) == [])
    let model = RulePack.model
    #expect(RuleCheck.problems(of: rule, model: model).filter(\.isError).map(\.message) == [])
    let example = try #require(rule.examples.first)
    return ExampleCheck(model: model).check(example, of: rule).diagnostics
  }

  private static let tags = "[{Key: a, Value: x}, {Key: team, Value: y}, {Key: b, Value: z}]"

  @Test func `each failing item has a finding, and messages name it`() throws {
    let found = try Self.diagnostics(
      "require: self.all(t, size(t.Key) > 1)\nmessage: 'the key {item.Key} is short'", Self.tags)
    #expect(found.map(\.path.description) == ["[0]", "[2]"])
    #expect(found.map(\.message) == ["the key a is short", "the key b is short"])
  }

  @Test func `a list that is a member is found too`() throws {
    let found = try Self.diagnostics(
      "require: self.Alarms.all(a, a.AlarmName.startsWith('prod-'))\nmessage: '{item.AlarmName}'",
      "{Alarms: [{AlarmName: prod-a}, {AlarmName: b}]}", shape: "AutoRollbackConfig")
    #expect(found.map(\.path.description) == ["Alarms[1]"])
    #expect(found.map(\.message) == ["b"])
  }

  @Test(arguments: [
    "require: '!self.exists(t, size(t.Key) < 2)'\nmessage: m",
    "require: self.all(t, size(t.Key) > 1) && true\nmessage: m",
    "require: self.map(t, t.Key).all(k, size(k) > 1)\nmessage: m",
  ])
  func `other conditions have one finding`(body: String) throws {
    #expect(try Self.diagnostics(body, Self.tags).map(\.path.description) == [""])
  }

  @Test func `a rule that says where its finding stands has one there`() throws {
    let found = try Self.diagnostics(
      "require: self.Alarms.all(a, a.AlarmName == '')\nreport: Alarms\nmessage: m",
      "{Alarms: [{AlarmName: a}, {AlarmName: b}]}", shape: "AutoRollbackConfig")
    #expect(found.map(\.path.description) == ["Alarms"])
  }

  @Test func `items that cannot be judged have none`() throws {
    let found = try Self.diagnostics(
      "require: self.all(t, size(t.Value) > 1)\nmessage: m", "[{Key: a, Value: 1}, {Key: b, Value: x}]")
    #expect(found.filter { $0.rule == "test/rule" }.map(\.path.description) == ["[1]"])
  }

  @Test func `a misspelt member of the item is an error of the rule`() throws {
    var rule = Rule(id: "test/rule")
    var body = Rule.Case()
    body.shapes = ["TagList"]
    body.requirement = .holds("self.all(t, t.Key != '')")
    body.message = "{item.Kye}"
    rule.cases = [body]
    let problems = RuleCheck.problems(of: rule, model: RulePack.model)
    #expect(problems.map(\.message) == ["Tag has no member 'Kye'; did you mean 'Key'?"])
  }
}
