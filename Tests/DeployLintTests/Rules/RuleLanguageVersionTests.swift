import Testing

@testable import DeployLint

/// A rule file names the version of the language that it is written in.
@Suite struct RuleLanguageVersionTests {
  private static func problems(_ language: String) throws -> [RuleReader.Problem] {
    let text = "\(language)\nshape: TagKey\nseverity: error\nrequire: 'true'\nmessage: m\n"
    var reader = DocumentReader(source: Source(name: "rule.yaml", bytes: Array(text.utf8)), format: .yaml)
    guard case .document(let document) = reader.next() else { return [] }
    return RuleReader.read(document.root, id: "test/rule").problems
  }

  @Test func `version 1 is read`() throws {
    #expect(try Self.problems("language: 1").map(\.message) == [])
  }

  @Test(arguments: [("2", "'2'"), ("0", "'0'"), ("'1'", "'1'"), ("1.0", "'1.0'"), ("one", "'one'")])
  func `another version is refused where it stands`(version: String, shown: String) throws {
    let problem = try #require(try Self.problems("language: \(version)").first)
    #expect(problem.message == "the rule language has no version \(shown)")
    #expect(problem.help.contains("reads version 1"))
    #expect(problem.range.lowerBound == 10)
  }

  @Test func `no version is refused`() throws {
    #expect(try Self.problems("summary: s").map(\.message) == ["the rule has no 'language: 1'"])
  }
}
