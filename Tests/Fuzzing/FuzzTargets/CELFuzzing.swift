import CEL

/// An expression, a zero byte, data: the expression is parsed, checked, planned and evaluated on the data.
enum CELFuzzing {
  static func run(_ input: [UInt8]) {
    let parts = input.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    let source = String(decoding: parts[0], as: UTF8.self)
    var data = DataReader(parts.count > 1 ? Array(parts[1]) : [])
    let values = Values(values: [data.value(depth: 0), data.value(depth: 0)])
    evaluate(source, values)
    render(source, values)
  }
}

private let variables = ["self", "x"]
private let costLimit = 20_000

private final class Values: Activation {
  let values: [Value]

  init(values: [Value]) { self.values = values }

  func value(_ slot: Int) -> Value { values[slot] }
}

private func evaluate(_ source: String, _ values: Values) {
  guard let expression = try? Expression(source) else { return }
  let shape = ObjectShape(
    name: "Shape",
    fields: [
      "a": .init(type: .object("Shape"), isRequired: false), "b": .init(type: .list(.int), isRequired: true),
      "name": .init(type: .string, isRequired: true),
    ])
  let environment = Environment(
    variables: [(name: "self", type: .object("Shape")), (name: "x", type: .dynamic)], shapes: { _ in shape })
  for problem in environment.check(expression).problems {
    precondition(problem.range.upperBound <= source.utf8.count, "a problem lies outside the text")
  }
  guard let program = try? Program(expression, variables: variables, undeclared: .errorsWhenEvaluated) else { return }
  var answers: [(text: String, cost: Int)] = []
  for _ in 0..<2 {
    var budget = Budget(limit: costLimit)
    let value = program.evaluate(values, budget: &budget)
    answers.append((value.displayText, budget.spent))
    if case .error(let error) = value, let range = error.range {
      precondition(range.upperBound <= source.utf8.count, "an error lies outside the text")
    }
  }
  var budget = Budget(limit: costLimit)
  _ = program.failingElements(values, budget: &budget)
  budget = Budget(limit: costLimit)
  _ = try? expression.trace(variables: variables, values, budget: &budget)
  precondition(answers[0].text.utf8.elementsEqual(answers[1].text.utf8), "the second answer differs")
  precondition(answers[0].cost == answers[1].cost, "the second cost differs")
}

private func render(_ source: String, _ values: Values) {
  guard let template = try? Template(source, variables: variables) else { return }
  var budget = Budget(limit: costLimit)
  _ = template.render(values, budget: &budget)
}

/// Makes values of bytes: each byte chooses a kind, those after it give the content.
private struct DataReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func byte() -> UInt8 {
    guard position < bytes.count else { return 0 }
    defer { position += 1 }
    return bytes[position]
  }

  private mutating func bits() -> UInt64 {
    (0..<8).reduce(0) { bits, _ in bits << 8 | UInt64(byte()) }
  }

  private mutating func text() -> String {
    let count = Int(byte() % 16)
    return String(decoding: (0..<count).map { _ in byte() }, as: UTF8.self)
  }

  mutating func value(depth: Int) -> Value {
    guard depth < 6 else { return .null }
    switch byte() % 16 {
    case 1: return .bool(true)
    case 2: return .bool(false)
    case 3: return .int(Int64(byte()))
    case 4: return .int(Int64(bitPattern: bits()))
    case 5: return .double(Double(byte()) / 4)
    case 6: return .double(Double(bitPattern: bits()))
    case 7, 8: return .string(text())
    case 9: return .list((0..<byte() % 8).map { _ in value(depth: depth + 1) })
    case 10, 11, 12:
      return .map(MapValue((0..<byte() % 8).map { _ in MapValue.Entry(key: key(), value: value(depth: depth + 1)) }))
    case 13: return .unknown
    case 14: return .error(EvaluationError(message: text()))
    case 15:
      return byte() % 2 == 0
        ? .duration(DurationValue(nanoseconds: Int64(bitPattern: bits()))) : .optional(value(depth: depth + 1))
    default: return .null
    }
  }

  private mutating func key() -> MapValue.Key {
    switch byte() % 8 {
    case 0: .string("a")
    case 1: .string("b")
    case 2: .string("name")
    case 3: .int(Int64(byte()))
    case 4: .bool(byte() % 2 == 0)
    default: .string(text())
    }
  }
}
