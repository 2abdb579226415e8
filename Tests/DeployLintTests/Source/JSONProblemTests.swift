import Testing

@testable import DeployLint

@Suite struct JSONProblemTests {
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

  static let cases: [Case] = [
    Case(
      "{\"a\": 1,\n}", ",", "found a comma before '}', in the object that starts at 1:1",
      "remove the comma: JSON has none after the last member"),
    Case(
      "[1, 2, ]", ",", "found a comma before ']', in the array that starts at 1:1",
      "remove the comma: JSON has none after the last item"),
    Case(
      "{\n  // why\n  \"a\": 1}", "// why", "found a comment, '// why', in the object that starts at 1:1",
      "remove it: JSON has no comments, YAML has"),
    Case(
      "[1 /* x */, 2]", "/* x */", "found a comment, '/* x */', in the array that starts at 1:1",
      "remove it: JSON has no comments, YAML has"),
    Case("# x\n{}", "# x", "found a comment, '# x'", "remove it: JSON has no comments, YAML has"),
    Case(
      "{'a': 1}", "'a'", "found single quotes, 'a', in the object that starts at 1:1", "use double quotes"),
    Case(
      "{\"a\": 'b c'}", "'b c'", "found single quotes, 'b c', in the object that starts at 1:1", "use double quotes"),
    Case(
      "{\"a\": \u{201C}b\u{201D}}", "\u{201C}b\u{201D}",
      "found typographic quotes, \u{201C}b\u{201D}, in the object that starts at 1:1", "use straight double quotes: \""),
    Case(
      "{EndpointName: 1}", "EndpointName",
      "found the key 'EndpointName' without quotes, in the object that starts at 1:1",
      "write it in double quotes: \"EndpointName\""),
    Case(
      "{\"a\": None}", "None", "found 'None' where a value is expected, in the object that starts at 1:1", "write null"),
    Case("[True]", "True", "found 'True' where a value is expected, in the array that starts at 1:1", "write true"),
    Case("[False]", "False", "found 'False' where a value is expected, in the array that starts at 1:1", "write false"),
    Case(
      "[NaN]", "NaN", "found 'NaN' where a value is expected, in the array that starts at 1:1",
      "JSON has no 'NaN': write null, a number, or a text in double quotes"),
    Case(
      "[-Infinity]", "-Infinity", "'-Infinity' is no number of JSON, in the array that starts at 1:1",
      "write decimal digits only, or put a text in double quotes"),
    Case(
      "{\"a\": 007}", "007", "'007' is no number of JSON, in the object that starts at 1:1",
      "write 7, or put it in double quotes if it is a text"),
    Case(
      "[1.]", "1.", "'1.' is no number of JSON, in the array that starts at 1:1",
      "write a digit after the point, as in 1.0"),
    Case(
      "[1_000]", "1_000", "'1_000' is no number of JSON, in the array that starts at 1:1",
      "write the digits without '_'"),
    Case(
      "[+1]", "+1", "found '+1' where a value is expected, in the array that starts at 1:1",
      "write the number without the plus"),
    Case(
      "[.5]", ".5", "found '.5' where a value is expected, in the array that starts at 1:1",
      "write a digit before the point, as in 0.5"),
    Case(
      "[\"a\tb\"]", "\t", "found a tab inside of a text, in the array that starts at 1:1", "write \\t for a tab"),
    Case(
      "[\"\u{1}\"]", "\u{1}",
      "found the control character '\\u{1}' inside of a text, in the array that starts at 1:1",
      "write \\u0001 for it"),
    Case(
      "{\"a\": \"b,\n \"c\": 1}", "\"b,", "the quote is not closed in '\"b,', in the object that starts at 1:1",
      "close it with '\"'; a line break inside of a text is written \\n"),
    Case(
      "{\"a", "\"a", "the quote is not closed in '\"a', in the object that starts at 1:1",
      "close it with '\"'; a line break inside of a text is written \\n"),
    Case(
      #"["C:\dir"]"#, #"\d"#, #"'\d' is no escape of JSON, in the array that starts at 1:1"#,
      #"a backslash itself is written \\"#),
    Case(
      #"["\u12g4"]"#, #"\u12"#, #"'\u12' is no escape of JSON, in the array that starts at 1:1"#,
      #"write four hexadecimal digits after \u"#),
    Case(
      #"["\ud800x"]"#, #"\ud800"#, #"'\ud800' is half of a surrogate pair, in the array that starts at 1:1"#,
      #"write both halves, such as \ud83d\ude00, or the character itself"#),
    Case(
      #"["\udc00"]"#, #"\udc00"#, #"'\udc00' is half of a surrogate pair, in the array that starts at 1:1"#,
      #"write both halves, such as \ud83d\ude00, or the character itself"#),
    Case(
      "{\"a\": 1\n \"b\": 2}", "\"b\"",
      "expected ',' or '}' but found '\"b\"', in the object that starts at 1:1", "put a comma between the two values"),
    Case(
      "{\"a\": 1:2}", ":", "expected ',' or '}' but found ':', in the object that starts at 1:1",
      "put a text with a colon in double quotes"),
    Case(
      "{\"a\": \"b\" c}", "c", "expected ',' or '}' but found 'c', in the object that starts at 1:1",
      "look for a quote that is missing before; between two values stands a comma"),
    Case(
      "{;}", ";", "found ';' where a key in double quotes is expected, in the object that starts at 1:1",
      "write a key in double quotes, a colon and a value"),
    Case(
      "{\"a\" = 1}", "=", "expected ':' after the key but found '=', in the object that starts at 1:1",
      "write ':' and not '=' between key and value"),
    Case(
      "[1; 2]", ";", "expected ',' or ']' but found ';', in the array that starts at 1:1",
      "write a comma and not a semicolon"),
    Case(
      "[1 )]", ")", "expected ',' or ']' but found ')', in the array that starts at 1:1",
      "remove it, or put the text in double quotes"),
    Case(
      "{\u{A0}\"a\": 1}", "\u{A0}",
      "found the blank U+A0, which JSON does not take for one, in the object that starts at 1:1",
      "replace it by a space"),
    Case(
      "\n [1}", "}", "found '}' where ']' is expected, in the array that starts at 2:2",
      "close the brackets in the order in which they were opened"),
    Case("{}}", "}", "found a closing '}' that nothing opened", "remove it"),
    Case(
      "{\"a\": [1, 2}", "}", "found '}' where ']' is expected, in the array that starts at 1:7",
      "close the brackets in the order in which they were opened"),
    Case(
      "{\"a\": {}\n\n", "", "the text ends inside of the object that starts at 1:1: its '}' is missing",
      "close it with '}'"),
    Case(
      "{}\n{}", "{", "found '{' after the end of the JSON value",
      "a .json file holds one value: give each request a file of its own, or put one on a line of a .jsonl file"),
    Case("", "", "the file is empty", "write a JSON value, such as an object in braces"),
    Case(" \n", "", "the file is empty", "write a JSON value, such as an object in braces"),
    Case(
      "EndpointName: a\n", "EndpointName", "found 'EndpointName' where a JSON value is expected",
      "put a text in double quotes; if this is YAML, give the file the extension .yaml"),
    Case(
      "{\"a\": {{ x }}}", "{{ x }}", "found the placeholder '{{ x }}' without quotes",
      "put it in double quotes, or fill it in first"),
    Case(
      "{\"a\": ${NAME}}", "${NAME}", "found the placeholder '${NAME}' without quotes, in the object that starts at 1:1",
      "put it in double quotes, or fill it in first"),
    Case(
      "{\"a\": <your-name>}", "<your-name>",
      "found the placeholder '<your-name>' without quotes, in the object that starts at 1:1",
      "put it in double quotes, or fill it in first"),
    Case(
      "{\"é\": ü}", "ü", "found 'ü' where a value is expected, in the object that starts at 1:1",
      "put a text in double quotes"),
  ]

  @Test(arguments: cases)
  func eachCauseHasItsMessage(example: Case) throws {
    let problems = Reading.problems(example.text, .json)
    #expect(problems.count == 1)
    let problem = try #require(problems.first)
    #expect(problem.rule == SyntaxProblem.error)
    #expect(problem.message == example.message)
    #expect(problem.help == example.help)
    let bytes = Array(example.text.utf8)
    #expect(String(decoding: bytes[problem.range], as: UTF8.self) == example.marked)
  }

  @Test func longQuotationsAreCut() throws {
    let problem = try #require(Reading.problems("[" + String(repeating: "x", count: 1000) + "]", .json).first)
    #expect(problem.message.unicodeScalars.count < 120)
    #expect(problem.message.contains("xxx…'"))
    #expect(problem.range.count == 1000)
  }
}
