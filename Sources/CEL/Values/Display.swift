extension Value {
  /// The value as message templates and `%s` write it: text as it is, numbers in their shortest form, lists and maps
  /// in brackets with their parts written the same way. A very large value ends in `…`.
  public var displayText: String {
    var budget = Budget(limit: 100_000)
    var writer = DisplayWriter()
    writer.write(self, &budget)
    return budget.isExhausted ? writer.text + "…" : writer.text
  }
}

/// Writes values as text and notices what in them has none.
struct DisplayWriter {
  private(set) var text = ""
  /// Whether a value or a part of one, at any depth, was unknown.
  private(set) var sawUnknown = false
  /// The first error in a value or its parts.
  private(set) var error: EvaluationError?

  mutating func write(_ literal: String) {
    text += literal
  }

  /// Writes a value; stops where the budget ends, because a small expression can make a value with very many parts.
  mutating func write(_ value: Value, _ budget: inout Budget) {
    budget.charge(1)
    if budget.isExhausted { return }
    switch value {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .int(let value): text += String(value)
    case .double(let value): text += Conversion.text(value)
    case .string(let value):
      budget.chargeText(value)
      text += value
    case .type(let kind): text += kind.rawValue
    case .duration(let duration): text += duration.text
    case .optional(let content):
      text += "optional("
      if let content { write(content, &budget) }
      text += ")"
    case .list, .sequence: writeList(value, &budget)
    case .map, .object: writeMap(value, &budget)
    case .unknown:
      sawUnknown = true
      text += "unknown"
    case .error(let failure):
      error = error ?? failure
      text += "error: \(failure.message)"
    }
  }

  private mutating func writeList(_ value: Value, _ budget: inout Budget) {
    guard let elements = Elements(list: value) else { return }
    text += "["
    for index in 0..<elements.count where !budget.isExhausted {
      if index > 0 { text += ", " }
      write(elements.second(index), &budget)
    }
    text += "]"
  }

  /// Entries are sorted by the text of their keys, so that equal maps read the same.
  private mutating func writeMap(_ value: Value, _ budget: inout Budget) {
    guard let elements = Elements(map: value) else { return }
    let keys = (0..<elements.count).map { (text: elements.first($0).displayText, index: $0) }
    text += "{"
    for (position, key) in keys.sorted(by: { $0.text.precedes($1.text) }).enumerated() where !budget.isExhausted {
      if position > 0 { text += ", " }
      text += key.text
      text += ": "
      write(elements.second(key.index), &budget)
    }
    text += "}"
  }
}
