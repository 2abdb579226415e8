import Foundation
import Testing

/// The specification's own tests, as far as they concern the JSON profile.
@Suite struct ConformanceTests {
  @Test func `the committed sample passes`() throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/conformance-sample.jsonl")
    let rows = try Self.rows(url)
    #expect(rows.count >= 200)
    for row in rows { check(row) }
  }

  /// The whole development set, where it is at hand.
  @Test func `the development set passes`() throws {
    let packageRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let path = ProcessInfo.processInfo.environment["CEL_CONFORMANCE"]
    let url =
      path.map { URL(fileURLWithPath: $0) } ?? packageRoot.appending(path: "../shared/cel/conformance-dev.jsonl")
    guard FileManager.default.fileExists(atPath: url.path) else {
      print("conformance: \(url.path) is not there; only the committed sample was run")
      return
    }
    let rows = try Self.rows(url)
    for profile in ["core", "linter"] {
      let selected = rows.filter { $0.profile == profile }
      let passed = selected.filter { check($0) }
      print("\(profile) \(passed.count)/\(selected.count)")
    }
  }

  private static func rows(_ url: URL) throws -> [ConformanceRow] {
    let text = try String(contentsOf: url, encoding: .utf8)
    return try text.split(separator: "\n").filter { line in
      line.contains("\"profile\": \"core\"") || line.contains("\"profile\": \"linter\"")
    }.map { try ConformanceRow($0) }
  }

  @discardableResult
  private func check(_ row: ConformanceRow) -> Bool {
    let failure = row.failure()
    #expect(failure == nil, "\(row.id) \(failure ?? "")")
    return failure == nil
  }
}
