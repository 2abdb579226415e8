import Testing

@testable import DeployLint

struct UniquenessTests {
  private func found(_ compare: String, in keys: [String]) throws -> [String] {
    let rule = try RuleText(
      "shape: TagList\nunique: Key\ncompare: \(compare)\nmessage: \"{item.Key} after {first.Key}\""
    ).rule
    let tags = keys.map { "{Key: \($0), Value: v}" }.joined(separator: ", ")
    let result = try RuleText.check([rule], on: "[\(tags)]", shape: "TagList")
    #expect(result.issues.isEmpty)
    return result.diagnostics(of: "test/rule").map { "\($0.path.pointer) \($0.message)" }
  }

  @Test(arguments: [
    (["a", "b"], []), (["a", "A"], []), (["a", "b", "a"], ["/2/Key a after a"]),
    (["a", "a", "a"], ["/1/Key a after a", "/2/Key a after a"]), (["é", "e\u{301}"], []),
  ])
  func exact(_ keys: [String], _ expected: [String]) throws {
    #expect(try found("exact", in: keys) == expected)
  }

  @Test(arguments: [
    (["a", "b"], []), (["a", "A"], ["/1/Key A after a"]), (["a", "a"], ["/1/Key a after a"]),
    (["ß", "SS"], []), (["Σ", "ς", "σ"], ["/1/Key ς after Σ", "/2/Key σ after Σ"]),
  ])
  func ignoreCase(_ keys: [String], _ expected: [String]) throws {
    #expect(try found("ignore-case", in: keys) == expected)
  }

  @Test(arguments: [
    (["a", "a"], []), (["a", "A"], ["/1/Key A after a"]), (["a", "A", "a", "A"], ["/1/Key A after a"]),
    (["Ab", "aB", "AB"], ["/1/Key aB after Ab", "/2/Key AB after Ab"]),
  ])
  func caseOnly(_ keys: [String], _ expected: [String]) throws {
    #expect(try found("case-only", in: keys) == expected)
  }

  @Test func passesOverWhatFailedOrIsMissing() throws {
    // Empty keys are too short, numbers are of another type, "a!" breaks the pattern.
    #expect(try found("exact", in: ["''", "''", "1", "1", "a!", "a!", "b", "b"]) == ["/7/Key b after b"])
    let rule = try RuleText("shape: TagList\nunique: Key").rule
    let result = try RuleText.check([rule], on: "[{Value: v}, {Value: v}]", shape: "TagList")
    #expect(result.diagnostics(of: "test/rule").isEmpty)
  }

  @Test func attachesTheEarlierPlace() throws {
    let rule = try RuleText("shape: TagList\nunique: Key").rule
    let result = try RuleText.check([rule], on: "[{Key: a, Value: v}, {Key: a, Value: v}]", shape: "TagList")
    let related = try #require(result.diagnostics.first?.related.first)
    #expect(related.path.description == "[0].Key")
    #expect(related.message == "first used here")
    #expect(related.span?.start.column == 8)
  }

  @Test func comparesTheItemsOfAListThatIsTooLong() throws {
    let rule = try RuleText("shape: AlarmList\nunique: AlarmName").rule
    let alarms = Array(repeating: "{AlarmName: a}", count: 11).joined(separator: ", ")
    let result = try RuleText.check([rule], on: "[\(alarms)]", shape: "AlarmList")
    #expect(result.diagnostics(of: "schema/item-count").count == 1)
    #expect(result.diagnostics(of: "test/rule").count == 10)
  }
}
