import Foundation
import Testing

/// Files, folders and standard input.
@Suite struct InputTests {
  private let folder: TemporaryFolder

  private static let request = "EndpointName: churn\nEndpointConfigName: churn-config\n"
  private static let faulty = "EndpointName: churn_1\nEndpointConfigName: churn-config\n"

  init() throws { folder = try TemporaryFolder() }

  // MARK: Standard input

  @Test(arguments: [
    ("EndpointName: churn\nEndpointConfigName: churn_1\n", "<stdin>:2:21: error"),
    ("\n  {\"EndpointName\": \"churn\",\n\"EndpointConfigName\": \"churn_1\"}\n", "<stdin>:3:23: error"),
    (
      """
      {"EndpointName": "churn", "EndpointConfigName": "churn-config"}
      {"EndpointName": "fraud", "EndpointConfigName": "fraud_1"}

      """, "<stdin>:2:49: error"
    ),
    (
      "EndpointName: churn\nEndpointConfigName: a\n---\nEndpointName: a\nEndpointConfigName: _\n", "<stdin>:5:21: error"
    ),
  ])
  func `standard input is YAML, JSON or JSON Lines, as it looks`(text: String, finding: String) throws {
    let outcome = try Executable.run("check", "--format", "compact", "-", input: text)
    #expect(outcome.status == 1)
    #expect(outcome.output.hasPrefix(finding), "\(outcome.output)")
    #expect(outcome.output.split(separator: "\n").count == 1)
  }

  @Test func `a name for standard input stands in findings and tells the format`() throws {
    let yaml = try Executable.run(
      "check", "--format", "compact", "--stdin-filename", "deploy/churn.json", "-", input: Self.request)
    #expect(yaml.status == 1)
    #expect(yaml.output.hasPrefix("deploy/churn.json:1:1: error: "))
    #expect(yaml.output.hasSuffix("[syntax/error]\n"))

    let flow = "{EndpointName: churn, EndpointConfigName: churn_1}\n"
    let named = try Executable.run("check", "--format", "compact", "--stdin-filename", "a.yaml", "-", input: flow)
    #expect(named.output.hasPrefix("a.yaml:1:43: error: EndpointConfigName is 'churn_1'"))
  }

  @Test func `empty standard input holds no request`() throws {
    let outcome = try Executable.run("check", "-")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("<stdin> is empty; looked for a CreateEndpoint"))
    #expect(try Executable.run("check", "--skip-unrecognized", "-").status == 0)
  }

  @Test func `standard input stands beside files`() throws {
    let outcome = try Executable.run(
      "check", "--format", "compact", "-", "Tests/Fixtures/ok/minimal.yaml", input: Self.faulty)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("checked 2 requests in 2 files: 1 error\n"))
  }

  // MARK: Files and folders

  @Test func `a file is checked once, however often and however it is named`() throws {
    try folder.write("deploy/churn.yaml", Self.faulty)
    let outcome = try folder.run(
      "check", "--format", "compact", "deploy/churn.yaml", "./deploy//churn.yaml", "deploy", "./deploy/", ".")
    #expect(outcome.status == 1)
    #expect(outcome.output.split(separator: "\n").count == 1)
    #expect(outcome.output.hasPrefix("deploy/churn.yaml:1:15: "))
    #expect(outcome.errors == "checked 1 request in 1 file: 1 error\n")
  }

  @Test func `a walk reads what ends like YAML or JSON, in the order of the paths`() throws {
    let json = #"{"EndpointName": "churn_1", "EndpointConfigName": "churn-config"}"#
    for name in ["b.yaml", "a/z.yml", "a-b.yaml", "a.yaml", "B.yaml", "a/b/c.yaml", ".hidden/x.yaml"] {
      try folder.write(name, Self.faulty)
    }
    for name in ["c.json", "d.jsonl", "e.ndjson"] { try folder.write(name, json + "\n") }
    for name in ["f.txt", "g.yaml.bak", ".git/x.yaml", "yaml"] { try folder.write(name, Self.faulty) }
    let expected = [
      ".hidden/x.yaml", "B.yaml", "a-b.yaml", "a.yaml", "a/b/c.yaml", "a/z.yml", "b.yaml", "c.json", "d.jsonl",
      "e.ndjson",
    ]
    for _ in 0..<2 {
      let outcome = try folder.run("check", "--format", "compact", ".")
      #expect(outcome.output.split(separator: "\n").map { String($0.prefix { $0 != ":" }) } == expected)
      #expect(outcome.errors == "checked 10 requests in 10 files: 10 errors\n")
    }
  }

  @Test func `findings of several paths come in the order of the paths`() throws {
    for name in ["b.yaml", "a.yaml", "c/e.yaml", "c/d.yaml"] { try folder.write(name, Self.faulty) }
    let outcome = try folder.run("check", "--format", "compact", "c", "b.yaml", "a.yaml")
    #expect(
      outcome.output.split(separator: "\n").map { String($0.prefix { $0 != ":" }) }
        == ["c/d.yaml", "c/e.yaml", "b.yaml", "a.yaml"])
  }

  @Test func `a walk passes over what is nobody's request, readable or not`() throws {
    try folder.write("churn.yaml", Self.request)
    try folder.write("chart.yaml", "{{- if .Values.on }}\nname: {{ .Values.name }}\n{{- end }}\n")
    try folder.write("notes.json", "// no JSON\n")
    try folder.write("empty.yaml", "")
    let outcome = try folder.run("check", ".")
    #expect(outcome.status == 0)
    #expect(outcome.output == "")
    #expect(outcome.errors == "checked 1 request in 1 file, passed over 3 files: nothing found\n")
  }

  @Test func `a walk names what it knows and does not check`() throws {
    let outcome = try Executable.run("check", "Tests/Fixtures/recognition/unrelated")
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(outcome.errors.contains("error: nothing was checked: 23 files looked at, none holds a CreateEndpoint"))
    for words in [
      "2 CreateEndpointConfig requests", "1 DescribeEndpoint answer", "1 Kubernetes manifest with a SageMaker Endpoint",
      "1 UpdateClusterSoftware request", "1 UpdateInferenceComponent request",
    ] {
      #expect(outcome.errors.contains(words), "\(words)")
    }
    #expect(try Executable.run("check", "--skip-unrecognized", "Tests/Fixtures/recognition/unrelated").status == 0)
  }

  @Test func `requests of a kind that is not checked are counted`() throws {
    let config = "{\"EndpointConfigName\": \"a\", \"ProductionVariants\": [{\"VariantName\": \"a\"}]}\n"
    try folder.write("configs.ndjson", config + config + config)
    try folder.write("churn.yaml", Self.request)
    try folder.write("main.tf", "resource \"aws_sagemaker_endpoint\" \"churn\" {}\n")
    let outcome = try folder.run("check", ".")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("3 CreateEndpointConfig requests"))
    #expect(outcome.errors.contains("1 Terraform file with an aws_sagemaker_endpoint"))
  }

  // MARK: Paths that cannot be read

  @Test func `a folder without a file to read is told from one with others' files`() throws {
    try folder.write("texts/notes.txt", "x")
    try folder.write("others/package.json", "{}")
    let empty = try folder.run("check", "texts")
    #expect(empty.status == 2)
    #expect(empty.errors.contains("texts holds no .yaml, .yml, .json, .ndjson or .jsonl file"))
    let others = try folder.run("check", "others")
    #expect(others.status == 2)
    #expect(others.errors.contains("1 file looked at, none holds a CreateEndpoint"))
  }

  @Test func `a path that cannot be read says why`() throws {
    try folder.write("churn.yaml", Self.request)
    try FileManager.default.createSymbolicLink(
      atPath: folder.url.appendingPathComponent("loop.yaml").path, withDestinationPath: "loop.yaml")
    for (path, reason) in [
      ("missing.yaml", "no such file or directory"), ("loop.yaml", "symbolic links"),
      ("churn.yaml/x", "Not a directory"), ("/dev/null", "regular file"),
    ] {
      let outcome = try folder.run("check", path)
      #expect(outcome.status == 2)
      #expect(outcome.output == "")
      #expect(outcome.errors.contains("error: cannot read \(path): "), "\(outcome.errors)")
      #expect(outcome.errors.contains(reason), "\(outcome.errors)")
    }
  }

  @Test func `a pipe is not waited for`() throws {
    let pipe = folder.url.appendingPathComponent("pipe.yaml").path
    try #require(mkfifo(pipe, 0o600) == 0)
    let named = try folder.run("check", "pipe.yaml")
    #expect(named.status == 2)
    #expect(named.errors.contains("cannot read pipe.yaml: "))
    #expect(named.errors.contains("regular file"))
    #expect(try folder.run("check", ".").status == 2)
  }

  @Test func `a file that the user may not read says so`() throws {
    try folder.write("secret.yaml", Self.request)
    let file = folder.url.appendingPathComponent("secret.yaml").path
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: file)
    let outcome = try folder.run("check", "secret.yaml")
    // Permissions do not bind root.
    if geteuid() == 0 {
      #expect(outcome.status == 0)
    } else {
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains("ermission denied"))
    }
  }

  @Test func `names with control characters are shown harmlessly`() throws {
    let outcome = try folder.run("check", "a\u{1B}[31m.yaml")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("cannot read a\\u{1b}[31m.yaml: "))
    #expect(!outcome.errors.utf8.contains(0x1B))
  }
}
