internal import LinearRegex

/// Turns a tree into closures: names become slots, constants become values.
struct Planner {
  /// A planned piece; the value too where it is a constant.
  struct Planned: Sendable {
    let step: Step
    var constant: Value?
    /// What is there to ask where the piece is an `all`.
    var quantified: Quantified?

    init(_ step: @escaping Step) {
      self.step = step
    }

    init(constant: Value) {
      self.constant = constant
      step = { _ in constant }
    }
  }

  let tree: SyntaxTree
  let names: NameScope
  let undeclared: UndeclaredNames
  /// How the host numbers the paths that it finds values by.
  let paths: (any PathNumbering)?
  /// The macros' variables in scope, the innermost last; their positions are their slots.
  private var locals: [String] = []
  /// How many slots the frame needs.
  private(set) var localCount = 0

  init(tree: SyntaxTree, names: NameScope, undeclared: UndeclaredNames, paths: (any PathNumbering)? = nil) {
    self.tree = tree
    self.names = names
    self.undeclared = undeclared
    self.paths = paths
  }

  mutating func plan(_ id: NodeID) throws(SyntaxError) -> Planned {
    let node = tree[id]
    let range = node.range
    switch node.kind {
    case .literal(let value): return Planned(constant: value)
    case .identifier, .select(_, _, isOptional: false): return try path(id)
    case .select(let operand, let member, isOptional: true):
      let operand = try plan(operand).step
      return Planned { frame in
        frame.budget.charge(1)
        return Access.optionalMember(operand(&frame), member.name).located(member.range)
      }
    case .has(let path, let member):
      let operand = try plan(path).step
      if let number = number(ofPath: path, and: member.name) {
        return Planned { frame in
          frame.budget.charge(1)
          if let value = frame.activation.isWritten(path: number) { return value }
          return Access.has(operand(&frame), member.name).located(member.range)
        }
      }
      return Planned { frame in
        frame.budget.charge(1)
        return Access.has(operand(&frame), member.name).located(member.range)
      }
    case .index(let operand, let key, let isOptional):
      return try index(operand, key, isOptional: isOptional, range)
    case .call(let name, let arguments): return try call(name, arguments, range)
    case .method(let target, let name, let arguments): return try method(target, name, arguments, range)
    case .unary(let operation, let operand):
      let operand = try plan(operand)
      let step = operand.step
      let planned = Planned { frame in
        frame.budget.charge(1)
        return operation.apply(step(&frame)).located(range)
      }
      return Self.folded(planned, [operand])
    case .binary(let operation, let left, let right): return try binary(operation, left, right, range)
    case .logical(let operation, let operands): return try logical(operation, operands)
    case .conditional(let condition, let first, let second): return try conditional(condition, first, second)
    case .list(let items): return try list(items)
    case .map(let items): return try map(items)
    case .macro(let macro): return try self.macro(macro, range)
    case .bind(let name, let value, let body):
      let value = try plan(value).step
      let slot = bind(name)
      defer { unbind() }
      let body = try plan(body).step
      return Planned { frame in
        frame.budget.charge(1)
        frame.locals[slot] = value(&frame)
        return body(&frame)
      }
    }
  }

  /// A constant where all operands are and the operation does not fail: computed now instead of each time.
  static func folded(_ planned: Planned, _ operands: [Planned]) -> Planned {
    guard operands.allSatisfy({ $0.constant != nil }) else { return planned }
    var frame = Frame(activation: NoVariables(), locals: [], budget: Budget(limit: 1_000))
    let value = planned.step(&frame)
    return value.isAbsent || frame.budget.isExhausted ? planned : Planned(constant: value)
  }

  private final class NoVariables: Activation {
    func value(_ slot: Int) -> Value { .null }
  }

  // MARK: Names

  /// Brings a macro's variable into scope.
  mutating func bind(_ name: String) -> Int {
    locals.append(name)
    localCount = max(localCount, locals.count)
    return locals.count - 1
  }

  mutating func unbind() {
    locals.removeLast()
  }

  /// A name with its members, read in one step.
  private mutating func path(_ id: NodeID) throws(SyntaxError) -> Planned {
    var members: [Node.Member] = []
    var root = id
    while case .select(let operand, let member, isOptional: false) = tree[root].kind {
      members.append(member)
      root = operand
    }
    members.reverse()
    guard case .identifier(let name, let isRooted) = tree[root].kind else {
      let root = try plan(root)
      return Self.folded(selecting(members, from: root.step), [root])
    }
    if !isRooted, let slot = locals.lastIndex(where: { $0.hasSameScalars(as: name) }) {
      if members.count == 1 {
        let (name, range) = (members[0].name, members[0].range)
        return Planned { frame in
          frame.budget.charge(2)
          if case .map(let map) = frame.locals[slot], let value = map.member(name) { return value.located(range) }
          return Access.member(frame.locals[slot], name).located(range)
        }
      }
      return selecting(members) { frame in frame.locals[slot] }
    }
    if let (slot, used) = names.resolve(name, members: members.map(\.name), isRooted: isRooted) {
      let end = used == 0 ? tree[root].range : tree[root].range.lowerBound..<members[used - 1].range.upperBound
      let rest = Array(members.dropFirst(used))
      if rest.isEmpty {
        return Planned { frame in
          frame.budget.charge(1)
          return frame.activation.value(slot).located(end)
        }
      }
      let step = selecting(rest) { frame in frame.activation.value(slot).located(end) }
      guard let number = paths?.number(of: rest.map(\.name), from: slot) else { return step }
      let (slowly, cost) = (step.step, 1 + rest.count)
      return Planned { frame in
        guard let value = frame.activation.value(ofPath: number) else { return slowly(&frame) }
        frame.budget.charge(cost)
        return value
      }
    }
    if let kind = ValueKind(identifier: name), members.isEmpty { return Planned(constant: .type(kind)) }
    if name == "google", members.map(\.name) == ["protobuf", "Duration"] {
      return Planned(constant: .type(.duration))
    }
    return selecting(members, from: try undeclaredName(name, tree[root].range))
  }

  /// The host's number for a variable with its members, where an expression is no more than that, and one member.
  private func number(ofPath operand: NodeID, and member: String) -> Int? {
    guard let paths, let path = namePath(operand), let root = path.first,
      !locals.contains(where: { $0.hasSameScalars(as: root) }),
      let (slot, used) = names.resolve(root, members: Array(path.dropFirst()), isRooted: false)
    else { return nil }
    return paths.number(of: path.dropFirst(1 + used) + [member], from: slot)
  }

  private func selecting(_ members: [Node.Member], from root: @escaping Step) -> Planned {
    if members.isEmpty {
      return Planned { frame in
        frame.budget.charge(1)
        return root(&frame)
      }
    }
    if members.count == 1 {
      let (name, range) = (members[0].name, members[0].range)
      return Planned { frame in
        frame.budget.charge(2)
        return Access.member(root(&frame), name).located(range)
      }
    }
    return Planned { frame in
      frame.budget.charge(1 + members.count)
      var value = root(&frame)
      for member in members {
        value = Access.member(value, member.name)
        if value.isAbsent { return value.located(member.range) }
      }
      return value
    }
  }

  private func undeclaredName(_ name: String, _ range: Range<Int>) throws(SyntaxError) -> Step {
    let message =
      Profile.excludes(name)
      ? "'\(name)' is not in this profile"
      : "no variable '\(name)'\(Suggestion.clause(for: name, among: names.names + locals))"
    return try rejected(message, range)
  }

  /// What stands in place of something undeclared.
  func rejected(_ message: String, _ range: Range<Int>) throws(SyntaxError) -> Step {
    if undeclared == .rejected { throw SyntaxError(message, at: range) }
    return { _ in .failure(message, at: range) }
  }

  /// Whether a name is that of a group of functions here.
  func isNamespace(_ id: NodeID) -> String? {
    guard case .identifier(let name, isRooted: false) = tree[id].kind, Function.isNamespace(name),
      !locals.contains(where: { $0.hasSameScalars(as: name) }),
      names.resolve(name, members: [], isRooted: false) == nil
    else { return nil }
    return name
  }

  // MARK: Operators

  private mutating func binary(
    _ operation: BinaryOperator, _ left: NodeID, _ right: NodeID, _ range: Range<Int>
  ) throws(SyntaxError) -> Planned {
    let left = try plan(left)
    let right = try plan(right)
    let first = left.step
    guard let constant = right.constant else {
      let second = right.step
      return Planned { frame in
        frame.budget.charge(1)
        let value = first(&frame)
        return operation.apply(value, second(&frame), &frame.budget).located(range)
      }
    }
    if operation == .isIn, case .list(let elements) = constant, let set = ConstantSet(elements) {
      let planned = Planned { frame in
        frame.budget.charge(1)
        return set.contains(first(&frame), &frame.budget)
      }
      return Self.folded(planned, [left])
    }
    if case .int(let bound) = constant, let holds = operation.integerComparison {
      // What most conditions are: a number against a limit.
      let planned = Planned { frame in
        frame.budget.charge(1)
        let value = first(&frame)
        if case .int(let number) = value { return .bool(holds(number, bound)) }
        return operation.apply(value, constant, &frame.budget).located(range)
      }
      return Self.folded(planned, [left])
    }
    let planned = Planned { frame in
      frame.budget.charge(1)
      return operation.apply(first(&frame), constant, &frame.budget).located(range)
    }
    return Self.folded(planned, [left])
  }

  private mutating func index(
    _ operand: NodeID, _ key: NodeID, isOptional: Bool, _ range: Range<Int>
  ) throws(SyntaxError) -> Planned {
    let operand = try plan(operand)
    let key = try plan(key)
    let (container, position) = (operand.step, key.step)
    let planned = Planned { frame in
      frame.budget.charge(1)
      let container = container(&frame)
      let position = position(&frame)
      let value = isOptional ? Access.optionalIndex(container, position) : Access.index(container, position)
      return value.located(range)
    }
    return Self.folded(planned, [operand, key])
  }

  private mutating func conditional(
    _ condition: NodeID, _ first: NodeID, _ second: NodeID
  ) throws(SyntaxError) -> Planned {
    let range = tree[condition].range
    let condition = try plan(condition).step
    let first = try plan(first).step
    let second = try plan(second).step
    return Planned { frame in
      frame.budget.charge(1)
      let outcome = condition(&frame)
      switch outcome {
      case .bool(true): return first(&frame)
      case .bool(false): return second(&frame)
      case .unknown, .error: return outcome
      default: return .failure("a condition is bool, not \(outcome.kindName)", at: range)
      }
    }
  }

  // MARK: Lists and maps

  private mutating func list(_ items: [Node.ListItem]) throws(SyntaxError) -> Planned {
    var planned: [(item: Planned, isOptional: Bool, range: Range<Int>)] = []
    for item in items { planned.append((try plan(item.value), item.isOptional, tree[item.value].range)) }
    let constants = planned.compactMap { $0.isOptional ? nil : $0.item.constant }
    if constants.count == items.count { return Planned(constant: .list(constants)) }
    let steps = planned.map { (step: $0.item.step, isOptional: $0.isOptional, range: $0.range) }
    return Planned { frame in
      frame.budget.charge(10 + steps.count)
      var elements: [Value] = []
      elements.reserveCapacity(steps.count)
      var absence: Value?
      for (step, isOptional, range) in steps {
        switch (step(&frame), isOptional) {
        case (.optional(let value), true): if let value { elements.append(value) }
        case (.unknown, true): absence = .unknown
        case (.error(let error), _): absence = absence ?? .error(error)
        case (let value, true): absence = absence ?? .failure("'?' needs an optional, not \(value.kindName)", at: range)
        case (let value, false): elements.append(value)
        }
      }
      return absence ?? .list(elements)
    }
  }

  private mutating func map(_ items: [Node.MapItem]) throws(SyntaxError) -> Planned {
    var steps: [(key: Step, value: Step, isOptional: Bool, range: Range<Int>)] = []
    var parts: [Planned] = []
    for item in items {
      let (key, value) = (try plan(item.key), try plan(item.value))
      parts += [key, value]
      steps.append((key.step, value.step, item.isOptional, tree[item.key].range))
    }
    let planned = Planned { [steps] frame in
      frame.budget.charge(30 + steps.count)
      var builder = MapBuilder()
      for (key, value, isOptional, range) in steps {
        let key = key(&frame)
        builder.add(key, value(&frame), isOptional: isOptional, at: range)
      }
      return builder.result
    }
    return Self.folded(planned, parts)
  }
}

/// Puts a map together, entry by entry.
struct MapBuilder {
  private var entries: [MapValue.Entry] = []
  private var keys: Set<MapValue.Key> = []
  /// The unknown or the error that the whole map is.
  private var absence: Value?

  /// Adds an entry; an unknown key makes the whole map unknown, an unknown value does not.
  mutating func add(_ key: Value, _ value: Value, isOptional: Bool = false, at range: Range<Int>) {
    var content = value
    if isOptional {
      switch value {
      case .optional(nil): return
      case .optional(let inner?): content = inner
      case .unknown, .error: break
      default: return fail(.failure("'?' needs an optional, not \(value.kindName)", at: range))
      }
    }
    if key.isAbsent { return fail(key) }
    if case .error = content { return fail(content) }
    if isOptional, content.isUnknown { return fail(content) }
    guard let literal = MapValue.Key(literal: key) else {
      return fail(.failure("\(key.kindName) cannot be a key", at: range))
    }
    guard keys.insert(literal).inserted else {
      return fail(.failure("the key \(key.displayText) is there twice", at: range))
    }
    entries.append(MapValue.Entry(key: literal, value: content))
  }

  mutating func fail(_ value: Value) {
    if value.isUnknown || absence == nil { absence = value }
  }

  var result: Value { absence ?? .map(MapValue(entries)) }
}
