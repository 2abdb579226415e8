/// The value of a part of an expression.
public struct TracedValue: Sendable {
  /// Where the part is written, in UTF-8 offsets of the source.
  public let range: Range<Int>
  /// How many parts it stands in; 0 for the expression itself.
  public let depth: Int
  /// The variable that a macro gives an element to; such a line stands before the parts that are evaluated with it.
  public let variable: String?
  /// What the part came to, or the element.
  public let value: Value
}

extension Expression {
  /// Evaluates the expression and each of its parts by itself, from the outside inwards, for a person to see where an
  /// answer comes from. Literals are left out, and parts that the evaluation would not have reached are shown too.
  ///
  /// The parts in a macro's body are shown for its first elements. The trace ends where the budget does.
  public func trace(
    variables: [String], _ activation: any Activation, budget: inout Budget
  ) throws(SyntaxError) -> [TracedValue] {
    var tracer = Tracer(
      tree: tree, names: NameScope(variables, container: ""), activation: activation, budget: budget)
    try tracer.trace(tree.root, depth: 0)
    budget = tracer.budget
    return tracer.lines
  }
}

private struct Tracer {
  /// How many elements of a list are shown.
  static let elementLimit = 10

  let tree: SyntaxTree
  let names: NameScope
  let activation: any Activation
  var budget: Budget
  private(set) var lines: [TracedValue] = []
  /// The macros' variables in scope with their values, the innermost last.
  private var locals: [(name: String, value: Value)] = []

  init(tree: SyntaxTree, names: NameScope, activation: any Activation, budget: Budget) {
    self.tree = tree
    self.names = names
    self.activation = activation
    self.budget = budget
  }

  mutating func trace(_ id: NodeID, depth: Int) throws(SyntaxError) {
    if budget.isExhausted { return }
    let node = tree[id]
    if case .literal = node.kind { return }
    lines.append(TracedValue(range: node.range, depth: depth, variable: nil, value: try evaluate(id)))
    switch node.kind {
    case .macro(let macro):
      try trace(macro.target, depth: depth + 1)
      try traceElements(of: macro, depth: depth + 1)
    case .bind(let name, let value, let body):
      try trace(value, depth: depth + 1)
      try traceBody([(name, try evaluate(value))], [body], depth: depth + 1)
    default:
      for operand in operands(of: node.kind) { try trace(operand, depth: depth + 1) }
    }
  }

  private mutating func evaluate(_ id: NodeID) throws(SyntaxError) -> Value {
    var planner = Planner(tree: tree, names: names, undeclared: .rejected)
    for local in locals { _ = planner.bind(local.name) }
    let planned = try planner.plan(id)
    let slots = locals.map(\.value) + Array(repeating: Value.null, count: max(0, planner.localCount - locals.count))
    var frame = Frame(activation: activation, locals: slots, budget: budget)
    let value = planned.step(&frame)
    budget = frame.budget
    return budget.isExhausted ? budget.error : value
  }

  private mutating func traceElements(of macro: Macro, depth: Int) throws(SyntaxError) {
    let target = try evaluate(macro.target)
    let bodies = [macro.filter, macro.body].compactMap(\.self)
    if macro.kind == .optionalMap || macro.kind == .optionalFlatMap {
      if case .optional(let content?) = target { try traceBody([(macro.variable, content)], bodies, depth: depth) }
      return
    }
    guard let elements = Elements(target) else { return }
    for index in 0..<min(elements.count, Self.elementLimit) {
      var bound: [(name: String, value: Value)] = []
      if let second = macro.secondVariable {
        bound = [(macro.variable, elements.first(index)), (second, elements.second(index))]
      } else {
        bound = [(macro.variable, elements.only(index))]
      }
      try traceBody(bound, bodies, depth: depth)
    }
  }

  /// Shows the bound variables, and what is evaluated with them one step further in.
  private mutating func traceBody(
    _ bound: [(name: String, value: Value)], _ bodies: [NodeID], depth: Int
  ) throws(SyntaxError) {
    for (name, value) in bound {
      lines.append(TracedValue(range: 0..<0, depth: depth, variable: name, value: value))
    }
    locals += bound
    for body in bodies { try trace(body, depth: depth + 1) }
    locals.removeLast(bound.count)
  }

  private func operands(of kind: Node.Kind) -> [NodeID] {
    switch kind {
    case .literal, .identifier, .macro, .bind: []
    case .select(let operand, _, _), .has(let operand, _): path(operand) ? [] : [operand]
    case .unary(_, let operand): [operand]
    case .index(let operand, let key, _): [operand, key]
    case .call(_, let arguments): arguments
    case .method(let target, _, let arguments): isGroup(target) ? arguments : [target] + arguments
    case .binary(_, let left, let right): [left, right]
    case .logical(_, let operands): operands
    case .conditional(let condition, let first, let second): [condition, first, second]
    case .list(let items): items.map(\.value)
    case .map(let items): items.flatMap { [$0.key, $0.value] }
    }
  }

  /// A name whose members are read in one step is one part.
  private func path(_ id: NodeID) -> Bool {
    switch tree[id].kind {
    case .identifier: true
    case .select(let operand, _, isOptional: false): path(operand)
    default: false
    }
  }

  /// Whether the name is that of a group of functions, as in `math.abs(x)`.
  private func isGroup(_ id: NodeID) -> Bool {
    var planner = Planner(tree: tree, names: names, undeclared: .rejected)
    for local in locals { _ = planner.bind(local.name) }
    return planner.isNamespace(id) != nil
  }
}
