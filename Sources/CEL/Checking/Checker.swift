/// Finds the types of a tree's nodes and the problems in it. After a problem the type is `dyn`, so that one mistake
/// makes one message.
struct Checker {
  let tree: SyntaxTree
  let environment: Environment
  private(set) var problems: [Problem] = []
  var presence = Presence()
  private var locals: [Local] = []
  private var localCount = 0

  struct Local {
    let name: String
    let type: Type
    /// What ``Presence`` calls it.
    let path: Presence.Path
  }

  init(tree: SyntaxTree, environment: Environment) {
    self.tree = tree
    self.environment = environment
  }

  mutating func report(_ message: String, _ severity: Problem.Severity = .error, at range: Range<Int>) {
    problems.append(Problem(severity: severity, message: message, range: range))
  }

  mutating func type(of id: NodeID) -> Type {
    let node = tree[id]
    switch node.kind {
    case .literal(let value): return literal(value)
    case .identifier, .select(_, _, isOptional: false): return path(id)
    case .select(let operand, let member, isOptional: true):
      return .optional(content(self.member(member, of: type(of: operand), at: .anywhere)))
    case .has(let operand, let member):
      _ = self.member(member, of: type(of: operand), at: .anywhere)
      return .bool
    case .index(let operand, let key, let isOptional):
      let type = index(operand, key, isOptional: isOptional, node.range)
      return isOptional ? .optional(content(type)) : type
    case .call(let name, let arguments): return call(name, arguments, node.range)
    case .method(let target, let name, let arguments): return method(target, name, arguments, node.range)
    case .unary(let operation, let operand): return unary(operation, type(of: operand), node.range)
    case .binary(let operation, let left, let right):
      let first = type(of: left)
      return binary(operation, first, type(of: right), node.range)
    case .logical(let operation, let operands): return logical(operation, operands)
    case .conditional(let condition, let first, let second): return conditional(condition, first, second)
    case .list(let items): return list(items)
    case .map(let items): return map(items)
    case .macro(let macro): return self.macro(macro)
    case .bind(let name, let value, let body):
      let type = type(of: value)
      return binding(name, type, as: presencePath(value)) { $0.type(of: body) }
    }
  }

  private func literal(_ value: Value) -> Type {
    switch value {
    case .bool: .bool
    case .int: .int
    case .double: .double
    case .string: .string
    default: .null
    }
  }

  // MARK: Names and members

  /// Checks what is in the scope of a variable. `path` says where its value is read from, if it is a member.
  mutating func binding<Result>(
    _ name: String, _ type: Type, as path: Presence.Path? = nil, _ check: (inout Checker) -> Result
  ) -> Result {
    localCount += 1
    locals.append(Local(name: name, type: type, path: path ?? ["#\(localCount)"]))
    defer { locals.removeLast() }
    return check(&self)
  }

  /// A name with its members.
  private mutating func path(_ id: NodeID) -> Type {
    var members: [Node.Member] = []
    var root = id
    while case .select(let operand, let member, isOptional: false) = tree[root].kind {
      members.append(member)
      root = operand
    }
    members.reverse()
    var current: Presence.Path?
    var type: Type
    if let found = resolve(root, members) {
      current = found.path
      type = found.type
      members.removeFirst(found.used)
    } else if case .identifier(let name, _) = tree[root].kind {
      return undeclared(name, members, tree[root].range)
    } else {
      current = presencePath(root)
      type = self.type(of: root)
    }
    for member in members {
      current?.append(member.name)
      type = self.member(member, of: type, at: .read(current))
    }
    return type
  }

  /// The variable that a name with members means.
  func resolve(_ id: NodeID, _ members: [Node.Member]) -> (type: Type, path: Presence.Path, used: Int)? {
    guard case .identifier(let name, let isRooted) = tree[id].kind else { return nil }
    if !isRooted, let local = locals.last(where: { $0.name.hasSameScalars(as: name) }) {
      return (local.type, local.path, 0)
    }
    guard let (slot, used) = environment.names.resolve(name, members: members.map(\.name), isRooted: isRooted) else {
      return nil
    }
    return (environment.types[slot], [environment.names.names[slot]], used)
  }

  private mutating func undeclared(_ name: String, _ members: [Node.Member], _ range: Range<Int>) -> Type {
    if ValueKind(identifier: name) != nil, members.isEmpty { return .type }
    if name == "google", members.map(\.name) == ["protobuf", "Duration"] { return .type }
    if Profile.excludes(name) {
      report("'\(name)' is not in this profile", at: range)
    } else {
      let known = environment.names.names + locals.map(\.name)
      report("no variable '\(name)'\(Suggestion.clause(for: name, among: known))", at: range)
    }
    return .dynamic
  }

  /// Whether a member may be absent where it is named.
  enum Use {
    /// It may not: reading it would be an error. The path is what ``Presence`` calls it, if anything.
    case read(Presence.Path?)
    /// It may, as in `has()` and after `.?`.
    case anywhere
  }

  /// The type of a member.
  mutating func member(_ member: Node.Member, of type: Type, at use: Use) -> Type {
    switch type {
    case .dynamic, .never: return .dynamic
    case .map(let key, let value):
      if !key.fits(.string) { report("a map with \(key) keys has no member '\(member.name)'", at: member.range) }
      return value
    case .optional(let content): return .optional(self.content(self.member(member, of: content, at: .anywhere)))
    case .object(let name):
      guard let shape = environment.shapes(name) else { return .dynamic }
      guard let field = shape.field(member.name) else {
        if !shape.isOpen {
          let suggestion = Suggestion.clause(for: member.name, among: shape.fields.keys)
          report("\(shape.name) has no member '\(member.name)'\(suggestion)", at: member.range)
        }
        return .dynamic
      }
      if !field.isRequired, case .read(let path) = use, !presence.contains(path) {
        let text = "'\(member.name)' is optional in \(shape.name); without has() it is an error where it is absent"
        report(text, .warning, at: member.range)
      }
      return field.type
    default:
      report("\(type) has no members, so no '\(member.name)'", at: member.range)
      return .dynamic
    }
  }

  /// What is in an optional; other types stay.
  func content(_ type: Type) -> Type {
    if case .optional(let content) = type { return content }
    return type
  }

  private mutating func index(
    _ operand: NodeID, _ key: NodeID, isOptional: Bool, _ range: Range<Int>
  ) -> Type {
    let container = type(of: operand)
    let keyType = type(of: key)
    return element(of: container, operand, key, keyType, isOptional: isOptional, range)
  }

  private mutating func element(
    of container: Type, _ operand: NodeID, _ key: NodeID, _ keyType: Type, isOptional: Bool, _ range: Range<Int>
  ) -> Type {
    let keyRange = tree[key].range
    switch container {
    case .dynamic, .never: return .dynamic
    case .optional(let content):
      let type = element(of: content, operand, key, keyType, isOptional: true, range)
      return .optional(self.content(type))
    case .list(let element):
      if !keyType.fits(.int) { report("a list's index is int, not \(keyType)", at: keyRange) }
      return element
    case .map(let declared, let value):
      if !keyType.isComparable(to: declared) { report("the map's keys are \(declared), not \(keyType)", at: keyRange) }
      return value
    case .object:
      if case .literal(.string(let name)) = tree[key].kind {
        let use = isOptional ? Use.anywhere : .read(presencePath(operand).map { $0 + [name] })
        return member(Node.Member(name: name, range: keyRange), of: container, at: use)
      }
      if !keyType.fits(.string) { report("a member's name is string, not \(keyType)", at: keyRange) }
      return .dynamic
    default:
      report("\(container) cannot be indexed", at: range)
      return .dynamic
    }
  }

  // MARK: Operators

  private mutating func logical(_ operation: LogicalOperator, _ operands: [NodeID]) -> Type {
    let outcome = !operation.deciding
    for (position, operand) in operands.enumerated() {
      // An operand counts only where no other one decides. The earlier ones have then been evaluated; of the later
      // ones only a has() keeps an absent member from mattering.
      let outer = presence
      for (index, other) in operands.enumerated() where index != position {
        presence.formUnion(facts(other, outcome, includesReads: index < position))
      }
      condition(operand, "'\(operation.rawValue)' needs bool")
      presence = outer
    }
    return .bool
  }

  mutating func condition(_ id: NodeID, _ demand: String) {
    let type = type(of: id)
    if !type.fits(.bool) { report("\(demand), not \(type)", at: tree[id].range) }
  }

  /// Branches of different types are allowed: messages write either.
  private mutating func conditional(_ condition: NodeID, _ first: NodeID, _ second: NodeID) -> Type {
    self.condition(condition, "a condition is bool")
    let outer = presence
    presence.formUnion(facts(condition, true, includesReads: true))
    let firstType = type(of: first)
    presence = outer
    presence.formUnion(facts(condition, false, includesReads: true))
    let secondType = type(of: second)
    presence = outer
    return firstType.joined(with: secondType) ?? .dynamic
  }

  // MARK: Lists and maps

  private mutating func list(_ items: [Node.ListItem]) -> Type {
    var element = Type.never
    for item in items {
      element = element.joined(with: itemType(item.value, isOptional: item.isOptional)) ?? .dynamic
    }
    return .list(element)
  }

  private mutating func map(_ items: [Node.MapItem]) -> Type {
    var key = Type.never
    var value = Type.never
    var keys: Set<MapValue.Key> = []
    for item in items {
      let keyType = type(of: item.key)
      if ![.bool, .int, .string].contains(where: keyType.fits) {
        report("\(keyType) cannot be a key", at: tree[item.key].range)
      }
      if case .literal(let literal) = tree[item.key].kind, let literal = MapValue.Key(literal: literal),
        !keys.insert(literal).inserted
      {
        report("the key \(literal.value.displayText) is there twice", at: tree[item.key].range)
      }
      key = key.joined(with: keyType) ?? .dynamic
      value = value.joined(with: itemType(item.value, isOptional: item.isOptional)) ?? .dynamic
    }
    return .map(key, value)
  }

  private mutating func itemType(_ id: NodeID, isOptional: Bool) -> Type {
    let type = type(of: id)
    guard isOptional else { return type }
    if !type.fits(.optional(.never)) { report("'?' needs an optional, not \(type)", at: tree[id].range) }
    return content(type)
  }
}
