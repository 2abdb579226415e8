/// An element for which the condition of a top-level `all` is false.
public struct FailingElement: Sendable {
  /// The index in a list, or the key in a map.
  public let key: Value
  /// The element of a list, or the value of an entry.
  public let value: Value
}

extension Program {
  /// What the `all` at the top of the expression visits: a variable and the members that lead on from it, as in
  /// `self.Alarms.all(a, …)`. `nil` where the expression is no such `all`.
  public var visitedPath: [String]? { quantified?.path }

  /// The elements for which the `all` at the top of the expression is false, in their order; empty for an expression of
  /// another form and where the budget does not suffice. An element for which the condition is unknown or an error is
  /// not among them.
  public func failingElements(_ activation: any Activation, budget: inout Budget) -> [FailingElement] {
    guard let quantified else { return [] }
    var frame = frame(activation, budget)
    let failing = quantified.failing(&frame)
    budget = frame.budget
    return budget.isExhausted ? [] : failing
  }
}

/// An `all` that can be asked for the elements that it fails for.
struct Quantified: Sendable {
  /// The path of names to what is visited, if it is one.
  let path: [String]?
  let failing: @Sendable (inout Frame) -> [FailingElement]
}
