import DeployLint
import Testing

@Suite struct OptionsTests {
  static let rule = """
    language: 1
    summary: Every endpoint says who pays for it
    severity: error
    shape: CreateEndpointInput
    require: has(self.Tags) && self.Tags.exists(tag, tag.Key == 'cost-center')
    message: the endpoint has no tag cost-center
    help: add the tag cost-center
    why: Bills without a cost center stay with the platform team.
    sources: [https://wiki.example.com/cost-centers]
    examples:
      valid:
        - input: {EndpointName: a, EndpointConfigName: b, Tags: [{Key: cost-center, Value: "1"}]}
      invalid:
        - input: {EndpointName: a, EndpointConfigName: b}

    """

  private func linter(_ options: Linter.Options) throws -> Linter { try Linter(options: options) }

  @Test(
    arguments: [
      ([:], ["error"]), (["sagemaker/canary-too-large": .off], []),
      (["sagemaker/canary-too-large": .warning], ["warning"]), (["sagemaker/canary-too-large": .note], ["note"]),
    ] as [([String: Linter.RuleSetting], [String])])
  func `severities can be set`(_ severities: [String: Linter.RuleSetting], _ expected: [String]) throws {
    let report = try linter(.init(severities: severities)).lint(CreateEndpoint.canary(60), as: .createEndpoint)
    #expect(report.diagnostics.map(\.severity.rawValue) == expected)
  }

  @Test func `a kind and a number of instances hold for all calls`() throws {
    let linter = try linter(.init(kind: .createEndpoint, instances: 1))
    #expect(linter.lint(json: #"{"Tags": []}"#).diagnostics.count == 2)
    let report = linter.lint(canary(10), as: .createEndpoint)
    #expect(report.diagnostics.contains { $0.rule == "sagemaker/single-instance-rollout" })
  }

  @Test func `a rule of one's own runs beside the built-in ones`() throws {
    let linter = try linter(.init(ruleTexts: [.init(id: "acme/require-cost-center", yaml: Self.rule)]))
    let report = linter.lint(CreateEndpoint.canary(60), as: .createEndpoint)
    #expect(report.summaryLines.sorted() == ["acme/require-cost-center ", "sagemaker/canary-too-large \(canaryPath)"])
    var request = CreateEndpoint.canary(10)
    request.tags = [.init(key: "cost-center", value: "1")]
    #expect(linter.lint(request, as: .createEndpoint).summaryLines == [])
  }

  @Test func `a rule of one's own can be given another severity`() throws {
    let linter = try linter(
      .init(
        severities: ["acme/require-cost-center": .warning],
        ruleTexts: [.init(id: "acme/require-cost-center", yaml: Self.rule)]))
    #expect(linter.lint(CreateEndpoint.canary(10), as: .createEndpoint).diagnostics.map(\.severity) == [.warning])
  }

  @Test func `a rule of one's own can be suppressed`() throws {
    let linter = try linter(.init(ruleTexts: [.init(id: "acme/require-cost-center", yaml: Self.rule)]))
    let text = """
      # deploylint: ignore-file[acme/require-cost-center]
      EndpointName: a
      EndpointConfigName: b

      """
    let report = linter.lint(yaml: text)
    #expect(report.diagnostics == [])
    #expect(report.summary.suppressed == 1)
    let paid = linter.lint(yaml: text + "Tags: [{Key: cost-center, Value: '1'}]\n")
    #expect(
      paid.diagnostics.map(\.message) == [
        "'ignore-file[acme/require-cost-center]' matches nothing: the file has no such finding"
      ])
  }

  // MARK: Mistakes

  private func problems(_ options: Linter.Options) -> [String] {
    do {
      _ = try Linter(options: options)
      return []
    } catch {
      return error.issues.map(\.message)
    }
  }

  @Test func `all mistakes are told at once`() {
    let problems = problems(
      .init(
        instances: 0, severities: ["sagemaker/zero-bak": .off, "syntax/error": .off],
        ruleTexts: [.init(id: "Acme", yaml: Self.rule)]))
    #expect(problems.count == 4)
    #expect(
      problems.contains { $0.contains("there is no rule 'sagemaker/zero-bak'; did you mean 'sagemaker/zero-bake'?") })
    #expect(problems.contains { $0.contains("instances is 0") })
    #expect(problems.contains { $0.contains("'syntax/error' stays an error") })
    #expect(problems.contains { $0.contains("'Acme' cannot be the id of a rule") })
  }

  @Test func `a rule that resembles none leads to the list`() {
    #expect(
      problems(.init(severities: ["s3/public-bucket": .off])) == [
        "there is no rule 's3/public-bucket'; 'deploylint rules' lists all of them"
      ])
  }

  @Test(arguments: [1, Int(Int32.max)])
  func `a possible number of instances is taken`(_ instances: Int) {
    #expect(problems(.init(instances: instances)) == [])
  }

  @Test(arguments: [0, -1, Int(Int32.max) + 1])
  func `an impossible number of instances is refused`(_ instances: Int) {
    #expect(problems(.init(instances: instances)).count == 1)
  }

  @Test(arguments: [
    ("require: has(self.Tags)", "require: has(self.Tagz)", 5, "Tagz"),
    ("severity: error", "severity: fatal", 3, "fatal"),
    ("severity: error", "severty: error", 3, "severty"),
    ("summary: Every", "summary: [Every", 0, ""),
  ])
  func `a wrong rule text is refused with the line`(_ text: String, _ wrong: String, _ line: Int, _ word: String) throws
  {
    let error = try #require(throws: Linter.OptionsError.self) {
      try Linter(
        options: .init(ruleTexts: [.init(id: "acme/cost", yaml: Self.rule.replacing(text, with: wrong))]))
    }
    let issue = try #require(error.issues.first { $0.message.contains(word) || $0.help.contains(word) }, "\(error)")
    #expect(issue.file == "acme/cost.yaml")
    if line > 0 { #expect(issue.span?.start.line == line, "\(error)") }
    #expect("\(error)".contains("acme/cost.yaml:"))
  }

  @Test func `a prefix stands for all rules of a group`() throws {
    let report = try linter(.init(severities: ["sagemaker/": .note])).lint(
      CreateEndpoint.canary(60), as: .createEndpoint)
    #expect(report.diagnostics.map(\.severity) == [.note])
  }

  @Test(arguments: ["sagemaker/canary-too-large", "acme", "acme/Cost", "a/b/c", ""])
  func `an id that is taken or no id is refused`(_ id: String) {
    #expect(problems(.init(ruleTexts: [.init(id: id, yaml: Self.rule)])).count == 1)
  }

  @Test func `two rules of one id are refused`() {
    let text = Linter.RuleText(id: "acme/cost", yaml: Self.rule)
    #expect(problems(.init(ruleTexts: [text, text])).count == 1)
  }
}
