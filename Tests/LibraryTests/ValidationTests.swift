import DeployLint
import Testing

@Suite struct ValidationTests {
  @Test func `a good request passes, and the report comes back`() throws {
    let report = try linter.validate(CreateEndpoint.canary(10), as: .createEndpoint)
    #expect(report.summary.requests == 1)
    #expect(try linter.validate(canary(10), as: .createEndpoint) == report)
  }

  @Test func `a bad request throws with its findings`() throws {
    let error = try #require(throws: ValidationError.self) {
      try linter.validate(CreateEndpoint.canary(60), as: .createEndpoint)
    }
    #expect(error.findings.map(\.rule) == ["sagemaker/canary-too-large"])
    #expect(
      "\(error)" == """
        <request>: \(canaryPath): error: the canary takes 60% of the fleet; at most 50% is allowed \
        [sagemaker/canary-too-large]
          help: set it to 50 or less, or start with a small canary such as 10
        """)
  }

  @Test func `the level decides which findings stop a request`() throws {
    var request = CreateEndpoint.canary(10)
    request.tags = [.init(key: "team", value: "a"), .init(key: "Team", value: "b")]
    let report = try linter.validate(request, as: .createEndpoint)
    #expect(!report.diagnostics.isEmpty)
    #expect(report.diagnostics.allSatisfy { $0.severity < .error })
    let worst = try #require(report.diagnostics.map(\.severity).max())
    let error = try #require(throws: ValidationError.self) {
      try linter.validate(request, as: .createEndpoint, failLevel: worst)
    }
    #expect(error.findings == report.diagnostics.filter { $0.severity >= worst })
    #expect(error.report == report)
  }

  @Test func `what could not be checked does not pass`() throws {
    let error = try #require(throws: ValidationError.self) {
      try linter.validate(["EndpointName": .number(.nan)], as: .createEndpoint)
    }
    #expect(error.findings == [])
    #expect("\(error)".contains("EndpointName is nan"))
    #expect(throws: ValidationError.self) { try linter.lint(yaml: "a: 1").validate() }
  }

  @Test func `errors are typed`() {
    do {
      try linter.validate(CreateEndpoint.canary(60), as: .createEndpoint)
      Issue.record("a bad request has passed")
    } catch {
      // The compiler knows the type.
      #expect(error.failLevel == .error)
    }
  }
}
