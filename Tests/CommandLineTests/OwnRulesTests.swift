import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Rules of one's own on the command line.
@Suite struct OwnRulesTests {
  private static let rules = "Tests/Fixtures/own-rules"
  private static let untagged = "Tests/Fixtures/examples/untagged.yaml"

  private func ids(_ arguments: String...) throws -> [String] {
    let outcome = try Executable.run(["check", "--format", "json"] + arguments + [Self.untagged])
    let report = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    return (report?["diagnostics"] as? [[String: Any]])?.compactMap { $0["rule"] as? String } ?? []
  }

  @Test func `they run beside the built-in ones, also where the fleet is known`() throws {
    #expect(try ids() == [])
    #expect(try ids("--rule-path", Self.rules) == ["acme/require-cost-center", "acme/name-says-stage"])
    #expect(
      try ids("--rule-path", Self.rules, "--instances", "4") == [
        "acme/require-cost-center", "acme/name-says-stage", "acme/small-canary",
      ])
  }

  @Test func `--rules sets them like any`() throws {
    let off = try ids("--rule-path", Self.rules, "--rules", "acme/require-cost-center=off")
    #expect(off == ["acme/name-says-stage"])
    let outcome = try Executable.run(
      "check", "--rule-path", Self.rules, "--rules", "acme/name-says-stag=off", Self.untagged)
    #expect(outcome.status == 2)
    #expect(
      outcome.errors.hasPrefix("error: there is no rule 'acme/name-says-stag'; did you mean 'acme/name-says-stage'?"))
  }

  @Test func `they are listed and explained`() throws {
    let list = try Executable.run("rules", "--rule-path", Self.rules)
    #expect(list.status == 0)
    let builtIn = try Executable.run("rules").output.split(separator: "\n")
    let lines = list.output.split(separator: "\n")
    #expect(lines.count == builtIn.count + 3)
    #expect(lines.first?.hasPrefix("acme/name-says-stage ") == true)
    let explained = try Executable.run("explain", "--rule-path", Self.rules, "acme/require-cost-center")
    #expect(explained.status == 0)
    #expect(explained.output.hasPrefix("acme/require-cost-center\n\nEndpoints are tagged with a cost center.\n"))
    #expect(explained.output.contains("error[acme/require-cost-center]: no tag cost-center"))
  }

  @Test func `a mistake is shown at its place, and the other rules run`() throws {
    let folder = try TemporaryFolder()
    let wrong = try Project.text("Tests/Fixtures/wrong-rules/misspelt/acme/short-wait.yaml")
    try folder.write("rules/acme/short-wait.yaml", wrong)
    try folder.write(
      "rules/acme/require-cost-center.yaml", try Project.text("\(Self.rules)/acme/require-cost-center.yaml"))
    try folder.write("churn.yaml", try Project.text(Self.untagged))
    let outcome = try folder.run("check", "--rule-path", "rules", "--format", "compact", "churn.yaml")
    #expect(outcome.status == 2)
    #expect(outcome.output.contains("[acme/require-cost-center]"))
    #expect(
      outcome.errors.hasPrefix(
        """
        error[rule-file]: TrafficRoutingConfig has no member 'WaitIntervalInSecond'; did you mean 'WaitIntervalInSeconds'?
          --> rules/acme/short-wait.yaml:5:15
           |
         4 | shape: TrafficRoutingConfig
         5 | require: self.WaitIntervalInSecond <= 600 && self.Type != 'CANRY'
           |               ^^^^^^^^^^^^^^^^^^^^

        error[rule-file]: a rule file has no key 'hepl'
          --> rules/acme/short-wait.yaml:7:1
           |
         6 | message: the wait is {self.WaitIntervalInSeconds} seconds; at most 600 are wanted
         7 | hepl: shorten it
           | ^^^^
           = help: did you mean 'help'?

        """), "\(outcome.errors)")
    let explained = try folder.run("explain", "--rule-path", "rules", "acme/short-wait")
    #expect(explained.status == 2)
    #expect(explained.errors.hasSuffix("error: the rule 'acme/short-wait' cannot be loaded\n"))
  }

  @Test func `what stands under the name of a rule file and is none is refused`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "rules/acme/require-cost-center.yaml", try Project.text("\(Self.rules)/acme/require-cost-center.yaml"))
    try folder.write("churn.yaml", try Project.text(Self.untagged))
    _ = try Executable.shell("mkfifo '\(folder.url.path)/rules/acme/pipe.yaml'")
    let outcome = try folder.run("check", "--rule-path", "rules", "churn.yaml")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("cannot read the rule file rules/acme/pipe.yaml: it is no regular file"))
  }

  @Test func `the JSON report has the place of a mistake`() throws {
    let outcome = try Executable.run(
      "check", "--format", "json", "--rule-path", "Tests/Fixtures/wrong-rules/misspelt", Self.untagged)
    let report = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    let issues = try #require(report?["issues"] as? [[String: Any]])
    #expect(issues.map { $0["id"] as? String } == ["rule-file", "rule-file"])
    #expect(issues.last?["help"] as? String == "did you mean 'help'?")
    #expect((issues.last?["start"] as? [String: Any])?["line"] as? Int == 7)
  }

  // MARK: test

  @Test func `test tells pass, fail and skip for each example`() throws {
    let passing = try Executable.run("test", Self.rules)
    #expect(passing.status == 0)
    #expect(passing.errors == "3 rules, 10 examples: 10 pass\n")
    #expect(passing.output.split(separator: "\n").count { $0.hasPrefix("  pass  ") } == 10)

    let failing = try Executable.run("test", "Tests/Fixtures/wrong-rules/failing/acme/short-names.yaml")
    #expect(failing.status == 1)
    #expect(failing.errors == "1 rule, 5 examples: 1 pass, 4 fail\n")
    #expect(failing.output.contains("\n    = expected: no finding\n    = got: acme/short-names at the input itself: "))
    #expect(failing.output.contains("   --> Tests/Fixtures/wrong-rules/failing/acme/short-names.yaml:13:14\n"))

    let skipping = try Executable.run("test", "--quiet", "Tests/Fixtures/wrong-rules/skipping")
    #expect(skipping.status == 0)
    #expect(skipping.errors == "1 rule, 4 examples: 2 pass, 2 skip\n")
    #expect(
      skipping.output == """
        acme/even-fleet
          skip  Tests/Fixtures/wrong-rules/skipping/acme/even-fleet.yaml:12:7  valid: the rule has no answer, because the \
        example gives no 'instances'
          skip  Tests/Fixtures/wrong-rules/skipping/acme/even-fleet.yaml:13:14  valid: the rule has no answer, because \
        what it asks about is unknown or not there

        """)
  }

  @Test func `test without a path tries the built-in rules and those of --rule-path`() throws {
    let outcome = try Executable.run("test", "--quiet", "--rule-path", Self.rules)
    #expect(outcome.status == 0)
    #expect(outcome.errors.hasPrefix("49 rules, "))
    #expect(!outcome.output.contains("fail"))
  }

  @Test func `test takes a file, a group and a folder of rules, and knows the built-in ones`() throws {
    for path in ["rules/sagemaker/zero-bake.yaml", "rules/sagemaker", "rules"] {
      let outcome = try Executable.run("test", "--quiet", path)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(!outcome.errors.contains("warning"))
    }
    let folder = try TemporaryFolder()
    try folder.write("acme/a.yaml", try Project.text("\(Self.rules)/acme/name-says-stage.yaml"))
    let inside = try Executable.run(
      ["test", "a.yaml"], Executable.Surroundings(folder: folder.url.appendingPathComponent("acme")))
    #expect(inside.output.hasPrefix("acme/a\n"))
  }

  @Test func `test warns of a group that is that of built-in rules`() throws {
    let folder = try TemporaryFolder()
    try folder.write("sagemaker/mine.yaml", try Project.text("\(Self.rules)/acme/name-says-stage.yaml"))
    let outcome = try folder.run("test", "sagemaker/mine.yaml")
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("sagemaker/mine\n"))
    let message = "the group 'sagemaker' is that of built-in rules; --rule-path would not load it"
    #expect(outcome.errors.contains("sagemaker/mine.yaml: \(message)"))
  }

  @Test func `a rule that does not load makes test fail with 2, whatever else fails`() throws {
    let outcome = try Executable.run(
      "test", "Tests/Fixtures/wrong-rules/failing", "Tests/Fixtures/wrong-rules/misspelt")
    #expect(outcome.status == 2)
    #expect(outcome.output.contains("fail  "))
    #expect(outcome.errors.contains("a rule file has no key 'hepl'"))
  }

  @Test func `test prints JSON`() throws {
    let outcome = try Executable.run("test", "--format", "json", "Tests/Fixtures/wrong-rules/failing")
    #expect(outcome.status == 1)
    let report = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let summary = try #require(report["summary"] as? [String: Int])
    #expect(summary == ["rules": 1, "examples": 5, "pass": 1, "fail": 4, "skip": 0])
    let rule = try #require((report["rules"] as? [[String: Any]])?.first)
    let examples = try #require(rule["examples"] as? [[String: Any]])
    #expect(examples.map { $0["outcome"] as? String } == ["pass", "fail", "fail", "fail", "fail"])
    #expect(examples.last?["got"] as? [String] == ["no finding"])
  }

  @Test func `test prints JUnit XML`() throws {
    let outcome = try Executable.run(
      "test", "--format", "junit", "Tests/Fixtures/wrong-rules/failing", "Tests/Fixtures/wrong-rules/skipping",
      "Tests/Fixtures/wrong-rules/misspelt")
    let parser = XMLCounter(Data(outcome.output.utf8))
    #expect(parser.isWellFormed)
    #expect(parser.counts["testcase"] == 11)
    #expect(parser.counts["failure"] == 4)
    #expect(parser.counts["skipped"] == 2)
    #expect(parser.counts["error"] == 2)
  }

  @Test(arguments: [
    (["test", "no-such-folder"], "cannot read rules from no-such-folder: no such file or directory"),
    (["check", "--rule-path", "no-such-folder", untagged], "cannot read rules from no-such-folder: there is no such"),
    (["check", "--rule-path", untagged, untagged], "it is a file; name the folder above the folder that it is in"),
    (["check", "--rule-path", "Sources/CLibYAML", untagged], "the folder Sources/CLibYAML holds no rule file"),
    (["check", "--rule-path", "rules/sagemaker", untagged], "stands in no group: the id of a rule is GROUP/NAME"),
    (["check", "--rule-path", "rules", untagged], "the group 'sagemaker' is that of built-in rules"),
    (["test", "README.md"], "README.md is no rule file: the name of one ends in .yaml or .yml"),
    (["test", "--rule-path", rules, rules], "a path and --rule-path are given"),
  ])
  func `a path that gives no rules is refused`(arguments: [String], message: String) throws {
    let outcome = try Executable.run(arguments, Executable.Surroundings())
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  // MARK: schema

  @Test func `schema rule prints the schema of rule files`() throws {
    #expect(try Executable.run("schema", "rule").output == Project.text("rules/rule.schema.json"))
  }

  @Test(arguments: ["CreateEndpoint", "UpdateEndpoint", "DeploymentConfig"])
  func `the schema of a request is whole in itself`(kind: String) throws {
    let outcome = try Executable.run("schema", kind)
    #expect(outcome.status == 0)
    let schema = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    #expect(schema["additionalProperties"] as? Bool == false)
    let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
    let references = outcome.output.split(separator: "\n").filter { $0.contains("\"$ref\"") }.compactMap {
      $0.split(separator: "/").last?.dropLast()
    }
    #expect(Set(references.map(String.init)) == Set(definitions.keys))
    for (name, shape) in definitions { #expect(shape["title"] as? String == name) }
    #expect(definitions["CapacitySizeValue"]?["maximum"] as? Int == 2_147_483_647)
    #expect(definitions["TerminationWaitInSeconds"]?["minimum"] as? Int == 0)
  }
}

/// Counts the elements of an XML text.
private final class XMLCounter: NSObject, XMLParserDelegate {
  var counts: [String: Int] = [:]
  private(set) var isWellFormed = false

  init(_ data: Data) {
    super.init()
    let parser = XMLParser(data: data)
    parser.delegate = self
    isWellFormed = parser.parse()
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    counts[name, default: 0] += 1
  }
}
