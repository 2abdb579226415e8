package import LinearRegex

/// What a ``ScalarProgram`` is made from: conditions as steps, which can be written down and taken up again.
package struct ScalarPlan: Sendable {
  package let steps: [ScalarCode.Step]
  /// The UTF-8 of all constant texts.
  package let texts: [UInt8]
  /// What the steps match with.
  package let patterns: [Pattern]
  /// Where each condition begins; `nil` for one that needs more than scalars.
  package let roots: [Int32?]

  init(
    _ conditions: [Expression], variables: [String], paths: any PathNumbering,
    definition: @escaping (Int) -> Expression?
  ) {
    var planner = ScalarPlanner(variables: variables, paths: paths, definition: definition)
    roots = conditions.map { planner.plan($0.tree, $0.tree.root, visible: variables.count) }
    steps = planner.steps
    texts = planner.texts
    patterns = planner.patterns
  }
}

/// Turns trees into steps, operands before what uses them.
private struct ScalarPlanner {
  typealias Step = ScalarCode.Step

  let variables: [String]
  let paths: any PathNumbering
  let definition: (Int) -> Expression?
  private(set) var steps: [Step] = []
  /// By step.
  private var costs: [Int] = []
  private(set) var texts: [UInt8] = []
  private(set) var patterns: [Pattern] = []
  /// Where the definitions begin, by their variables' positions; `nil` for what needs more than scalars.
  private var definitions: [Int: Int32?] = [:]

  init(variables: [String], paths: any PathNumbering, definition: @escaping (Int) -> Expression?) {
    self.variables = variables
    self.paths = paths
    self.definition = definition
  }

  /// - Parameter visible: how many of the variables there are to see.
  mutating func plan(_ tree: SyntaxTree, _ id: NodeID, visible: Int) -> Int32? {
    switch tree[id].kind {
    case .literal(.bool(let value)): return add(Step(operation: .truth, first: value ? 1 : 0))
    case .literal(.int(let value)): return add(Step(operation: .integer, number: value))
    case .literal(.string(let text)): return add(text)
    case .identifier, .select(_, _, isOptional: false): return path(tree, id, visible)
    case .has(let operand, let member):
      guard let (slot, members) = names(tree, operand, visible),
        let number = paths.number(of: members + [member.name], from: slot)
      else { return nil }
      return add(Step(operation: .presence, number: Int64(number)))
    case .unary(.not, let operand):
      return plan(tree, operand, visible: visible).map { add(Step(operation: .not, first: $0)) }
    case .binary(.isIn, let operand, let list): return membership(tree, operand, list, visible)
    case .binary(let operation, let left, let right):
      guard let operation = Self.operation(operation) else { return nil }
      return pair(operation, tree, left, right, visible)
    case .logical(let operation, let operands):
      var planned: [Int32] = []
      for operand in operands {
        guard let next = plan(tree, operand, visible: visible) else { return nil }
        planned.append(next)
      }
      // An operand that decides does so on whichever side it stands, so those come first that cost least.
      planned.sort { (costs[Int($0)], $0) < (costs[Int($1)], $1) }
      return planned.dropFirst().reduce(planned[0]) {
        add(Step(operation: operation == .and ? .and : .or, first: $0, second: $1))
      }
    case .conditional(let condition, let first, let second):
      guard let condition = plan(tree, condition, visible: visible), let first = plan(tree, first, visible: visible),
        let second = plan(tree, second, visible: visible)
      else { return nil }
      return add(Step(operation: .conditional, first: condition, second: first, third: second))
    case .call(let name, let arguments) where arguments.count == 1 && name.name.hasSameScalars(as: "size"):
      return plan(tree, arguments[0], visible: visible).map { add(Step(operation: .size, first: $0)) }
    case .method(let target, let name, let arguments): return method(tree, target, name.name, arguments, visible)
    default: return nil
    }
  }

  private static func operation(_ operation: BinaryOperator) -> Step.Operation? {
    switch operation {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .remainder: .remainder
    case .isIn: nil
    }
  }

  private mutating func add(_ step: Step) -> Int32 {
    steps.append(step)
    costs.append(cost(of: step))
    return Int32(truncatingIfNeeded: steps.count - 1)
  }

  /// Definitions that use each other twice double what they cost; no more than this is told apart.
  private static let greatestCost = 1 << 20

  /// About what a step takes with all that it uses.
  private func cost(of step: Step) -> Int {
    func costs(_ operands: Int32...) -> Int {
      operands.reduce(1) { min($0 + self.costs[Int($1)], Self.greatestCost) }
    }
    return switch step.operation {
    case .truth, .integer, .text, .variable: 1
    case .presence: 2
    case .path: 3
    case .not: costs(step.first)
    case .isIn: costs(step.first) + Int(step.third)
    case .matches: costs(step.first) + 50
    case .size: costs(step.first) + 10
    case .conditional: costs(step.first, step.second, step.third)
    default: costs(step.first, step.second)
    }
  }

  private mutating func add(_ text: String) -> Int32 {
    let start = Int32(truncatingIfNeeded: texts.count)
    texts += text.utf8
    return add(Step(operation: .text, first: start, second: Int32(truncatingIfNeeded: text.utf8.count)))
  }

  private mutating func pair(
    _ operation: Step.Operation, _ tree: SyntaxTree, _ left: NodeID, _ right: NodeID, _ visible: Int
  ) -> Int32? {
    guard let left = plan(tree, left, visible: visible), let right = plan(tree, right, visible: visible) else {
      return nil
    }
    return add(Step(operation: operation, first: left, second: right))
  }

  /// A variable with its members, if an expression is no more than that.
  private func names(_ tree: SyntaxTree, _ id: NodeID, _ visible: Int) -> (slot: Int, members: [String])? {
    switch tree[id].kind {
    case .identifier(let name, isRooted: false):
      return variables.prefix(visible).firstIndex { $0.hasSameScalars(as: name) }.map { ($0, []) }
    case .select(let operand, let member, isOptional: false):
      return names(tree, operand, visible).map { ($0.slot, $0.members + [member.name]) }
    default: return nil
    }
  }

  private mutating func path(_ tree: SyntaxTree, _ id: NodeID, _ visible: Int) -> Int32? {
    guard let (slot, members) = names(tree, id, visible) else { return nil }
    if let number = paths.number(of: members, from: slot) {
      return add(Step(operation: .path, number: Int64(number)))
    }
    guard members.isEmpty else { return nil }
    if let known = definitions[slot] { return known }
    guard let expression = definition(slot) else { return add(Step(operation: .variable, number: Int64(slot))) }
    let root = plan(expression.tree, expression.tree.root, visible: slot)
    definitions[slot] = .some(root)
    return root
  }

  private mutating func membership(
    _ tree: SyntaxTree, _ operand: NodeID, _ list: NodeID, _ visible: Int
  ) -> Int32? {
    guard case .list(let items) = tree[list].kind, let operand = plan(tree, operand, visible: visible) else {
      return nil
    }
    let start = Int32(truncatingIfNeeded: steps.count)
    for item in items {
      guard !item.isOptional, case .literal(.string(let text)) = tree[item.value].kind else { return nil }
      _ = add(text)
    }
    return add(
      Step(operation: .isIn, first: operand, second: start, third: Int32(truncatingIfNeeded: items.count)))
  }

  private mutating func method(
    _ tree: SyntaxTree, _ target: NodeID, _ name: String, _ arguments: [NodeID], _ visible: Int
  ) -> Int32? {
    if name.hasSameScalars(as: "greatest"), arguments.count == 2,
      case .identifier(let namespace, isRooted: false) = tree[target].kind, namespace.hasSameScalars(as: "math"),
      names(tree, target, visible) == nil
    {
      return pair(.greatest, tree, arguments[0], arguments[1], visible)
    }
    if name.hasSameScalars(as: "matches"), arguments.count == 1,
      case .literal(.string(let source)) = tree[arguments[0]].kind, let pattern = try? Pattern(source),
      let target = plan(tree, target, visible: visible)
    {
      patterns.append(pattern)
      return add(Step(operation: .matches, first: target, number: Int64(patterns.count - 1)))
    }
    return nil
  }
}
