import Foundation
import LinearRegex
import Testing

/// Patterns for other engines.
struct PortablePatternTests {
  @Test(arguments: [
    ("abc", #"^abc(?![\s\S])"#),
    ("a|bc", #"^(?:a|bc)(?![\s\S])"#),
    ("(a|b)c*", #"^(?:a|b)c*(?![\s\S])"#),
    ("(?:a*)?", #"^(?:a*)?(?![\s\S])"#),
    ("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}", #"^[0-9A-Za-z](?:-*[0-9A-Za-z]){0,62}(?![\s\S])"#),
    ("a{2}b{3,}", #"^a{2}b{3,}(?![\s\S])"#),
    (#"\d.\s"#, #"^[0-9][^\x0a][\x09\x0a\x0c\x0d\x20](?![\s\S])"#),
    (#"(?i)k"#, #"^[Kk\u212a](?![\s\S])"#),
    (#"[\]^\-&~|]"#, #"^[\x26\x2d\]\^\|\x7e](?![\s\S])"#),
    (#"\x{e9}\x{20AC}"#, #"^\xe9\u20ac(?![\s\S])"#),
    ("[😀-😂]", #"^[😀-😂](?![\s\S])"#),
    (#"^a$"#, #"^^a(?![\s\S])(?![\s\S])"#),
    (#"(?m)^a$"#, #"^(?<![^\n])a(?![^\n])(?![\s\S])"#),
    (#"\x{d800}"#, #"^(?!)(?![\s\S])"#),
    (#"(?s)."#, #"^[\s\S](?![\s\S])"#),
    ("", #"^(?![\s\S])"#),
  ])
  func `a pattern is written without what engines read differently`(pattern: String, portable: String) throws {
    #expect(try PortablePattern.wholeMatch(pattern).utf8.elementsEqual(portable.utf8))
  }

  @Test(arguments: ["(", "a**", #"(?=a)"#])
  func `what is no pattern is refused`(pattern: String) {
    #expect(throws: PatternError.self) { try PortablePattern.wholeMatch(pattern) }
  }

  /// ICU is a third engine, after those that `portable_agreement.py` asks.
  @Test func `another engine finds it in the texts that the pattern matches as a whole`() throws {
    var pairs = 0
    for row in try `Agreement with RE2`.rows() where row.error == nil {
      let portable = try PortablePattern.wholeMatch(row.pattern)
      let expression = try NSRegularExpression(pattern: portable)
      for sample in row.texts ?? [] {
        let range = NSRange(sample.text.startIndex..., in: sample.text)
        let isFound = expression.firstMatch(in: sample.text, range: range) != nil
        pairs += 1
        #expect(
          isFound == sample.whole, "\(row.pattern.debugDescription) as \(portable) on \(sample.text.debugDescription)")
      }
    }
    #expect(pairs > 3_000)
  }
}
