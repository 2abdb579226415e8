import Foundation
import Testing

/// 0 is clean, 1 is findings, 2 is a run that went wrong; the report goes to standard output, all else to standard error.
@Suite struct ExitStatusTests {
  private let folder: TemporaryFolder

  private static let request = "EndpointName: churn\nEndpointConfigName: churn-config\n"
  private static let files = [
    "clean.yaml": request,
    "note.yaml": request + "DeploymentConfig: {}\n",
    "warning.yaml": "EndpointName: string\nEndpointConfigName: churn-config\n",
    "error.yaml": "EndpointName: churn_1\nEndpointConfigName: churn-config\n",
    "broken.yaml": "EndpointName: \"churn\n",
    "unrelated.yaml": "site: churn\n",
    "config.yaml": "EndpointConfigName: churn-config\nProductionVariants:\n  - {VariantName: a, ModelName: churn}\n",
  ]

  init() throws {
    folder = try TemporaryFolder()
    for (name, text) in Self.files { try folder.write(name, text) }
  }

  @Test(arguments: [
    ("clean.yaml", "error", 0), ("clean.yaml", "note", 0), ("clean.yaml", "never", 0),
    ("note.yaml", "error", 0), ("note.yaml", "warning", 0), ("note.yaml", "note", 1), ("note.yaml", "never", 0),
    ("warning.yaml", "error", 0), ("warning.yaml", "warning", 1), ("warning.yaml", "note", 1),
    ("warning.yaml", "never", 0),
    ("error.yaml", "error", 1), ("error.yaml", "warning", 1), ("error.yaml", "note", 1), ("error.yaml", "never", 0),
    ("broken.yaml", "error", 1), ("broken.yaml", "never", 0),
  ])
  func `findings at or above the level make the run fail`(file: String, level: String, status: Int32) throws {
    let outcome = try folder.run("check", "--fail-level", level, file)
    #expect(outcome.status == status)
    #expect(outcome.output.isEmpty == (file == "clean.yaml"))
    #expect(outcome.errors.hasPrefix("checked "))
  }

  @Test(arguments: [("clean.yaml", Int32(0)), ("note.yaml", 0), ("warning.yaml", 0), ("error.yaml", 1)])
  func `the level is error unless given`(file: String, status: Int32) throws {
    #expect(try folder.run("check", file).status == status)
  }

  @Test(arguments: ["error", "never"])
  func `a run that went wrong wins over findings, and no level silences it`(level: String) throws {
    let outcome = try folder.run("check", "--fail-level", level, "error.yaml", "missing.yaml", "clean.yaml")
    #expect(outcome.status == 2)
    #expect(outcome.output.contains("error.yaml:1:15"))
    #expect(outcome.errors.contains("error: cannot read missing.yaml: no such file or directory\n"))
    #expect(outcome.errors.contains("checked 2 requests in 2 files: 1 error\n"))
  }

  @Test func `what went wrong with the run also stands in the report`() throws {
    let outcome = try Executable.run(
      "check", "--format", "json", "Tests/Fixtures/missing.yaml", "Tests/Fixtures/examples/churn.yaml")
    #expect(outcome.status == 2)
    try Golden.expect(outcome.output, in: "failed-run/report.json")
    let report = try Report(outcome)
    #expect(report.issues.map(\.id) == ["unreadable-file"])
    #expect(report.issues.first?.file == "Tests/Fixtures/missing.yaml")
    #expect(report.diagnostics.count == 1)
  }

  @Test func `a named file without a request is an error that says what it looks like`() throws {
    let outcome = try folder.run("check", "unrelated.yaml")
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(outcome.errors.contains("error: unrelated.yaml holds no request: looked for a CreateEndpoint"))
    #expect(outcome.errors.contains("found a mapping with site"))
    #expect(outcome.errors.contains("--kind"))
    #expect(outcome.errors.contains("--skip-unrecognized"))
  }

  @Test func `a named file with another request is told by that request's name`() throws {
    let outcome = try folder.run("check", "config.yaml")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("found a CreateEndpointConfig request, which is not checked"))
    #expect(outcome.errors.contains("not checked: 1 CreateEndpointConfig request\n"))
  }

  @Test func `one named file without a request fails a run that checks others`() throws {
    #expect(try folder.run("check", "clean.yaml", "unrelated.yaml").status == 2)
    #expect(try folder.run("check", "--skip-unrecognized", "clean.yaml", "unrelated.yaml").status == 0)
    #expect(try folder.run("check", "--skip-unrecognized", "error.yaml", "unrelated.yaml").status == 1)
  }

  @Test(arguments: ["unrelated.yaml", "config.yaml", "empty", "texts", "unrelated"])
  func `skipping what is not recognised lets a run pass that checked nothing`(path: String) throws {
    try folder.write("empty/.keep", "")
    try folder.write("texts/notes.txt", "EndpointName: churn\n")
    try folder.write("unrelated/a.json", "{}\n")
    let strict = try folder.run("check", path)
    #expect(strict.status == 2)
    #expect(strict.errors.contains("--skip-unrecognized"))
    let lenient = try folder.run("check", "--skip-unrecognized", path)
    #expect(lenient.status == 0)
    #expect(lenient.output == "")
    #expect(lenient.errors.contains("checked 0 requests in 0 files"))
  }

  @Test func `skipping lifts nothing else`() throws {
    #expect(try folder.run("check", "--skip-unrecognized", "missing.yaml").status == 2)
    #expect(try folder.run("check", "--skip-unrecognized", "broken.yaml").status == 1)
  }

  @Test func `a kind makes a request of every document`() throws {
    let outcome = try folder.run("check", "--kind", "CreateEndpoint", "--format", "compact", "unrelated.yaml")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("the request lacks the required member EndpointName [schema/required]"))
    #expect(outcome.output.contains("site is not a member of CreateEndpoint"))
  }

  @Test func `the number of instances switches rules on`() throws {
    try folder.write(
      "rolling.yaml",
      Self.request + """
        DeploymentConfig:
          RollingUpdatePolicy:
            MaximumBatchSize: {Type: INSTANCE_COUNT, Value: 3}
            WaitIntervalInSeconds: 300
          AutoRollbackConfiguration: {Alarms: [{AlarmName: churn-5xx}]}

        """)
    #expect(try folder.run("check", "rolling.yaml").status == 0)
    #expect(try folder.run("check", "--instances", "6", "rolling.yaml").status == 0)
    let outcome = try folder.run("check", "--instances", "5", "rolling.yaml")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("sagemaker/rolling-batch-count-out-of-range"))
  }

  @Test(arguments: [
    ("sagemaker/placeholder-value=error", "warning.yaml", 1, "error: "),
    ("sagemaker/placeholder-value=note", "warning.yaml", 0, "note: "),
    ("sagemaker/placeholder-value=off", "warning.yaml", 0, ""),
    ("schema/pattern=warning", "error.yaml", 0, "warning: "), ("schema/pattern=off", "error.yaml", 0, ""),
    ("sagemaker/mixed-case-endpoint-name=error", "mixed.yaml", 1, "error: "),
  ])
  func `rules are switched on and off and given other severities`(
    setting: String, file: String, status: Int32, severity: String
  ) throws {
    try folder.write("mixed.yaml", "EndpointName: Churn\nEndpointConfigName: churn-config\n")
    let outcome = try folder.run("check", "--format", "compact", "--rules", setting, file)
    #expect(outcome.status == status)
    #expect(outcome.output.split(separator: "\n").count == (severity.isEmpty ? 0 : 1))
    #expect(outcome.output.contains(severity) || severity.isEmpty)
  }
}
