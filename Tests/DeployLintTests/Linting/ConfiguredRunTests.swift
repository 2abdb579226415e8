import Testing

@testable import DeployLint

/// Runs over folders with configuration files.
struct ConfiguredRunTests {
  private static let good = "EndpointName: churn\nEndpointConfigName: churn-config\n"
  /// One error: the name has an underscore.
  private static let bad = "EndpointName: churn_1\nEndpointConfigName: churn-config\n"

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(".git/HEAD")
  }

  private func run(
    _ paths: [String] = [""], _ change: (inout PathRun.Settings) -> Void = { _ in }
  ) -> Report {
    folder.run(paths, change)
  }

  /// The findings as `file rule`.
  private func found(_ report: Report) -> [String] {
    report.diagnostics.map { "\($0.file.dropFirst(folder.path.count + 1)) \($0.rule)" }
  }

  @Test func theNearestFileCountsAndNothingIsMerged() throws {
    try folder.write(".deploylint.yaml", "rules: {schema/pattern: off}\nfail-level: never\n")
    try folder.write("a/x.yaml", Self.bad)
    try folder.write("b/.deploylint.yaml", "fail-level: error\n")
    try folder.write("b/c/x.yaml", Self.bad)
    let report = run()
    #expect(found(report) == ["b/c/x.yaml schema/pattern"])
    #expect(report.issues == [])
    #expect(report.exitStatus(overriding: nil) == 1)
    #expect(report.exitStatus(overriding: .never) == 0)
  }

  @Test func aRepositoryEndsTheWayUp() throws {
    try folder.write(".deploylint.yaml", "rules: {schema/pattern: off}\n")
    try folder.write("inner/.git", "gitdir: elsewhere\n")
    try folder.write("inner/x.yaml", Self.bad)
    #expect(found(run()) == ["inner/x.yaml schema/pattern"])
  }

  @Test func eachFileFailsByItsOwnLevel() throws {
    try folder.write("a/.deploylint.yaml", "fail-level: never\n")
    try folder.write("a/x.yaml", Self.bad)
    #expect(run().exitStatus(overriding: nil) == 0)
    #expect(run().exitStatus(overriding: .error) == 1)
    try folder.write("b/.deploylint.yaml", "fail-level: note\nrules: {schema/pattern: note}\n")
    try folder.write("b/x.yaml", Self.bad)
    #expect(run().exitStatus(overriding: nil) == 1)
    #expect(run().exitStatus(overriding: .warning) == 1)
    #expect(run(["b"]).exitStatus(overriding: .warning) == 0)
  }

  @Test func whatIsExcludedIsNotCheckedHoweverItIsNamed() throws {
    try folder.write(".deploylint.yaml", "exclude: [vendor/, '*.generated.yaml', /top.yaml]\n")
    for name in ["a/vendor/x.yaml", "a.generated.yaml", "top.yaml", "a/top.yaml", "a/vendored.yaml"] {
      try folder.write(name, Self.bad)
    }
    #expect(found(run()) == ["a/top.yaml schema/pattern", "a/vendored.yaml schema/pattern"])
    let named = run(["a/vendor/x.yaml", "top.yaml", "a/top.yaml"])
    #expect(found(named) == ["a/top.yaml schema/pattern"])
    #expect(named.issues == [])
    // The folder is excluded, also where the walk starts in it.
    #expect(run(["a/vendor"]).diagnostics == [])
    let nothing = run(["top.yaml", "a.generated.yaml"])
    let place = folder.path + "/.deploylint.yaml:1:40"
    #expect(nothing.issues.map(\.id) == [.nothingChecked])
    #expect(nothing.issues.first?.message.contains("2 files are excluded (\(place))") == true)
  }

  @Test func theCommandLineExcludesInPlaceOfTheFile() throws {
    try folder.write(".deploylint.yaml", "exclude: [a/]\n")
    try folder.write("a/x.yaml", Self.bad)
    try folder.write("b/x.yaml", Self.bad)
    let root = folder.path
    let report = run { settings in
      settings.overrides.exclude = (try? Glob("b/")).map { [Configured(PathPattern($0, in: root), .commandLine)] }
    }
    #expect(found(report) == ["a/x.yaml schema/pattern"])
  }

  @Test func kindAndInstancesAreKnownByPattern() throws {
    try folder.write(
      ".deploylint.yaml", "files: {'u/*.yaml': {kind: UpdateEndpoint}, d.yaml: {kind: DeploymentConfig}}\n")
    try folder.write("u/x.yaml", Self.good + "RetainDeploymentConfig: 3\n")
    try folder.write("d.yaml", "services: {}\n")
    let report = run()
    #expect(found(report) == ["d.yaml schema/unknown-field", "u/x.yaml schema/type"])
    #expect(report.diagnostics.map(\.request?.kind) == [.deploymentConfig, .updateEndpoint])
  }

  private static func rolling(_ comment: String = "") -> String {
    comment + good + """
      DeploymentConfig:
        RollingUpdatePolicy:
          MaximumBatchSize: {Type: INSTANCE_COUNT, Value: 3}
          WaitIntervalInSeconds: 300
        AutoRollbackConfiguration: {Alarms: [{AlarmName: churn-5xx}]}

      """
  }

  /// With 6 instances the batch is right, with 5 it is too large.
  @Test(
    arguments: [
      ("", [], "", true), ("files: {x.yaml: {instances: 5}}", [], "", false),
      ("files: {x.yaml: {instances: 6}}", [], "", true),
      ("instances: {churn: 5}\nfiles: {x.yaml: {instances: 6}}", [], "", false),
      ("instances: {other: 5}\nfiles: {x.yaml: {instances: 6}}", [], "", true),
      ("instances: {churn: 5}", [("", 6)], "", true), ("instances: {churn: 6}", [("", 5)], "", false),
      ("", [("", 6), ("churn", 5)], "", false), ("", [("", 5), ("churn", 6)], "", true),
      ("instances: {churn: 5}", [("churn", 6)], "", true), ("", [("other", 5)], "", true),
      ("instances: {churn: 5}", [("", 5)], "# deploylint: instances=6\n", true),
      ("instances: {churn: 6}", [("churn", 6)], "# deploylint: instances=5\n", false),
    ] as [(String, [(String, Int)], String, Bool)])
  func theNearestWordOnTheFleetCounts(
    configuration: String, given: [(String, Int)], comment: String, isRight: Bool
  ) throws {
    try folder.write(".deploylint.yaml", configuration)
    try folder.write("x.yaml", Self.rolling(comment))
    let report = run { settings in
      for (name, count) in given {
        if name.isEmpty {
          settings.overrides.instances = Configured(count, .commandLine)
        } else {
          settings.overrides.fleetSizes.append(Configured(.init(endpoint: name, instances: count), .commandLine))
        }
      }
    }
    #expect(report.issues == [])
    #expect(report.diagnostics.map(\.rule) == (isRight ? [] : ["sagemaker/rolling-batch-count-out-of-range"]))
  }

  @Test func aWrongFileIsToldOnceAndItsFilesAreNotChecked() throws {
    try folder.write("a/.deploylint.yaml", "exlude: [x]\nrules: {schema/patern: off}\n")
    try folder.write("a/x.yaml", Self.bad)
    try folder.write("a/b/y.yaml", Self.bad)
    try folder.write("z.yaml", Self.bad)
    let report = run()
    #expect(found(report) == ["z.yaml schema/pattern"])
    #expect(report.issues.map(\.id) == [.wrongConfiguration, .wrongConfiguration])
    #expect(report.issues.map { $0.span?.start.display } == ["1:1", "2:9"])
    #expect(report.issues.map(\.help) == ["did you mean 'exclude'?", "did you mean 'schema/pattern'?"])
    #expect(report.issues.first?.snippet?.lines.map(\.text) == ["exlude: [x]"])
    #expect(report.unchecked == [Report.Unchecked(description: "file with a wrong configuration", count: 2)])
    #expect(report.exitStatus(overriding: .never) == 2)
  }

  @Test func aConfigurationIsNoRequestAndIsReadWhereItIsNamed() throws {
    try folder.write(".deploylint.yaml", "files: {'**/*.yaml': {kind: CreateEndpoint}}\n")
    try folder.write("x.yaml", Self.good)
    #expect(run().diagnostics == [])
    let named = run([".deploylint.yaml", "x.yaml"])
    #expect(named.issues == [])
    #expect(named.summary.passedOver == 1)
    try folder.write("sub/.deploylint.yaml", "preset: lax\n")
    #expect(run(["sub/.deploylint.yaml", "x.yaml"]).issues.map(\.id) == [.wrongConfiguration])
  }

  @Test func aFileWithTheOtherEndingIsNamed() throws {
    try folder.write(".deploylint.yml", "preset: strict\n")
    try folder.write("x.yaml", Self.good)
    let report = run()
    #expect(report.issues.map(\.id) == [.wrongConfiguration])
    #expect(report.issues.first?.message.contains("/.deploylint.yml is not read") == true)
    try folder.write(".deploylint.yaml", "preset: strict\n")
    #expect(run().issues == [])
  }

  @Test func aConfigurationCanBeNamedOrLeftOut() throws {
    try folder.write(".deploylint.yaml", "nonsense\n")
    try folder.write("other/lint.yaml", "rules: {schema/pattern: off}\n")
    try folder.write("x.yaml", Self.bad)
    let path = folder.path
    #expect(run { $0.configuration = .none }.diagnostics.count == 1)
    let named = run { $0.configuration = .file(path + "/other/lint.yaml") }
    #expect(named.diagnostics == [])
    #expect(named.issues == [])
    let missing = run { $0.configuration = .file(path + "/none.yaml") }
    #expect(missing.issues.first?.message.contains("/none.yaml: no such file or directory") == true)
    #expect(run { $0.configuration = .file(path) }.issues.map(\.id) == [.wrongConfiguration])
  }

  @Test func anotherModelIsUsedAndRulesThatDoNotFitAreOff() throws {
    let bytes = try ProjectFiles.bytes("rules/sagemaker/model.json")
    let text = String(decoding: bytes, as: UTF8.self).replacing("LinearStepSize", with: "StepSize")
    try folder.write("lint/model.json", text)
    try folder.write(".deploylint.yaml", "fail-level: note\nmodel: lint/model.json\n")
    try folder.write("x.yaml", Requests.canary(percent: "60"))
    try folder.write("y.yaml", Self.good + "Foo: 1\n")
    let report = run()
    #expect(found(report) == ["x.yaml sagemaker/canary-too-large", "y.yaml schema/unknown-field"])
    #expect(
      report.diagnostics.last?.message.contains("not in the API model \(folder.path)/lint/model.json of 20") == true)
    #expect(Set(report.issues.map(\.severity)) == [.warning])
    #expect(report.issues.contains { $0.message.contains("the rule sagemaker/missing-linear-step does not fit") })
    #expect(report.issues.first?.span?.start.display == "2:8")
    try folder.write(".deploylint.yaml", "model: x.yaml\n")
    let wrong = run()
    #expect(wrong.issues.first?.message.contains("x.yaml:1:1 is not JSON") == true)
    #expect(wrong.issues.first?.span?.start.display == "1:8")
    #expect(wrong.exitStatus(overriding: nil) == 2)
  }

  @Test func placeholdersAreAllowedPerConfiguration() throws {
    try folder.write("a/.deploylint.yaml", "placeholders: [dollar]\n")
    for name in ["a/x.yaml", "b/x.yaml"] {
      try folder.write(name, "EndpointName: churn-${ENV}\nEndpointConfigName: churn-config\n")
    }
    #expect(found(run()) == ["b/x.yaml schema/pattern"])
  }

  @Test func ignoredFilesAreWalkedOnRequestAndCheckedWhenNamed() throws {
    try folder.write(".gitignore", "x.yaml\n")
    try folder.write("x.yaml", Self.bad)
    try folder.write("y.yaml", Self.good)
    #expect(run().diagnostics == [])
    #expect(found(run { $0.honoursIgnoreFiles = false }) == ["x.yaml schema/pattern"])
    #expect(found(run(["x.yaml"])) == ["x.yaml schema/pattern"])
  }

  @Test func wildcardsThatNoShellExpandedAreExpanded() throws {
    for name in ["a/x.yaml", "a/b/y.yaml", "a/z.json", "w.yaml"] { try folder.write(name, Self.bad) }
    try folder.write("a/b/z.json", "{\"EndpointName\": \"a_\", \"EndpointConfigName\": \"b\"}")
    #expect(found(run(["a/*.yaml"])) == ["a/x.yaml schema/pattern"])
    #expect(found(run(["**/y.yaml"])) == ["a/b/y.yaml schema/pattern"])
    #expect(found(run(["a/**/*.{yaml,json}"])).count >= 3)
    #expect(found(run(["?.yaml", "w.yaml"])) == ["w.yaml schema/pattern"])
    #expect(run(["a/*.yml"]).issues.first?.message.hasSuffix("a/*.yml: no such file or directory") == true)
    // A file of that name is that file.
    try folder.write("[x].yaml", Self.bad)
    #expect(found(run(["[x].yaml"])) == ["[x].yaml schema/pattern"])
  }
}
