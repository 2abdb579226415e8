import LinearRegex
import Testing

/// A pattern that waits for its first text says what it would have said at once.
struct KnownPatternTests {
  private static let sources = ["^arn:", "(?i)^aws:", "[A-Z]", "^\\pZ|\\pZ$", "(AKIA|ASIA)[0-9A-Z]{16}", ""]

  private func compare(_ compiled: Pattern, complete: (mode: MatchMode, dfa: CompleteDFA)? = nil) {
    let known = Pattern(
      known: compiled.source, leastLength: compiled.leastLength, requiredByte: compiled.requiredByte,
      complete: complete)
    #expect(known.source == compiled.source)
    for text in ["", "a", "arn", "arn:aws", "AWS:", "\u{2003}é", "AKIA0123456789ABCDEF"] {
      #expect(known.isFound(in: text) == compiled.isFound(in: text))
      #expect(known.matchesWhole(text) == compiled.matchesWhole(text))
    }
    #expect(known.programSize == compiled.programSize)
  }

  @Test(arguments: sources)
  func `it agrees with one that was compiled at once`(source: String) throws {
    compare(try Pattern(source))
  }

  @Test(arguments: ["(", "a{2000}", "(?=a)"])
  func `one that does not compile after all is found everywhere`(source: String) {
    let known = Pattern(known: source, leastLength: 0, requiredByte: nil, complete: nil)
    for text in ["", "a", "é"] {
      #expect(known.isFound(in: text))
      #expect(known.matchesWhole(text) == text.isEmpty)
    }
  }

  @Test(arguments: sources, [MatchMode.search, .whole])
  func `so does one whose automaton is known`(source: String, mode: MatchMode) throws {
    let compiled = try Pattern(source)
    guard let table = compiled.completeTable(for: mode) else {
      return #expect(source.hasPrefix("(AKIA") && mode == .search)
    }
    try table.transitions.withUnsafeBufferPointer { transitions in
      try table.symbols.withUnsafeBufferPointer { symbols in
        let complete = CompleteDFA(
          transitions: try #require(transitions.baseAddress), symbols: try #require(symbols.baseAddress),
          start: table.start, accepted: table.accepted, endSymbol: table.endSymbol)
        compare(compiled, complete: (mode, complete))
      }
    }
  }
}
