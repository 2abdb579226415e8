/// Which members are known to be there at a place of an expression.
struct Presence {
  /// A variable and the members that lead to a value.
  typealias Path = [String]

  private var paths: Set<Path> = []

  func contains(_ path: Path?) -> Bool { path.map(paths.contains) ?? false }

  /// Adds a member and all that it is a member of.
  mutating func insert(_ path: Path) {
    for length in 1...max(path.count, 1) { paths.insert(Array(path.prefix(length))) }
  }

  mutating func formUnion(_ other: Presence) {
    paths.formUnion(other.paths)
  }
}

extension Checker {
  /// Takes conditions of the same environment for true.
  mutating func assume(_ conditions: [Expression]) {
    for condition in conditions {
      let other = Checker(tree: condition.tree, environment: environment)
      presence.formUnion(other.facts(condition.tree.root, true, includesReads: true))
    }
  }

  /// What is there if a condition has an outcome: what `has()` says, and with `includesReads` also what had to be read
  /// for the condition to have a value at all.
  func facts(_ id: NodeID, _ outcome: Bool, includesReads: Bool) -> Presence {
    var result = Presence()
    collectFacts(id, outcome, includesReads, into: &result)
    return result
  }

  private func collectFacts(_ id: NodeID, _ outcome: Bool, _ includesReads: Bool, into result: inout Presence) {
    switch tree[id].kind {
    case .has(let operand, let member):
      guard let path = presencePath(operand) else { return }
      if outcome { result.insert(path + [member.name]) } else if includesReads { result.insert(path) }
    case .unary(.not, let operand): collectFacts(operand, !outcome, includesReads, into: &result)
    case .logical(let operation, let operands) where operation.deciding != outcome:
      for operand in operands { collectFacts(operand, outcome, includesReads, into: &result) }
    case .binary(.isIn, let name, let container) where outcome:
      if case .literal(.string(let name)) = tree[name].kind, let path = presencePath(container) {
        result.insert(path + [name])
      }
    default: if includesReads { collectReads(id, into: &result) }
    }
  }

  /// What a strict operation reads.
  func collectReads(_ id: NodeID, into result: inout Presence) {
    switch tree[id].kind {
    case .identifier: break
    case .select(let operand, _, isOptional: false):
      if let path = presencePath(id) { result.insert(path) } else { collectReads(operand, into: &result) }
    case .select(let operand, _, isOptional: true), .unary(_, let operand), .has(let operand, _):
      collectReads(operand, into: &result)
    case .index(let operand, let key, let isOptional):
      if !isOptional, let path = presencePath(id) { result.insert(path) }
      collectReads(operand, into: &result)
      collectReads(key, into: &result)
    case .binary(_, let left, let right):
      collectReads(left, into: &result)
      collectReads(right, into: &result)
    case .call(_, let arguments):
      for argument in arguments { collectReads(argument, into: &result) }
    case .method(let target, _, let arguments):
      for argument in [target] + arguments { collectReads(argument, into: &result) }
    case .macro(let macro): collectReads(macro.target, into: &result)
    case .literal, .logical, .conditional, .list, .map, .bind: break
    }
  }

  /// What ``Presence`` calls a variable, its member or an element at a constant place; `nil` for anything else.
  func presencePath(_ id: NodeID) -> Presence.Path? {
    var members: [Node.Member] = []
    var root = id
    while case .select(let operand, let member, isOptional: false) = tree[root].kind {
      members.append(member)
      root = operand
    }
    members.reverse()
    if let (_, path, used) = resolve(root, members) { return path + members.dropFirst(used).map(\.name) }
    guard case .index(let operand, let key, isOptional: false) = tree[root].kind,
      case .literal(let literal) = tree[key].kind, let container = presencePath(operand)
    else { return nil }
    return container + [literal.displayText] + members.map(\.name)
  }
}
