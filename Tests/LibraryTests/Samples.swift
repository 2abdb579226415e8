import DeployLint
import Testing

// The samples of the articles and the README, compiled and run. `DocumentTests` finds each of them here, line for line.

@Suite struct SampleTests {
  @Test func `the first steps`() throws {
    let linter = Linter()
    let text = """
      EndpointName: churn
      EndpointConfigName: churn-config
      DeploymentConfig:
        BlueGreenUpdatePolicy:
          TrafficRoutingConfiguration: {Type: ALL_AT_ONCE, WaitIntervalInSeconds: 300}
      """
    let report = linter.lint(yaml: text, file: "deploy/churn.yaml")
    for finding in report.diagnostics {
      print(finding.severity, finding.rule, finding.path, finding.message)
    }
    #expect(report.summary.requests == 1)
    #expect(report.exitStatus(failLevel: .error) == 0)

    print(report)
    let json = JSONReporter.render(report)
    let lines = CompactReporter.render(report)
    #expect(json.contains("\"requests\": 1"))
    #expect(lines.split(separator: "\n").count == report.diagnostics.count)
  }

  @Test func `options and rules of one's own`() throws {
    let strict = try Linter(
      options: Linter.Options(
        instances: 4,
        severities: ["sagemaker/canary-too-large": .warning, "sagemaker/zero-bake": .off]))
    #expect(strict.lint(canary(60), as: .createEndpoint).diagnostics.map(\.severity).contains(.warning))

    let costCenter = """
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
          - input: {EndpointName: a, EndpointConfigName: b, Tags: [{Key: cost-center, Value: "7"}]}
        invalid:
          - input: {EndpointName: a, EndpointConfigName: b}
      """
    let ours = try Linter(
      options: Linter.Options(
        ruleTexts: [Linter.RuleText(id: "acme/require-cost-center", yaml: costCenter)]))
    #expect(ours.lint(canary(10), as: .createEndpoint).diagnostics.map(\.rule) == ["acme/require-cost-center"])
  }

  @Test func `errors`() {
    let nothing = linter.lint(yaml: "services: {web: {image: nginx}}")
    print(nothing.diagnostics.isEmpty, nothing.exitStatus(failLevel: .error))
    #expect(nothing.exitStatus(failLevel: .error) == 2)

    do {
      try linter.validate(["EndpointName": "churn_prod"], as: .createEndpoint)
    } catch {
      print(error.findings.count, "findings stop the request:")
      print(error)
    }
    #expect(throws: ValidationError.self) { try linter.validate(["EndpointName": "churn_prod"], as: .createEndpoint) }

    do {
      _ = try Linter(options: Linter.Options(severities: ["sagemaker/zero-bak": .off]))
    } catch {
      print(error)
    }
    let error = #expect(throws: Linter.OptionsError.self) {
      try Linter(options: Linter.Options(severities: ["sagemaker/zero-bak": .off]))
    }
    #expect(
      error?.description == "error: there is no rule 'sagemaker/zero-bak'; did you mean 'sagemaker/zero-bake'?")
  }
}

// MARK: - A client that refuses to send

struct CreateEndpointInput: Encodable {
  var endpointName: String
  var endpointConfigName: String

  enum CodingKeys: String, CodingKey {
    case endpointName = "EndpointName"
    case endpointConfigName = "EndpointConfigName"
  }
}

func submit(
  _ request: CreateEndpointInput, with linter: Linter, send: (CreateEndpointInput) throws -> Void
) throws {
  let report = try linter.validate(request, as: .createEndpoint)
  for warning in report.diagnostics { print(warning) }
  try send(request)
}

@Suite struct RefusingClientTests {
  @Test func `a good request is sent, a bad one never is`() throws {
    var sent: [String] = []
    func send(_ request: CreateEndpointInput) { sent.append(request.endpointName) }
    try submit(CreateEndpointInput(endpointName: "churn", endpointConfigName: "c"), with: linter, send: send)
    #expect(throws: ValidationError.self) {
      try submit(CreateEndpointInput(endpointName: "churn_", endpointConfigName: "c"), with: linter, send: send)
    }
    #expect(sent == ["churn"])
  }

  @Test func `a request of literals is checked`() throws {
    let name = "churn"
    try linter.validate(
      ["EndpointName": "\(name)-prod", "EndpointConfigName": "churn-config", "Tags": []],
      as: .createEndpoint)
    #expect(throws: ValidationError.self) {
      try linter.validate(["EndpointName": "\(name)_prod", "EndpointConfigName": "c"], as: .createEndpoint)
    }
  }
}
