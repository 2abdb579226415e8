import Foundation
import Testing

struct ConfigurationTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(at: folder.url.appending(path: ".git"), withIntermediateDirectories: true)
    try folder.write(
      ".deploylint.yaml",
      """
      preset: strict
      rules:
        sagemaker/zero-bake: off
        schema/: warning
      files:
        'deploy/*.yaml': {kind: UpdateEndpoint, instances: 4}
      instances: {churn: 6}
      exclude: [vendor/]
      placeholders: [dollar]

      """)
    try folder.write("x.yaml", "EndpointName: churn_1\nEndpointConfigName: churn-config\n")
  }

  private func run(_ arguments: String...) throws -> Executable.Outcome {
    try Executable.run(arguments, Executable.Surroundings(folder: folder.url))
  }

  @Test func `what is in force is printed with its place`() throws {
    let outcome = try run("config", "--fail-level", "note", "--rules", "schema/type=note", "deploy/x.yaml")
    #expect(outcome.status == 0)
    let lines = outcome.output.split(separator: "\n").map { line in
      line.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
    }
    #expect(lines.prefix(2) == ["# path: deploy/x.yaml", "# configuration: .deploylint.yaml"])
    for line in [
      "required-version: null # default", "preset: strict # .deploylint.yaml:1:9", "fail-level: note # command line",
      "kind: UpdateEndpoint # .deploylint.yaml:6:27", "instances: 4 # .deploylint.yaml:6:54",
      "churn: 6 # .deploylint.yaml:7:20", "- vendor/ # .deploylint.yaml:8:11", "- dollar # .deploylint.yaml:9:16",
      "sagemaker/zero-bake: off # .deploylint.yaml:3:24", "schema/type: note # command line",
      "schema/range: warning # .deploylint.yaml:4:12", "sagemaker/canary-too-large: error # default",
      "sagemaker/missing-timeout: note # .deploylint.yaml:1:9",
      "sagemaker/duplicate-alarm: error # .deploylint.yaml:1:9",
      "syntax/error: error # default", "rule-paths: [] # default",
    ] {
      #expect(lines.contains(line), "\(line)")
    }
    let excluded = try run("config", "a/vendor/x.yaml")
    #expect(excluded.output.contains("# excluded by vendor/, .deploylint.yaml:8:11\n"))
  }

  @Test func `programs get the same as JSON`() throws {
    let outcome = try run("config", "--format", "json", "deploy/x.yaml")
    let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    let settings = try #require(value?["settings"] as? [String: Any])
    let preset = try #require(settings["preset"] as? [String: Any])
    #expect(preset["value"] as? String == "strict")
    let origin = try #require(preset["origin"] as? [String: Any])
    #expect(origin["kind"] as? String == "file")
    #expect(origin["file"] as? String == ".deploylint.yaml")
    #expect(origin["line"] as? Int == 1)
    #expect(origin["column"] as? Int == 9)
    #expect((value?["rules"] as? [String: Any])?.count ?? 0 > 60)
  }

  @Test func `what switches say has no place in a file`() throws {
    func lines(_ arguments: String...) throws -> [String] {
      let outcome = try Executable.run(
        ["config", "--no-config", "x.yaml"] + arguments, Executable.Surroundings(folder: folder.url))
      return outcome.output.split(separator: "\n").map { line in
        line.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
      }
    }
    #expect(try lines().contains("instances: {} # default"))
    let given = try lines("--instances", "other=3", "--placeholders", "dollar")
    #expect(given.contains("other: 3 # command line"))
    #expect(given.contains("- dollar # command line"))
    let outcome = try run("config", "--format", "json", "--fail-level", "note", "x.yaml")
    let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    let level = try #require((value?["settings"] as? [String: Any])?["fail-level"] as? [String: Any])
    #expect(level["value"] as? String == "note")
    #expect((level["origin"] as? [String: Any])?["kind"] as? String == "command-line")
  }

  @Test func `a mistake is shown like a finding and fails the run`() throws {
    try folder.write(".deploylint.yaml", "exclude: [a]\nplaceholders: [dolar]\n")
    for command in [["check", "x.yaml"], ["config", "x.yaml"]] {
      let outcome = try Executable.run(command, Executable.Surroundings(folder: folder.url))
      #expect(outcome.status == 2)
      #expect(outcome.output == "")
      #expect(
        outcome.errors.hasPrefix(
          """
          error[wrong-configuration]: 'dolar' is no style of placeholders
            --> .deploylint.yaml:2:16
             |
           1 | exclude: [a]
           2 | placeholders: [dolar]
             |                ^^^^^
             = help: did you mean 'dollar'?

          """))
    }
    let report = try JSONSerialization.jsonObject(
      with: Data(try run("check", "--format", "json", "x.yaml").output.utf8))
    let issue = try #require(((report as? [String: Any])?["issues"] as? [[String: Any]])?.first)
    #expect(issue["id"] as? String == "wrong-configuration")
    #expect((issue["start"] as? [String: Any])?["line"] as? Int == 2)
    #expect(issue["help"] as? String == "did you mean 'dollar'?")
  }

  @Test func `switches go before keys of the same name`() throws {
    #expect(try run("check", "x.yaml").status == 0)
    #expect(try run("check", "--fail-level", "warning", "x.yaml").status == 1)
    #expect(try run("check", "--rules", "schema/=error", "x.yaml").status == 1)
    #expect(try run("check", "--rules", "schema/pattern=error", "x.yaml").status == 1)
    #expect(try run("check", "--no-config", "x.yaml").status == 1)
    #expect(try run("check", "--exclude", "x.yaml", "x.yaml").status == 2)
    #expect(try run("check", "--preset", "minimal", "--rules", "schema/=error", "x.yaml").status == 1)
    try folder.write("other.yaml", "fail-level: warning\n")
    #expect(try run("check", "--config", "other.yaml", "x.yaml").status == 1)
    #expect(try run("check", "--config", "missing.yaml", "x.yaml").status == 2)
    #expect(try run("check", "--config", "other.yaml", "--no-config", "x.yaml").status == 2)
  }

  @Test func `standard input is configured by its name`() throws {
    let input = Data("EndpointName: churn-${ENV}\nEndpointConfigName: c\n".utf8)
    func check(_ arguments: String...) throws -> Executable.Outcome {
      try Executable.run(
        ["check", "--fail-level", "warning", "-"] + arguments,
        Executable.Surroundings(input: input, folder: folder.url))
    }
    #expect(try check().status == 0)
    #expect(try check("--no-config").status == 1)
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "sub"), withIntermediateDirectories: true)
    try folder.write("sub/.deploylint.yaml", "placeholders: []\n")
    #expect(try check("--stdin-filename", "sub/a.yaml").status == 1)
    #expect(try check("--stdin-filename", "vendor/a.yaml").errors.contains("1 file is excluded"))
  }

  @Test(arguments: [
    (["--preset", "lax"], "'lax'"), (["--placeholders", "dollar,percent"], "'dollar,percent'"),
    (["--exclude", "[a"], "'[a' is no pattern for paths: '[' is not closed"),
    (["--instances", "churn=0"], "--instances is churn=0; an endpoint has at least 1 instance"),
    (["--instances", "=4"], "'=4'"), (["--rules", "sagmaker/=off"], "did you mean 'sagemaker/'?"),
    (["--model", "none.json"], "cannot read the API model none.json: no such file or directory"),
    (["--model", "x.yaml"], "x.yaml:1:1 is not JSON"),
  ])
  func `wrong switches are refused`(arguments: [String], words: String) throws {
    let outcome = try Executable.run(
      ["check", "x.yaml"] + arguments, Executable.Surroundings(folder: folder.url))
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
  }

  @Test func `the schema of the configuration is printed`() throws {
    let outcome = try Executable.run("schema", "config")
    #expect(outcome.status == 0)
    let schema = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    #expect((schema?["properties"] as? [String: Any])?["forbid-suppressing"] != nil)
  }

  @Test func `what git ignores is walked on request`() throws {
    try folder.write(".gitignore", "x.yaml\n")
    try folder.write("y.yaml", "EndpointName: a\nEndpointConfigName: b\n")
    #expect(try run("check", "--fail-level", "warning", ".").status == 0)
    #expect(try run("check", "--fail-level", "warning", "--no-gitignore", ".").status == 1)
  }
}
