import CEL
import Testing

/// Conditions over scalars say what whole evaluations say, or nothing.
struct ScalarProgramTests {
  /// A mapping `self` as both kinds of evaluation read it, and a variable `late` that is known to neither.
  private final class Request: Activation, ScalarSource, PathNumbering, Sendable {
    static let variables = ["self", "late", "limit", "fits"]
    static let definitions = ["limit": "self.n * 2", "fits": "limit <= 10 && self.b"]
    private static let names = ["n", "m", "b", "t", "u", "l", "x", "gone"]

    let members: [String: Value]

    init(_ members: [String: Value]) { self.members = members }

    func number(of members: [String], from slot: Int) -> Int? {
      slot == 0 && members.count == 1 ? Self.names.firstIndex(of: members[0]) : nil
    }

    func value(_ slot: Int) -> Value {
      switch slot {
      case 0: return .map(MapValue(members.map { MapValue.Entry(key: .string($0.key), value: $0.value) }))
      case 1: return .unknown
      default:
        let text = Self.definitions[Self.variables[slot]] ?? ""
        guard let program = try? Program(Expression(text), variables: Self.variables) else { return .null }
        var budget = Budget(limit: 1_000_000)
        return program.evaluate(self, budget: &budget)
      }
    }

    func scalar(ofPath path: Int) -> Scalar {
      switch members[Self.names[path]] {
      case .bool(let value): .bool(value)
      case .int(let value): .int(value)
      case .string: .text(path)
      case .list: .container(path)
      case .unknown: .unknown
      default: .undecided
      }
    }

    func scalar(ofPresence path: Int) -> Scalar { .bool(members[Self.names[path]] != nil) }
    func scalar(ofVariable slot: Int) -> Scalar { slot == 1 ? .unknown : .undecided }

    func withText<Result>(_ number: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
      guard case .string(var text) = members[Self.names[number]] else {
        return body(UnsafeBufferPointer(start: nil, count: 0))
      }
      return text.withUTF8(body)
    }

    func size(ofContainer number: Int) -> Int {
      if case .list(let items) = members[Self.names[number]] { items.count } else { 0 }
    }
  }

  private static let requests = [
    Request([
      "n": .int(3), "m": .int(3), "b": .bool(true), "t": .string("on"), "u": .string("é"),
      "l": .list([.int(1), .int(2)]), "x": .unknown,
    ]),
    Request([
      "n": .int(-7), "m": .int(0), "b": .bool(false), "t": .string("off"), "u": .string("off"), "l": .list([]),
      "x": .bool(true),
    ]),
    Request([
      "n": .int(.max), "m": .int(.min), "b": .unknown, "t": .string(""), "u": .string("e\u{301}"), "x": .string("é"),
    ]),
  ]

  private static let conditions = [
    "true", "false", "self.b", "!self.b", "self.x", "self.gone", "late", "late == 1", "fits", "self.n < 3",
    "self.n <= self.m", "self.n > limit", "self.n >= -7", "self.n == self.m", "self.n != 3", "self.b == self.x",
    "self.n + 1 > self.n", "self.n - self.m > 0", "self.n / self.m == 1", "self.n % 2 == 1", "self.t == 'on'",
    "self.t != 'é'", "self.t == self.u", "self.u == 'é'", "self.t in ['on', 'off']", "self.n in [3]", "has(self.t)",
    "has(self.gone)", "self.t.matches('^o')", "self.u.matches('^.$')", "self.gone.matches('a')", "size(self.t) > 1",
    "size(self.u) == 1", "size(self.l) == 2", "size(self.n) == 1", "math.greatest(self.n, 2) == 3",
    "(self.b ? self.n : self.m) == 3", "self.n == self.t", "self.l.all(item, item > 0)",
  ]

  private func check(_ text: String, _ request: Request) throws -> Bool {
    let expression = try Expression(text)
    let shortcut = ScalarProgram([expression], variables: Request.variables, paths: request) { slot in
      Request.definitions[Request.variables[slot]].flatMap { try? Expression($0) }
    }
    var budget = Budget(limit: 1_000_000)
    let whole = try Program(expression, variables: Request.variables).evaluate(request, budget: &budget)
    switch (shortcut.value(ofCondition: 0, request), whole) {
    case (.undecided, _): return false
    case (.unknown, .unknown), (.text, .string), (.container, .list): return true
    case (.bool(let answer), .bool(let expected)) where answer == expected: return true
    case (let answer, let expected):
      Issue.record("\(text) is \(answer), and evaluated \(outcome(expected))")
      return true
    }
  }

  @Test func `conditions and all pairs of them come to what a whole evaluation says`() throws {
    var decided = 0
    var asked = 0
    for request in Self.requests {
      for left in Self.conditions {
        var texts = [left]
        for right in Self.conditions {
          texts += ["\(left) && \(right)", "\(left) || !(\(right))", "\(left) ? \(right) : self.b"]
        }
        for text in texts {
          asked += 1
          if try check(text, request) { decided += 1 }
        }
      }
    }
    #expect(decided * 2 > asked, "\(decided) of \(asked) were decided")
  }

  @Test(arguments: [
    "self.n == 3", "self.t == 'on' && self.b", "self.u == self.u", "has(self.gone) ? self.gone : self.b",
    "fits || self.b",
    "self.gone || self.b",
  ])
  func `what rules mostly say is decided`(text: String) throws {
    #expect(try check(text, Self.requests[0]))
  }

  /// A host may number paths for the shortcut alone.
  @Test(arguments: ["self.n == 3", "has(self.n)", "self.l.all(item, has(self.n) && item < self.n)"])
  func `a host that has no values of paths is asked member by member`(text: String) throws {
    let request = Self.requests[0]
    let program = try Program(Expression(text), variables: Request.variables, paths: request)
    var budget = Budget(limit: 1_000)
    #expect(outcome(program.evaluate(request, budget: &budget)) == "true")
  }

  @Test(arguments: [
    "self.l.exists(item, item == 1)", "self.gone", "self.n / 0 == 1", "9223372036854775807 + self.n > 0",
    "self.t + 'a' == 'ona'",
    "late2 == 1",
  ])
  func `what needs a whole evaluation is left to it`(text: String) throws {
    let shortcut = ScalarProgram([try Expression(text)], variables: Request.variables, paths: Self.requests[0]) { _ in
      nil
    }
    guard case .undecided = shortcut.value(ofCondition: 0, Self.requests[0]) else {
      Issue.record("'\(text)' was decided")
      return
    }
  }

  @Test func `definitions that use each other twice end in good time`() throws {
    let variables = ["v0"] + (1...60).map { "v\($0)" }
    let request = Self.requests[0]
    let shortcut = ScalarProgram([try Expression("v60 == 1")], variables: variables, paths: NoPaths()) { slot in
      slot == 0 ? try? Expression("1") : try? Expression("v\(slot - 1) + v\(slot - 1)")
    }
    guard case .undecided = shortcut.value(ofCondition: 0, request) else {
      Issue.record("2^60 steps were taken")
      return
    }
  }

  private final class NoPaths: PathNumbering {
    func number(of members: [String], from slot: Int) -> Int? { nil }
  }
}
