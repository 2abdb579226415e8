import CEL

/// Evaluates an expression over named values with a budget that no test but those of the budget meets.
func evaluate(_ source: String, _ variables: KeyValuePairs<String, Value> = [:]) throws(SyntaxError) -> Value {
  let program = try Program(Expression(source), variables: variables.map(\.key))
  var budget = Budget(limit: 1_000_000)
  return program.evaluate(Bindings(values: variables.map(\.value)), budget: &budget)
}

/// Values by position.
final class Bindings: Activation {
  let values: [Value]

  init(values: [Value]) { self.values = values }

  func value(_ slot: Int) -> Value { values[slot] }
}

/// A value as tables in tests write it: strings in quotes, `error`, `unknown`.
func outcome(_ value: Value) -> String {
  switch value {
  case .error: "error"
  case .unknown: "unknown"
  case .string(let text): "'\(text)'"
  default: value.displayText
  }
}

/// What the error of a value says, and the text of the expression that it points at.
func errorOf(_ value: Value, in source: String) -> (message: String, place: String)? {
  guard case .error(let error) = value else { return nil }
  return (error.message, excerpt(error.range, of: source))
}

/// The piece of a text that a range of UTF-8 offsets covers.
func excerpt(_ range: Range<Int>?, of source: String) -> String {
  guard let range else { return "nowhere" }
  return String(decoding: Array(source.utf8)[range], as: UTF8.self)
}

extension Value {
  /// Whether two values are the same: int and double differ, NaN is NaN, a map has no order.
  func isSame(as other: Value) -> Bool {
    switch (self, other) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.int(let left), .int(let right)): left == right
    case (.double(let left), .double(let right)): left == right || left.isNaN && right.isNaN
    case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
    case (.type(let left), .type(let right)): left == right
    case (.list(let left), .list(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.isSame(as: $1) }
    case (.map(let left), .map(let right)):
      left.entries.count == right.entries.count
        && left.entries.allSatisfy { entry in right.value(entry.key).map { entry.value.isSame(as: $0) } ?? false }
    default: false
    }
  }
}
