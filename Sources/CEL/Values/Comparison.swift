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
    case (.int(let left), .double(let right)): return .bool(order(left, right) == .equal)
    case (.double(let left), .int(let right)): return .bool(order(right, left) == .equal)
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

    var reversed: Order {
      switch self {
      case .less: .greater
      case .greater: .less
      case .equal, .unordered: self
      }
    }
  }

  /// How an integer and a double stand to one another: exactly, without rounding the integer. Only against 2^63, which
  /// no integer reaches, it is rounded: the specification's tests ask that 2^63 - 1 is not less.
  static func order(_ left: Int64, _ right: Double) -> Order {
    guard right >= -0x1p63, right < 0x1p63 else { return ordered(Double(left), right) }
    let whole = right.rounded(.towardZero)
    let order = ordered(left, Int64(whole))
    return order == .equal ? ordered(whole, right) : order
  }

  /// How two values stand to one another; `nil` where the language gives their kinds no order.
  static func order(_ left: Value, _ right: Value) -> Order? {
    switch (left, right) {
    case (.int(let left), .int(let right)): ordered(left, right)
    case (.double(let left), .double(let right)): ordered(left, right)
    case (.int(let left), .double(let right)): order(left, right)
    case (.double(let left), .int(let right)): order(right, left).reversed
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
