import Testing

@testable import DeployLint

struct DuplicateKeysTests {
  private let rule = "syntax/duplicate-key"

  @Test func pointsAtTheLaterKeyAndTheFirst() throws {
    let finding = try #require(try lint("EndpointName: a\nEndpointConfigName: c\nEndpointName: b\n").diagnostics.first)
    #expect(Place(finding) == Place(rule, at: "/EndpointName"))
    #expect(finding.message == "the key 'EndpointName' is written twice in one mapping; only the last one counts")
    #expect(finding.span?.start.line == 3)
    #expect(finding.span?.start.column == 1)
    #expect(finding.related.map(\.message) == ["first written here"])
    #expect(finding.related.first?.span?.start.line == 1)
  }

  @Test func everyLaterOneOfThreeIsAFinding() throws {
    let result = try lint("EndpointName: a\nEndpointName: b\nEndpointName: c\nEndpointConfigName: c\n")
    #expect(result.diagnostics.map(\.rule) == [rule, rule])
    #expect(result.diagnostics.compactMap(\.span?.start.line) == [2, 3])
    #expect(result.diagnostics.flatMap(\.related).compactMap(\.span?.start.line) == [1, 1])
    #expect(Set(result.diagnostics.map(\.fingerprint)).count == 2)
  }

  @Test func looksDeepInside() throws {
    let result = try lint(
      Requests.names + "Tags:\n- {Key: a, Value: x}\n- {Key: b, Key: c, Value: x}\n"
        + "DeploymentConfig: {AutoRollbackConfiguration: {Alarms: [{AlarmName: a, AlarmName: a}]}}\n")
    #expect(
      result.diagnostics(of: rule).map(\.path.pointer)
        == ["/Tags/1/Key", "/DeploymentConfig/AutoRollbackConfiguration/Alarms/0/AlarmName"])
  }

  @Test func looksInsideWhatNobodyReads() throws {
    // In a value that another one replaces, and in a member that the model does not know.
    let result = try lint("EndpointName: {a: 1, a: 2}\nEndpointName: churn\nEndpointConfigName: c\nX: {b: 1, b: 2}\n")
    #expect(result.diagnostics(of: rule).map(\.path.pointer) == ["/EndpointName/a", "/EndpointName", "/X/b"])
  }

  @Test func aKeyBesideAMergeKeyOverridesIt() throws {
    let tag = "Tags: [&t {Key: a, Value: x}, {<<: *t, Key: b}, {Key: c, <<: *t}]\n"
    #expect(try lint(Requests.names + tag).diagnostics.isEmpty)
  }

  @Test func anAliasedMappingIsReportedWhereItIsWritten() throws {
    let result = try lint(
      "EndpointName: churn\nEndpointConfigName: c\nTags: [&t {Key: a, Key: b, Value: x}, *t]\n")
    #expect(result.diagnostics(of: rule).map(\.path.pointer) == ["/Tags/0/Key"])
  }

  @Test func anEmptyKeyIsReportedAtItsValue() throws {
    let result = try lint("EndpointName: a\nEndpointConfigName: c\n?\n: 1\n?\n: 2\n")
    let finding = try #require(result.diagnostics(of: rule).first)
    #expect(finding.message == "the key '' is written twice in one mapping; only the last one counts")
    #expect(finding.span?.start.line == 6)
    #expect(finding.related.first?.span?.start.line == 4)
    #expect(result.diagnostics(of: "schema/unknown-field").compactMap(\.span?.start.line) == [6])
  }

  @Test func keysAreComparedByTheirScalars() throws {
    let same = #"{"EndpointName": "a", "\u0045ndpointName": "b", "EndpointConfigName": "c"}"#
    #expect(try lint(same, name: "r.json").diagnostics.map(\.rule) == [rule])
    let two = "EndpointName: a\nEndpointConfigName: c\n\"\u{e9}\": 1\n\"e\u{301}\": 1\n"
    #expect(try lint(two).diagnostics(of: rule).isEmpty)
  }
}
