import Foundation
import Testing

/// `rules`, `explain` and `schema`.
@Suite struct RuleCommandTests {
  struct Rule: Decodable, Sendable {
    let id: String
    let severity: String
    let evidence: String
    let summary: String
    let why: String
    let sources: [String]
  }

  static let rules: [Rule] = {
    let outcome = try? Executable.run("rules", "--format", "json")
    return (try? JSONDecoder().decode([Rule].self, from: Data((outcome?.output ?? "").utf8))) ?? []
  }()

  /// The built-in checks and the files under `rules`.
  @Test func `all rules are listed, in order`() throws {
    let ids = Self.rules.map(\.id)
    let files = try FileManager.default.contentsOfDirectory(
      atPath: Project.folder.appendingPathComponent("rules/sagemaker").path
    ).filter { $0.hasSuffix(".yaml") }.map { "sagemaker/" + $0.dropLast(".yaml".count) }
    let checks = [
      "sagemaker/duplicate-endpoint-name", "sagemaker/inf1-without-guardrails", "sagemaker/rolling-with-serverless",
      "sagemaker/rolling-with-several-variants", "sagemaker/unknown-alarm", "schema/enum", "schema/item-count",
      "schema/length", "schema/pattern", "schema/range", "schema/required", "schema/type", "schema/unfilled-skeleton",
      "schema/unknown-field", "syntax/ambiguous-scalar", "syntax/byte-order-mark", "syntax/duplicate-key",
      "syntax/error", "syntax/limit", "syntax/suppression",
    ]
    #expect(ids == (files + checks).sorted())
    let lines = try Executable.run("rules").output.split(separator: "\n")
    #expect(lines.map { String($0.prefix { $0 != " " }) } == ids)
  }

  @Test func `a rule in the list has all that is known of it`() {
    for rule in Self.rules {
      #expect(["error", "warning", "note"].contains(rule.severity))
      #expect(["documented", "observed", "inferred"].contains(rule.evidence))
      #expect(!rule.summary.isEmpty && !rule.summary.hasSuffix("."))
      #expect(!rule.why.isEmpty)
      #expect(!rule.sources.isEmpty && rule.sources.allSatisfy { $0.hasPrefix("https://") })
    }
  }

  @Test(arguments: rules.map(\.id))
  func `every rule is explained with a failing and a passing example`(id: String) throws {
    let rule = try #require(Self.rules.first { $0.id == id })
    let outcome = try Executable.run("explain", id)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    let text = outcome.output
    #expect(text.hasPrefix("\(id)\n\n\(rule.summary).\n\n"))
    #expect(text.contains("\nseverity: \(rule.severity)"))
    #expect(text.contains("\nevidence: \(rule.evidence) ("))
    for source in rule.sources { #expect(text.contains("\n  \(source)\n")) }
    #expect(text.contains("\nfails"))
    #expect(text.contains("\npasses"))
    // The output of the failing example, from the linter itself.
    #expect(text.contains("[\(id)]: "))
    #expect(text.contains("^"))
    #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
    for line in text.split(separator: "\n") {
      #expect(!line.hasSuffix(" "), "a blank at the end of a line")
    }
  }

  @Test(arguments: [
    ("sagemaker/canary-to-large", "sagemaker/canary-too-large"), ("canary-too-large", "sagemaker/canary-too-large"),
    ("canary-to-large", "sagemaker/canary-too-large"), ("Schema/Type", "schema/type"),
    ("sagemaker/zero_bake", "sagemaker/zero-bake"), ("unknown-fields", "schema/unknown-field"),
  ])
  func `a misspelt rule gets a suggestion`(typed: String, meant: String) throws {
    let outcome = try Executable.run("explain", typed)
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(outcome.errors == "error: there is no rule '\(typed)'; did you mean '\(meant)'?\n")
  }

  @Test func `a rule that resembles none leads to the list`() throws {
    let outcome = try Executable.run("explain", "s3/public-bucket")
    #expect(outcome.status == 2)
    #expect(outcome.errors == "error: there is no rule 's3/public-bucket'; 'deploylint rules' lists all of them\n")
  }

  @Test func `the schema of a line of a report is JSON`() throws {
    let outcome = try Executable.run("schema", "report-line")
    #expect(outcome.status == 0)
    let schema = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    #expect(schema?["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
  }

  @Test func `the schema of a report is JSON with the version of the format`() throws {
    let outcome = try Executable.run("schema", "report")
    #expect(outcome.status == 0)
    let schema = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    #expect(schema?["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    let properties = schema?["properties"] as? [String: Any]
    #expect((properties?["version"] as? [String: Any])?["const"] as? Int == 1)
  }
}
