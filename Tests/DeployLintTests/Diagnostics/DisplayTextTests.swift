import Testing

@testable import DeployLint

struct DisplayTextTests {
  @Test(arguments: [
    ("churn", "churn"), ("größer 推論 😀", "größer 推論 😀"), ("a\tb\nc\rd", "a\\tb\\nc\\rd"),
    // What a terminal would act on: colours, the 8-bit forms of it, a bell, a deletion.
    ("\u{1B}[31mred", "\\u{1b}[31mred"), ("\u{9B}31m", "\\u{9b}31m"), ("\u{07}\u{7F}\u{00}", "\\u{7}\\u{7f}\\u{0}"),
    // What hides or turns text: bidirectional overrides and isolates, invisible characters, separators.
    ("\u{202E}txet", "\\u{202e}txet"), ("\u{2066}x\u{2069}", "\\u{2066}x\\u{2069}"), ("a\u{200B}b", "a\\u{200b}b"),
    ("\u{FEFF}", "\\u{feff}"), ("\u{2028}", "\\u{2028}"), ("\u{E0041}", "\\u{e0041}"), ("\u{E000}", "\\u{e000}"),
  ])
  func escapesWhatATerminalWouldActOn(_ text: String, _ shown: String) {
    #expect(DisplayText.escaped(text) == shown)
  }

  @Test func keepsTheLineBreaksOfATextOfSeveralLines() {
    #expect(DisplayText.escapedLines("a\u{1B}\n\nb\n") == "a\\u{1b}\n\nb\n")
  }

  @Test func quotesUpTo80Scalars() {
    let longest = String(repeating: "é", count: 80)
    #expect(DisplayText.quoted(longest) == "'\(longest)'")
    #expect(DisplayText.quoted(longest + "x") == "'\(longest)…'")
  }

  @Test func quotesEscaped() {
    #expect(DisplayText.quoted("a\nb\u{1B}") == "'a\\nb\\u{1b}'")
  }
}
