/// Gives an evaluation the values of its variables.
public protocol Activation {
  /// The value of the variable at a position of the list that the program was made with. It is asked for each time
  /// that the expression reads the variable, and only then.
  func value(_ slot: Int) -> Value
}

/// What becomes of a name or a function that is not declared.
public enum UndeclaredNames: Sendable {
  /// The program is not made; the error has a place and a suggestion.
  case rejected
  /// The program is made, and reading the name is an evaluation error. That is how the specification treats
  /// expressions that were not checked.
  case errorsWhenEvaluated
}

/// An expression made ready to be evaluated many times: names are resolved, constants computed, patterns compiled.
public struct Program: Sendable {
  let planned: Planner.Planned
  private let localCount: Int

  /// Plans an expression over variables; an activation knows them by their positions in the list. Names in a
  /// `container` (`a.b`) can be read without its prefix.
  public init(
    _ expression: Expression, variables: [String], container: String = "", undeclared: UndeclaredNames = .rejected
  ) throws(SyntaxError) {
    let names = NameScope(variables, container: container)
    var planner = Planner(tree: expression.tree, names: names, undeclared: undeclared)
    planned = try planner.plan(expression.tree.root)
    localCount = planner.localCount
  }

  /// Evaluates the expression. The answer may be ``Value/unknown`` or an error; where the budget does not suffice it is
  /// an error, whatever the parts of the expression would have made of it.
  public func evaluate(_ activation: any Activation, budget: inout Budget) -> Value {
    var frame = frame(activation, budget)
    let value = planned.step(&frame)
    budget = frame.budget
    return budget.isExhausted ? budget.error : value
  }

  func frame(_ activation: any Activation, _ budget: Budget) -> Frame {
    Frame(
      activation: activation, locals: localCount == 0 ? [] : Array(repeating: .null, count: localCount), budget: budget)
  }
}

/// What one evaluation works with.
struct Frame {
  let activation: any Activation
  /// The variables of macros.
  var locals: [Value]
  var budget: Budget
}

/// A planned piece of an expression.
typealias Step = @Sendable (inout Frame) -> Value
