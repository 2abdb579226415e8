import Testing

@testable import DeployLint

@Suite struct YAMLProblemTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    /// The text that the range covers.
    let marked: String
    let message: String
    let help: String
    var testDescription: String { text }

    init(_ text: String, _ marked: String, _ message: String, _ help: String) {
      self.text = text
      self.marked = marked
      self.message = message
      self.help = help
    }
  }

  static let inRoot = ", in the mapping that starts at 1:1"

  static let cases: [Case] = [
    // Tabs.
    Case("a:\n\tb: 1\n", "\t", "found a tab where indentation is expected" + inRoot, "indent with spaces"),
    Case(
      "a:\n  b: 1\n\tc: 2\n", "\t", "found a tab where indentation is expected, in the mapping that starts at 2:3",
      "indent with spaces"),
    Case(
      "a:\n  b: 1\n  \tc: 2\n", "\t", "found a tab where indentation is expected, in the mapping that starts at 2:3",
      "indent with spaces"),
    Case("a: |\n\tb\n", "\t", "found a tab where indentation is expected" + inRoot, "indent with spaces"),
    // Colons.
    Case(
      "EndpointName:foo\nEndpointConfigName: bar\n", "EndpointName:foo",
      "there is no space after the colon of the key 'EndpointName'", "write 'EndpointName: foo'"),
    Case("a: 1\nb:2\nc: 3\n", "b:2", "there is no space after the colon of the key 'b'" + inRoot, "write 'b: 2'"),
    Case(
      "l:\n  - b:2\n    c: 3\n", "b:2",
      "there is no space after the colon of the key 'b', in the list that starts at 2:3", "write 'b: 2'"),
    Case(
      "a: b: c\n", ":", "found a second ': ' on the line, inside of a text without quotes" + inRoot,
      "put the text in quotes"),
    Case("a: 1\nb = 2\n", "=", "found '=' after the key 'b'" + inRoot, "write ': ' between key and value"),
    Case("a = 1\nb: 2\n", "=", "found '=' after the key 'a'", "write ': ' between key and value"),
    Case(
      "a: 1\nfoo\nb: 2\n", "foo", "expected ': ' after 'foo'" + inRoot,
      "write ': ' and a value after the key, or indent the line if it belongs to the text before it"),
    Case(
      "a b c\nd: e\n", "a b c", "expected a key with ': ' but found 'a b c'",
      "write ': ' and a value after the key, or put a text of several lines in quotes"),
    Case(
      "-a\n-b: c\n", "-a", "expected a key with ': ' but found '-a'", "write a space after the '-' of a list item"),
    // Indentation.
    Case(
      "a: 1\n  b: 2\n", "b", "the key 'b' is indented deeper than the line before it, which has a value already",
      "indent both lines alike, or remove the value before it"),
    Case(
      "a:\n    b: 1\n  c: 2\n", "c", "the indentation of 'c' fits no line before it" + inRoot,
      "indent the line like the keys that it belongs to"),
    Case(
      "  a: 1\nb: 2\n", "b", "found 'b' after the end of the document",
      "indent the line like the first line of the document, or separate documents with a line '---'"),
    Case(
      "a: 1\n- b\n", "-", "found a list item where a key is expected" + inRoot,
      "write a key before the list, or indent the item like the list that it belongs to"),
    Case(
      "a:\n  - x\n  b: 1\n", "b", "expected '- ' but found 'b', in the list that starts at 2:3",
      "start the item with '- ', or indent the line like the lines that it belongs to"),
    Case(
      "a: - b\n", "-", "found a list item where no list can start" + inRoot,
      "start the list on a line of its own, or write it in brackets"),
    // Quotes.
    Case(
      "a: \"foo\nb: bar\n", "\"foo", "the quote is not closed in '\"foo'" + inRoot, "close it with '\"'"),
    Case(
      "a: \"foo\nb: \"bar\"\nc: 1\n", "\"foo", "the quote is not closed in '\"foo'" + inRoot, "close it with '\"'"),
    Case(
      "a: 'foo\nb: 'bar'\n", "'foo", "the quote is not closed in ''foo'" + inRoot,
      "close it with \"'\"; an apostrophe inside of single quotes is doubled"),
    Case(
      "a: 'it's'\nb: 2\n", "s", "found 's' after the closing quote of 'it'" + inRoot,
      "put the whole value in quotes; an apostrophe inside of single quotes is doubled"),
    Case(
      "a: \"x\" y\n", "y", "found 'y' after the closing quote of \"x\"" + inRoot,
      "put the whole value in quotes; a quote inside of double quotes is written \\\""),
    Case(
      "a: \"\\d+\"\n", "\\d", "'\\d' is no escape of YAML" + inRoot,
      "double the backslash, or put the text in single quotes"),
    Case(
      "a: \"C:\\Users\"\n", "\\U", "'\\U' is no escape of YAML" + inRoot,
      "double the backslash, or put the text in single quotes; \\x takes two, \\u four and \\U eight hexadecimal digits"
    ),
    // Texts that need quotes.
    Case(
      "a: @foo\n", "@foo", "found '@foo', but a text without quotes cannot start with '@'" + inRoot,
      "put the text in quotes"),
    Case(
      "a: `foo`\n", "`foo`", "found '`foo`', but a text without quotes cannot start with '`'" + inRoot,
      "put the text in quotes"),
    Case(
      "a: %foo\n", "%foo", "found '%foo', but a text without quotes cannot start with '%'" + inRoot,
      "put the text in quotes"),
    Case(
      "a: *.example.com\n", "*.example.com",
      "found '*.example.com', but a text without quotes cannot start with '*'" + inRoot, "put the text in quotes"),
    Case(
      "a: & b\n", "&", "found '&', but a text without quotes cannot start with '&'" + inRoot, "put the text in quotes"),
    Case(
      "a: !e!x y\n", "!e!x", "'!e!x' is no tag that the document declares" + inRoot,
      "put a text that starts with '!' in quotes"),
    Case(
      "%foo\na: 1\n", "%foo", "'%foo' is no directive of YAML 1.1 or 1.2",
      "a line that starts with '%' is a directive: remove it, or put the text in quotes"),
    Case(
      "%YAML 2.0\n---\na: 1\n", "%YAML 2.0", "'%YAML 2.0' is no directive of YAML 1.1 or 1.2",
      "a line that starts with '%' is a directive: remove it, or put the text in quotes"),
    Case(
      "a: | text\n  b\n", "text", "found text on the line of the '|' before it",
      "start the text on the next line, indented deeper than its key, or put it in quotes"),
    // Templates.
    Case(
      "a: {{ x }}-y\nb: 1\n", "{{ x }}", "found the placeholder '{{ x }}' without quotes" + inRoot,
      "put the whole value in quotes, or fill it in first"),
    Case(
      "a: {% if x %}\nb: 1\n", "{% if x %}", "found the placeholder '{% if x %}' without quotes",
      "put the whole value in quotes, or fill it in first"),
    Case(
      "{% if x %}\na: 1\n{% endif %}\n", "{% if x %}", "found the placeholder '{% if x %}' without quotes",
      "put the whole value in quotes, or fill it in first"),
    // Brackets.
    Case(
      "a: [1, 2\nb: 3\n", ":", "expected ',' or ']' but found ':', in the list that starts at 1:4",
      "close the brackets with ']', or put a comma between two values"),
    Case(
      "a: {x: 1, y: \"2\" z: 3}\n", "z",
      "found 'z' after the closing quote of \"2\", in the mapping that starts at 1:4",
      "put a comma between two values"),
    Case(
      "{\"a\": 1\n", "", "the text ends inside of the mapping that starts at 1:1: its '}' is missing",
      "close it with '}'"),
    Case(
      "a: [1, [2]\n", "", "the text ends inside of the list that starts at 1:4: its ']' is missing",
      "close it with ']'"),
    Case(
      "a: [1]]\n", "]", "expected the next key on a line of its own but found ']'" + inRoot,
      "remove it: nothing opened it"),
    Case(
      "a: }\n", "}", "expected a value but found '}'" + inRoot,
      "remove it, write a value before it, or put the text in quotes"),
    Case(
      "a: \u{1}\n", "\u{1}", "found the control character '\\u{1}'",
      "remove it, or write it as an escape such as \\x1b in double quotes"),
    // Places behind text of several bytes a character.
    Case(
      "é: \"ü\"\n🙂: [ß\nb: ü\n", ":", "expected ',' or ']' but found ':', in the list that starts at 2:4",
      "close the brackets with ']', or put a comma between two values"),
    Case(": b\n", ":", "found ':' without a key before it" + inRoot, "write a key before the colon"),
    Case("a: b\n: c\n", ":", "found ':' without a key before it" + inRoot, "write a key before the colon"),
    Case(
      "a: b\n\n\n c: d\n", "c", "the key 'c' is indented deeper than the line before it, which has a value already",
      "indent both lines alike, or remove the value before it"),
    Case("a: |0\n b\n", "0", "the indentation of a block text cannot be 0", "write a digit from 1 to 9, or none"),
  ]

  @Test(arguments: cases)
  func eachCauseHasItsMessage(example: Case) throws {
    let problems = Reading.problems(example.text, .yaml)
    #expect(problems.count == 1)
    let problem = try #require(problems.first)
    #expect(problem.rule == SyntaxProblem.error)
    #expect(problem.message == example.message)
    #expect(problem.help == example.help)
    let bytes = Array(example.text.utf8)
    #expect(String(decoding: bytes[problem.range], as: UTF8.self) == example.marked)
  }

  @Test func placesHoldAlsoWithByteOrderMarkAndCRLF() throws {
    let text = "\u{FEFF}é: 1\r\nb: [\r\n c: @x ]\r\n"
    let problem = try #require(Reading.problems(text, .yaml).first)
    #expect(String(decoding: Array(text.utf8)[problem.range], as: UTF8.self) == "@x")
    #expect(problem.message.contains("starts at 2:4") || problem.message.contains("starts at 3:2"))
  }

  @Test(arguments: [
    String(repeating: "[", count: 100_000), "a: " + String(repeating: "{a: ", count: 100_000),
    String(repeating: "- ", count: 100_000), String(repeating: "? ", count: 100_000),
    String(repeating: "[\n", count: 100_000), String(repeating: "{\"a\":\n", count: 100_000),
  ])
  func depthIsLimitedAsEventsCome(text: String) throws {
    let problem = try #require(Reading.problems(text, .yaml).first)
    #expect(problem.rule == SyntaxProblem.limit)
    #expect(problem.message == "values are nested more than 128 levels deep")
  }

  @Test func bothSidesOfTheDepthLimit() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(Reading.problems(nested(128), .yaml).isEmpty)
    #expect(Reading.problems(nested(129), .yaml).first?.range == 128..<129)
  }

  @Test func sizeIsLimitedForADocumentAndNotForTheStream() throws {
    var limits = ReaderLimits()
    limits.documentBytes = 12
    let fits = "---\na: 1234\n"
    #expect(Reading.documents(String(repeating: fits, count: 10), .yaml, limits: limits).count == 10)
    let problem = try #require(Reading.problems(fits + "---\na: 12345\n" + fits, .yaml, limits: limits).first)
    #expect(problem.rule == SyntaxProblem.limit)
    #expect(problem.message == "the document is 13 bytes long; at most 12 are read")
    #expect(Reading.documents("abc: 1234567", .yaml, limits: limits).count == 1)
    #expect(Reading.problems("abc: 12345678", .yaml, limits: limits).first?.rule == SyntaxProblem.limit)
  }

  @Test func countIsLimited() {
    var limits = ReaderLimits()
    limits.nodes = 4
    #expect(Reading.problems("[1, 2, 3]", .yaml, limits: limits).isEmpty)
    #expect(Reading.problems("[1, 2, 3, 4]", .yaml, limits: limits).first?.rule == SyntaxProblem.limit)
  }

  @Test func directivesAreLimited() {
    func text(_ count: Int) -> String {
      (0..<count).map { "%TAG !a\($0)! tag:x,2000:\n" }.joined() + "---\na: 1\n"
    }
    #expect(Reading.problems(text(100), .yaml).isEmpty)
    #expect(Reading.problems(text(101), .yaml).first?.rule == SyntaxProblem.limit)
  }
}
