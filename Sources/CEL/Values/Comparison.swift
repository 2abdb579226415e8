/// Equality and order of the language.
enum Comparison {
  /// `left == right`: deep, heterogeneous, and unknown or an error where a part that would decide is.
  static func equals(_ left: Value, _ right: Value, _ budget: inout Budget) -> Value {
    switch (left, right) {
    case (.string(let left), .string(let right)):
      budget.chargeText(left)
      return .bool(left.hasSameScalars(as: right))
    case (.int(let left), .int(let right)): return .bool(left == right)
    case (.bool(let left), .bool(let right)): return .bool(left == right)
    case (.double(let left), .double(let right)): return .bool(left == right)
    case (.int(let left), .double(let right)): return .bool(Double(left) == right)
    case (.double(let left), .int(let right)): return .bool(left == Double(right))
    case (.null, .null): return .bool(true)
    case (.type(let left), .type(let right)): return .bool(left == right)
    case (.duration(let left), .duration(let right)): return .bool(left == right)
    case (.unknown, _), (_, .unknown): return .unknown
    case (.error, _): return left
    case (_, .error): return right
    case (.optional(let left), .optional(let right)):
      guard let left, let right else { return .bool(left == nil && right == nil) }
      return equals(left, right, &budget)
    default: return equalsContainer(left, right, &budget)
    }
  }

  private static func equalsContainer(_ left: Value, _ right: Value, _ budget: inout Budget) -> Value {
    if let left = Elements(list: left), let right = Elements(list: right) {
      guard left.count == right.count else { return .bool(false) }
      return conjunction(count: left.count, &budget) { index, budget in
        equals(left.second(index), right.second(index), &budget)
      }
    }
    if let left = Elements(map: left) {
      guard Elements(map: right)?.count == left.count else { return .bool(false) }
      return conjunction(count: left.count, &budget) { index, budget in
        guard let other = Access.entry(right, left.first(index)) else { return .bool(false) }
        return equals(left.second(index), other, &budget)
      }
    }
    return .bool(false)
  }

  /// False as soon as one part is; else unknown, else an error, if a part is.
  private static func conjunction(
    count: Int, _ budget: inout Budget, _ part: (Int, inout Budget) -> Value
  ) -> Value {
    var result = Value.bool(true)
    for index in 0..<count {
      budget.charge(1)
      if budget.isExhausted { return budget.error }
      let value = part(index, &budget)
      switch value {
      case .bool(true): continue
      case .bool(false): return value
      case .unknown: result = .unknown
      default: if case .bool = result { result = value }
      }
    }
    return result
  }

  /// The outcome of an ordering; `unordered` where a NaN takes part.
  enum Order {
    case less, equal, greater, unordered
  }

  /// How two values stand to one another; `nil` where the language gives their kinds no order.
  ///
  /// An int and a double are compared as doubles, as the other implementations do and the specification's tests ask.
  static func order(_ left: Value, _ right: Value) -> Order? {
    switch (left, right) {
    case (.int(let left), .int(let right)): ordered(left, right)
    case (.double(let left), .double(let right)): ordered(left, right)
    case (.int(let left), .double(let right)): ordered(Double(left), right)
    case (.double(let left), .int(let right)): ordered(left, Double(right))
    case (.string(let left), .string(let right)):
      left.hasSameScalars(as: right) ? .equal : left.precedes(right) ? .less : .greater
    case (.bool(let left), .bool(let right)): ordered(left ? 1 : 0, right ? 1 : 0)
    case (.duration(let left), .duration(let right)): ordered(left.nanoseconds, right.nanoseconds)
    default: nil
    }
  }

  private static func ordered<Number: Comparable>(_ left: Number, _ right: Number) -> Order {
    left < right ? .less : left > right ? .greater : left == right ? .equal : .unordered
  }
}
