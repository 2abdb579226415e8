import CEL
import Testing

/// Three outcomes: a value, an error (`e`: an absent member), unknown (`u`).
@Suite struct UnknownTests {
  private func outcome(of source: String) throws -> String {
    let object = Value.foreign(["u": .unknown, "none": .null, "list": .foreign([.int(1), .unknown])])
    return CELTests.outcome(
      try evaluate(
        source,
        [
          "u": .unknown, "e": .error(EvaluationError(message: "broken")), "t": .bool(true), "f": .bool(false),
          "o": object, "partly": .foreign([.error(EvaluationError(message: "broken")), .int(1)]),
        ]))
  }

  @Test(arguments: [
    ("t && u", "unknown"), ("u && t", "unknown"), ("f && u", "false"), ("u && f", "false"), ("u && u", "unknown"),
    ("e && u", "unknown"), ("u && e", "unknown"), ("e && f", "false"), ("e && t", "error"), ("u && e && f", "false"),
    ("t || u", "true"), ("u || t", "true"), ("f || u", "unknown"), ("u || f", "unknown"), ("e || u", "unknown"),
    ("u || e", "unknown"), ("e || t", "true"), ("e || f", "error"), ("u || e || t", "true"), ("1 || u", "unknown"),
    ("u && 'a'", "unknown"),
  ])
  func `and and or absorb unknowns`(source: String, expected: String) throws {
    #expect(try outcome(of: source) == expected)
  }

  @Test(arguments: [
    ("u ? 1 : 2", "unknown"), ("t ? 1 : u", "1"), ("f ? u : 2", "2"), ("t ? u : 2", "unknown"), ("e ? 1 : u", "error"),
    ("!u", "unknown"), ("-u", "unknown"), ("u + 1", "unknown"), ("u + e", "unknown"), ("e + u", "unknown"),
    ("e + 1", "error"), ("u == e", "unknown"), ("u == u", "unknown"), ("u != 1", "unknown"), ("u < 'a'", "unknown"),
    ("e < u", "unknown"), ("'a' * u", "unknown"), ("u.a.b", "unknown"), ("u[0]", "unknown"), ("[1][u]", "unknown"),
    ("e[u]", "unknown"), ("u[e]", "unknown"), ("size(u)", "unknown"), ("'a'.contains(u)", "unknown"),
    ("e.matches(u)", "unknown"), ("u.matches('a')", "unknown"), ("u.startsWith(e)", "unknown"), ("type(u)", "unknown"),
    ("string(u)", "unknown"), ("math.greatest(1, u, e)", "unknown"), ("'%d'.format([u])", "unknown"),
    ("'%d %d'.format([e, u])", "error"), ("[o.list[1], 'a'].join()", "unknown"), ("optional.of(u)", "unknown"),
    ("cel.bind(x, u, x)", "unknown"), ("cel.bind(x, u, 1)", "1"), ("u.?a", "unknown"),
  ])
  func `operators and functions pass an unknown on, even beside an error`(source: String, expected: String) throws {
    #expect(try outcome(of: source) == expected)
  }

  @Test(arguments: [
    ("has(u.a)", "unknown"), ("has(o.u)", "true"), ("has(o.none)", "true"), ("has(o.absent)", "false"),
    ("has(o.u.a)", "unknown"), ("has(e.a)", "error"), ("o.u", "unknown"), ("o.absent", "error"), ("o.u.a", "unknown"),
    ("'u' in o", "true"), ("'absent' in o", "false"), ("size(o)", "3"), ("o.none == null", "true"),
  ])
  func `has asks whether a member is written`(source: String, expected: String) throws {
    #expect(try outcome(of: source) == expected)
  }

  @Test(arguments: [
    ("[1, u].all(x, x > 0)", "unknown"), ("[-1, u].all(x, x > 0)", "false"), ("[u, -1].all(x, x > 0)", "false"),
    ("[u, 1].exists(x, x == 1)", "true"), ("[u, 2].exists(x, x == 1)", "unknown"), ("u.all(x, t)", "unknown"),
    ("[1, 0, u].all(x, 1 / x > 0)", "unknown"), ("[1, 0].all(x, 1 / x > 0)", "error"),
    ("[0, u, 1].exists(x, 1 / x == 1)", "true"), ("[1, u].exists_one(x, x == 1)", "unknown"),
    ("[0, u].exists_one(x, 1 / x == 1)", "unknown"), ("[1, u].filter(x, x > 0)", "unknown"),
    ("[0, u].filter(x, 1 / x > 0)", "unknown"), ("[1, u].map(x, x)[0]", "1"), ("[1, u].map(x, x)[1]", "unknown"),
    ("[1, u].map(x, x > 0, x)", "unknown"), ("size([1, u].map(x, x))", "2"), ("o.list.all(x, x > 0)", "unknown"),
    ("[u].map(x, 1)", "[1]"), ("{'a': u}.transformMap(k, v, 1)", "{a: 1}"), ("{u: 1}", "unknown"),
  ])
  func `macros absorb an unknown element like the operators`(source: String, expected: String) throws {
    #expect(try outcome(of: source) == expected)
  }

  @Test(arguments: [
    ("1 in [u, 1]", "true"), ("2 in [u, 1]", "unknown"), ("1 in o.list", "true"), ("2 in o.list", "unknown"),
    ("u in [1]", "unknown"), ("u in e", "unknown"), ("[1, u] == [2, u]", "false"), ("[1, u] == [1, u]", "unknown"),
    ("[1, u] == [1]", "false"), ("{'a': u, 'b': 1} == {'a': 1, 'b': 2}", "false"), ("{'a': u} == {'a': 1}", "unknown"),
    ("o.list == [1, 2]", "unknown"), ("o.list == [2, 2]", "false"), ("o == {'u': 1, 'none': 1, 'list': 1}", "false"),
    ("o.list + [1] == [1]", "false"), ("size(o.list)", "2"), ("1 in partly", "true"), ("2 in partly", "error"),
    ("[?u]", "unknown"), ("{?'a': u}", "unknown"),
  ])
  func `unknown elements leave open only what depends on them`(source: String, expected: String) throws {
    #expect(try outcome(of: source) == expected)
  }

  @Test func `neither an unknown nor an error is of a kind`() {
    #expect(Value.unknown.kind == nil)
    #expect(Value.error(EvaluationError(message: "broken")).kind == nil)
  }
}
