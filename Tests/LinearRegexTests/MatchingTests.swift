import LinearRegex
import Testing

struct `Matching a pattern` {
  @Test(arguments: [
    ("a|ab", "ab"), ("(a|ab)(c|bcd)", "abcd"), ("a*?", "aaa"), ("", ""), ("a|", ""), ("^abc$", "abc"),
    (#"\Aabc\z"#, "abc"),
    ("x*", "xx"), ("(?:(?:a?)*)*", "aa"), ("(a{2}){3}", "aaaaaa"), ("a{2,}", "aaa"), ("a{0,2}b", "aab"), ("a{0}b", "b"),
    ("(|a)+", "aaa"), ("a{,2}", "a{,2}"), ("a{01}", "a{01}"), ("a{", "a{"), ("日{2}", "日日"),
    (#"[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}"#, "churn--prod-1"), (#"[\p{L}\p{Z}\p{N}_.:/=+\-@]*"#, "cost center é 日本"),
  ])
  func `takes the whole text`(pattern: String, text: String) throws {
    #expect(try Pattern(pattern).matchesWhole(text))
  }

  @Test(arguments: [
    ("a", "a\n"), ("a$", "a\n"), ("a|b", "ab"), ("a{2}", "aaa"), ("a{2,}", "a"), ("a{0,2}", "aaa"), ("^$", "\n"),
    ("a", ""),
    (#"[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}"#, "churn-"), (#"[\p{L}\p{Z}\p{N}_.:/=+\-@]*"#, "a\tb"),
    (#"[\p{L}\p{Z}\p{N}_.:/=+\-@]*"#, "e\u{301}"),
  ])
  func `takes nothing but the whole text`(pattern: String, text: String) throws {
    #expect(try !Pattern(pattern).matchesWhole(text))
  }

  @Test(arguments: [
    ("b", "abc"), ("(?m)^c", "ab\nab\nc"), ("", ""), ("", "abc"), ("c$", "abc"), ("^a", "abc"), ("(?m)^b$", "a\nb\nc"),
    (#"\bb\b"#, "a b c"),
    (#"\Bb"#, "ab"), ("(?i)ABC", "xabcx"), ("(?s)a.b", "a\nb"), (#"\z"#, "abc"), (#"\Q.*\E"#, "a.*b"), ("a.c", "a日c"),
    ("(?i)a(?-i)b", "Ab"), ("(?i:a)b", "Ab"), ("[^a]", "\n"), ("(?m)$b|c", "a\nc"), (#"a\b$"#, "a"), (#"\b^a"#, "a"),
  ])
  func `finds a match anywhere`(pattern: String, text: String) throws {
    #expect(try Pattern(pattern).isFound(in: text))
  }

  @Test(arguments: [
    ("d", "abc"), ("^b", "abc"), ("^b", "a\nb"), ("b$", "b\n"), (#"(?m)\Ab"#, "a\nb"), (#"\bb"#, "ab"), ("a.b", "a\nb"),
    ("(?i)a(?-i)b", "aB"), ("(?i:a)b", "AB"), ("((?i)a)b", "aB"), ("[^a]", "a"), ("$^b", "b"),
    (#"\B"#, "aéa"),
  ])
  func `finds no match where none is`(pattern: String, text: String) throws {
    #expect(try !Pattern(pattern).isFound(in: text))
  }

  @Test(
    arguments: [
      [0xFF], [0xC3], [0xC3, 0x28], [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
      [0x80],
      [0xF0, 0x9F, 0x98],
    ] as [[UInt8]])
  func `bytes that are no UTF-8 match nothing`(bytes: [UInt8]) throws {
    let anything = try Pattern("(?s).*")
    let between = try Pattern(#"(?s)a[^x]+b"#)
    #expect(!bytes.withUnsafeBufferPointer { anything.matchesWhole(utf8: $0) })
    #expect(bytes.withUnsafeBufferPointer { anything.isFound(inUTF8: $0) })
    #expect(!([0x61] + bytes + [0x62]).withUnsafeBufferPointer { between.isFound(inUTF8: $0) })
    let behind = try Pattern("ab$")
    #expect((bytes + [0x61, 0x62]).withUnsafeBufferPointer { behind.isFound(inUTF8: $0) })
  }

  @Test(arguments: ["\u{80}", "\u{7FF}", "\u{800}", "\u{FFFF}", "\u{10000}", "\u{10FFFF}"])
  func `takes one code point of any length as one`(text: String) throws {
    #expect(try Pattern(".").matchesWhole(text))
    #expect(try !Pattern("..").matchesWhole(text))
    #expect(try !Pattern("[[:ascii:]]").isFound(in: text))
  }

  @Test func `reads an empty buffer without an address`() throws {
    let empty = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    #expect(try Pattern("a*").matchesWhole(utf8: empty))
    #expect(try !Pattern("a").isFound(inUTF8: empty))
  }

  @Test func `answers the same when asked again`() throws {
    let pattern = try Pattern(#"(?i)\p{Lu}+\b.x"#)
    for _ in 0..<3 {
      #expect(pattern.isFound(in: "ab-X"))
      #expect(!pattern.isFound(in: "éa"))
      #expect(pattern.isFound(in: "éa€x"))
    }
  }
}
