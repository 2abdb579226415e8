import Testing

@testable import DeployLint

/// Every constraint of `Tests/Fixtures/constraints`, in both spellings.
struct ConstraintTests {
  @Test(arguments: Constraints.cases)
  func yieldsExactlyTheExpectedFindings(_ row: ConstraintCase) throws {
    let result = try row.lint()
    let found = result.places.map { place in
      // The fixtures name a missing member only where that is the fault.
      var bare = place
      bare.member = nil
      return row.expected.contains(bare) ? bare : place
    }
    #expect(found.map(\.description).sorted() == row.expected.map(\.description).sorted())
    #expect(result.issues.isEmpty)
  }

  @Test(arguments: Constraints.pairs)
  func saysTheSameOfBothSpellings(_ pair: ConstraintPair) throws {
    func statements(_ row: ConstraintCase) throws -> [String] {
      try row.lint().diagnostics.map { finding in
        "\(finding.document) \(finding.rule) \(finding.path.pointer) \(finding.message) "
          + String(describing: finding.actual)
      }
      .sorted()
    }
    #expect(try statements(pair.json) == statements(pair.yaml))
  }

  @Test(arguments: Constraints.files)
  func everyFixtureFileIsRead(_ file: String) {
    #expect(Constraints.cases.contains { $0.title.hasPrefix(file + ":") })
  }

  @Test func everyRuleAndModelCheckHasACase() {
    let covered = Set(Constraints.cases.flatMap(\.expected).map(\.rule))
    let expected = Set(RuleCatalog.ids.filter { !$0.hasPrefix("syntax/") })
      .subtracting(["schema/unfilled-skeleton"]).union(["syntax/duplicate-key"])
      // These look at a request and what stands beside it; `ResourceCheckTests` has their cases.
      .subtracting(BuiltInCheck.all.filter { $0.kind == nil }.map(\.id))
    #expect(expected.subtracting(covered) == [])
  }
}
