import DeployLintPack
import Testing

@testable import DeployLint

struct RuleRunTests {
  private static let routing = "TrafficRoutingConfig"

  private func rule(_ body: String, id: String = "test/rule", shape: String = routing) throws -> Rule {
    let text = try RuleText("shape: \(shape)\n" + body, id: id)
    #expect(text.problems.map(\.message) == [])
    return text.rule
  }

  private func check(
    _ body: String, on input: String, shape: String = routing, instances: Int64? = nil
  ) throws -> FileResult {
    try RuleText.check([rule(body, shape: shape)], on: input, shape: shape, instances: instances)
  }

  // MARK: Pass, fail, skip

  @Test(arguments: [
    ("self.WaitIntervalInSeconds <= 10", 0), ("self.WaitIntervalInSeconds <= 9", 1),
    // Unknown: a value that failed its own check, a required member that is missing.
    ("self.Type == 'CANARY'", 0), ("self.CanarySize.Value > 5", 0), ("self.CanarySize.Type == 'x'", 0),
    // Unknown does not hide what is decided without it.
    ("self.Type == 'CANARY' || self.WaitIntervalInSeconds <= 10", 0),
    ("self.Type == 'CANARY' && self.WaitIntervalInSeconds <= 9", 1),
    // Written is known, also of what failed.
    ("has(self.Type)", 0), ("!has(self.Type)", 1), ("!has(self.LinearStepSize)", 0), ("has(self.LinearStepSize)", 1),
    ("size(self) == 3", 0), ("size(self) == 2", 1), ("'CanarySize' in written", 0), ("size(written) == 3", 0),
    ("size(written) == 2", 1), ("['CANARY'].exists(t, t == self.Type)", 0),
    // Nothing is around the node that is checked.
    ("has(parent.Key) || true", 0), ("parent.Key == 'a' || true", 0),
  ])
  func decidesWhatIsKnown(_ require: String, _ count: Int) throws {
    let result = try check(
      "require: \"\(require)\"", on: "{Type: canary, WaitIntervalInSeconds: 10, CanarySize: {Value: 0}}")
    #expect(result.diagnostics(of: "test/rule").count == count)
    #expect(result.issues.isEmpty)
  }

  @Test(arguments: [
    ("true", 1), ("false", 0), ("self.Type == 'CANARY'", 0), ("size(written) == 2", 1), ("size(written) == 1", 0),
  ])
  func asksOnlyWhereWhenHolds(_ when: String, _ count: Int) throws {
    let result = try check(
      "when: \"\(when)\"\nrequire: 'false'", on: "{Type: canary, WaitIntervalInSeconds: 10}")
    #expect(result.diagnostics(of: "test/rule").count == count)
  }

  @Test(arguments: [(nil, 0), (4, 0), (3, 1)] as [(Int64?, Int)])
  func theFleetSizeIsUnknownUnlessSaid(_ instances: Int64?, _ count: Int) throws {
    let result = try check(
      "require: instances > 3", on: "{Type: ALL_AT_ONCE, WaitIntervalInSeconds: 0}", instances: instances)
    #expect(result.diagnostics.count == count)
    #expect(result.issues.isEmpty)
  }

  @Test func whetherTheFleetSizeIsKnownCanBeAsked() throws {
    let body = "require: '!instancesKnown'"
    let input = "{Type: ALL_AT_ONCE, WaitIntervalInSeconds: 0}"
    #expect(try check(body, on: input).diagnostics.isEmpty)
    #expect(try check(body, on: input, instances: 1).diagnostics.count == 1)
  }

  /// Each use of a definition is planned once, however often the uses multiply.
  @Test func definitionsMayUseEachOtherTwice() throws {
    let definitions = ["d0: self.Type == 'CANARY'"] + (1..<100).map { "d\($0): d\($0 - 1) && d\($0 - 1)" }
    let body = "let: {\(definitions.joined(separator: ", "))}\nrequire: d99"
    #expect(try check(body, on: "{Type: CANARY, WaitIntervalInSeconds: 0}").places == [])
    let other = try check(body, on: "{Type: ALL_AT_ONCE, WaitIntervalInSeconds: 0}")
    #expect(other.places == [Place("test/rule", at: "")])
  }

  @Test func readsTheNodeAround() throws {
    let rule = try rule("require: parent.Key != 'team'", shape: "TagValue")
    let result = try RuleText.check(
      [rule], on: "[{Key: team, Value: a}, {Key: stage, Value: b}]", shape: "TagList")
    #expect(result.diagnostics.map(\.path.description) == ["[0].Value"])
  }

  // MARK: Findings

  @Test func pointsAtTheDeepestPartThatIsWritten() throws {
    let body = "require: 'false'\nreport: CanarySize.Value"
    let whole = try check(
      body, on: "{Type: CANARY, WaitIntervalInSeconds: 0, CanarySize: {Type: INSTANCE_COUNT, Value: 1}}")
    #expect(whole.places == [Place("test/rule", at: "/CanarySize/Value")])
    let part = try check(body, on: "{Type: CANARY, WaitIntervalInSeconds: 0}")
    #expect(part.places == [Place("test/rule", at: "", lacks: "CanarySize")])
  }

  @Test func fillsTemplatesAndAttachesPlacesAndFacts() throws {
    let body = """
      let: {wait: self.WaitIntervalInSeconds, half: wait / 2}
      require: wait < 10
      report: WaitIntervalInSeconds
      message: "{wait} is {{too}} long"
      help: "write {half}"
      allowed: {exclusiveMaximum: "10", enum: "[1, 2]"}
      also: [{at: Type, label: the strategy}, {at: CanarySize, label: not there}]
      fix: {title: "write {half}", safe: true, value: half}
      """
    let finding = try #require(
      try check(body, on: "{Type: CANARY, WaitIntervalInSeconds: 12}").diagnostics.first)
    #expect(finding.message == "12 is {too} long")
    #expect(finding.help == "write 6")
    #expect(finding.actual == .integer(12))
    #expect(
      finding.allowed == [
        Limit("exclusiveMaximum", .integer(10)), Limit("enum", .list([.integer(1), .integer(2)])),
      ])
    #expect(finding.related.map(\.message) == ["the strategy"])
    #expect(finding.url == "https://example.com/")
    let edit = Fix.Edit(start: 38, end: 40, text: "6", span: finding.span)
    #expect(finding.fix == Fix(title: "write 6", isSafe: true, edits: [edit]))
  }

  @Test func factsAreOfEveryKindThatJSONHas() throws {
    let body = "require: 'false'\nallowed: {const: 'null', enum: \"[true, 1.5, 'a']\", maximum: '{}'}"
    let finding = try #require(
      try check(body, on: "{Type: ALL_AT_ONCE, WaitIntervalInSeconds: 0}").diagnostics.first)
    #expect(
      finding.allowed == [
        Limit("const", .null), Limit("enum", .list([.boolean(true), .number(1.5), .string("a")])),
      ])
  }

  @Test func aDefinitionMayBeALimit() throws {
    let body = "let: {most: '10'}\nrequire: self.WaitIntervalInSeconds < most"
    #expect(try check(body, on: "{Type: ALL_AT_ONCE, WaitIntervalInSeconds: 10}").diagnostics.count == 1)
    #expect(try check(body, on: "{Type: ALL_AT_ONCE, WaitIntervalInSeconds: 9}").diagnostics.isEmpty)
  }

  @Test func aMessageAboutAnUnknownValueIsTheRulesName() throws {
    let result = try check(
      "require: 'false'\nmessage: 'is {self.Type}'", on: "{Type: canary, WaitIntervalInSeconds: 10}")
    #expect(result.diagnostics(of: "test/rule").map(\.message) == ["test/rule"])
    #expect(result.issues.isEmpty)
  }

  @Test func textOfTheFileIsEscapedInMessages() throws {
    let finding = try #require(
      try check("require: 'false'\nmessage: \"{self}\"", on: "\"a\\e[31m\"", shape: "AlarmName").diagnostics.first)
    #expect(finding.message == "a\\u{1b}[31m")
  }

  @Test func aCaseIsAskedOnItsOwnShapes() throws {
    let text = try RuleText(
      """
      cases:
        - {shape: TagKey, require: "self != 'a'", message: key}
        - {shape: [TagValue], require: "self != 'a'", message: value, severity: note}
      """)
    let result = try RuleText.check([text.rule], on: "[{Key: a, Value: a}]", shape: "TagList")
    #expect(result.diagnostics.map(\.message) == ["key", "value"])
    #expect(result.diagnostics.map(\.severity) == [.error, .note])
  }

  @Test(arguments: [
    ("TagKey", ["test/first", "test/second"]), ("TagList", ["test/first"]), ("Tag", ["test/first"]),
  ])
  func makesWayForARuleThatFailedAtOrBelowTheNode(_ shape: String, _ rules: [String]) throws {
    // The first fails at the value of a tag; the second is asked where it may be in the way.
    let first = try rule("require: self != 'a'", id: "test/first", shape: "TagValue")
    let second = try rule("require: 'false'\nunless: [first]", id: "test/second", shape: shape)
    for order in [[first, second], [second, first]] {
      let result = try RuleText.check(order, on: "[{Key: k, Value: a}]", shape: "TagList")
      #expect(result.diagnostics.map(\.rule).sorted() == rules)
    }
  }

  @Test func rulesThatMakeWayForEachOtherStillRun() throws {
    let first = try rule("require: 'false'\nunless: [second]", id: "test/first", shape: "TagKey")
    let second = try rule("require: 'false'\nunless: [first]", id: "test/second", shape: "TagKey")
    let result = try RuleText.check([first, second], on: "[{Key: k, Value: a}]", shape: "TagList")
    #expect(result.diagnostics.count == 1)
  }

  @Test func aRuleThatIsOffWaitsToBeSwitchedOn() throws {
    let rule = try rule("require: 'false'\ndefault: off", shape: "TagKey")
    var settings = RuleSettings()
    #expect(try RuleText.check([rule], on: "[{Key: k, Value: a}]", shape: "TagList").diagnostics.isEmpty)
    settings.set("test/rule", .severity(.error))
    #expect(
      try RuleText.check([rule], on: "[{Key: k, Value: a}]", shape: "TagList", settings: settings).diagnostics.count
        == 1)
    settings.set("test/rule", .off)
    #expect(
      try RuleText.check([rule], on: "[{Key: k, Value: a}]", shape: "TagList", settings: settings).diagnostics.isEmpty)
  }

  @Test(arguments: [
    (false, RuleSettings.Setting?.none, 0), (true, nil, 1), (false, .severity(.note), 1), (true, .off, 0),
  ])
  func `a rule in preview runs where it is asked for`(
    includesPreview: Bool, setting: RuleSettings.Setting?, findings: Int
  ) throws {
    let rule = try rule("require: 'false'\nstability: preview", shape: "TagKey")
    var settings = RuleSettings()
    settings.includesPreview = includesPreview
    if let setting { settings.set("test/rule", setting) }
    let result = try RuleText.check([rule], on: "[{Key: k, Value: a}]", shape: "TagList", settings: settings)
    #expect(result.diagnostics.count == findings)
  }

  // MARK: Rules that cannot be evaluated

  @Test(arguments: [
    ("1 / (self.WaitIntervalInSeconds - 10) > 0", "require"), ("self.CanarySize.Value > 1", "require"),
    ("self.WaitIntervalInSeconds", "require"),
  ])
  func anErrorIsAnIssueWithRuleFileAndPlace(_ require: String, _ key: String) throws {
    let result = try check("require: \(require)", on: "{Type: CANARY, WaitIntervalInSeconds: 10}")
    let issue = try #require(result.issues.first)
    #expect(result.diagnostics.isEmpty)
    #expect(result.issues.count == 1)
    #expect(issue.id == .ruleError)
    #expect(issue.severity == .error)
    #expect(issue.file == "request.yaml")
    #expect(issue.message.hasPrefix("the rule test/rule could not be evaluated at request.yaml:1:1: '\(key)' "))
    #expect(result.report.exitStatus(failLevel: nil) == 2)
  }

  @Test func anIssueNamesTheKeyPath() throws {
    let rule = try rule("require: 1 / 0 > 0", shape: "TagKey")
    let result = try RuleText.check([rule], on: "[{Key: k, Value: a}]", shape: "TagList")
    #expect(result.issues.first?.message.contains("request.yaml:1:8 ([0].Key): ") == true)
  }

  @Test func anExpressionThatDoesNotParseIsAnIssueOnce() throws {
    let rule = try rule("require: self ==", shape: "TagKey")
    let result = try RuleText.check(
      [rule], on: "[{Key: k, Value: a}, {Key: l, Value: a}]", shape: "TagList")
    #expect(result.issues.count == 1)
    #expect(result.issues.first?.message.contains("'require' is at fault") == true)
  }

  @Test(arguments: [
    ("require: nothing > 1", "require"), ("require: 'false'\nlet: {a: nothing}", "let.a"),
    ("require: 'false'\nallowed: {maximum: nothing}", "allowed.maximum"),
    ("require: 'false'\nmessage: '{nothing}'", "message"),
  ])
  func aNameThatNothingHasIsAnIssue(_ body: String, _ key: String) throws {
    let result = try check(body, on: "{Type: ALL_AT_ONCE, WaitIntervalInSeconds: 0}")
    #expect(result.issues.count == 1)
    #expect(result.issues.first?.message.contains("'\(key)' is at fault: no variable 'nothing'") == true)
    #expect(result.diagnostics.isEmpty)
  }

  @Test(arguments: [
    ("sagemaker/secret-in-tag", "[{Key: password, Value: a}]"),
    ("sagemaker/duplicate-tag-key", "[{Key: a, Value: b}, {Key: a, Value: c}]"),
  ])
  func aRuleThatCannotBeReadIsAnIssue(_ id: String, _ tags: String) throws {
    let number = try #require(RulePack.rules.firstIndex { $0.id == id })
    var torn = RulePack.packedRules[number]
    torn.line.count /= 2
    let model = RulePack.model
    let source = RuleSource(torn, questions: try #require(RulePack.rules[number].packedQuestions))
    let result = Linter.check(
      part: try document(tags).root, shape: model.index(ofShape: "TagList") ?? 0, model: model,
      rules: RuleSet([source], settings: RuleSettings(), model: model), instances: nil)
    #expect(result.issues.count == 1)
    #expect(result.issues.first?.message.contains("'rule' is at fault: the rule \(id) is not JSON") == true)
  }

  @Test func aRuleThatCostsTooMuchIsAnIssue() throws {
    let items = "[" + Array(repeating: "0", count: 60).joined(separator: ",") + "]"
    let rule = try rule(
      "require: \"\(items).all(a, \(items).all(b, \(items).all(c, \(items).all(d, d == a))))\"", shape: "TagKey")
    let result = try RuleText.check([rule], on: "[{Key: k, Value: a}]", shape: "TagList")
    #expect(result.diagnostics.isEmpty)
    #expect(result.issues.count == 1)
    #expect(result.issues.first?.id == .ruleError)
  }

  @Test func theOtherRulesGoOn() throws {
    let broken = try rule("require: 1 / 0 > 0", id: "test/broken", shape: "TagKey")
    let sound = try rule("require: 'false'", id: "test/sound", shape: "TagKey")
    let result = try RuleText.check([broken, sound], on: "[{Key: k, Value: a}]", shape: "TagList")
    #expect(result.diagnostics.map(\.rule) == ["test/sound"])
    #expect(result.issues.count == 1)
  }

  @Test func aMessageThatFailsIsAnIssueAndTheFindingStays() throws {
    let result = try check(
      "require: 'false'\nmessage: \"{1 / 0}\"", on: "{Type: CANARY, WaitIntervalInSeconds: 10}")
    #expect(result.issues.count == 1)
    #expect(result.diagnostics.map(\.message) == ["test/rule"])
  }
}
