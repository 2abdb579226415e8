import CEL
import Foundation
import Testing

/// Rules that people run in production, parsed and checked against the schemas that they are written for.
@Suite struct PublicRuleTests {
  @Test func `a sample parses, type-checks, and notices a renamed member`() throws {
    let rules = try Self.rules(Fixture.url("public-rules-sample.jsonl"))
    #expect(rules.count >= 40)
    let counts = try check(rules)
    #expect(counts.checked >= 40)
    #expect(counts.renamings >= 60)
  }

  /// The whole collection, where it is at hand.
  @Test func `all distinct rules parse, type-check, and notice a renamed member`() throws {
    guard let url = Fixture.sharedURL("public-rules.jsonl", variable: "PUBLIC_RULES") else {
      print("public rules: the collection is not there; only the committed sample was run")
      return
    }
    let rules = try Self.rules(url)
    let counts = try check(rules)
    let distinct = Set(rules.map { Array($0.text.utf8) }).count
    print(
      "public rules: \(distinct) distinct parse; \(counts.checked) with their schemas type-check, "
        + "\(counts.renamings) renamed members are noticed")
    #expect(distinct == 543)
  }

  private static func rules(_ url: URL) throws -> [PublicRule] {
    try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map { try PublicRule($0) }
  }

  private func check(_ rules: [PublicRule]) throws -> (checked: Int, renamings: Int) {
    var checked = 0
    var renamings = 0
    for rule in rules {
      #expect(throws: Never.self, "\(rule.text)") { try CEL.Expression(rule.text) }
      if rule.needsOtherLibraries { continue }
      let errors = rule.errors()
      #expect(errors.isEmpty, "\(rule.text)")
      checked += 1
      for name in rule.readMembers.intersection(rule.declaredMembers).sorted() {
        let errors = rule.errors(renaming: name)
        #expect(errors.contains { $0.contains("has no member '\(name)'") }, "\(name) in \(rule.text): \(errors)")
        renamings += 1
      }
    }
    return (checked, renamings)
  }
}
