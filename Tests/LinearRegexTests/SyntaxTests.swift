import LinearRegex
import Testing

struct `Pattern syntax` {
  @Test(arguments: [
    (#"\d"#, "5", "x"), (#"\D"#, "x", "5"), (#"\s"#, "\u{C}", "\u{B}"), (#"\S"#, "\u{B}", " "), (#"\w"#, "_", "-"),
    (#"\W"#, "é", "z"), ("[[:alpha:]]", "z", "1"), ("[[:^alpha:]]", "1", "z"), ("[[:word:]]", "_", "-"),
    ("[[:xdigit:]]", "F", "g"), ("[[:punct:]]", "~", "a"), ("[[:space:]]", "\u{B}", "a"), ("[[:blank:]]", "\t", "\n"),
    ("[[:cntrl:]]", "\u{7F}", " "), ("[[:graph:]]", "!", " "), ("[[:print:]]", " ", "\n"), ("[[:ascii:]]", "\0", "é"),
    ("[a-c]", "b", "d"), ("[^a-c]", "d", "b"), ("[]a]", "]", "b"), ("[^]a]", "b", "]"), ("[a-]", "-", "b"),
    ("[-a]", "-", "b"),
    ("[a-b-c]", "-", "d"), (#"[\d-a]"#, "-", "b"), (#"[\]]"#, "]", "\\"), ("[[:]", ":", "a"), ("[+--]", ",", "."),
    (#"[\x{41}-C]"#, "B", "D"), (#"[^\x{0}-\x{10FFFE}]"#, "\u{10FFFF}", "a"), (#"[\D\d]"#, "x", ""), (".", "\r", "\n"),
    ("(?s).", "\n", ""), (#"\x41"#, "A", "a"), (#"\x{1F600}"#, "😀", "😁"), (#"\x{000041}"#, "A", "a"),
    (#"\101"#, "A", "a"),
    (#"\0"#, "\0", "0"), (#"\08"#, "\08", "8"), (#"\777"#, "ǿ", "a"), (#"\a"#, "\u{7}", "a"), (#"\f"#, "\u{C}", "f"),
    (#"\n"#, "\n", "n"), (#"\r"#, "\r", "r"), (#"\t"#, "\t", "t"), (#"\v"#, "\u{B}", "v"), (#"\_\-\."#, "_-.", "_-a"),
    (#"\Qa.\E+"#, "a..", "a.a."), (#"\Q\"#, "\\", "Q"), (#"a\Q\E*"#, "aa", "b"), ("(?P<name>a)(?<näme_1>b)", "ab", "a"),
    ("(?P<n>a)(?P<n>b)", "ab", "a"), ("(?i)a(?-i:b)c", "AbC", "ABC"), ("(?mi-s)a.b", "AxB", "a\nb"),
    ("(?U)a+?", "aa", ""),
    ("a(?i)*", "aa", "A"), ("(?i-i)a", "a", "A"), ("(?:a|b)|c", "c", "ab"), ("()", "", "a"), ("^*a$+", "a", "b"),
    (#"\x{D800}|a"#, "a", "\u{FFFD}"), (#"[\x{D800}-\x{DFFF}a]"#, "a", "\u{FFFD}"),
    ("]", "]", "["), ("}", "}", "{"), ("a{2", "a{2", "aa"), ("a{2,", "a{2,", "aa"), ("a{x}", "a{x}", "a"),
    ("a{99999999999}", "a{99999999999}", "a"), ("x{2}{", "xx{", "xx"),
  ])
  func `reads RE2's syntax`(pattern: String, matching: String, other: String) throws {
    let pattern = try Pattern(pattern)
    #expect(pattern.matchesWhole(matching))
    #expect(!pattern.matchesWhole(other))
  }

  @Test(arguments: [
    ("a\\", "trailing \\", 1), (#"a\1"#, #"invalid escape sequence: \1"#, 1),
    (#"\8"#, #"invalid escape sequence: \8"#, 0),
    (#"\Z"#, #"invalid escape sequence: \Z"#, 0), (#"é\é"#, #"invalid escape sequence: \é"#, 2),
    (#"\E"#, #"invalid escape sequence: \E"#, 0), (#"\C"#, #"invalid escape sequence: \C"#, 0),
    (#"[\b]"#, #"invalid escape sequence: \b"#, 1), (#"[a-\d]"#, #"invalid escape sequence: \d"#, 3),
    (#"\x"#, #"invalid escape sequence: \x"#, 0), (#"\x1"#, #"invalid escape sequence: \x1"#, 0),
    (#"\x1g2"#, #"invalid escape sequence: \x1g"#, 0), (#"\xg12"#, #"invalid escape sequence: \xg1"#, 0),
    (#"\x{"#, #"invalid escape sequence: \x{"#, 0), (#"\x{}"#, #"invalid escape sequence: \x{}"#, 0),
    (#"\x{110000}"#, #"invalid escape sequence: \x{110000"#, 0),
    ("(?=a)", "invalid perl operator: (?=", 0), ("b(?!a)", "invalid perl operator: (?!", 1),
    ("(?<=a)", "invalid perl operator: (?<=", 0), ("(?<!a)", "invalid perl operator: (?<!", 0),
    ("(?>a)", "invalid perl operator: (?>", 0), ("(?#a)", "invalid perl operator: (?#", 0),
    ("(?P=n)", "invalid perl operator: (?P", 0), ("(?z)", "invalid perl operator: (?z", 0),
    ("(?i", "invalid perl operator: (?i", 0), ("(?i-)", "invalid perl operator: (?i-)", 0),
    ("(?-:a)", "invalid perl operator: (?-:", 0), ("(?--i)", "invalid perl operator: (?--", 0),
    ("(?P<n", "invalid named capture group: (?P<n", 0), ("(?<>a)", "invalid named capture group: (?<>", 0),
    ("(?P<a-b>c)", "invalid named capture group: (?P<a-b>", 0),
    ("(?<a b>c)", "invalid named capture group: (?<a b>", 0),
    ("[a", "missing ]: [a", 0), ("é[]", "missing ]: []", 2), ("[[:alpha:]", "missing ]: [[:alpha:]", 0),
    ("[a-", "missing ]: [a-", 0), ("a(b", "missing ): a(b", 1), ("(a(b)", "missing ): (a(b)", 0),
    ("ab)c", "unexpected ): ab)c", 2), ("[z-a]", "invalid character class range: z-a", 1),
    ("[b-[:alpha:]]", "invalid character class range: b-[", 1),
    ("[[:foo:]]", "invalid character class range: [:foo:]", 1),
    (#"\p{Foo}"#, #"invalid character class range: \p{Foo}"#, 0),
    (#"\p{lu}"#, #"invalid character class range: \p{lu}"#, 0),
    (#"\pX"#, #"invalid character class range: \pX"#, 0), (#"\p"#, #"invalid character class range: \p"#, 0),
    (#"\p{L"#, #"invalid character class range: \p{L"#, 0), (#"[\p{}]"#, #"invalid character class range: \p{}"#, 1),
    ("\\p{\u{212A}hmer}", "invalid character class range: \\p{\u{212A}hmer}", 0),
    ("a**", "bad repetition operator: **", 1), ("a{2}*?", "bad repetition operator: {2}*?", 1),
    ("a+?+", "bad repetition operator: +?+", 1), ("*a", "no argument for repetition operator: *", 0),
    ("a|+?", "no argument for repetition operator: +?", 2), ("(?i)*", "no argument for repetition operator: *", 4),
    ("({2})", "no argument for repetition operator: {2}", 1), ("a{2,1}", "invalid repetition size: {2,1}", 1),
    ("a{1001}", "invalid repetition size: {1001}", 1), ("a{1,1001}", "invalid repetition size: {1,1001}", 1),
    ("a{1001,}", "invalid repetition size: {1001,}", 1),
  ])
  func `refuses in RE2's words, with the place`(pattern: String, message: String, offset: Int) {
    let error = #expect(throws: PatternError.self) { try Pattern(pattern) }
    #expect(error?.message == message)
    #expect(error?.offset == offset)
  }

  @Test func `describes an error with its place`() {
    let error = #expect(throws: PatternError.self) { try Pattern("a(b") }
    #expect(error?.description == "missing ): a(b (at byte 1 of the pattern)")
  }
}
