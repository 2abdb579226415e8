import CEL
import LinearRegex

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Measures evaluation, loading and matching; `Tests/Benchmarks/cel.py` runs it beside another runtime.
@main enum CELBenchmark {
  static func main() throws {
    for count in [5, 100] { try evaluate(count) }
    try load()
    try match()
  }

  private static let brief = "self.a.b.filter(x, x.c > 10).size() <= 3 && self.name.matches('^[a-z]+$')"

  /// The brief expression on a list of so many maps.
  private static func evaluate(_ count: Int) throws {
    let items = (0..<count).map { Value.map(MapValue([.init(key: .string("c"), value: .int(Int64($0 % 13)))])) }
    let inner = MapValue([.init(key: .string("n"), value: .int(3)), .init(key: .string("b"), value: .list(items))])
    let data = Value.map(
      MapValue([
        .init(key: .string("name"), value: .string("frontend")), .init(key: .string("a"), value: .map(inner)),
      ]))
    let program = try Program(Expression(brief), variables: ["self"])
    let activation = Values(values: [data])
    let rate = bestRate {
      var budget = Budget(limit: 1_000_000)
      guard case .bool = program.evaluate(activation, budget: &budget) else { fatalError("the expression failed") }
    }
    print("brief \(count) \(Int(rate))")
  }

  /// 500 rules, each a little different, in the form and length of real ones.
  private static func load() throws {
    let shape = ObjectShape(
      name: "Config",
      fields: [
        "type": .init(type: .string, isRequired: true), "size": .init(type: .int, isRequired: false),
        "name": .init(type: .string, isRequired: true),
        "items": .init(type: .list(.object("Config")), isRequired: false),
      ])
    let environment = Environment(
      variables: [(name: "self", type: .object("Config")), (name: "parent", type: .object("Config"))],
      shapes: { _ in shape })
    let rules = (0..<500).map { number in
      switch number % 4 {
      case 0: "has(self.size) && self.type == 'KIND_\(number)' ? self.size <= \(number) : true"
      case 1: "!has(self.items) || self.items.all(i, i.name.matches('^[a-z]{1,\(number % 60 + 1)}$'))"
      case 2: "!has(self.size) || !has(parent.size) || self.size * \(number) <= parent.size + \(number)"
      default: "self.type in ['A\(number)', 'B', 'C'] || (has(self.items) && self.items.size() > \(number % 7))"
      }
    }
    var best = Duration.seconds(1000)
    for _ in 0..<10 {
      let time = try ContinuousClock().measure {
        for rule in rules {
          let expression = try Expression(rule)
          guard environment.check(expression).problems.isEmpty else { fatalError("the rule is wrong: \(rule)") }
          _ = try Program(expression, variables: ["self", "parent"])
        }
      }
      best = min(best, time)
    }
    print("load \(rules.count) \(best / .milliseconds(1))")
  }

  /// Patterns that make backtracking engines hang, on 100,000 characters.
  private static func match() throws {
    let text = String(repeating: "a", count: 100_000) + "!"
    for source in ["^(a+)+$", "(a|a)*$", "(.*a){12}$", "(a*)*b", "(x+x+)+y", #"(\w+\s?)+$"#] {
      var best = Duration.seconds(1000)
      for _ in 0..<5 {
        let pattern = try Pattern(source)
        best = min(best, ContinuousClock().measure { _ = pattern.isFound(in: text) })
      }
      print("match \(source) \(best / .milliseconds(1))")
    }
  }

  private final class Values: Activation {
    let values: [Value]

    init(values: [Value]) { self.values = values }

    func value(_ slot: Int) -> Value { values[slot] }
  }

  /// Calls a second of processor time, the best of several rounds.
  private static func bestRate(_ body: () -> Void) -> Double {
    var best = 0.0
    for _ in 0..<5 {
      var calls = 0
      let start = clock()
      var elapsed = 0.0
      repeat {
        for _ in 0..<100 { body() }
        calls += 100
        elapsed = Double(clock() - start) / Double(CLOCKS_PER_SEC)
      } while elapsed < 0.4
      best = max(best, Double(calls) / elapsed)
    }
    return best
  }
}
