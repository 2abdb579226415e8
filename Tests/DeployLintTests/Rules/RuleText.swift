@testable import DeployLint

/// A rule written in a test, as its file would have it.
struct RuleText {
  let rule: Rule
  let problems: [RuleReader.Problem]

  /// `body` is what a file holds beside `language`, `summary`, `severity`, `message`, `why` and `sources`; it may give
  /// these too.
  init(_ body: String, id: String = "test/rule") throws {
    let defaults = [
      "language: 1", "summary: A test", "severity: error", "message: wrong", "help: mend it", "why: Because.",
      "sources: ['https://example.com/']",
    ]
    let given = body.split(separator: "\n").compactMap { $0.split(separator: ":").first }
    let lines = defaults.filter { line in !given.contains { line.hasPrefix($0 + ":") } }
    let document = try document(lines.joined(separator: "\n") + "\n" + body + "\n", name: "rule.yaml")
    (rule, problems) = RuleReader.read(document.root, id: id)
  }

  /// What the rules and the schema checks find in a part of a request.
  static func check(
    _ rules: [Rule], on input: String, shape: String, settings: RuleSettings = RuleSettings(), instances: Int64? = nil
  ) throws -> FileResult {
    let model = RulePack.model
    return Linter.check(
      part: try document(input).root, shape: model.index(ofShape: shape) ?? 0, model: model,
      rules: RuleSet(rules, settings: settings, model: model), instances: instances)
  }
}
