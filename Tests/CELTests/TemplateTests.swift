import CEL
import Testing

@Suite struct TemplateTests {
  private func render(_ text: String, _ variables: KeyValuePairs<String, Value> = [:]) throws(SyntaxError) -> String {
    let template = try Template(text, variables: variables.map(\.key))
    var budget = Budget(limit: 10_000)
    return switch template.render(Bindings(values: variables.map(\.value)), budget: &budget) {
    case .text(let text): text
    case .unknown: "unknown"
    case .error(let error): "error: \(error.message) at \(excerpt(error.range, of: text))"
    }
  }

  @Test(arguments: [
    ("", ""), ("no braces", "no braces"), ("takes {n}%", "takes 60%"), ("{n}{n}", "6060"), ("{{n}}", "{n}"),
    ("{{{n}}}", "{60}"), ("{ n + 1 }", "61"), ("{'}'} {\"{\"}", "} {"), ("{ {'a': n}.a }", "60"),
    ("{[n, 'x', 1.0]}", "[60, x, 1]"),
    ("é {n} é", "é 60 é"), ("{n > 50 ? 'much' : 'little'}", "much"),
    ("{null} {true} {duration('90s')}", "null true 90s"),
    ("{'%.1f'.format([2.25])}", "2.2"), ("}}{{", "}{"), ("{n // a comment\n}", "60"),
  ])
  func `expressions stand between braces`(text: String, expected: String) throws {
    #expect(try render(text, ["n": .int(60)]) == expected)
  }

  @Test(arguments: [
    ("a } b", "a single '}'; a brace in the text is written '}}'", "}"),
    ("{n", "'}' after the expression expected, but the expression ends", ""),
    ("é {m} {n}", "no variable 'm'", "m"), ("{n n}", "'}' after the expression expected, but 'n' found", "n"),
    ("{}", "an expression expected, but '}' found", "}"), ("{'a}", "the string does not end", "'a}"),
  ])
  func `errors are placed in the whole text`(text: String, message: String, place: String) {
    let error = #expect(throws: SyntaxError.self) { try Template(text, variables: ["n"]) }
    #expect(error?.message == message)
    #expect(excerpt(error?.range, of: text) == place)
  }

  @Test(arguments: [
    ("x {u} y", "unknown"), ("{[u]}", "unknown"), ("{e} {u}", "unknown"),
    ("{1 / 0}", "error: division by zero at 1 / 0"),
    ("a {e} b", "error: broken at e"), ("{[1].map(x, x / 0)}", "error: division by zero at x / 0"),
    ("a {l} b", "error: broken at {l}"),
  ])
  func `an unknown wins over an error`(text: String, expected: String) throws {
    let broken = Value.error(EvaluationError(message: "broken"))
    #expect(try render(text, ["u": .unknown, "e": broken, "l": .foreign([.int(1), broken])]) == expected)
  }

  @Test func `the budget holds for the whole text`() throws {
    let template = try Template(String(repeating: "{n + n}", count: 100), variables: ["n"])
    var budget = Budget(limit: 100)
    guard case .error(let error) = template.render(Bindings(values: [.int(1)]), budget: &budget) else {
      Issue.record("no error")
      return
    }
    #expect(error.message == "evaluation cost over 100")
  }
}
