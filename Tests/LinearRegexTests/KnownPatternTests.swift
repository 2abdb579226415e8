import LinearRegex
import Testing

/// A pattern that waits for its first text says what it would have said at once.
struct KnownPatternTests {
  @Test(arguments: ["^arn:", "(?i)^aws:", "[A-Z]", "^\\pZ|\\pZ$", "(AKIA|ASIA)[0-9A-Z]{16}", ""])
  func `it agrees with one that was compiled at once`(source: String) throws {
    let compiled = try Pattern(source)
    let waiting = Pattern(known: source, leastLength: compiled.leastLength)
    #expect(waiting.source == source)
    for text in ["", "a", "arn", "arn:aws", "AWS:", "\u{2003}é", "AKIA0123456789ABCDEF"] {
      #expect(waiting.isFound(in: text) == compiled.isFound(in: text))
      #expect(waiting.matchesWhole(text) == compiled.matchesWhole(text))
    }
    #expect(waiting.programSize == compiled.programSize)
  }
}
