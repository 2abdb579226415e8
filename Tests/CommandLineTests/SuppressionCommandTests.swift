import Foundation
import Testing

/// What `check` does with findings that somebody knows already.
@Suite struct SuppressionCommandTests {
  private static let bad = "EndpointName: churn_prod\nEndpointConfigName: churn-config\n"
  private static let good = "EndpointName: churn\nEndpointConfigName: churn-config\n"

  @Test func `a suppressed finding is counted and neither shown nor held against the run`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.yaml", "# deploylint: ignore-file[schema/pattern] old name\n" + Self.bad)
    let outcome = try folder.run("check", "a.yaml")
    #expect(outcome.status == 0)
    #expect(outcome.output == "")
    #expect(outcome.errors == "checked 1 request in 1 file: nothing found, 1 suppressed\n")
  }

  @Test func `a suppression that matches nothing is a warning`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.yaml", Self.good + "# deploylint: ignore[schema/pattern]\nTags: []\n")
    let outcome = try folder.run("check", "--format", "compact", "--fail-level", "warning", "a.yaml")
    #expect(outcome.status == 1)
    #expect(
      outcome.output == "a.yaml:3:22: warning: 'ignore[schema/pattern]' matches nothing: line 4 has no such finding "
        + "[syntax/suppression]\n")
  }

  @Test func `an entry of the configuration that matches nothing is a warning at its place`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.yaml", Self.good)
    let entries = ["pattern", "length"].map {
      "  - files: \"*.yaml\"\n    rules: [schema/\($0)]\n    reason: an old name\n"
    }
    try folder.write(".deploylint.yaml", "suppressions:\n" + entries.joined())
    let outcome = try folder.run("check", "--format", "compact", "--fail-level", "warning", "a.yaml")
    #expect(outcome.status == 1)
    let message = "matches nothing: no file of this run that matches '*.yaml' has such a finding [syntax/suppression]"
    #expect(
      outcome.output == ".deploylint.yaml:2:5: warning: the suppression of 'schema/pattern' \(message)\n"
        + ".deploylint.yaml:5:5: warning: the suppression of 'schema/length' \(message)\n")
  }

  @Test func `a baseline is written, applied and pruned`() throws {
    let folder = try TemporaryFolder()
    try folder.write("deploy/a.yaml", Self.bad)
    try folder.write("deploy/b.yaml", Self.bad)
    let written = try folder.run("check", "--write-baseline", "known.json", "deploy")
    #expect(written.status == 0)
    #expect(written.output == "")
    #expect(
      written.errors == "checked 2 requests in 2 files: nothing found, 2 suppressed\n"
        + "wrote 2 findings to the baseline known.json\n")

    let applied = try folder.run("check", "--baseline", "known.json", "deploy")
    #expect(applied.status == 0)
    #expect(
      applied.errors == "checked 2 requests in 2 files: nothing found, 2 suppressed\n"
        + "2 findings in the baseline known.json\n")

    try folder.write("deploy/a.yaml", Self.good)
    let fixed = try folder.run("check", "--baseline", "known.json", "deploy")
    #expect(
      fixed.errors == "checked 2 requests in 2 files: nothing found, 1 suppressed\n"
        + "1 finding in the baseline known.json, 1 entry is fixed by now (remove it with --prune-baseline)\n")

    let pruned = try folder.run("check", "--baseline", "known.json", "--prune-baseline", "deploy")
    #expect(
      pruned.errors == "checked 2 requests in 2 files: nothing found, 1 suppressed\n"
        + "1 finding in the baseline known.json, 1 entry fixed by now and removed\n")
    let text = try String(contentsOf: folder.url.appendingPathComponent("known.json"), encoding: .utf8)
    #expect(!text.contains("deploy/a.yaml"))
    #expect(text.contains("\"file\": \"deploy/b.yaml\""))
  }

  @Test(arguments: [".", "deploy", "deploy/a.yaml"])
  func `a configuration names the baseline`(path: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("deploy/a.yaml", Self.bad)
    _ = try folder.run("check", "--write-baseline", "known.json", ".")
    try folder.write(".deploylint.yaml", "baseline: known.json\n")
    let outcome = try folder.run("check", "--format", "compact", path)
    #expect(outcome.status == 0)
    #expect(outcome.output == "")
    #expect(outcome.errors.hasSuffix("nothing found, 1 suppressed\n1 finding in the baseline known.json\n"))
  }

  @Test func `where the run starts makes no difference`() throws {
    let folder = try TemporaryFolder()
    try folder.write("deploy/a.yaml", Self.bad)
    _ = try folder.run("check", "--write-baseline", "known.json", "deploy/a.yaml")
    let below = Executable.Surroundings(folder: folder.url.appendingPathComponent("deploy"))
    #expect(try Executable.run(["check", "--baseline", "../known.json", "a.yaml"], below).status == 0)
    let path = folder.url.path
    let outcome = try folder.run("check", "--baseline", "\(path)/known.json", "\(path)/deploy/a.yaml")
    #expect(outcome.status == 0)
  }

  @Test func `the values of a baseline stay masked`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.yaml", Self.good + "Tags: [{Key: password, Value: hunter2-secret}]\n")
    _ = try folder.run("check", "--write-baseline", "known.json", "a.yaml")
    let text = try String(contentsOf: folder.url.appendingPathComponent("known.json"), encoding: .utf8)
    #expect(text.contains("sagemaker/secret-in-tag"))
    #expect(!text.contains("hunter2"))
  }

  @Test func `standard input has a place in a baseline`() throws {
    let folder = try TemporaryFolder()
    let input = Executable.Surroundings(input: Data(Self.bad.utf8), folder: folder.url)
    #expect(try Executable.run(["check", "--write-baseline", "known.json", "-"], input).status == 0)
    #expect(try Executable.run(["check", "--baseline", "known.json", "-"], input).status == 0)
    try folder.write("b.yaml", Self.good)
    // Nobody knows what standard input would have held.
    let other = try folder.run("check", "--baseline", "known.json", "b.yaml")
    #expect(!other.errors.contains("fixed"))
  }

  @Test(arguments: [
    (["--baseline", "a.json", "--write-baseline", "b.json"], "leave out --baseline"),
    (["--write-baseline", "b.json", "--prune-baseline"], "leave out --prune-baseline"),
    (["--prune-baseline"], "there is no baseline to prune; name it: --baseline FILE --prune-baseline"),
    (
      ["--baseline", "missing.json"],
      "cannot read the baseline missing.json: no such file or directory; write it with --write-baseline missing.json"
    ),
    (
      ["--baseline", "broken.json"],
      "broken.json:1:13 is no baseline: its version is 2; this deploylint reads version 1"
    ),
    (["--write-baseline", "no/such/b.json"], "cannot write the baseline no/such/b.json: no such file or directory"),
  ])
  func `what cannot be done is told with the remedy`(arguments: [String], message: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("a.yaml", Self.bad)
    try folder.write("broken.json", "{\"version\": 2}")
    let outcome = try Executable.run(["check"] + arguments + ["a.yaml"], Executable.Surroundings(folder: folder.url))
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(outcome.output == "" || outcome.output.contains("schema/pattern") == arguments.contains("no/such/b.json"))
  }
}
