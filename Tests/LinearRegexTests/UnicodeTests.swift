import LinearRegex
import Testing

struct `Unicode in patterns` {
  @Test(arguments: [
    ("k", ["k", "K", "\u{212A}"]), ("K", ["k", "K", "\u{212A}"]), (#"\x{212A}"#, ["k", "K", "\u{212A}"]),
    ("s", ["s", "S", "ſ"]), ("[r-t]", ["S", "ſ", "T"]), (#"[\x{17F}]"#, ["s", "S", "ſ"]), ("µ", ["µ", "μ", "Μ"]),
    ("ß", ["ß", "ẞ"]), ("ǅ", ["Ǆ", "ǅ", "ǆ"]), ("ω", ["ω", "Ω", "\u{2126}"]), ("ι", ["ι", "Ι", "\u{345}", "\u{1FBE}"]),
    ("[à-å]", ["À", "å", "Å", "\u{212B}"]), ("ā", ["Ā", "ā"]), ("[ⅷ]", ["Ⅷ"]), ("ⓐ", ["Ⓐ"]), ("𐐀", ["𐐨"]),
    (#"\p{Lu}"#, ["a", "ſ", "ß"]), (#"\w"#, ["\u{212A}", "ſ"]), ("[[:lower:]]", ["A", "\u{212A}"]),
  ])
  func `folds case over whole orbits`(pattern: String, spellings: [String]) throws {
    let pattern = try Pattern("(?i)" + pattern)
    for spelling in spellings { #expect(pattern.matchesWhole(spelling), "\(spelling.unicodeScalars)") }
  }

  @Test(arguments: [
    ("k", "x"), ("i", "İ"), ("i", "ı"), ("ss", "ß"), (#"\W"#, "\u{212A}"), ("[^k]", "\u{212A}"), (#"\P{Lu}"#, "a"),
    ("[[:^alpha:]]", "ſ"), (#"[^\x{17F}]"#, "s"), ("日", "本"),
  ])
  func `folds case no further`(pattern: String, text: String) throws {
    #expect(try !Pattern("(?i)" + pattern).matchesWhole(text))
  }

  @Test func `tells cases apart without the flag`() throws {
    #expect(try !Pattern("k").matchesWhole("\u{212A}"))
    #expect(try !Pattern("é").matchesWhole("É"))
  }

  @Test(arguments: [
    ("L", "ñ", "1"), ("Lu", "É", "é"), ("Ll", "é", "É"), ("Lt", "ǅ", "Ǆ"), ("Lm", "ʰ", "a"), ("Lo", "日", "a"),
    ("M", "\u{301}", "e"),
    ("Mn", "\u{301}", "\u{903}"), ("Mc", "\u{903}", "\u{301}"), ("N", "Ⅷ", "a"), ("Nd", "٣", "Ⅷ"), ("Nl", "Ⅷ", "8"),
    ("No", "²", "2"),
    ("P", "«", "+"), ("Pd", "—", "_"), ("Pc", "_", "-"), ("S", "€", "a"), ("Sc", "€", "+"), ("Sm", "±", "$"),
    ("So", "😀", "+"),
    ("Z", "\u{2028}", "\t"), ("Zs", "\u{A0}", "\u{2028}"), ("C", "\u{200B}", " "), ("Cc", "\u{85}", "\u{200B}"),
    ("Co", "\u{E000}", "a"),
    ("Any", "\u{10FFFF}", ""), ("Greek", "Ω", "O"), ("Latin", "é", "Ω"), ("Han", "日", "か"), ("Cyrillic", "я", "ya"),
    ("Hiragana", "か", "カ"), ("Zanabazar_Square", "\u{11A00}", "a"), ("^L", "1", "ñ"), ("Kawi", "\u{11F00}", "a"),
  ])
  func `knows general categories and scripts`(group: String, member: String, other: String) throws {
    let inside = try Pattern(#"\p{\#(group)}"#)
    #expect(inside.matchesWhole(member))
    #expect(!inside.matchesWhole(other))
    let outside = try Pattern(#"[^\p{\#(group)}]|\P{\#(group)}"#)
    #expect(!outside.matchesWhole(member))
  }

  @Test func `reads a group's name without braces`() throws {
    #expect(try Pattern(#"\pL\PL\pN"#).matchesWhole("é+1"))
  }

  @Test func `a letter is one code point, however it is written`() throws {
    #expect(try Pattern("é").matchesWhole("\u{E9}"))
    #expect(try !Pattern("é").matchesWhole("e\u{301}"))
  }

  @Test(arguments: [
    ("k", "K"), ("\u{212A}", "K"), ("ſ", "S"), ("É", "É"), ("é", "É"), ("ǆ", "Ǆ"), ("日", "日"), ("-", "-"),
  ])
  func `every spelling folds to the lowest of its orbit`(spelling: Unicode.Scalar, folded: Unicode.Scalar) {
    #expect(SimpleFolding.fold(spelling) == folded)
  }
}
