import Testing

@testable import DeployLint

/// What is wrong with a rule file, and where.
struct RuleFileMistakeTests {
  private static let sound = """
    language: 1
    summary: A test
    severity: error
    shape: TrafficRoutingConfig
    require: self.WaitIntervalInSeconds > 1
    message: wrong
    why: Because.
    sources: [https://example.com/]
    examples:
      valid: [{input: {Type: CANARY, WaitIntervalInSeconds: 2}}]
      invalid: [{input: {Type: CANARY, WaitIntervalInSeconds: 1}}]

    """

  private func problems(_ text: String) throws -> [RuleFile.Problem] {
    let source = Source(name: "rules/acme/a.yaml", bytes: Array(text.utf8))
    return RuleFile(source, id: "acme/a", model: RulePack.model).problems
  }

  private func place(_ problem: RuleFile.Problem, _ text: String) -> String {
    let source = Source(name: "", bytes: Array(text.utf8))
    let position = LineIndex(source).position(of: problem.range.lowerBound)
    return "\(position.line):\(position.column)+\(problem.range.count)"
  }

  @Test func `a sound file has none`() throws {
    #expect(try problems(Self.sound).map(\.message) == [])
  }

  /// Fuzzing found it: what is wrong with an expression quotes it.
  @Test func `a control character in an expression is told of harmlessly`() throws {
    let text = Self.sound.replacing("self.WaitIntervalInSeconds > 1", with: "\"self.Wait\\x1B > 1\"")
    #expect(try problems(text).map(\.message) == ["unexpected character '\\u{1b}'"])
  }

  /// A line of the sound file, what stands there instead, and the mistake: place and length, message, help.
  @Test(arguments: [
    ("summary: A test\n", "", "1:1+8", "the rule has no 'summary'", "say in one sentence"),
    ("summary: A test", "summary: [a]", "2:1+7", "'summary' is a list", "write a text"),
    ("summary: A test", "summary: true", "2:10+4", "'summary' is the boolean true", "write a text, in quotes"),
    ("summary: A test", "summary: 5", "2:10+1", "'summary' is the number 5", "write a text, in quotes"),
    ("why: Because.", "why: ''", "7:6+2", "'why' is empty", "say what goes wrong"),
    ("why: Because.\n", "", "1:1+8", "the rule has no 'why'", "explain"),
    ("language: 1", "language: 2", "1:11+1", "the rule language has no version '2'", "later deploylint"),
    ("severity: error", "severity: fatal", "3:11+5", "'fatal' is not one of", "write one of them"),
    ("severity: error", "severty: error", "3:1+7", "a rule file has no key 'severty'", "did you mean 'severity'?"),
    ("severity: error", "severity: error\nid: acme/a", "4:1+2", "a rule file has no key 'id'", "the path of the file"),
    ("severity: error", "severity: error\nseverity: note", "4:1+8", "the key 'severity' is written twice", "remove"),
    ("severity: error", "severity: error\ndefault: on", "4:10+2", "'on' is no value of 'default'", "'default: off'"),
    ("severity: error", "severity: error\nsensitive: 'yes'", "4:12+5", "'sensitive' is the text 'yes'", "true or"),
    ("severity: error", "severity: error\nunless: other", "4:9+5", "'unless' is the text 'other'", "write a list"),
    (
      "shape: TrafficRoutingConfig", "shape: TrafficRoutngConfig", "4:8+19", "the model has no shape",
      ""
    ),
    (
      "require: self.WaitIntervalInSeconds > 1", "require: self.WaitIntervalInSecond > 1", "5:15+20",
      "TrafficRoutingConfig has no member 'WaitIntervalInSecond'; did you mean 'WaitIntervalInSeconds'?", ""
    ),
    (
      "require: self.WaitIntervalInSeconds > 1", "require: >-\n  self.WaitIntervalInSeconds > 1\n  && self.Typ == ''",
      "7:11+3", "has no member 'Typ'; did you mean 'Type'?", ""
    ),
    (
      "require: self.WaitIntervalInSeconds > 1", "require: 'self.Type != ''x'' && self.Typ == \"\"'", "5:38+3",
      "has no member 'Typ'", ""
    ),
    (
      "require: self.WaitIntervalInSeconds > 1", #"require: "self.Type != \"x\" && self.Typ == ''""#, "5:38+3",
      "has no member 'Typ'", ""
    ),
    (
      "require: self.WaitIntervalInSeconds > 1", #"require: "'\u00e9' == self.Typ""#, "5:10+22", "has no member 'Typ'",
      ""
    ),
    ("require: self.WaitIntervalInSeconds > 1", "require: self.Type >", "5:21+0", "an expression expected", ""),
    ("require: self.WaitIntervalInSeconds > 1", "require: {a: b}", "5:1+7", "'require' is a mapping", "in quotes"),
    ("require: self.WaitIntervalInSeconds > 1", "require:", "5:1+7", "'require' is empty", "write a CEL expression"),
    ("require: self.WaitIntervalInSeconds > 1\n", "", "1:1+8", "neither 'require' nor 'unique'", "CEL"),
    ("require: self.WaitIntervalInSeconds > 1", "require: self.Type", "5:10+9", "must be true or false", ""),
    ("message: wrong", "message: 'a {self.Typ}'", "6:19+3", "has no member 'Typ'", ""),
    ("message: wrong", "message: ''", "6:10+2", "'message' is empty", "write a text"),
    ("message: wrong", "message: wrong\nreport: WaitInterval", "7:9+12", "has no member 'WaitInterval'", ""),
    ("message: wrong", "message: wrong\nlet: {self: '1'}", "7:7+4", "'self' has a meaning of its own", "another name"),
    ("message: wrong", "message: wrong\nlet: {a-b: '1'}", "7:7+3", "'a-b' cannot be a name of 'let'", "a letter"),
    ("message: wrong", "message: wrong\nlet: {'': '1'}", "7:7+2", "'' cannot be a name of 'let'", "a letter"),
    ("message: wrong", "message: wrong\nlet:\n  ?\n  : '1'", "9:5+3", "'' cannot be a name of 'let'", "a letter"),
    ("message: wrong", "message: wrong\nlet: {}", "7:1+3", "'let' is an empty mapping", "write names"),
    ("message: wrong", "message: wrong\nwhen: ''", "7:7+2", "'when' is empty", "write a CEL expression"),
    ("message: wrong", "message: wrong\nunique: Key", "7:1+6", "both 'require' and 'unique'", "keep one"),
    (
      "message: wrong", "message: wrong\nfix: {title: a, value: 1, safe: 'no'}", "7:33+4", "'safe' is the text 'no'",
      "true or false"
    ),
    ("message: wrong", "message: wrong\nlet: {a: self.Typ}", "7:15+3", "has no member 'Typ'", ""),
    ("message: wrong", "message: wrong\nfix: {title: a}", "7:1+3", "'fix' has no 'value'", "add an expression"),
    ("message: wrong", "message: wrong\nfix: {title: '{b}', value: 1}", "7:16+1", "b", ""),
    ("message: wrong", "message: wrong\nallowed: {max: 1}", "7:11+3", "'allowed' has no key 'max'", "maximum"),
    ("message: wrong", "message: wrong\nalso: [{at: Type}]", "7:8+1", "the place of 'also' has no 'label'", "at:"),
    ("message: wrong", "message: wrong\nalso: [{at: Typ, label: a}]", "7:1+4", "has no member 'Typ'", ""),
    ("message: wrong", "message: wrong\ncases: [{shape: Tag, require: self.X}]", "7:36+1", "Tag has no member 'X'", ""),
    ("message: wrong", "message: wrong\ncases: []", "7:1+5", "'cases' is an empty list", "add an item"),
    ("message: wrong", "message: wrong\ncases: [a]", "7:9+1", "a case is the text 'a'", "write the keys"),
    ("sources: [https://example.com/]", "sources: [wiki]", "8:11+4", "the source 'wiki' is no address", "https://"),
    ("sources: [https://example.com/]\n", "", "1:1+8", "the rule has no 'sources'", "add a list"),
    ("  valid: [{input: {Type: CANARY, WaitIntervalInSeconds: 2}}]\n", "", "9:1+8", "no valid example", "add one"),
    (
      "  valid: [{input: {Type: CANARY, WaitIntervalInSeconds: 2}}]", "  valid: []", "10:3+5",
      "'valid' of 'examples' is an empty list", "add an item"
    ),
    (
      "  valid: [{input: {Type: CANARY, WaitIntervalInSeconds: 2}}]", "  valid: [{input: 1, at: x}]", "10:22+2",
      "a valid example has no 'at'", "remove it"
    ),
    (
      "  valid: [{input: {Type: CANARY, WaitIntervalInSeconds: 2}}]", "  valid: [{input: 1, instances: 0}]", "10:33+1",
      "'instances' is the number 0", "at least 1"
    ),
    (
      "  valid: [{input: {Type: CANARY, WaitIntervalInSeconds: 2}}]", "  valid: [{input: a, shape: Tagg}]", "10:29+4",
      "the model has no shape 'Tagg'", "did you mean 'Tag'?"
    ),
    (
      "  valid: [{input: {Type: CANARY, WaitIntervalInSeconds: 2}}]", "  valid: [{inptu: 1}]", "10:12+5",
      "no key 'inptu'", "did you mean 'input'?"
    ),
    ("  valid: [{input", "  vaild: []\n  valid: [{input", "10:3+5", "'examples' has no key 'vaild'", "'valid'"),
  ])
  func `a mistake stands at its place and has a way out`(
    line: String, replacement: String, place: String, message: String, help: String
  ) throws {
    let text = String(Self.sound.replacing(line, with: replacement))
    #expect(text != Self.sound)
    let problems = try problems(text)
    let found = problems.filter { self.place($0, text) == place && $0.message.contains(message) }
    #expect(found.count == 1, "\(problems.map { self.place($0, text) + " " + $0.message })")
    if !help.isEmpty { #expect(found.first?.help.contains(help) == true, "\(found.first?.help ?? "")") }
    #expect(found.first?.isError == true)
  }

  @Test func `all mistakes are told at once, in the order of the file`() throws {
    let text = Self.sound.replacing("summary: A test", with: "sumary: A test")
      .replacing("self.WaitIntervalInSeconds", with: "self.Wait").replacing("[https://example.com/]", with: "[]")
    #expect(
      try problems(String(text)).map(\.message) == [
        "the rule has no 'summary'", "a rule file has no key 'sumary'",
        "TrafficRoutingConfig has no member 'Wait'",
        "'sources' is an empty list",
      ])
  }

  @Test func `what a case inherits is told once, where it is written`() throws {
    let text = Self.sound + "cases: [{severity: note}, {severity: warning}]\n"
    let problems = try problems(text.replacing("self.WaitIntervalInSeconds", with: "self.Wait"))
    #expect(problems.map { place($0, text) } == ["5:15+4"])
  }

  @Test func `reading an absent member is a warning with a way out`() throws {
    let text = Self.sound.replacing("self.WaitIntervalInSeconds > 1", with: "self.CanarySize.Value > 1")
    let problems = try problems(String(text))
    #expect(problems.map(\.isError) == [false])
    #expect(problems.first?.help == "guard it with has(…), or give a default with .orValue(…)")
  }

  @Test(arguments: [
    ("", "the rule file is empty"), ("# nothing\n", "the rule file is empty"), ("- 1\n", "a rule file is a mapping"),
    ("a: [", ""), ("language: 1\n---\nlanguage: 1\n", "a rule file holds one rule"),
    ("language: 1\n---\na: [b\n", "its ']' is missing"),
    ("a: &a [*a]\n", ""), (String(repeating: "[", count: 100), ""), ("a: \u{0}\n", ""),
  ])
  func `a text that is no rule file is refused`(text: String, message: String) throws {
    let problems = try problems(text)
    #expect(problems.contains { $0.isError && $0.message.contains(message) })
  }

  @Test func `a file that would cost too much is refused`() throws {
    let long = String(repeating: "1 + ", count: 4000) + "1"
    let cases = (0..<80).map { _ in "  - {shape: Tag, severity: note}\n" }.joined()
    let costly = Self.sound + "when: \(long) > 0\ncases:\n" + cases
    #expect(try problems(costly).map(\.message).contains { $0.hasPrefix("the expressions of the rule's cases make ") })
    let many = Self.sound + "cases:\n" + String(repeating: "  - {shape: Tag, require: 'true'}\n", count: 101)
    #expect(try problems(many).map(\.message) == ["'cases' has 101 items"])
    let names = (0...200).map { "a\($0): '1'" }.joined(separator: ", ")
    #expect(try problems(Self.sound + "let: {\(names)}\n").map(\.message) == ["'let' defines 201 names"])
    let huge = Self.sound + "help: " + String(repeating: "a", count: 1 << 20) + "\n"
    #expect(try problems(huge).contains { $0.isError })
  }

  /// Whatever stands in a file, it is read or refused, and every place lies in the file.
  @Test func `damaged files are refused, or still rules`() throws {
    var random = Numbers(state: 7)
    let model = RulePack.model
    for id in RulePack.ruleIDs {
      let bytes = try #require(RulePack.ruleFile(id))
      for _ in 0..<8 {
        var damaged = bytes
        for _ in 0..<3 {
          let at = Int(random.next() % UInt64(damaged.count))
          switch random.next() % 3 {
          case 0: damaged.remove(at: at)
          case 1: damaged[at] = UInt8(truncatingIfNeeded: random.next())
          default: damaged.insert(contentsOf: damaged[at..<min(at + 20, damaged.count)], at: at)
          }
        }
        let file = RuleFile(Source(name: "rules/acme/a.yaml", bytes: damaged), id: "acme/a", model: model)
        for problem in file.problems {
          #expect(!problem.message.isEmpty)
          #expect((0...damaged.count).contains(problem.range.upperBound))
        }
      }
    }
  }

  /// The same numbers in every run.
  private struct Numbers {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
  }

  @Test(arguments: [(20, 20), (21, 21), (100, 21)])
  func `twenty mistakes of a file are told`(count: Int, told: Int) throws {
    let text = Self.sound + (0..<count).map { "unknown\($0): 1\n" }.joined()
    let rules = OwnRules([], texts: [Linter.RuleText(id: "acme/a", yaml: text)], model: RulePack.model)
    #expect(rules.issues.count == told)
    #expect((rules.issues.last?.message == "acme/a.yaml has more mistakes than these 20") == (count > 20))
    #expect(rules.rules.isEmpty)
  }

  @Test func `a rule makes way for rules of its folder only`() throws {
    let text = Self.sound + "unless: [other, b]\n"
    let source = Source(name: "no-such-folder/acme/a.yaml", bytes: Array(text.utf8))
    var file = RuleFile(source, id: "acme/a", model: RulePack.model)
    file.checkPrecedence(among: ["acme/a", "acme/others", "acme/b"])
    #expect(file.problems.map(\.message) == ["there is no rule 'acme/other'"])
    #expect(file.problems.map(\.help) == ["did you mean 'others'?"])
    #expect(file.problems.map { place($0, text) } == ["12:10+5"])
  }
}
