import Testing

@testable import DeployLint

struct FingerprintTests {
  private func fingerprints(_ text: String, of rule: String) throws -> [String] {
    try lint(text).diagnostics(of: rule).map(\.fingerprint)
  }

  @Test func is16HexadecimalDigits() throws {
    let fingerprint = try #require(
      try fingerprints(Requests.canary(percent: "60"), of: "sagemaker/canary-too-large").first)
    #expect(fingerprint.utf8.count == 16)
    #expect(fingerprint.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) })
  }

  @Test func isTheSameInEveryRelease() throws {
    // A changed value would turn every finding of every baseline into a new one.
    #expect(try fingerprints("EndpointName: churn\n", of: "schema/required") == ["dd199901cc517f69"])
  }

  @Test func staysWhenLinesMove() throws {
    let text = Requests.canary(percent: "60")
    let moved = "# a comment\n\n" + text.replacing("EndpointConfigName", with: "\n\nEndpointConfigName")
    let rule = "sagemaker/canary-too-large"
    #expect(try fingerprints(text, of: rule) == fingerprints(moved, of: rule))
  }

  @Test func isTheSameForJSON() throws {
    let yaml = try lint(Requests.names + "Tags: [{Key: team, Value: 1}]\n")
    let json = try lint(
      #"{"EndpointName": "churn", "EndpointConfigName": "churn-config", "Tags": [{"Key": "team", "Value": 1}]}"#,
      name: "request.json")
    #expect(yaml.diagnostics.map(\.fingerprint) == json.diagnostics.map(\.fingerprint))
    #expect(yaml.diagnostics.count == 1)
  }

  @Test func staysWhenListItemsChangePlaces() throws {
    let rule = "sagemaker/reserved-tag-value"
    let first = Requests.names + "Tags: [{Key: team, Value: 'aws:x'}, {Key: stage, Value: prod}]\n"
    let second = Requests.names + "Tags: [{Key: stage, Value: prod}, {Key: team, Value: 'aws:x'}]\n"
    #expect(try fingerprints(first, of: rule) == fingerprints(second, of: rule))
    #expect(try fingerprints(first, of: rule).count == 1)
  }

  @Test func itemsAreNamedByTheirKeyInModelChecksToo() throws {
    let first = Requests.names + "Tags: [{Key: team, Value: 1}, {Key: stage, Value: prod}]\n"
    let second = Requests.names + "Tags: [{Key: stage, Value: prod}, {Value: 1, Key: team}]\n"
    #expect(try fingerprints(first, of: "schema/type") == fingerprints(second, of: "schema/type"))
    #expect(try fingerprints(first, of: "schema/type").count == 1)
  }

  @Test func differsByValueRulePlaceAndMember() throws {
    let rule = "sagemaker/canary-too-large"
    let all = try [
      fingerprints(Requests.canary(percent: "60"), of: rule), fingerprints(Requests.canary(percent: "61"), of: rule),
      fingerprints("EndpointName: churn\n", of: "schema/required"),
      fingerprints("EndpointConfigName: churn\n", of: "schema/required"),
      fingerprints(Requests.names + "Tags: [{Key: a, Value: 1}]\n", of: "schema/type"),
      fingerprints(Requests.names + "Tags: [{Key: b, Value: 1}]\n", of: "schema/type"),
    ].flatMap(\.self)
    #expect(all.count == 6)
    #expect(Set(all).count == 6)
  }

  @Test func equalFindingsOfADocumentAreNumbered() throws {
    let text = Requests.names + "Tags: [{Key: a, Value: 1}, {Key: a, Value: 1}]\n"
    let numbered = try fingerprints(text, of: "schema/type")
    #expect(numbered.count == 2)
    #expect(Set(numbered).count == 2)
    #expect(try fingerprints(Requests.names + "Tags: [{Key: a, Value: 1}]\n", of: "schema/type") == [numbered[0]])
  }

  @Test func doesNotTellAMaskedValue() throws {
    let rule = "sagemaker/secret-in-tag"
    let first = try fingerprints(Requests.names + "Tags: [{Key: password, Value: one}]\n", of: rule)
    let second = try fingerprints(Requests.names + "Tags: [{Key: password, Value: two}]\n", of: rule)
    #expect(first == second)
    #expect(first.count == 1)
  }
}
