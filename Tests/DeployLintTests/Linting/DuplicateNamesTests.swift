import Testing

@testable import DeployLint

struct DuplicateNamesTests {
  private let rule = "sagemaker/duplicate-endpoint-name"

  /// The requests as documents of one stream.
  private func stream(_ names: String...) -> String {
    names.map { "EndpointName: \($0)\nEndpointConfigName: c\n" }.joined(separator: "---\n")
  }

  @Test func pointsAtTheEarlierDocument() throws {
    let result = try lint(stream("other", "churn", "Churn"))
    let finding = try #require(result.diagnostics.first)
    #expect(result.places == [Place(rule, at: "/EndpointName", document: 2)])
    #expect(finding.related.map(\.document) == [1])
    #expect(finding.related.map(\.message) == ["first used here"])
    #expect(finding.related.first?.span?.start.line == 4)
    #expect(finding.span?.start.line == 7)
  }

  @Test func everyLaterOneIsCompared() throws {
    let result = try lint(stream("churn", "CHURN", "churn"))
    #expect(result.places.map(\.document) == [1, 2])
    #expect(result.diagnostics.flatMap(\.related).map(\.document) == [0, 0])
  }

  @Test func twoFilesAreTwoAccounts() throws {
    let linter = Linter.shared(kind: .createEndpoint)
    for name in ["a.yaml", "b.yaml"] {
      let source = Source(name: name, bytes: Array(stream("churn").utf8))
      #expect(linter.lint(source, format: .yaml).diagnostics.isEmpty)
    }
  }

  @Test func updatesOfOneEndpointAreNoDuplicates() throws {
    #expect(try lint(stream("churn", "churn"), kind: .updateEndpoint).diagnostics.isEmpty)
  }

  @Test func aNameThatFailedItsChecksIsNotCompared() throws {
    let result = try lint(stream("a_b", "a_b"))
    #expect(result.diagnostics.map(\.rule) == ["schema/pattern", "schema/pattern"])
  }

  @Test func canBeSwitchedOff() {
    var options = Linter.Options(kind: .createEndpoint)
    options.rules.set(rule, .off)
    let source = Source(name: "a.yaml", bytes: Array(stream("churn", "churn").utf8))
    #expect(Linter(options).lint(source, format: .yaml).diagnostics.isEmpty)
  }

  @Test func takesTheSeverityThatIsSetForIt() {
    var options = Linter.Options(kind: .createEndpoint)
    options.rules.set(rule, .severity(.warning))
    let source = Source(name: "a.yaml", bytes: Array(stream("churn", "churn").utf8))
    #expect(Linter(options).lint(source, format: .yaml).diagnostics.map(\.severity) == [.warning])
  }
}
