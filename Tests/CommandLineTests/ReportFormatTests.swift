import Foundation
import Testing

/// Each format for a run with findings, without, with hostile text, and one that went wrong.
@Suite struct ReportFormatTests {
  static let formats = [
    ("text", "txt"), ("compact", "txt"), ("json", "json"), ("ndjson", "ndjson"), ("sarif", "sarif"),
    ("junit", "xml"), ("github", "txt"), ("gitlab", "json"), ("checkstyle", "xml"),
  ]

  /// What the formats are shown on.
  enum Run: String, CaseIterable {
    case findings, clean, hostile, failed

    func output(_ format: String) throws -> Executable.Outcome {
      let fixtures = "Tests/Fixtures"
      let arguments = ["check", "--format", format]
      switch self {
      case .findings:
        let names = [
          "examples/churn.yaml", "ok/minimal.yaml", "err/duplicate-keys.json", "err/multiple-documents.yaml",
          "err/warnings-and-notes.yaml", "carriers/template.yaml", "err/trailing-comma.json",
        ]
        return try Executable.run(arguments + names.map { "\(fixtures)/\($0)" }, Executable.Surroundings())
      case .clean: return try Executable.run(arguments + ["\(fixtures)/ok/minimal.yaml"], Executable.Surroundings())
      case .hostile: return try hostile(arguments)
      case .failed:
        let names = ["\(fixtures)/missing.yaml", "LICENSE", "\(fixtures)/examples/churn.yaml"]
        return try Executable.run(arguments + names, Executable.Surroundings())
      }
    }

    /// Names and texts that a format could take for its own marks.
    private func hostile(_ arguments: [String]) throws -> Executable.Outcome {
      let folder = try TemporaryFolder()
      let texts = [
        (
          #"100%, a::b "x" & <y>.yaml"#,
          #"EndpointName: "::error::x%0A##[error]##vso[a]]]><b>'{0}[l](u)\e[31m\u2028\u202E\x9B\0""#
            + "\nEndpointConfigName: c\n# ##[warning] \u{202E}\nTags: [{Key: \"]]>\", Value: 1}]\n"
        ),
        ("::warning::.yaml", "EndpointName: a\n\"%0A::error::\": 1\nEndpointConfigName: c\n"),
        ("c1.yaml", "EndpointName: a\nEndpointConfigName: c # \u{9B}31m\n"),
        ("break\nline \u{1B}[31m.yaml", "EndpointName: a\nEndpointConfigName: c\nDeploymentConfig: {}\n"),
      ]
      for (name, text) in texts { try folder.write(name, text) }
      return try Executable.run(
        arguments + texts.map(\.0), Executable.Surroundings(folder: folder.url))
    }
  }

  @Test(arguments: formats, Run.allCases)
  func `a format is as recorded`(format: (name: String, ending: String), run: Run) throws {
    let outcome = try run.output(format.name)
    #expect(outcome.status == (run == .clean ? 0 : run == .failed ? 2 : 1))
    try Golden.expect(
      Self.withoutSurroundings(outcome.output), in: "formats/\(format.name)/\(run.rawValue).\(format.ending)")
  }

  @Test(arguments: formats, Run.allCases)
  func `no format lets a control character through`(format: (name: String, ending: String), run: Run) throws {
    for scalar in try run.output(format.name).output.unicodeScalars where scalar != "\n" {
      let isControl = scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
      #expect(!isControl && scalar != "\u{2028}" && scalar != "\u{2029}", "U+\(String(scalar.value, radix: 16))")
    }
  }

  @Test(arguments: ["json", "sarif", "gitlab"], Run.allCases)
  func `JSON is JSON`(format: String, run: Run) throws {
    _ = try JSONSerialization.jsonObject(with: Data(run.output(format).output.utf8))
  }

  @Test(arguments: ["junit", "checkstyle"], Run.allCases)
  func `XML is XML`(format: String, run: Run) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("report.xml", run.output(format).output)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let program = "import sys, xml.etree.ElementTree as tree; tree.parse(sys.argv[1])"
    process.arguments = ["python3", "-c", program, file.path]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test func `SARIF lists the rules that 'rules' lists`() throws {
    struct Listed: Decodable {
      let id: String
    }
    struct Log: Decodable {
      struct Run: Decodable {
        struct Tool: Decodable {
          struct Driver: Decodable { let rules: [Listed] }
          let driver: Driver
        }
        let tool: Tool
      }
      let runs: [Run]
    }
    let list = try Executable.run("rules", "--format", "json").output
    let listed = try JSONDecoder().decode([Listed].self, from: Data(list.utf8)).map(\.id)
    let log = try JSONDecoder().decode(Log.self, from: Data(try Run.clean.output("sarif").output.utf8))
    #expect(log.runs.map { $0.tool.driver.rules.map(\.id) } == [listed])
    #expect(listed.count >= 60)
  }

  @Test func `SARIF tells where relative paths begin`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.yaml", "EndpointName: 1\nEndpointConfigName: c\n")
    let text = try folder.run("check", "--format", "sarif", "a.yaml").output
    #expect(text.contains("\"uri\": \"file://\(folder.url.resolvingSymlinksInPath().path)/\""))
    #expect(text.contains("\"uri\": \"a.yaml\""))
    // An absolute path below that folder is told in the same way.
    let path = folder.url.resolvingSymlinksInPath().appendingPathComponent("a.yaml").path
    let absolute = try folder.run("check", "--format", "sarif", path).output
    #expect(absolute.contains("\"uri\": \"a.yaml\"") && !absolute.contains("\"uri\": \"file://\(path)\""))
  }

  @Test(arguments: [
    ("sarif", "\"uri\": \"deploy/a.yaml\""), ("gitlab", "\"path\": \"deploy/a.yaml\""),
    ("github", "::error file=deploy/a.yaml,"),
  ])
  func `files are named from the root of the repository`(format: String, name: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(".git/HEAD", "")
    try folder.write("deploy/a.yaml", "EndpointName: 1\nEndpointConfigName: c\n")
    let outcome = try Executable.run(
      ["check", "--format", format, "a.yaml"],
      Executable.Surroundings(folder: folder.url.appendingPathComponent("deploy")))
    #expect(outcome.output.contains(name))
  }

  // MARK: auto

  @Test(arguments: [
    (["GITHUB_ACTIONS": "true"], true), (["GITHUB_ACTIONS": "false"], false), (["GITHUB_ACTIONS": ""], false),
    (["GITLAB_CI": "true"], false), (["TF_BUILD": "True"], false), (["JENKINS_URL": "http://localhost"], false),
    ([:], false),
  ])
  func `auto is github in GitHub Actions and text elsewhere`(environment: [String: String], isGitHub: Bool) throws {
    var surroundings = Executable.Surroundings()
    surroundings.environment.updateValue(nil, forKey: "GITHUB_ACTIONS")
    for (name, value) in environment { surroundings.environment.updateValue(value, forKey: name) }
    let path = "Tests/Fixtures/examples/churn.yaml"
    let auto = try Executable.run(["check", "--format", "auto", path], surroundings).output
    let expected = try Executable.run("check", "--format", isGitHub ? "github" : "text", path).output
    #expect(auto == expected)
    #expect(auto.hasPrefix(isGitHub ? "::error file=" : "error[sagemaker/canary-too-large]"))
  }

  // MARK: Comparing

  /// Without what differs from machine to machine, and without the rules of a SARIF log that it does not name: their
  /// texts are the rules' business.
  static func withoutSurroundings(_ text: String) -> String {
    var lines: [Substring] = []
    var isInRules = false
    var rule: [Substring] = []
    var rules: [[Substring]] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "          \"rules\": [" { isInRules = true }
      if isInRules, line == "            {" || !rule.isEmpty {
        rule.append(line)
        if line == "            }" || line == "            }," {
          rules.append(rule)
          rule = []
        }
        continue
      }
      if isInRules, line.hasPrefix("          ]") {
        isInRules = false
        let used = rules.filter { rule in
          let id = rule[1].split(separator: "\"").dropFirst(3).first ?? ""
          return text.contains("\"ruleId\": \"\(id)\"")
        }
        for (number, rule) in used.enumerated() {
          lines += rule.dropLast() + ["            }" + (number + 1 < used.count ? "," : "")]
        }
        rules = []
      }
      lines.append(line)
    }
    let joined = lines.joined(separator: "\n")
    return joined.replacing(#/"uri": "file:\/\/[^"]*\/"/#, with: "\"uri\": \"file:///ROOT/\"")
      .replacing(#/timestamp="\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"/#, with: "timestamp=\"2024-06-01T12:00:00\"")
      .replacing(#/"ruleIndex": \d+/#, with: "\"ruleIndex\": 0")
  }
}
