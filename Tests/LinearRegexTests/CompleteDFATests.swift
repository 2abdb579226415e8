@testable import LinearRegex
import Testing

/// A complete automaton says what the lazy one says, or nothing.
struct CompleteDFATests {
  static let patterns = [
    "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}", "([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)", "(?i)^aws:", "^\\pZ|\\pZ$", "[A-Z]",
    "(?i)(^|[^a-z])(password|secret)([^a-z]|$)", "(AKIA|ASIA)[0-9A-Z]{3}", "", "^$", "(?m)^a$", "\\bword\\b", "a|ab|.é",
    "[^\\n]*[^\\t ][^\\n]*", "[\\x00-\\x1f]", "(?s).{3}", "x{5}y?",
  ]
  static let texts = [
    "", "a", "ab", "-", "a-b", "churn-5xx", "AWS:x", " padded", "padded ", "é", "aé", "xé", "my password", "passwords",
    "AKIA0123456789ABCDEF", "word", "a word.", "a\nb", "\n", "\t", "xxxxxy", "xxxx", "a\n", "\u{1}",
    String(repeating: "a-", count: 62) + "b", String(repeating: "a-", count: 64) + "b",
  ]

  @Test(arguments: patterns, [MatchMode.search, .whole])
  func `it agrees with the lazy automaton`(pattern: String, mode: MatchMode) throws {
    var parser = PatternParser(pattern)
    let program = try ProgramBuilder.program(for: try parser.parse(), limit: 20_000)
    var states = LazyDFA(program, mode: mode)
    let table = states.completeTable()
    let complete = CompleteDFA(try #require(table))
    defer { complete.free() }
    var lazy = LazyDFA(program, mode: mode)
    for var text in Self.texts {
      let verdict = text.withUTF8 { complete.accepts($0) }
      let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
      #expect(verdict != nil || !isASCII, "\(pattern) on \(text)")
      if let verdict { #expect(verdict == text.withUTF8 { lazy.accepts($0) }, "\(pattern) on \(text)") }
    }
  }

  /// The second has few states, of which each takes a walk over thousands of alternatives for each symbol.
  @Test(arguments: ["(AKIA|ASIA)[0-9A-Z]{16}", "(?:" + String(repeating: "|", count: 6_000) + ")q|a[a-y]{40}"])
  func `one that takes too much is not made`(pattern: String) throws {
    var parser = PatternParser(pattern)
    var states = LazyDFA(try ProgramBuilder.program(for: try parser.parse(), limit: 20_000), mode: .search)
    #expect(states.completeTable() == nil)
    #expect(states.steps < 1 << 19)
  }

  @Test(arguments: [
    ("", 0), ("a", 1), ("a*", 0), ("^a|bc$", 1), ("(AKIA|ASIA)[0-9A-Z]{16}", 20), ("\\p{L}{3,}", 3), ("\\bword\\b", 4),
    ("(ab)?é", 1), ("[^\\x00-\\x{10FFFF}]", 1),
  ])
  func `no shorter text matches`(pattern: String, length: Int) throws {
    var parser = PatternParser(pattern)
    #expect(try ProgramBuilder.program(for: try parser.parse(), limit: 20_000).leastLength == length)
  }

  @Test(
    arguments: [
      ("", nil), ("a", "a"), ("a?", nil), ("ab", "a"), ("a-b", "-"), ("(AKIA|ASIA)[0-9A-Z]{16}", "A"), ("(?i)a", nil),
      ("a|ba", "a"), ("[a]b*", "a"), ("[^a]", nil), ("(?i)k", nil), ("a|b", nil), ("^x$", "x"), ("é", nil),
    ] as [(String, Character?)])
  func `every match holds the required character`(pattern: String, required: Character?) throws {
    var parser = PatternParser(pattern)
    #expect(try ProgramBuilder.program(for: try parser.parse(), limit: 20_000).requiredByte == required?.asciiValue)
  }
}
