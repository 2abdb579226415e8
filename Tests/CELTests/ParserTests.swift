import CEL
import Testing

@Suite struct ParserTests {
  @Test(arguments: [
    ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("10 - 3 - 2", "5"), ("2 * 6 / 4", "3"), ("1 + 1 == 2 && 3 > 2", "true"),
    ("true || false && false", "true"), ("1 < 2 == true", "true"), ("false ? 1 : true ? 2 : 3", "2"),
    ("!false && !(true && false)", "true"), ("-(-9223372036854775807)", "9223372036854775807"),
    ("-9223372036854775808", "-9223372036854775808"), ("0xFF + -0x1", "254"), ("-0x8000000000000000 < 0", "true"),
    ("- 1", "-1"), ("--1", "1"), ("1 - -1", "2"), ("3-1", "2"), ("-1.5e1", "-15"), (".5", "0.5"), ("1e2", "100"),
    ("[1, 2,]", "[1, 2]"), ("{'a': 1,}", "{a: 1}"), ("1 // a comment\n + 1", "2"), ("'a' // at the end", "'a'"),
    ("{'in-between': 1}.`in-between`", "1"), ("{'for': 2}.for", "2"), ("1.0.string == 1", "error"),
    ("'''a'b''' + \"\"\"c\"d\"\"\"", "'a'bc\"d'"), (#"r'\d+'"#, #"'\d+'"#), (#"'\x41\u00e9\U0001F431\101'"#, "'Aé🐱A'"),
    ("[1, 2].exists(e, e == 2) ? 'y' : 'n'", "'y'"), ("[[1, 2], [3]].map(x, x.map(y, y * 2))", "[[2, 4], [6]]"),
    ("[1, 2, 3].map(x, x > 1, x * x)", "[4, 9]"), ("cel.bind(a, 1, cel.bind(a, a + 1, a))", "2"),
    ("{'a': {'b': 1}}.a.b", "1"), ("[3, 4][1]", "4"), ("{1: 'x'}[1.0]", "'x'"), ("'x'.size()", "1"),
  ])
  func `expressions mean what the grammar says`(source: String, expected: String) throws {
    let parsed = try? evaluate(source)
    #expect(parsed.map(outcome) ?? "error" == expected)
  }

  @Test(arguments: [
    ("", "an expression expected, but the expression ends", ""),
    ("1 +", "an expression expected, but the expression ends", ""),
    ("1 2", "the end of the expression expected, but '2' found", "2"),
    ("(1", "')' expected, but the expression ends", ""),
    ("a = 1", "'=' is no operator; equality is '=='", "="), ("a & b", "'&' is no operator; did you mean '&&'?", "&"),
    ("'abc", "the string does not end", "'abc"), ("'a\nb'", "the string does not end", "'a"),
    (#"'\q'"#, "unknown escape sequence", #"\q"#), (#"'é\u12'"#, "4 digits expected in the escape sequence", #"\u12"#),
    (#"'\ud800'"#, "the escape sequence names no character", #"\ud800"#), ("é", "unexpected character 'é'", "é"),
    ("for", "'for' is a reserved word", "for"), ("has(a)", "has() asks for a member, as in has(a.b)", "a"),
    ("[1].all(a.b, true)", "a simple name expected, for the macro to bind", "a.b"),
    ("{}.all(k, k, true)", "the two variables need different names", "k"),
    ("a ? b", "':' expected, but the expression ends", ""),
    ("9223372036854775808", "the integer does not fit in 64 bits", "9223372036854775808"),
    ("-9223372036854775809", "the integer does not fit in 64 bits", "-9223372036854775809"),
    ("1e400", "the number is out of a double's range", "1e400"), ("12ab", "'12ab' is no number", "12ab"),
    ("0x", "hexadecimal digits expected", "0x"), ("[1, 2", "',' or ']' expected, but the expression ends", ""),
    ("{1 2}", "':' expected, but '2' found", "2"), ("a.`b", "a name ending in '`' expected", "`b"),
    ("a.in", "a member's name expected, but 'in' found", "in"),
  ])
  func `what is no expression is told with its place`(source: String, message: String, place: String) {
    do {
      _ = try CEL.Expression(source)
      Issue.record("parsed")
    } catch {
      #expect(error.message == message)
      #expect(excerpt(error.range, of: source) == place)
    }
  }

  @Test(arguments: [
    ("5u", "unsigned integers are not in this profile", "5u"), ("b'x'", "bytes are not in this profile", "b"),
    ("rb'x'", "bytes are not in this profile", "rb"),
    ("Message{a: 1}", "messages are not in this profile; a map is '{\"key\": value}'", "{"),
    ("a.b.Message{}", "messages are not in this profile; a map is '{\"key\": value}'", "{"),
  ])
  func `what the profile leaves out is refused`(source: String, message: String, place: String) {
    let error = #expect(throws: SyntaxError.self) { try CEL.Expression(source) }
    #expect(error?.message == message)
    #expect(excerpt(error?.range, of: source) == place)
  }

  private static let nestings: [@Sendable (Int) -> String] = [
    { count in String(repeating: "(", count: count) + "1" + String(repeating: ")", count: count) },
    { count in String(repeating: "[", count: count) + String(repeating: "]", count: count) },
    { count in String(repeating: "!", count: count) + "true" },
    { count in "1" + String(repeating: " + 1", count: count) },
    { count in "[]" + String(repeating: "[0]", count: count) },
    { count in "a" + String(repeating: ".b", count: count) },
    { count in String(repeating: "true ? 1 : ", count: count) + "2" },
  ]

  @Test(arguments: nestings.indices)
  func `depth is limited`(index: Int) throws {
    let nested = Self.nestings[index]
    _ = try CEL.Expression(nested(60))
    #expect(throws: SyntaxError.self) { try CEL.Expression(nested(65)) }
    #expect(throws: SyntaxError.self) { try CEL.Expression(nested(100_000)) }
  }

  @Test func `long chains of and and or are not deep`() throws {
    let chain = (0..<5000).map { _ in "true" }.joined(separator: " && ")
    #expect(outcome(try evaluate(chain)) == "true")
  }

  @Test(arguments: [
    ("instance", "no variable 'instance'; did you mean 'instances'?", "instance"),
    ("Self.a", "no variable 'Self'; did you mean 'self'?", "Self"), ("nothing", "no variable 'nothing'", "nothing"),
    ("[1].all(element, elemnt > 0)", "no variable 'elemnt'; did you mean 'element'?", "elemnt"),
    ("self.sise()", "no function 'sise'; did you mean 'size'?", "sise"), ("foo(1)", "no function 'foo'", "foo"),
    ("math.great(1)", "no function 'math.great'", "math.great"), ("uint(1)", "uint() is not in this profile", "uint"),
    ("timestamp('x')", "timestamp() is not in this profile", "timestamp"),
    ("bytes", "'bytes' is not in this profile", "bytes"),
    ("contains('a', 'b')", "contains() is called on a value, as in x.contains()", "contains"),
    ("self.string()", "string() is called as a function, as in string(x)", "string"),
    ("'a'.contains()", "contains() takes 1 argument, not 0", "contains"),
    ("'a'.substring(1, 2, 3)", "substring() takes 1 to 2 arguments, not 3", "substring"),
    ("math.least()", "math.least() needs an argument", "math.least()"),
    ("'a'.matches('(')", "invalid pattern", "'('"), ("duration('1 day')", "'1 day' is no duration", "'1 day'"),
  ])
  func `a program is not made with undeclared names`(source: String, message: String, place: String) throws {
    let expression = try CEL.Expression(source)
    let error = #expect(throws: SyntaxError.self) { try Program(expression, variables: ["self", "instances"]) }
    #expect(error?.message.hasPrefix(message) == true)
    #expect(excerpt(error?.range, of: source) == place)
  }
}
