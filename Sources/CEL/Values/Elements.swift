/// What a macro visits: the elements of a list with their indices, or the entries of a map.
enum Elements {
  case list([Value])
  case sequence(any SequenceValue)
  case map(MapValue)
  case object(any ObjectValue, names: [String])

  init?(_ value: Value) {
    switch value {
    case .list(let elements): self = .list(elements)
    case .sequence(let sequence): self = .sequence(sequence)
    case .map(let map): self = .map(map)
    case .object(let object): self = .object(object, names: object.memberNames)
    default: return nil
    }
  }

  init?(list value: Value) {
    switch value {
    case .list(let elements): self = .list(elements)
    case .sequence(let sequence): self = .sequence(sequence)
    default: return nil
    }
  }

  init?(map value: Value) {
    switch value {
    case .map(let map): self = .map(map)
    case .object(let object): self = .object(object, names: object.memberNames)
    default: return nil
    }
  }

  var count: Int {
    switch self {
    case .list(let elements): elements.count
    case .sequence(let sequence): sequence.count
    case .map(let map): map.entries.count
    case .object(_, let names): names.count
    }
  }

  /// What a macro with one variable sees: an element, or a key.
  func only(_ index: Int) -> Value {
    switch self {
    case .list, .sequence: second(index)
    case .map, .object: first(index)
    }
  }

  /// The first of two variables: an index, or a key.
  func first(_ index: Int) -> Value {
    switch self {
    case .list, .sequence: .int(Int64(index))
    case .map(let map): map.entries[index].key.value
    case .object(_, let names): .string(names[index])
    }
  }

  /// The second of two variables: an element, or the value of an entry.
  func second(_ index: Int) -> Value {
    switch self {
    case .list(let elements): elements[index]
    case .sequence(let sequence): sequence.element(index)
    case .map(let map): map.entries[index].value
    case .object(let object, let names): object.member(names[index]) ?? .failure("no such member '\(names[index])'")
    }
  }

  /// All elements of a list or values of a map, as a list.
  var values: [Value] {
    if case .list(let elements) = self { return elements }
    return (0..<count).map(second)
  }
}
