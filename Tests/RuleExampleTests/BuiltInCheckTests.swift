import Testing

@testable import DeployLint

/// The checks that are written in Swift, on their own examples.
struct BuiltInCheckTests {
  private static let ids = BuiltInCheck.all.map(\.id)

  private func check(_ id: String) throws -> BuiltInCheck {
    try #require(BuiltInCheck.all.first { $0.id == id })
  }

  private func lint(_ text: String, _ check: BuiltInCheck) throws -> FileResult {
    let format: TextFormat = check.isJSON ? .json : .yaml
    let source = Source(name: check.isJSON ? "example.json" : "example.yaml", bytes: Array(text.utf8))
    return Linter(Linter.Options(kind: check.kind)).lint(source, format: format)
  }

  @Test(arguments: ids)
  func theInvalidTextHasItsFindingAlone(_ id: String) throws {
    let check = try check(id)
    let result = try lint(check.invalid, check)
    #expect(result.diagnostics.map(\.rule) == [check.id])
    #expect(result.issues == [])
  }

  @Test(arguments: ids)
  func theValidTextHasNone(_ id: String) throws {
    let check = try check(id)
    let result = try lint(check.valid, check)
    #expect(result.diagnostics.map(\.rule) == [])
    #expect(result.issues == [])
  }

  @Test(arguments: ids)
  func tellsPeopleWhatAndWhy(_ id: String) throws {
    let check = try check(id)
    #expect((1...90).contains(check.summary.unicodeScalars.count))
    #expect(!check.summary.hasSuffix("."))
    #expect(!check.why.isEmpty)
    #expect(!check.sources.isEmpty)
    for source in check.sources { #expect(source.hasPrefix("https://")) }
  }

  @Test(arguments: RuleCatalog.ids)
  func everyRuleIsExplained(_ id: String) throws {
    let text = try #require(try Explanation.text(of: id))
    #expect(text.hasPrefix(id + "\n\n"))
    for part in ["severity: ", "evidence: ", "sources:\n  https://", "\nfails", "\npasses", "[\(id)]"] {
      #expect(text.contains(part))
    }
  }

  @Test func anIdThatIsNotThereIsNotExplained() throws {
    #expect(try Explanation.text(of: "sagemaker/no-such-rule") == nil)
  }
}
