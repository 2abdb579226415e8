/// Planning of `&&` and `||`.
extension Planner {
  /// An operand that decides wins, then an unknown, then the first error.
  mutating func logical(_ operation: LogicalOperator, _ operands: [NodeID]) throws(SyntaxError) -> Planned {
    var conditions: [Condition] = []
    for operand in operands {
      conditions.append(Condition(operation: operation, step: try plan(operand).step, range: tree[operand].range))
    }
    let step = Condition.joined(conditions[...])
    return Planned { frame in
      frame.budget.charge(1)
      return step(&frame)
    }
  }
}

/// An operand of `&&` or `||`.
private struct Condition: Sendable {
  let operation: LogicalOperator
  let step: Step
  let range: Range<Int>

  /// What the operands come to. Halves of halves, because a pair needs no array to go through, and however many there
  /// are, few of them lie on the stack.
  static func joined(_ conditions: ArraySlice<Condition>) -> Step {
    guard let condition = conditions.first else { return { _ in .unknown } }
    if conditions.count == 1 { return { condition.value(&$0) } }
    let middle = conditions.startIndex + conditions.count / 2
    let (first, second) = (joined(conditions[..<middle]), joined(conditions[middle...]))
    let deciding = condition.operation.deciding
    return { frame in
      let left = first(&frame)
      if case .bool(let outcome) = left { return outcome == deciding ? left : second(&frame) }
      let right = second(&frame)
      switch right {
      case .bool(let outcome): return outcome == deciding ? right : left
      case .unknown: return right
      default: return left
      }
    }
  }

  /// A bool, an unknown or an error.
  private func value(_ frame: inout Frame) -> Value {
    let value = step(&frame)
    switch value {
    case .bool, .unknown: return value
    case .error: return value.located(range)
    default: return .failure("'\(operation.rawValue)' needs bool, not \(value.kindName)", at: range)
    }
  }
}
