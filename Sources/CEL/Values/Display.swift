extension Value {
  /// The value as message templates and `%s` write it: text as it is, numbers in their shortest form, lists and maps
  /// in brackets with their parts written the same way.
  public var displayText: String {
    var text = ""
    write(to: &text)
    return text
  }

  /// Whether the value or a part of it, at any depth, is unknown.
  var containsUnknown: Bool {
    switch self {
    case .unknown: true
    case .optional(let value): value?.containsUnknown ?? false
    case .list, .sequence, .map, .object: Elements(self)?.values.contains(where: \.containsUnknown) ?? false
    default: false
    }
  }

  /// The first error in the value or its parts.
  var containedError: EvaluationError? {
    switch self {
    case .error(let error): return error
    case .optional(let value): return value?.containedError
    case .list, .sequence, .map, .object:
      for value in Elements(self)?.values ?? [] {
        if let error = value.containedError { return error }
      }
      return nil
    default: return nil
    }
  }

  func write(to text: inout String) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .int(let value): text += String(value)
    case .double(let value): text += Conversion.text(value)
    case .string(let value): text += value
    case .type(let kind): text += kind.rawValue
    case .duration(let duration): text += duration.text
    case .optional(let value):
      text += "optional("
      value?.write(to: &text)
      text += ")"
    case .list, .sequence: writeList(to: &text)
    case .map, .object: writeMap(to: &text)
    case .unknown: text += "unknown"
    case .error(let error): text += "error: \(error.message)"
    }
  }

  private func writeList(to text: inout String) {
    text += "["
    for (index, element) in (Elements(self)?.values ?? []).enumerated() {
      if index > 0 { text += ", " }
      element.write(to: &text)
    }
    text += "]"
  }

  /// Entries are sorted by the text of their keys, so that equal maps read the same.
  private func writeMap(to text: inout String) {
    guard let elements = Elements(map: self) else { return }
    let entries = (0..<elements.count).map { (key: elements.first($0).displayText, value: elements.second($0)) }
    text += "{"
    for (index, entry) in entries.sorted(by: { $0.key.precedes($1.key) }).enumerated() {
      if index > 0 { text += ", " }
      text += entry.key
      text += ": "
      entry.value.write(to: &text)
    }
    text += "}"
  }
}
