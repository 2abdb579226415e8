import Testing

@testable import DeployLint

struct ConfigurationFileTests {
  struct Case: Decodable, Sendable, CustomStringConvertible {
    struct Problem: Decodable, Equatable {
      let at: String
      let message: String
      let help: String
    }

    let name: String
    let text: String
    let problems: [Problem]

    var description: String { name }
  }

  static let cases: [Case] =
    (try? ProjectFiles.rows("Tests/Fixtures/configuration/cases.jsonl", as: Case.self)) ?? []

  static func read(_ text: String, in folder: String = PathNames.workingFolder) -> ConfigurationFile {
    ConfigurationFile(Source(name: ".deploylint.yaml", bytes: Array(text.utf8)), folder: folder)
  }

  @Test func thereAreCases() {
    #expect(Self.cases.count > 80)
  }

  @Test(arguments: cases)
  func eachMistakeHasItsPlaceAndAWayOut(_ example: Case) {
    let file = Self.read(example.text)
    let index = LineIndex(file.source)
    let found = (file.problems + file.problems(withRules: RuleCatalog.ids))
      .sorted { $0.range.lowerBound < $1.range.lowerBound }
      .map { problem in
        Case.Problem(
          at: index.position(of: problem.range.lowerBound).display,
          message: problem.message.replacing("and this is \(Tool.version)", with: "and this is {version}"),
          help: problem.help)
      }
    #expect(found == example.problems)
  }

  @Test func everyValueIsReadWithItsPlace() throws {
    let text = try #require(Self.cases.first { $0.name == "every key" }).text
    let configuration = Self.read(text, in: "/repo").configuration
    #expect(configuration.preset?.value == .minimal)
    #expect(configuration.preset?.origin.display == ".deploylint.yaml:2:9")
    #expect(configuration.rules.map(\.value.selector.text) == ["sagemaker/zero-bake", "schema/"])
    #expect(configuration.rules.map(\.value.setting) == [.off, .severity(.warning)])
    #expect(configuration.failLevel?.value == .warning)
    #expect(configuration.fileKind(of: "/repo/deploy/a/b.yaml")?.value == .updateEndpoint)
    #expect(configuration.fileInstances(of: "/repo/deploy/b.yaml")?.origin.display == ".deploylint.yaml:8:57")
    #expect(configuration.fileInstances(of: "/repo/x/legacy/deep/b.json")?.value == 2)
    #expect(configuration.fileKind(of: "/repo/b.yaml") == nil)
    #expect(configuration.fleetSizes.map(\.value.endpoint) == ["churn"])
    #expect(configuration.exclusion(of: "/repo/a/vendor/x.yaml")?.value.glob.text == "vendor/")
    #expect(configuration.placeholders?.map(\.value) == [.dollar, .jinja, .angle])
    let entries = configuration.suppressions
    #expect(entries.map(\.reason) == ["migrated in May", "no"])
    #expect(entries.first?.pointer?.components == [.member("DeploymentConfig"), .member("a/b"), .item(0)])
    #expect(entries.first?.pointer?.pointer == "/DeploymentConfig/a~1b/0")
    #expect(entries.first?.place.display == ".deploylint.yaml:16:5")
    #expect(configuration.unsuppressible?.map(\.value.text) == ["sagemaker/secret-in-tag"])
    #expect(configuration.baseline?.value == "/repo/deploylint-baseline.json")
  }

  @Test func everyValueIsInForceForItsFiles() throws {
    let text = try #require(Self.cases.first { $0.name == "every key" }).text
    var configuration = Self.read(text, in: "/repo").configuration
    configuration.rulePaths = [Configured("lint/rules", .commandLine)]
    configuration.model = Configured("service-2.json", .commandLine)
    let effective = EffectiveConfiguration(
      configuration, "legacy/a.json", "/repo/legacy/a.json", isFolder: false, builtInModel: "built in", rules: [])
    var facts: [String: [Fact]] = [:]
    for setting in effective.settings {
      switch setting.content {
      case .scalar(let value): facts[setting.key] = [value.fact]
      case .list(let values): facts[setting.key] = values.map(\.fact)
      case .mapping(let members): facts[setting.key] = members.map { $0.value.fact }
      }
    }
    #expect(facts["required-version"] == [.string(">=0.1, <0.2")])
    #expect(facts["files"] == [.null, .integer(2)])
    #expect(facts["rule-paths"] == [.string("lint/rules")])
    #expect(facts["model"] == [.string("service-2.json")])
    #expect(facts["baseline"] == [.string("/repo/deploylint-baseline.json")])
    #expect(
      facts["suppressions"] == [
        .string("sagemaker/zero-bake, schema/ at /DeploymentConfig/a~1b/0: migrated in May")
      ])
    #expect(facts["forbid-suppressing"] == [.string("sagemaker/secret-in-tag")])
  }

  @Test func outsideOfTheFolderAPatternIsHeldAgainstTheWholePath() throws {
    #expect(try PathPattern(Glob("*.yaml"), in: "/repo").matches("/other/a.yaml"))
    #expect(try !PathPattern(Glob("deploy/*.yaml"), in: "/repo").matches("/other/deploy/a.yaml"))
  }

  @Test func rulesOfOnesOwnMayBeNamed() {
    let file = Self.read("rules: {acme/naming: off, acme/: note, schema/typ: off}\n")
    let found = file.problems(withRules: RuleCatalog.ids + ["acme/naming"])
    #expect(found.map(\.message) == ["there is no rule 'schema/typ'"])
    #expect(file.problems(withRules: RuleCatalog.ids).count == 3)
  }

  @Test(arguments: ["", "/", "/a~0b", "/a~1b/0", "/01/-1/+1/18446744073709551616", "//"])
  func pointersAreReadAndWrittenAlike(_ pointer: String) throws {
    #expect(try RequestPath(pointer: pointer).pointer == pointer)
  }

  @Test func theLaterPatternForAFileCounts() {
    let text = "files:\n  '*.yaml': {instances: 1, kind: UpdateEndpoint}\n  a/: {instances: 2}\n"
    let configuration = Self.read(text, in: "/repo").configuration
    #expect(configuration.fileInstances(of: "/repo/a/x.yaml")?.value == 2)
    #expect(configuration.fileInstances(of: "/repo/x.yaml")?.value == 1)
    #expect(configuration.fileKind(of: "/repo/a/x.yaml")?.value == .updateEndpoint)
    #expect(configuration.fileInstances(of: "/repo/x.json") == nil)
  }

  @Test func theCommandLineGoesBeforeTheFile() {
    var overrides = Configuration()
    overrides.preset = Configured(.strict, .commandLine)
    overrides.exclude = []
    overrides.rules = [Configured(.init(selector: RuleSelector("sagemaker/"), setting: .off), .commandLine)]
    let file = Self.read("preset: minimal\nexclude: [a]\nfail-level: note\nrules: {sagemaker/zero-bake: error}\n")
    let configuration = overrides.over(file.configuration)
    #expect(configuration.preset?.value == .strict)
    #expect(configuration.exclude?.isEmpty == true)
    #expect(configuration.failLevel?.value == .note)
    let rules = configuration.ruleSettings
    #expect(rules.decidingEntry(of: "sagemaker/zero-bake") == 1)
    #expect(rules.decidingEntry(of: "schema/type") == nil)
  }
}
