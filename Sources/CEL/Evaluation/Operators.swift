/// The operators that evaluate all their operands.
enum UnaryOperator: String, Sendable {
  case not = "!"
  case negate = "-"

  func apply(_ operand: Value) -> Value {
    switch (self, operand) {
    case (.not, .bool(let value)): return .bool(!value)
    case (.negate, .int(let value)):
      let (result, overflow) = Int64(0).subtractingReportingOverflow(value)
      return overflow ? .failure("integer overflow") : .int(result)
    case (.negate, .double(let value)): return .double(-value)
    case (.negate, .duration(let value)): return .duration(Int64(0).subtractingReportingOverflow(value.nanoseconds))
    case (_, .unknown), (_, .error): return operand
    default: return .failure("no such overload: \(rawValue)\(operand.kindName)")
    }
  }
}

enum BinaryOperator: String, Sendable {
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case isIn = "in"
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case remainder = "%"

  func apply(_ left: Value, _ right: Value, _ budget: inout Budget) -> Value {
    switch self {
    case .equal: return Comparison.equals(left, right, &budget)
    case .notEqual:
      let outcome = Comparison.equals(left, right, &budget)
      if case .bool(let isEqual) = outcome { return .bool(!isEqual) }
      return outcome
    case .isIn: return Access.contains(left, in: right, &budget)
    case .less, .lessOrEqual, .greater, .greaterOrEqual: return ordering(left, right, &budget)
    case .add, .subtract, .multiply, .divide, .remainder: return arithmetic(left, right, &budget)
    }
  }

  /// The operator between two integers, if it compares.
  var integerComparison: (@Sendable (Int64, Int64) -> Bool)? {
    switch self {
    case .equal: { $0 == $1 }
    case .notEqual: { $0 != $1 }
    case .less: { $0 < $1 }
    case .lessOrEqual: { $0 <= $1 }
    case .greater: { $0 > $1 }
    case .greaterOrEqual: { $0 >= $1 }
    case .isIn, .add, .subtract, .multiply, .divide, .remainder: nil
    }
  }

  private func ordering(_ left: Value, _ right: Value, _ budget: inout Budget) -> Value {
    if case .string(let text) = left { budget.chargeText(text) }
    guard let order = Comparison.order(left, right) else { return mismatch(left, right) }
    switch self {
    case .less: return .bool(order == .less)
    case .lessOrEqual: return .bool(order == .less || order == .equal)
    case .greater: return .bool(order == .greater)
    default: return .bool(order == .greater || order == .equal)
    }
  }

  private func arithmetic(_ left: Value, _ right: Value, _ budget: inout Budget) -> Value {
    switch (left, right) {
    case (.int(let left), .int(let right)): return integer(left, right)
    case (.double(let left), .double(let right)):
      switch self {
      case .add: return .double(left + right)
      case .subtract: return .double(left - right)
      case .multiply: return .double(left * right)
      case .divide: return .double(left / right)
      default: break
      }
    case (.string(let left), .string(let right)) where self == .add:
      budget.charge((left.utf8.count + right.utf8.count) / 10)
      return budget.isExhausted ? budget.error : .string(left + right)
    case (.duration(let left), .duration(let right)):
      if self == .add { return .duration(left.nanoseconds.addingReportingOverflow(right.nanoseconds)) }
      if self == .subtract { return .duration(left.nanoseconds.subtractingReportingOverflow(right.nanoseconds)) }
    default:
      if self == .add, let first = Elements(list: left), let second = Elements(list: right) {
        budget.charge(first.count + second.count)
        return budget.isExhausted ? budget.error : .list(first.values + second.values)
      }
    }
    return mismatch(left, right)
  }

  private func integer(_ left: Int64, _ right: Int64) -> Value {
    let result: (partialValue: Int64, overflow: Bool)
    switch self {
    case .add: result = left.addingReportingOverflow(right)
    case .subtract: result = left.subtractingReportingOverflow(right)
    case .multiply: result = left.multipliedReportingOverflow(by: right)
    case .divide:
      if right == 0 { return .failure("division by zero") }
      result = left.dividedReportingOverflow(by: right)
    default:
      if right == 0 { return .failure("remainder of a division by zero") }
      result = left.remainderReportingOverflow(dividingBy: right)
    }
    return result.overflow ? .failure("integer overflow") : .int(result.partialValue)
  }

  private func mismatch(_ left: Value, _ right: Value) -> Value {
    Access.firstAbsent(left, right)
      ?? .failure("no such overload: \(left.kindName) \(rawValue) \(right.kindName)")
  }
}

extension Value {
  /// A duration computed with a check for overflow.
  fileprivate static func duration(_ result: (partialValue: Int64, overflow: Bool)) -> Value {
    result.overflow ? .failure("duration out of range") : .duration(DurationValue(nanoseconds: result.partialValue))
  }
}
