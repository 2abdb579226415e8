/// Reading members, elements and entries.
enum Access {
  /// `operand.name`; an absent member is an error.
  static func member(_ operand: Value, _ name: String) -> Value {
    switch operand {
    case .object(let object): object.member(name) ?? .failure("no such member '\(name)'")
    case .map(let map): map.member(name) ?? .failure("no such member '\(name)'")
    case .optional(let value): optionalMember(value, name)
    case .unknown, .error: operand
    default: .failure("\(operand.kindName) has no members, so no '\(name)'")
    }
  }

  /// `operand.?name`: an optional that is empty where the member is absent.
  static func optionalMember(_ operand: Value?, _ name: String) -> Value {
    switch operand {
    case nil: return .optional(nil)
    case .optional(let value): return optionalMember(value, name)
    case .object(let object): return optional(object.member(name))
    case .map(let map): return optional(map.member(name))
    case let value?: return member(value, name)
    }
  }

  /// `has(operand.name)`: whether the member is written, whatever its value.
  static func has(_ operand: Value, _ name: String) -> Value {
    switch operand {
    case .object(let object): .bool(object.isWritten(name))
    case .map(let map): .bool(map.member(name) != nil)
    case .optional(let value): value.map { has($0, name) } ?? .bool(false)
    case .unknown, .error: operand
    default: .failure("\(operand.kindName) has no members, so no '\(name)'")
    }
  }

  /// `operand[key]`.
  static func index(_ operand: Value, _ key: Value) -> Value {
    if let outcome = firstAbsent(operand, key) { return outcome }
    if case .optional(let value) = operand { return optionalIndex(value, key) }
    guard Elements(operand) != nil else { return .failure("\(operand.kindName) cannot be indexed") }
    if let value = entry(operand, key) { return value }
    if Elements(list: operand) == nil {
      return .failure("no such key \(quoted(key))")
    }
    guard case .int = MapValue.Key(lookup: key) else { return .failure("a list has no index \(quoted(key))") }
    return .failure("index \(key.displayText) out of range")
  }

  /// `operand[?key]`: an optional that is empty where the entry or element is absent.
  static func optionalIndex(_ operand: Value?, _ key: Value) -> Value {
    guard let operand else { return key.isAbsent ? key : .optional(nil) }
    if let outcome = firstAbsent(operand, key) { return outcome }
    if case .optional(let value) = operand { return optionalIndex(value, key) }
    guard Elements(operand) != nil else { return .failure("\(operand.kindName) cannot be indexed") }
    return optional(entry(operand, key))
  }

  /// The element or entry of a container, if it is there.
  static func entry(_ container: Value, _ key: Value) -> Value? {
    guard let key = MapValue.Key(lookup: key) else { return nil }
    switch (container, key) {
    case (.map(let map), _): return map.value(key)
    case (.object(let object), .string(let name)): return object.member(name)
    case (.list(let elements), .int(let index)):
      guard let index = Int(exactly: index), elements.indices.contains(index) else { return nil }
      return elements[index]
    case (.sequence(let sequence), .int(let index)):
      guard let index = Int(exactly: index), index >= 0, index < sequence.count else { return nil }
      return sequence.element(index)
    default: return nil
    }
  }

  /// `value in container`.
  static func contains(_ value: Value, in container: Value, _ budget: inout Budget) -> Value {
    if let outcome = firstAbsent(value, container) { return outcome }
    switch container {
    case .object(let object):
      if case .string(let name) = value { return .bool(object.isWritten(name)) }
      return .bool(false)
    case .map(let map):
      return .bool(MapValue.Key(lookup: value).flatMap(map.value) != nil)
    default: break
    }
    guard let elements = Elements(list: container) else {
      return .failure("'in' needs a list or a map, not \(container.kindName)")
    }
    var result = Value.bool(false)
    for index in 0..<elements.count {
      budget.charge(1)
      if budget.isExhausted { return budget.error }
      let outcome = Comparison.equals(value, elements.second(index), &budget)
      switch outcome {
      case .bool(true): return outcome
      case .bool(false): continue
      case .unknown: result = .unknown
      default: if case .bool = result { result = outcome }
      }
    }
    return result
  }

  /// The unknown or the error that a strict operation passes on: unknown wins over an error, the left error over the
  /// right one.
  static func firstAbsent(_ left: Value, _ right: Value) -> Value? {
    switch (left, right) {
    case (.unknown, _), (_, .unknown): .unknown
    case (.error, _): left
    case (_, .error): right
    default: nil
    }
  }

  /// An optional of what was read; unknowns and errors stay themselves.
  private static func optional(_ value: Value?) -> Value {
    guard let value else { return .optional(nil) }
    return value.isAbsent ? value : .optional(value)
  }

  private static func quoted(_ key: Value) -> String {
    if case .string(let text) = key { return "'\(text)'" }
    return key.displayText
  }
}
