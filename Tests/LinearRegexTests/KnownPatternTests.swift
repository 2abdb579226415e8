import LinearRegex
import Testing

/// A pattern that waits for its first text says what it would have said at once.
struct KnownPatternTests {
  private func compare(_ compiled: Pattern, _ known: Pattern) {
    #expect(known.source == compiled.source)
    for text in ["", "a", "arn", "arn:aws", "AWS:", "\u{2003}é", "AKIA0123456789ABCDEF"] {
      #expect(known.isFound(in: text) == compiled.isFound(in: text))
      #expect(known.matchesWhole(text) == compiled.matchesWhole(text))
    }
    #expect(known.programSize == compiled.programSize)
  }

  private static let sources = ["^arn:", "(?i)^aws:", "[A-Z]", "^\\pZ|\\pZ$", "(AKIA|ASIA)[0-9A-Z]{16}", ""]

  @Test(arguments: sources)
  func `it agrees with one that was compiled at once`(source: String) throws {
    let compiled = try Pattern(source)
    compare(compiled, Pattern(known: source, leastLength: compiled.leastLength, complete: nil))
  }

  @Test(arguments: sources, [MatchMode.search, .whole])
  func `so does one whose automaton is known`(source: String, mode: MatchMode) throws {
    let compiled = try Pattern(source)
    guard let table = compiled.completeTable(for: mode) else {
      return #expect(source.hasPrefix("(AKIA") && mode == .search)
    }
    table.transitions.withUnsafeBufferPointer { transitions in
      table.symbols.withUnsafeBufferPointer { symbols in
        guard let first = transitions.baseAddress, let ofNul = symbols.baseAddress else { return }
        let complete = CompleteDFA(
          transitions: first, symbols: ofNul, start: table.start, accepted: table.accepted, endSymbol: table.endSymbol)
        compare(compiled, Pattern(known: source, leastLength: compiled.leastLength, complete: (mode, complete)))
      }
    }
  }
}
