import Testing

@testable import DeployLint

struct GlobTests {
  @Test(arguments: [
    // Without a slash: at every depth, and what is in a folder of that name.
    ("a.yaml", "a.yaml", true), ("a.yaml", "x/y/a.yaml", true), ("a.yaml", "a.yaml.bak", false),
    ("vendor", "x/vendor/y/z.yaml", true), ("vendor", "vendored/z.yaml", false), ("*.yaml", "x/a.yaml", true),
    ("*.yaml", "a.yml", false), ("*", ".hidden", true), ("a*b*c", "aXbYc", true), ("a*b*c", "aXbY", false),
    // A folder.
    ("vendor/", "vendor/a.yaml", true), ("vendor/", "x/vendor/a.yaml", true), ("vendor/", "vendor", false),
    // With a slash: from the folder of the patterns.
    ("/a.yaml", "a.yaml", true), ("/a.yaml", "x/a.yaml", false), ("./a.yaml", "a.yaml", true),
    ("./a.yaml", "x/a.yaml", false), ("x/a.yaml", "x/a.yaml", true), ("x/a.yaml", "y/x/a.yaml", false),
    ("x/*", "x/a", true), ("x/*", "x/a/b", true), ("x/*.yaml", "x/y/a.yaml", false), ("x/", "y/x/a", true),
    ("/x/", "y/x/a", false),
    // Any number of folders.
    ("**/a", "a", true), ("**/a", "x/y/a", true), ("x/**/a", "x/a", true), ("x/**/a", "x/y/z/a", true),
    ("x/**/a", "xa", false), ("x/**", "x/y/z", true), ("x/**", "x", false), ("x/**", "xy", false), ("**", "x/y", true),
    ("x**y", "xzy", true), ("x/a**b", "x/a/b", false), ("**/x/**", "y/x/z", true),
    // One character.
    ("?", "a", true), ("?", "é", true), ("?", "ab", false), ("a?c", "a/c", false), ("日?.yaml", "日本.yaml", true),
    // Sets.
    ("[ab].yaml", "b.yaml", true), ("[ab].yaml", "c.yaml", false), ("[!ab]", "c", true), ("[^ab]", "a", false),
    ("[a-c]x", "bx", true), ("[a-c]x", "dx", false), ("[]]", "]", true), ("[!]]", "]", false), ("[a-]", "-", true),
    ("x[!a]y", "x/y", false), ("[é-í]", "ê", true), ("[[:digit:]]x", "7x", true), ("[[:digit:]]x", "ax", false),
    ("[\\]]", "]", true), ("[[:alpha]", ":", true), ("[z-a]", "m", false),
    // Alternatives.
    ("{a,b}.yaml", "b.yaml", true), ("{a,b}.yaml", "{a,b}.yaml", false), ("*.{yaml,yml}", "x/a.yml", true),
    ("{a,b{c,d}}", "bd", true), ("{a,b{c,d}}", "ac", false), ("{,x}a", "a", true), ("{a/,}b", "a/b", true),
    ("/{x,**/y}/a", "p/q/y/a", true), ("/{x,**/y}/a", "x/a", true), ("{*,b}c", "azc", true), ("a,b", "a,b", true),
    ("a}", "a}", true),
    // A text in the middle that no match can do without, beside some that one can.
    ("*.tfstate.*", "x/a.tfstate.1", true), ("*.tfstate.*", "a.tfstate", false), ("*.py[co]", "a.pyc", true),
    ("*.py[co]", "a.pyx", false), ("*aab*", "aaab", true), ("?ab{cdef,}a*", "xaba", true), ("{abc,d}ef*", "def", true),
    ("**/tmp/*.json", "tmp/a.json", true), ("**/tmp/*.json", "tmpx/a.json", false), ("日本*é", "日本/é", false),
    ("日本*é", "日本語é", true),
    // The next character as it is.
    ("\\*", "*", true), ("\\*", "a", false), ("\\{a\\}", "{a}", true), ("a\\/b", "a/b", true),
    // Two spellings of one character are two names.
    ("\u{E9}", "e\u{301}", false), ("e\u{301}", "e\u{301}", true),
  ])
  func matches(pattern: String, path: String, expected: Bool) throws {
    #expect(try Glob(pattern).matches(path) == expected)
  }

  @Test(arguments: ["", "!a", "[a", "{a", "{a,{b}", "a\\", "../a", "a/../b", "/", "./", ".", "[[:digits:]]"])
  func whatIsNoPatternIsRefused(_ text: String) {
    #expect(throws: Glob.FormatError.self) { try Glob(text) }
  }

  @Test func lengthAndDepthAreLimited() throws {
    #expect(try Glob(String(repeating: "a", count: 1024)).matches(String(repeating: "a", count: 1024)))
    #expect(throws: Glob.FormatError.self) { try Glob(String(repeating: "a", count: 1025)) }
    let nested = { String(repeating: "{", count: $0) + "a" + String(repeating: "}", count: $0) }
    #expect(try Glob(nested(16)).matches("a"))
    #expect(throws: Glob.FormatError.self) { try Glob(nested(17)) }
  }

  @Test func aHostilePatternIsNotSlow() throws {
    // A matcher that goes back and tries again would take longer than anybody waits.
    let glob = try Glob(String(repeating: "*a", count: 200) + "b")
    #expect(!glob.matches(String(repeating: "a", count: 2000)))
    let alternatives = try Glob(String(repeating: "{a,a*}", count: 100) + "b")
    #expect(!alternatives.matches(String(repeating: "a", count: 2000)))
  }
}
