import Testing

@testable import DeployLint

/// JSON in texts of another document: every node stands where its bytes are written.
struct EmbeddedTextTests {
  private static let inner = """
    {"name": "a_", "list": [1, -2.5e3, true, null], "é": "日本 🚨", "deep": {"a": {"b": "c d"}}}
    """

  /// How a document may write the text, and what `"a_"`, `-2.5e3` and `"c d"` then look like.
  struct Spelling: Sendable, CustomStringConvertible {
    let description: String
    let text: String
    var file = "document.yaml"
    var quote = "\""

    var expected: [String] {
      ["\(quote)a_\(quote)", "-2.5e3", "\(quote)c d\(quote)"]
    }
  }

  private static let lines = inner.replacing(", \"", with: ",\n  \"")
  private static func block(_ header: String, _ text: String) -> String {
    "x: \(header)\n" + text.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n") + "\n"
  }
  private static let escaped = inner.replacing("\"", with: "\\\"")

  static let spellings = [
    Spelling(description: "a literal block", text: block("|", lines)),
    Spelling(description: "a stripped literal block", text: block("|-", lines)),
    Spelling(description: "a block with an indentation", text: block("|2", lines)),
    Spelling(description: "a block behind a comment", text: block("| # the definition", lines)),
    Spelling(description: "a folded block", text: block(">", lines)),
    Spelling(description: "Windows line breaks", text: block("|", lines).replacing("\n", with: "\r\n")),
    Spelling(description: "single quotes", text: "x: '\(inner)'\n"),
    Spelling(description: "single quotes over lines", text: "x: '" + lines.replacing("\n", with: "\n\n   ") + "'\n"),
    Spelling(description: "double quotes", text: "x: \"\(escaped)\"\n", quote: "\\\""),
    Spelling(
      description: "double quotes over lines",
      text: "x: \"" + escaped.replacing(", ", with: ",\n  \\n  ").replacing("{\\\"b", with: "{\\\n   \\\"b") + "\"\n",
      quote: "\\\""),
    Spelling(
      description: "escapes of YAML",
      text: "x: \""
        + escaped.replacing("é", with: "\\xE9").replacing("日", with: "\\u65e5")
        .replacing("🚨", with: "\\U0001F6A8") + "\"\n",
      quote: "\\\""),
    Spelling(description: "JSON", text: "{\"x\": \"\(escaped)\"}", file: "document.json", quote: "\\\""),
    Spelling(
      description: "escapes of JSON",
      text: "{\"x\": \"" + escaped.replacing("🚨", with: "\\ud83d\\udea8").replacing("é", with: "\\u00e9") + "\"}",
      file: "document.json", quote: "\\\""),
    Spelling(description: "an alias", text: "y: &y '\(inner)'\nx: *y\n"),
  ]

  @Test(arguments: spellings)
  func aNodeStandsWhereItIsWritten(_ spelling: Spelling) throws {
    let outer = try document(
      "# Überschrift\n".prefix(spelling.file.hasSuffix("yaml") ? 20 : 0) + spelling.text, name: spelling.file)
    let node = try #require(outer.root.member("x"))
    var text = EmbeddedText(in: outer)
    text.append(node)
    let root = try text.read().root
    let places = [
      try #require(root.member("name")).valueRange,
      try #require(root.member("list")?.children.dropFirst().first { _ in true }).valueRange,
      try #require(root.member("deep")?.member("a")?.member("b")).valueRange,
    ]
    #expect(places.map { String(decoding: outer.source.bytes[$0], as: UTF8.self) } == spelling.expected)
    #expect(root.member("é")?.text == "日本 🚨")
    #expect(root.member("list")?.children.map(\.kind) == [.integer, .float, .boolean, .null])
    let key = try #require(root.member("deep")?.keyRange)
    #expect(String(decoding: outer.source.bytes[key], as: UTF8.self) == "\(spelling.quote)deep\(spelling.quote)")
  }

  @Test func whatIsNotKnownIsAValueOrAPartOfOne() throws {
    let outer = try document(#"x: '{"a": ${A}, "b": "x-${B}", "c": [${C}, 1], "d": "${!D}", "e": "\"${E}"}'"#)
    var text = EmbeddedText(in: outer)
    text.append(try #require(outer.root.member("x")), replacement: { $0 == "C" ? Array("17".utf8) : nil })
    #expect(text.hasUnknown)
    let root = try text.read().root
    let marked = root.children.map { String(decoding: outer.source.bytes[$0.valueRange], as: UTF8.self) }
    #expect(marked == ["${A}", #""x-${B}""#, "[${C}, 1]", #""${!D}""#, #""\"${E}""#])
    #expect(root.member("c")?.children.map(\.integer) == [17, 1])
    for name in ["a", "b", "d", "e"] {
      #expect(root.member(name)?.withText(EmbeddedText.holdsUnknown) == true)
    }
  }

  @Test(arguments: [
    ("x: '{\"a\": 1,}'", ","), ("x: '{\"a\": 1'", ""), ("x: |\n  {\"a\": 1,\n   \"b\": nul}\n", "nul"),
    ("x: \"{\\\"a\\\" 1}\"", "1"),
  ])
  func aProblemStandsWhereItIsWritten(_ yaml: String, _ marked: String) throws {
    let outer = try document(yaml)
    var text = EmbeddedText(in: outer)
    text.append(try #require(outer.root.member("x")))
    #expect {
      try text.read()
    } throws: { error in
      guard let problem = error as? SyntaxProblem else { return false }
      return String(decoding: outer.source.bytes[problem.range], as: UTF8.self) == marked
    }
  }

  @Test(arguments: [
    #"x: "{\"a\": \"p\_q\Nr\Ls\Pt\x41\xE9\", \"b\": 7}""#, #"x: '{"it''s": "''", "b": 7}'"#,
  ])
  func whatStandsBehindAnEscapeIsFound(_ yaml: String) throws {
    let outer = try document(yaml)
    var text = EmbeddedText(in: outer)
    text.append(try #require(outer.root.member("x")))
    let member = try #require(try text.read().root.member("b"))
    #expect(outer.text(member.valueRange) == "7")
  }

  @Test func aTextWithoutQuotesStandsWhereItIsWritten() throws {
    let outer = try document("x: ${Definition}\n")
    var text = EmbeddedText(in: outer)
    text.append(try #require(outer.root.member("x")), replacement: { _ in Array(#"{"a": 1}"#.utf8) })
    let member = try #require(try text.read().root.member("a"))
    #expect(member.integer == 1)
    #expect(outer.text(member.valueRange) == "${Definition}")
  }

  @Test func textInQuotesIsNotEdited() throws {
    for (yaml, isEditable) in [("x: '{\"a\": 1}'", false), ("x: |\n  {\"a\": 1}", true), (#"x: "{\"a\": 1}""#, false)] {
      let outer = try document(yaml)
      var text = EmbeddedText(in: outer)
      text.append(try #require(outer.root.member("x")))
      #expect(try text.read().root.member("a")?.isEditable == isEditable)
    }
  }
}
