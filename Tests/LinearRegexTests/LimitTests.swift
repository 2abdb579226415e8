import Foundation
import Testing

@testable import LinearRegex

struct `Limits of patterns` {
  @Test(arguments: [
    "a{1000}", "a{0,1000}", "(a{500}){2}", "(a{2}){500}", "((a{10}){10}){10}", "(a*){1000}", "(a{1000}){1}",
    "(a{1000})*",
  ])
  func `a thousand nested copies are allowed`(pattern: String) throws {
    #expect(throws: Never.self) { try Pattern(pattern) }
  }

  @Test(arguments: [
    "a{1001}", "(a{501}){2}", "(a{2}){501}", "(((a{10}){10}){10}){2}", "(a{1000,}){2}", "(a{0,1000}|b){2}",
  ])
  func `more than a thousand nested copies are refused`(pattern: String) {
    let error = #expect(throws: PatternError.self) { try Pattern(pattern) }
    #expect(error?.message.hasPrefix("invalid repetition size: {") == true)
  }

  @Test(arguments: [("abc", 4), ("a|b", 4), ("a*", 3), ("", 2), ("a{3}", 4), ("a{2,4}", 7), (#"\p{L}{63}"#, 64)])
  func `the program's size is counted and bounded`(source: String, size: Int) throws {
    #expect(try Pattern(source, limits: .init(programSize: size)).programSize == size)
    let error = #expect(throws: PatternError.self) { try Pattern(source, limits: .init(programSize: size - 1)) }
    #expect(error?.message == "pattern too large: needs more than \(size - 1) instructions")
  }

  @Test func `the standard limit stops what repetitions blow up`() throws {
    #expect(try Pattern("(abcdefghi){1000}").programSize == 9_001)
    #expect(throws: PatternError.self) { try Pattern("(abcdefghijklmnopqrstu){1000}") }
  }

  @Test func `groups may nest to any depth on a small stack`() async {
    let depth = 100_000
    let patterns = [
      String(repeating: "(", count: depth) + "a" + String(repeating: ")", count: depth),
      String(repeating: "(?:a|", count: 5_000) + "b" + String(repeating: ")*", count: 5_000),
    ]
    let verdicts = await withCheckedContinuation { continuation in
      let thread = Thread {
        continuation.resume(returning: patterns.map { (try? Pattern($0).matchesWhole("a")) ?? false })
      }
      thread.stackSize = 512 << 10
      thread.start()
    }
    #expect(verdicts == [true, true])
    #expect(throws: PatternError.self) { try Pattern(String(repeating: "(", count: depth)) }
  }
}

struct `Time for a match` {
  @Test(arguments: [
    "^(a+)+$", "(a|a)*$", "(.*a){12}$", "(a*)*b", "(a?){50}a{50}", "(x+x+)+y", "((a{0,9}){0,9}){0,9}$",
    "(a|b)*a(a|b){12}c",
    #"(\w+\s?)+$"#, #"(?i)(\p{L}|k)*!"#, #"\b(a|\b)*\B$"#,
  ])
  func `is linear in the text`(source: String) throws {
    for text in [String(repeating: "a", count: 20_000) + "!", String(repeating: "aab é", count: 4_000)] {
      for mode in [MatchMode.search, .whole] {
        let pattern = try Pattern(source)
        // A state is made at most once for each character, and making it walks over the program at most thrice.
        #expect(pattern.steps(for: text, by: mode) <= (text.utf8.count + 2) * 3 * pattern.programSize)
      }
    }
  }

  @Test(arguments: ["^(a+)+$", "(.*a){12}$", "(a|a)*$", "(x+x+)+y"])
  func `needs few states for the usual traps`(source: String) throws {
    let pattern = try Pattern(source)
    let text = String(repeating: "a", count: 20_000) + "!"
    #expect(pattern.steps(for: text, by: .search) < 5_000)
    #expect(pattern.steps(for: text, by: .search) == 0)
  }

  @Test func `stays right when the states outgrow their room`() throws {
    // Needs a state for each of the last 18 characters' 2^18 forms.
    let pattern = try Pattern("(a|b)*a(a|b){17}")
    var random = SystemRandomNumberGenerator()
    var letters = (0..<60_000).map { _ in Bool.random(using: &random) ? UInt8(ascii: "a") : UInt8(ascii: "b") }
    for letter in [UInt8(ascii: "a"), UInt8(ascii: "b")] {
      letters[letters.count - 18] = letter
      #expect(pattern.matchesWhole(String(decoding: letters, as: UTF8.self)) == (letter == UInt8(ascii: "a")))
    }
  }

  @Test func `stays right with more symbols than room for states`() throws {
    let ideographs = (0x4E00..<0x5E00).compactMap(Unicode.Scalar.init).map(Character.init)
    let pattern = try Pattern(String(ideographs.prefix(2_000)))
    #expect(pattern.isFound(in: String(ideographs)))
    #expect(!pattern.isFound(in: String(ideographs.prefix(1_999))))
  }
}
