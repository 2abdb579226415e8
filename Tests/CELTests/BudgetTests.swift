import CEL
import Testing

@Suite struct BudgetTests {
  private func cost(_ source: String, limit: Int = 1_000_000) throws -> (outcome: String, spent: Int) {
    var budget = Budget(limit: limit)
    let value = try Program(CEL.Expression(source), variables: []).evaluate(Bindings(values: []), budget: &budget)
    return (outcome(value), budget.spent)
  }

  @Test func `an evaluation may cost the limit and no more`() throws {
    let source = "[1, 2, 3].all(x, x > 0)"
    let (outcome, spent) = try cost(source)
    #expect(outcome == "true")
    #expect(try cost(source, limit: spent) == ("true", spent))
    #expect(try cost(source, limit: spent - 1).outcome == "error")
  }

  @Test func `the cost grows with the elements`() throws {
    let ten = try cost("[1,2,3,4,5,6,7,8,9,10].map(x, x)").spent
    let twenty = try cost("[1,2,3,4,5,6,7,8,9,10,1,2,3,4,5,6,7,8,9,10].map(x, x)").spent
    #expect(twenty > ten + 10)
  }

  @Test func `nothing absorbs the end of the budget`() throws {
    let costly = "[1,2,3,4,5].all(a, [1,2,3,4,5].all(b, [1,2,3,4,5].all(c, a + b + c > 0)))"
    for source in ["true || \(costly)", "\(costly) || true", "[\(costly)].exists(x, true)", "(\(costly) ? 1 : 2) == 1"]
    {
      let full = try cost(source).spent
      if full > 200 { #expect(try cost(source, limit: 100).outcome == "error") }
    }
    let program = try Program(CEL.Expression(costly), variables: [])
    var budget = Budget(limit: 100)
    guard case .error(let error) = program.evaluate(Bindings(values: []), budget: &budget) else {
      Issue.record("no error")
      return
    }
    #expect(error.message == "evaluation cost over 100")
  }

  /// Each of these would otherwise run for hours or fill the memory.
  @Test(arguments: [
    (0..<12).map { "[1,2,3,4,5,6,7,8,9,10].all(x\($0), " }.joined() + "true" + String(repeating: ")", count: 12),
    (0..<50).reduce("'aaaaaaaaaa'") { inner, n in "cel.bind(v\(n), \(inner), v\(n) + v\(n))" },
    (0..<50).reduce("[1]") { inner, n in "cel.bind(v\(n), \(inner), v\(n) + v\(n))" },
    (0..<50).reduce("'aa'") { inner, n in "cel.bind(v\(n), \(inner), v\(n).replace('a', v\(n)))" },
    (0..<50).reduce("'a'") { inner, n in "cel.bind(v\(n), \(inner), [v\(n), v\(n)].join())" },
    (0..<50).reduce("'a'") { inner, n in "cel.bind(v\(n), \(inner), '%s%s'.format([v\(n), v\(n)]))" },
    "'%s'.format([" + (0..<50).reduce("[1]") { inner, n in "cel.bind(v\(n), \(inner), [v\(n), v\(n)])" } + "])",
    (0..<50).reduce("[1]") { inner, n in "cel.bind(v\(n), \(inner), [v\(n), v\(n)])" } + ".all(x, x == x)",
  ])
  func `the budget stops expressions that grow without end`(source: String) throws {
    #expect(try cost(source).outcome == "error")
  }

  @Test func `display text of a value with very many parts ends`() throws {
    let source = (0..<50).reduce("[1]") { inner, n in "cel.bind(v\(n), \(inner), [v\(n), v\(n)])" }
    #expect(try evaluate(source).displayText.hasSuffix("…"))
  }

  @Test func `several evaluations can share a budget`() throws {
    let program = try Program(CEL.Expression("size([1, 2].map(x, x))"), variables: [])
    var budget = Budget(limit: 80)
    var outcomes: [String] = []
    for _ in 0..<7 { outcomes.append(outcome(program.evaluate(Bindings(values: []), budget: &budget))) }
    #expect(outcomes.first == "2")
    #expect(outcomes.last == "error")
    budget.charge(.max)
    #expect(budget.isExhausted)
  }
}
