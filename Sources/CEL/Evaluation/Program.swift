/// Gives an evaluation the values of its variables.
public protocol Activation: AnyObject {
  /// The value of the variable at a position of the list that the program was made with. It is asked for each time
  /// that the expression reads the variable, and only then.
  func value(_ slot: Int) -> Value

  /// The value of a path that the host gave a number when the program was made. `nil` lets the evaluation go member by
  /// member instead, which says what is missing where.
  func value(ofPath path: Int) -> Value?

  /// What `has()` answers for such a path; `nil` as above.
  func isWritten(path: Int) -> Value?
}

extension Activation {
  /// Goes member by member.
  public func value(ofPath path: Int) -> Value? { nil }

  /// Goes member by member.
  public func isWritten(path: Int) -> Value? { nil }
}

/// Gives numbers to paths such as `self.Size.Type` while programs are made, so that the host finds the value at once
/// and not by name, member by member.
public protocol PathNumbering: AnyObject {
  /// The number of the path from the variable at a position through these members; `nil` where the host has none.
  func number(of members: [String], from slot: Int) -> Int?
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
  /// In one object, so that a program is one word to copy.
  private final class Plan: Sendable {
    let step: Step
    let quantified: Quantified?
    let localCount: Int

    init(_ planned: Planner.Planned, localCount: Int) {
      step = planned.step
      quantified = planned.quantified
      self.localCount = localCount
    }
  }

  private let plan: Plan

  /// Plans an expression over variables; an activation knows them by their positions in the list. Names in a
  /// `container` (`a.b`) can be read without its prefix.
  public init(
    _ expression: Expression, variables: [String], container: String = "", undeclared: UndeclaredNames = .rejected,
    paths: (any PathNumbering)? = nil
  ) throws(SyntaxError) {
    let names = NameScope(variables, container: container)
    var planner = Planner(tree: expression.tree, names: names, undeclared: undeclared, paths: paths)
    plan = Plan(try planner.plan(expression.tree.root), localCount: planner.localCount)
  }

  var quantified: Quantified? { plan.quantified }

  /// Evaluates the expression. The answer may be ``Value/unknown`` or an error; where the budget does not suffice it is
  /// an error, whatever the parts of the expression would have made of it.
  public func evaluate(_ activation: any Activation, budget: inout Budget) -> Value {
    var frame = frame(activation, budget)
    let value = plan.step(&frame)
    budget = frame.budget
    return budget.isExhausted ? budget.error : value
  }

  func frame(_ activation: any Activation, _ budget: Budget) -> Frame {
    Frame(
      activation: activation, locals: plan.localCount == 0 ? [] : Array(repeating: .null, count: plan.localCount),
      budget: budget)
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
