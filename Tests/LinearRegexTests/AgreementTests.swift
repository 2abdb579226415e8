import Foundation
import LinearRegex
import Testing

/// What google-re2 says about random patterns; `Fixtures/generate_re2_agreement.py` wrote it down.
struct `Agreement with RE2` {
  struct Row: Decodable {
    struct Sample: Decodable {
      var text: String
      var found: Bool
      var whole: Bool
    }
    var pattern: String
    var error: String?
    var texts: [Sample]?
  }

  static func rows() throws -> [Row] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/re2-agreement.jsonl")
    let decoder = JSONDecoder()
    return try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map {
      try decoder.decode(Row.self, from: $0)
    }
  }

  @Test func `every pattern is taken or refused alike, and finds the same`() throws {
    let rows = try Self.rows()
    #expect(rows.count == 1_500)
    for row in rows {
      do throws(PatternError) {
        let pattern = try Pattern(row.pattern)
        #expect(row.error == nil, "\(row.pattern.debugDescription) is accepted")
        for sample in row.texts ?? [] {
          let place = "\(row.pattern.debugDescription) on \(sample.text.debugDescription)"
          #expect(pattern.isFound(in: sample.text) == sample.found, "\(place)")
          #expect(pattern.matchesWhole(sample.text) == sample.whole, "\(place)")
        }
      } catch {
        #expect(error.message.utf8.elementsEqual((row.error ?? "accepted").utf8), "\(row.pattern.debugDescription)")
      }
    }
  }
}
