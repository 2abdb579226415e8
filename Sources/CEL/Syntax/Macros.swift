/// Calls that are syntax: they bind names or look at an argument without evaluating it.
extension Parser {
  /// `has(operand.member)`.
  mutating func globalMacro(
    _ name: Node.Member, _ arguments: [NodeID], _ range: Range<Int>
  ) throws(SyntaxError) -> NodeID? {
    guard name.name == "has", arguments.count == 1 else { return nil }
    guard case .select(let operand, let member, isOptional: false) = nodes[arguments[0]].kind else {
      throw SyntaxError("has() asks for a member, as in has(a.b)", at: nodes[arguments[0]].range)
    }
    return try add(.has(operand, member), range, over: [operand])
  }

  /// The macros that are written like methods; `nil` for any other name or number of arguments.
  mutating func methodMacro(
    _ name: Node.Member, _ target: NodeID, _ arguments: [NodeID], _ range: Range<Int>
  ) throws(SyntaxError) -> NodeID? {
    switch (name.name, arguments.count) {
    case ("all", 2): return try macro(.all, target, arguments, range)
    case ("exists", 2): return try macro(.exists, target, arguments, range)
    case ("exists_one", 2), ("existsOne", 2): return try macro(.existsOne, target, arguments, range)
    case ("map", 2): return try macro(.map, target, arguments, range)
    case ("map", 3): return try macro(.map, target, arguments, isFiltered: true, range)
    case ("filter", 2): return try macro(.filter, target, arguments, range)
    case ("all", 3): return try macro(.all, target, arguments, variables: 2, range)
    case ("exists", 3): return try macro(.exists, target, arguments, variables: 2, range)
    case ("exists_one", 3), ("existsOne", 3): return try macro(.existsOne, target, arguments, variables: 2, range)
    case ("transformList", 3): return try macro(.map, target, arguments, variables: 2, range)
    case ("transformList", 4): return try macro(.map, target, arguments, variables: 2, isFiltered: true, range)
    case ("transformMap", 3): return try macro(.transformMap, target, arguments, variables: 2, range)
    case ("transformMap", 4):
      return try macro(.transformMap, target, arguments, variables: 2, isFiltered: true, range)
    case ("transformMapEntry", 3): return try macro(.transformMapEntry, target, arguments, variables: 2, range)
    case ("transformMapEntry", 4):
      return try macro(.transformMapEntry, target, arguments, variables: 2, isFiltered: true, range)
    case ("optMap", 2): return try macro(.optionalMap, target, arguments, range)
    case ("optFlatMap", 2): return try macro(.optionalFlatMap, target, arguments, range)
    case ("bind", 3):
      guard case .identifier("cel", _) = nodes[target].kind else { return nil }
      let bound = try variable(arguments[0])
      return try add(
        .bind(name: bound, value: arguments[1], body: arguments[2]), range, over: [arguments[1], arguments[2]])
    default: return nil
    }
  }

  private mutating func macro(
    _ kind: Macro.Kind, _ target: NodeID, _ arguments: [NodeID], variables: Int = 1, isFiltered: Bool = false,
    _ range: Range<Int>
  ) throws(SyntaxError) -> NodeID {
    let first = try variable(arguments[0])
    let second = variables == 2 ? try variable(arguments[1]) : nil
    if let second, second == first {
      throw SyntaxError("the two variables need different names", at: nodes[arguments[1]].range)
    }
    let macro = Macro(
      kind: kind, target: target, variable: first, secondVariable: second,
      filter: isFiltered ? arguments[variables] : nil, body: arguments[arguments.count - 1])
    return try add(.macro(macro), range, over: [target] + arguments[variables...])
  }

  private func variable(_ argument: NodeID) throws(SyntaxError) -> String {
    if case .method(let target, let name, _) = nodes[argument].kind, case .identifier("cel", _) = nodes[target].kind {
      throw SyntaxError("cel.\(name.name)() is not in this profile", at: nodes[argument].range)
    }
    guard case .identifier(let name, isRooted: false) = nodes[argument].kind else {
      throw SyntaxError("a simple name expected, for the macro to bind", at: nodes[argument].range)
    }
    return name
  }
}
