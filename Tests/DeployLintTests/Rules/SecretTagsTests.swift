import Testing

@testable import DeployLint

/// Values of tags that may be secrets are never shown.
@Suite struct SecretTagsTests {
  private func text(_ key: String, _ value: String) -> String {
    "EndpointName: churn\nEndpointConfigName: c\nTags:\n- Key: \(key)\n  Value: \(value)\n"
  }

  @Test(arguments: [
    ("password", "x"), ("db-passwd", "x"), ("API_KEY", "x"), ("privatekey", "x"), ("my.access-key", "x"),
    ("auth_token", "x"), ("client-secret", "x"), ("deployer", "AKIAIOSFODNN7EXAMPLE"),
    ("deployer", "xASIAIOSFODNN7EXAMPLEx"), ("secretary", "x"), ("monkey", "x"), ("deployer", "AKIAIOSFODNN7EXAMPL"),
    ("password", "''"), ("passwords", "x"), ("keys", "x"),
  ])
  func whatIsHiddenIsWhatTheRuleReports(_ key: String, _ value: String) throws {
    let diagnostics = try lint(text(key, value)).diagnostics
    let isReported = diagnostics.contains { $0.rule == "sagemaker/secret-in-tag" }
    // A finding on the line above shows the value's line where it is not hidden.
    let shown = try lint(text(key, value) + "- {Key: '&', Value: v}\n").diagnostics.compactMap(\.snippet)
    let lines = shown.flatMap(\.lines).filter { $0.number == 5 }.map(\.text)
    #expect(!lines.isEmpty)
    let written = "  Value: " + value
    #expect(lines.allSatisfy { ($0 != written) == isReported })
  }

  @Test func whereAnAliasIsDefinedItIsHiddenToo() throws {
    var report = Report()
    report.add(try lint("Other: &p hunter22\n" + text("password", "*p")))
    #expect(report.diagnostics.contains { $0.span?.start.line == 1 })
    for output in [TextReporter.render(report), CompactReporter.render(report), JSONReporter.render(report)] {
      #expect(!output.contains("hunter22"))
    }
  }

  @Test(arguments: [
    ("password", "\"hun&ter2\"", "hun&ter2"), ("password", "48151623", "48151623"), ("secret", "12:34:56", "12:34:56"),
    ("deployer", "\"ASIAIOSFODNN7EXAMPLE,\"", "ASIAIOSFODNN7EXAMPLE"),
  ])
  func aValueThatFailsAnotherCheckIsHiddenToo(_ key: String, _ value: String, _ secret: String) throws {
    var report = Report()
    report.add(try lint(text(key, value)))
    #expect(report.diagnostics.contains { $0.path.pointer == "/Tags/0/Value" })
    for output in [TextReporter.render(report), CompactReporter.render(report), JSONReporter.render(report)] {
      #expect(!output.contains(secret))
    }
  }
}
