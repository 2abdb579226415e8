import Foundation
import Testing

/// The specification's own tests.
@Suite struct ConformanceTests {
  @Test func `the committed sample passes`() throws {
    let rows = try Self.rows(Fixture.url("conformance-sample.jsonl"))
    #expect(rows.count >= 200)
    for row in rows {
      let failure = row.failure()
      #expect(failure == nil, "\(row.id) \(failure ?? "")")
    }
  }

  /// The whole development set, where it is at hand: what concerns the JSON profile passes, and the rest passes or is
  /// refused as outside the profile.
  @Test func `the development set passes`() throws {
    guard let url = Fixture.sharedURL("conformance-dev.jsonl", variable: "CEL_CONFORMANCE") else {
      print("conformance: the development set is not there; only the committed sample was run")
      return
    }
    let rows = try Self.rows(url)
    for profile in ["core", "linter"] {
      let failures = rows.filter { $0.profile == profile }.map { ($0.id, $0.failure()) }
      for (id, failure) in failures { #expect(failure == nil, "\(id) \(failure ?? "")") }
      print("\(profile) \(failures.count { $0.1 == nil })/\(failures.count)")
    }
    for profile in ["extended", "protobuf"] {
      let verdicts = rows.filter { $0.profile == profile }.map { ($0.id, $0.verdictOutsideProfile()) }
      for case (let id, .failed(let failure)) in verdicts {
        Issue.record("\(id) neither passes nor is refused as outside the profile: \(failure)")
      }
      let passed = verdicts.count { $0.1 == .passed }
      let refused = verdicts.count { $0.1 == .refused }
      print("\(profile) \(passed) pass, \(refused) refused as not in this profile, of \(verdicts.count)")
    }
  }

  private static func rows(_ url: URL) throws -> [ConformanceRow] {
    let text = try String(contentsOf: url, encoding: .utf8)
    return try text.split(separator: "\n").map { try ConformanceRow($0) }
  }
}
