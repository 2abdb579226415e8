import Testing

@testable import DeployLint

struct RuleReaderTests {
  @Test(arguments: [
    ("shape: TagKey\nrequire: 'true'\nsumary: x", "a rule file has no key 'sumary'", "did you mean 'summary'?"),
    (
      "shape: TagKey\nrequire: 'true'\nseverity: fatal", "'fatal' is not one of note, warning, error",
      "write one of them"
    ),
    (
      "shape: TagKey\nrequire: 'true'\nseverity: Error", "'Error' is not one of note, warning, error",
      "did you mean 'error'?"
    ),
    (
      "shape: TagKey\nrequire: 'true'\nlanguage: 2", "the rule language has no version '2'",
      "this program reads version 1; a rule of a later version needs a later deploylint"
    ),
    ("shape: TagKey", "the rule has neither 'require' nor 'unique'", "say what must hold, as a CEL expression"),
    (
      "shape: TagList\nunique: Key\ncompare: ignorecase", "'ignorecase' is not one of exact, ignore-case, case-only",
      "did you mean 'ignore-case'?"
    ),
    (
      "shape: TagKey\nrequire: 'true'\nexamples: {valid: [{inptu: a}]}", "a rule file has no key 'inptu'",
      "did you mean 'input'?"
    ),
  ])
  func tellsMistakesWithHelp(_ body: String, _ message: String, _ help: String) throws {
    let problem = try #require(try RuleText(body).problems.first)
    #expect(problem.message == message || problem.message == message)
    #expect(problem.help == help)
    #expect(!problem.range.isEmpty)
  }

  @Test func aFileThatIsNoMappingIsOneMistake() throws {
    let (_, problems) = RuleReader.read(try document("- 1").root, id: "test/rule")
    #expect(problems.map(\.message) == ["a rule file is a mapping"])
  }

  @Test func aCaseInheritsWhatItDoesNotGive() throws {
    let rule = try RuleText(
      """
      severity: warning
      evidence: inferred
      shape: [TagKey, TagValue]
      when: "true"
      report: A.B
      cases:
        - {require: "true"}
        - {require: "false", shape: Tag, severity: note, evidence: observed, report: C}
      """
    ).rule
    #expect(rule.cases.map(\.shapes) == [["TagKey", "TagValue"], ["Tag"]])
    #expect(rule.cases.map(\.severity) == [.warning, .note])
    #expect(rule.cases.map(\.evidence) == [.inferred, .observed])
    #expect(rule.cases.map(\.report) == [["A", "B"], ["C"]])
    #expect(rule.cases.map(\.when) == ["true", "true"])
    #expect(rule.severity == .warning)
    #expect(rule.evidence == .inferred)
  }

  @Test func exampleShapesDefaultToTheFirstOfTheRule() throws {
    let rule = try RuleText(
      """
      shape: [TagKey, TagValue]
      require: "true"
      examples:
        valid: [{input: a}]
        invalid: [{input: b, shape: Tag, at: Key, instances: 4, message: m}, {input: c}]
      """
    ).rule
    #expect(rule.examples.map(\.shape) == ["TagKey", "Tag", "TagKey"])
    #expect(rule.examples.map(\.at) == [nil, "Key", ""])
    #expect(rule.examples.map(\.instances) == [nil, 4, nil])
    #expect(rule.examples.map(\.message) == [nil, "m", nil])
  }

  @Test func whatIsWrittenToAPackIsReadAgain() throws {
    let rule = try RuleText(
      """
      default: off
      stability: preview
      unless: [other]
      let: {a: "1", b: a + 1}
      cases:
        - shape: [TagKey]
          when: self != ''
          require: a < b
          report: X.Y
          also: [{at: Z, label: here}]
          allowed: {maximum: b}
          sensitive: true
          fix: {title: t, safe: true, value: a}
        - {shape: TagList, unique: Key, compare: case-only, severity: note}
      """
    ).rule
    let line = RuleWriter.line(rule)
    let again = RuleReader.read(try document(line, name: "line.json").root, id: rule.id)
    #expect(again.problems.isEmpty)
    #expect(RuleWriter.line(again.rule) == line)
    #expect(again.rule.unless == ["test/other"])
    #expect(again.rule.isOffByDefault)
    #expect(again.rule.isPreview)
    #expect(again.rule.cases.map(\.definitions.count) == [2, 2])
    #expect(again.rule.cases.first?.isSensitive == true)
  }
}
