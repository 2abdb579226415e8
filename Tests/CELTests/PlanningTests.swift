import CEL
import Testing

/// What is done once, when an expression is planned.
@Suite struct PlanningTests {
  private func cost(_ source: String, _ values: [String: Value] = [:]) throws -> Int {
    let names = values.keys.sorted()
    let program = try Program(CEL.Expression(source), variables: names)
    var budget = Budget(limit: 100_000)
    _ = program.evaluate(Bindings(values: names.compactMap { values[$0] }), budget: &budget)
    return budget.spent
  }

  @Test(arguments: [
    "1 + 2 * 3", "-(2)", "!true", "'a' + 'b'", "size('abc')", "{'a': [1, 2]}.a[1]", "[1, 2][0] + 1",
    "math.greatest(1, 2, 3)", "duration('1h') + duration('1m')", "'%d'.format([3])", "2 in [1, 2, 3]",
  ])
  func `constants are computed once`(source: String) throws {
    #expect(try cost(source) <= 2)
  }

  @Test func `a name is looked for among names with dots`() throws {
    #expect(try evaluate("a.b + 1", ["a.b": .int(1)]).displayText == "2")
    let error = #expect(throws: SyntaxError.self) { try evaluate("other.b", ["a.b": .int(1)]) }
    #expect(error?.message == "no variable 'other'")
  }

  @Test func `a constant that fails fails when it is evaluated`() throws {
    #expect(try evaluate("true || 1 / 0 > 0").displayText == "true")
    #expect(try evaluate("1 / 0 > 0").displayText.hasPrefix("error: division by zero"))
  }

  @Test func `membership in a constant list does not walk over it`() throws {
    let texts = (0..<500).map { "'item-\($0)'" }.joined(separator: ", ")
    #expect(try cost("x in [\(texts)]", ["x": .string("item-499")]) < 10)
    #expect(try cost("x in [\(texts)]", ["x": .string("none")]) < 10)
  }

  @Test(arguments: [
    ("x in ['a', 'b']", "b", true), ("x in ['a', 'b']", "B", false), ("x in ['\u{E9}']", "e\u{301}", false),
    ("x in ['a', 1, null, true, 2.5]", "1", false), ("x in []", "a", false),
    ("x in [false, 'a']", "a", true), ("x in [duration('1s'), 'a']", "a", true),
  ])
  func `texts are found by their scalars`(source: String, text: String, isFound: Bool) throws {
    let program = try Program(CEL.Expression(source), variables: ["x"])
    var budget = Budget(limit: 1_000)
    #expect(program.evaluate(Bindings(values: [.string(text)]), budget: &budget).displayText == "\(isFound)")
  }

  /// The same question to a constant list and to one that is only known when it is evaluated.
  @Test(arguments: [
    "1", "1.0", "2", "2.5", "-0.0", "0", "true", "false", "null", "'1'", "9007199254740993", "9007199254740992.0",
    "9223372036854775807", "9223372036854775806", "9223372036854775808.0", "9007199254740993.0", "double('NaN')", "[1]",
    "{}", "int", "duration('1s')",
  ])
  func `finds what a walk finds`(value: String) throws {
    let list = "1, 2.0, 0.0, 2.5, true, null, 9007199254740992, 9223372036854775807"
    let fast = try evaluate("dyn(\(value)) in [\(list)]")
    let slow = try evaluate("[\(list)].exists(e, e == dyn(\(value)))")
    #expect(fast.displayText == slow.displayText)
  }

  @Test func `an unknown or an error in a constant list stays one`() throws {
    let program = try Program(CEL.Expression("x in ['a', 'b']"), variables: ["x"])
    for value in [Value.unknown, .error(EvaluationError(message: "broken"))] {
      var budget = Budget(limit: 1_000)
      #expect(program.evaluate(Bindings(values: [value]), budget: &budget).displayText == value.displayText)
    }
  }
}

/// Which elements a top-level `all` fails for.
@Suite struct FailingElementTests {
  private static let list = Value.list([3, 12, 7, 40].map(Value.int))
  private static let map = Value.map(
    MapValue([
      .init(key: .string("low"), value: .int(1)), .init(key: .string("high"), value: .int(40)),
    ]))

  private func failing(_ source: String, _ value: Value, limit: Int = 10_000) throws -> [String] {
    let program = try Program(CEL.Expression(source), variables: ["self"])
    var budget = Budget(limit: limit)
    return program.failingElements(Bindings(values: [value]), budget: &budget).map {
      "\($0.key.displayText): \($0.value.displayText)"
    }
  }

  @Test(arguments: [
    ("self.all(x, x < 10)", ["1: 12", "3: 40"]), ("(self.all(x, x < 10))", ["1: 12", "3: 40"]),
    ("self.all(x, x < 100)", []), ("self.all(i, x, i < 1 || x < 10)", ["1: 12", "3: 40"]),
    // Elements that err, or that cannot be judged, do not fail.
    ("self.all(x, 12 / (x - 3) < 1)", ["1: 12", "2: 7"]),
    // Only an `all` at the top has elements to ask for.
    ("!self.exists(x, x > 10)", []), ("self.all(x, x < 10) && true", []), ("false", []),
  ])
  func `are those for which the condition is false`(source: String, elements: [String]) throws {
    #expect(try failing(source, Self.list) == elements)
  }

  @Test func `of a map are its entries`() throws {
    #expect(try failing("self.all(k, self[k] < 10)", Self.map) == ["high: 40"])
    #expect(try failing("self.all(k, v, v < 10)", Self.map) == ["high: 40"])
  }

  @Test func `are none where the budget does not suffice`() throws {
    #expect(try failing("self.all(x, x < 10)", Self.list, limit: 3).isEmpty)
    #expect(try failing("self.all(x, x < 10)", .unknown).isEmpty)
  }

  @Test(arguments: [
    ("self.all(x, true)", ["self"]), ("self.a.b.all(x, true)", ["self", "a", "b"]), ("[1].all(x, true)", nil),
    ("self.a", nil), ("self.?a.all(x, true)", nil),
  ])
  func `stand below a path of names`(source: String, path: [String]?) throws {
    #expect(try Program(CEL.Expression(source), variables: ["self"]).visitedPath == path)
  }
}
