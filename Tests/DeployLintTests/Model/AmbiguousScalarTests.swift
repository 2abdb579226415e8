import Testing

@testable import DeployLint

struct AmbiguousScalarTests {
  private let rule = "syntax/ambiguous-scalar"

  private func tag(_ value: String) throws -> FileResult {
    try lint(Requests.names + "Tags: [{Key: k, Value: \(value)}]\n")
  }

  private func wait(_ value: String) throws -> FileResult {
    try lint(Requests.blueGreen(routing: "{Type: ALL_AT_ONCE, WaitIntervalInSeconds: \(value)}"))
  }

  @Test(arguments: ["yes", "Yes", "NO", "on", "Off", "2024-06-01", "1:30", "0b11", "1_000"])
  func aStringThatOlderReadersTakeForSomethingElseIsRefused(_ value: String) throws {
    let result = try tag(value)
    let finding = try #require(result.diagnostics.first)
    #expect(result.places == [Place(rule, .error, at: "/Tags/0/Value")])
    #expect(finding.message.hasPrefix("Value is the plain scalar '\(value)': the string '\(value)' in YAML 1.2, but "))
    #expect(finding.message.hasSuffix(" in YAML 1.1 (PyYAML, the AWS CLI), which the service refuses"))
    #expect(finding.help == "put it in quotes: \"\(value)\"")
  }

  @Test(arguments: ["y", "n", "Y", "truely", "yess", "1:60", "'yes'", "\"2024-06-01\"", "2024-06", "v1.0", "!!str yes"])
  func whatAllReadersTakeForTheSameStringIsFine(_ value: String) throws {
    #expect(try tag(value).diagnostics.isEmpty)
  }

  @Test(arguments: [("0300", "the number 192 (octal)"), ("010", "the number 8 (octal)")])
  func aNumberThatOlderReadersTakeForAnotherIsAWarning(_ value: String, _ other: String) throws {
    let result = try wait(value)
    let finding = try #require(result.diagnostics(of: rule).first)
    #expect(finding.severity == .warning)
    #expect(finding.message.contains(other))
    #expect(finding.help == "write it in a way that all readers agree on: \(Int(value) ?? 0)")
  }

  @Test func aNumberThatOlderReadersTakeForAStringIsRefused() throws {
    let result = try wait("0o454")
    #expect(
      result.places == [
        Place(
          rule, .error, at: "/DeploymentConfig/BlueGreenUpdatePolicy/TrafficRoutingConfiguration/WaitIntervalInSeconds")
      ])
    #expect(result.diagnostics.first?.help == "write it in a way that all readers agree on: 300")
  }

  @Test(arguments: [("1:30", "the number 90 (base 60)"), ("yes", "the boolean true"), ("1_000", "the number 1000")])
  func whereOurReadingFailsOnlyTheTypeIsReported(_ value: String, _ other: String) throws {
    let result = try wait(value)
    #expect(result.diagnostics.map(\.rule) == ["schema/type"])
    #expect(result.diagnostics.first?.help.hasSuffix("(older YAML readers take it for \(other))") == true)
  }

  @Test func quotesAreNoFixWhereMoreIsWrong() throws {
    #expect(try tag("1_000").diagnostics.first?.fix != nil)
    let result = try lint("EndpointName: 1_000\nEndpointConfigName: churn-config\n")
    #expect(result.diagnostics.map(\.rule).sorted() == ["schema/pattern", rule])
    #expect(result.diagnostics(of: rule).map { $0.fix == nil } == [true])
  }

  @Test func keysAreNotReported() throws {
    #expect(try lint(Requests.names + "yes: 1\n").diagnostics.map(\.rule) == ["schema/unknown-field"])
  }

  @Test func aRuleStillReadsTheValue() throws {
    #expect(
      try lint(Requests.canary(percent: "060")).diagnostics.map(\.rule).sorted()
        == ["sagemaker/canary-too-large", rule])
  }

  @Test func jsonHasNone() throws {
    let text = #"{"EndpointName": "yes", "EndpointConfigName": "2024-06-01"}"#
    #expect(try lint(text, name: "r.json").diagnostics.isEmpty)
  }
}
