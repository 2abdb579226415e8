internal import LinearRegex

/// Checking of operators, calls and macros.
extension Checker {
  mutating func unary(_ operation: UnaryOperator, _ operand: Type, _ range: Range<Int>) -> Type {
    switch operation {
    case .not:
      if !operand.fits(.bool) { report("no such overload: !\(operand)", at: range) }
      return .bool
    case .negate:
      if operand.isOpen { return .dynamic }
      if operand.isNumeric || operand == .duration { return operand }
      report("no such overload: -\(operand)", at: range)
      return .dynamic
    }
  }

  mutating func binary(_ operation: BinaryOperator, _ left: Type, _ right: Type, _ range: Range<Int>) -> Type {
    switch operation {
    case .equal, .notEqual:
      if left.isComparable(to: right) { return .bool }
      report("no such overload: \(left) \(operation.rawValue) \(right); the two are never equal", at: range)
      return .bool
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      if Self.haveOrder(left, right) { return .bool }
    case .isIn:
      switch right {
      case .list(let element) where left.isComparable(to: element): return .bool
      case .map(let key, _) where left.isComparable(to: key): return .bool
      case .object where left.fits(.string): return .bool
      case .dynamic, .never: return .bool
      default: break
      }
    case .add, .subtract, .multiply, .divide, .remainder:
      if let result = Self.arithmetic(operation, left, right) { return result }
      let hint = left.isNumeric && right.isNumeric && left != right ? "; convert one side with int() or double()" : ""
      report("no such overload: \(left) \(operation.rawValue) \(right)\(hint)", at: range)
      return .dynamic
    }
    report("no such overload: \(left) \(operation.rawValue) \(right)", at: range)
    return .bool
  }

  private static func haveOrder(_ left: Type, _ right: Type) -> Bool {
    func hasOrder(_ type: Type) -> Bool {
      type.isOpen || type.isNumeric || type == .string || type == .bool || type == .duration
    }
    return hasOrder(left) && hasOrder(right) && left.isComparable(to: right)
  }

  private static func arithmetic(_ operation: BinaryOperator, _ left: Type, _ right: Type) -> Type? {
    if case .list = left.isOpen ? right : left, operation == .add {
      return left.isOpen || right.isOpen ? .list(.dynamic) : concatenation(left, right)
    }
    guard left == right || left.isOpen || right.isOpen else { return nil }
    let type = left.isOpen ? right : left
    switch (operation, type) {
    case (_, .dynamic), (_, .never): return .dynamic
    case (_, .int): return .int
    case (.remainder, _): return nil
    case (_, .double): return .double
    case (.add, .string): return .string
    case (.add, .duration), (.subtract, .duration): return .duration
    default: return nil
    }
  }

  private static func concatenation(_ left: Type, _ right: Type) -> Type? {
    guard case .list(let first) = left, case .list(let second) = right else { return nil }
    return .list(first.joined(with: second) ?? .dynamic)
  }

  // MARK: Calls

  mutating func call(_ name: Node.Member, _ arguments: [NodeID], _ range: Range<Int>) -> Type {
    guard let function = Function(named: name.name, isMethod: false) else {
      return unknownFunction(name.name, name.range, arguments, isMethod: false)
    }
    return call(function, arguments, name.range, range)
  }

  mutating func method(_ target: NodeID, _ name: Node.Member, _ arguments: [NodeID], _ range: Range<Int>) -> Type {
    if case .identifier(let namespace, isRooted: false) = tree[target].kind, Function.isNamespace(namespace),
      resolve(target, []) == nil
    {
      let full = namespace + "." + name.name
      guard let function = Function(named: full, isMethod: false) else {
        let place = tree[target].range.lowerBound..<name.range.upperBound
        return unknownFunction(full, place, arguments, isMethod: false)
      }
      return call(function, arguments, name.range, range)
    }
    guard let function = Function(named: name.name, isMethod: true) else {
      return unknownFunction(name.name, name.range, [target] + arguments, isMethod: true)
    }
    return call(function, [target] + arguments, name.range, range)
  }

  private mutating func unknownFunction(
    _ name: String, _ range: Range<Int>, _ arguments: [NodeID], isMethod: Bool
  ) -> Type {
    for argument in arguments { _ = type(of: argument) }
    report(Function.unknownMessage(name, isMethod: isMethod), at: range)
    return .dynamic
  }

  private mutating func call(
    _ function: Function, _ arguments: [NodeID], _ nameRange: Range<Int>, _ range: Range<Int>
  ) -> Type {
    var types: [Type] = []
    for argument in arguments { types.append(type(of: argument)) }
    guard function.arity?.contains(arguments.count) ?? !arguments.isEmpty else {
      report(function.countMessage(arguments.count), at: nameRange)
      return .dynamic
    }
    checkLiterals(function, arguments)
    if let result = function.result(types) { return result }
    report(function.mismatchMessage(types), at: range)
    return .dynamic
  }

  /// Patterns, durations and formats that are written out are checked too.
  private mutating func checkLiterals(_ function: Function, _ arguments: [NodeID]) {
    func text(_ index: Int) -> String? {
      if index < arguments.count, case .literal(.string(let text)) = tree[arguments[index]].kind { return text }
      return nil
    }
    switch function {
    case .matches:
      guard let source = text(1) else { return }
      do {
        _ = try Pattern(source)
      } catch {
        report("invalid pattern: \(error.message)", at: tree[arguments[1]].range)
      }
    case .duration:
      if let text = text(0), DurationValue(text) == nil {
        report("'\(text)' is no duration", at: tree[arguments[0]].range)
      }
    case .format:
      guard let text = text(0) else { return }
      do {
        let count = try Format.pieces(text).count { if case .clause = $0 { true } else { false } }
        if case .list(let items) = tree[arguments[1]].kind, items.count < count {
          report("the format asks for \(count) values, but there are \(items.count)", at: tree[arguments[1]].range)
        }
      } catch {
        report(error.message, at: tree[arguments[0]].range)
      }
    default: break
    }
  }

  // MARK: Macros

  mutating func macro(_ macro: Macro) -> Type {
    let target = type(of: macro.target)
    let outer = presence
    defer { presence = outer }
    collectReads(macro.target, into: &presence)
    if macro.kind == .optionalMap || macro.kind == .optionalFlatMap { return optionalMap(macro, target) }
    guard let (first, second) = visited(target, hasIndex: macro.secondVariable != nil) else {
      report("a list or a map expected, not \(target)", at: tree[macro.target].range)
      return binding(macro.variable, .dynamic) { checker in
        checker.binding(macro.secondVariable ?? macro.variable, .dynamic) { _ = $0.type(of: macro.body) }
        return .dynamic
      }
    }
    return binding(macro.variable, first) { checker in
      guard let name = macro.secondVariable else { return checker.result(macro, target, first) }
      return checker.binding(name, second) { $0.result(macro, target, first) }
    }
  }

  /// The types that the variables of a macro have.
  private func visited(_ target: Type, hasIndex: Bool) -> (Type, Type)? {
    switch target {
    case .dynamic, .never: (.dynamic, .dynamic)
    case .list(let element): (hasIndex ? .int : element, element)
    case .map(let key, let value): (key, value)
    case .object: (.string, .dynamic)
    default: nil
    }
  }

  private mutating func result(_ macro: Macro, _ target: Type, _ first: Type) -> Type {
    if let filter = macro.filter {
      condition(filter, "a condition is bool")
      presence.formUnion(facts(filter, true, includesReads: true))
    }
    switch macro.kind {
    case .all, .exists, .existsOne:
      condition(macro.body, "a condition is bool")
      return .bool
    case .filter:
      condition(macro.body, "a condition is bool")
      return .list(first)
    case .map: return .list(type(of: macro.body))
    case .transformMap: return .map(first, type(of: macro.body))
    case .transformMapEntry:
      let entries = type(of: macro.body)
      if !entries.fits(.map(.never, .never)) { report("a map expected, not \(entries)", at: tree[macro.body].range) }
      return entries
    case .optionalMap, .optionalFlatMap: return .dynamic
    }
  }

  private mutating func optionalMap(_ macro: Macro, _ target: Type) -> Type {
    if !target.fits(.optional(.never)) {
      report("an optional expected, not \(target)", at: tree[macro.target].range)
    }
    let content = target.isOpen ? .dynamic : content(target)
    let body = binding(macro.variable, content) { $0.type(of: macro.body) }
    if macro.kind == .optionalMap { return .optional(body) }
    if !body.fits(.optional(.never)) { report("an optional expected, not \(body)", at: tree[macro.body].range) }
    return body
  }
}
