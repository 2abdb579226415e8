internal import LinearRegex

/// Planning of function calls.
extension Planner {
  mutating func call(_ name: Node.Member, _ arguments: [NodeID], _ range: Range<Int>) throws(SyntaxError) -> Planned {
    guard let function = Function(named: name.name, isMethod: false) else {
      return try unknownFunction(name.name, name.range, isMethod: false)
    }
    return try call(function, arguments, name.range, range)
  }

  mutating func method(
    _ target: NodeID, _ name: Node.Member, _ arguments: [NodeID], _ range: Range<Int>
  ) throws(SyntaxError) -> Planned {
    if let namespace = isNamespace(target) {
      let full = namespace + "." + name.name
      guard let function = Function(named: full, isMethod: false) else {
        return try unknownFunction(full, tree[target].range.lowerBound..<name.range.upperBound, isMethod: false)
      }
      return try call(function, arguments, name.range, range)
    }
    guard let function = Function(named: name.name, isMethod: true) else {
      return try unknownFunction(name.name, name.range, isMethod: true)
    }
    return try call(function, [target] + arguments, name.range, range)
  }

  private func unknownFunction(_ name: String, _ range: Range<Int>, isMethod: Bool) throws(SyntaxError) -> Planned {
    Planned(try rejected(Function.unknownMessage(name, isMethod: isMethod), range))
  }

  private mutating func call(
    _ function: Function, _ arguments: [NodeID], _ nameRange: Range<Int>, _ range: Range<Int>
  ) throws(SyntaxError) -> Planned {
    var planned: [Planned] = []
    for argument in arguments { planned.append(try plan(argument)) }
    guard let arity = function.arity else { return try variadic(function, planned, range) }
    guard arity.contains(arguments.count) else {
      return Planned(try rejected(function.countMessage(arguments.count), nameRange))
    }
    if function == .matches, case .string(let source)? = planned[1].constant {
      return try matches(planned[0].step, source, tree[arguments[1]].range, range)
    }
    if function == .duration, case .string(let text)? = planned[0].constant {
      guard let duration = DurationValue(text) else {
        return Planned(try rejected("'\(text)' is no duration", tree[arguments[0]].range))
      }
      return Planned(constant: .duration(duration))
    }
    let steps = planned.map(\.step)
    let call = Planned { frame in
      frame.budget.charge(1)
      var arguments = Arguments()
      var absence: Value?
      for step in steps {
        let value = step(&frame)
        if value.isAbsent, absence == nil || value.isUnknown { absence = value }
        arguments.append(value)
      }
      return (absence ?? function.apply(arguments, &frame.budget)).located(range)
    }
    return Self.folded(call, planned)
  }

  /// `math.greatest(1, 2, 3)` is `math.greatest([1, 2, 3])`.
  private func variadic(_ function: Function, _ planned: [Planned], _ range: Range<Int>) throws(SyntaxError) -> Planned
  {
    if planned.isEmpty { return Planned(try rejected("\(function.rawValue)() needs an argument", range)) }
    let steps = planned.map(\.step)
    let call = Planned { frame in
      frame.budget.charge(1 + steps.count)
      var values: [Value] = []
      for step in steps { values.append(step(&frame)) }
      var arguments = Arguments()
      arguments.append(values.count == 1 ? values[0] : .list(values))
      if values.contains(where: \.isUnknown) { return .unknown }
      if let error = values.first(where: \.isAbsent) { return error }
      return function.apply(arguments, &frame.budget).located(range)
    }
    return Self.folded(call, planned)
  }

  /// A constant pattern is compiled once.
  private func matches(
    _ text: @escaping Step, _ source: String, _ sourceRange: Range<Int>, _ range: Range<Int>
  ) throws(SyntaxError) -> Planned {
    let pattern: Pattern
    do {
      pattern = try Pattern(source)
    } catch {
      return Planned(try rejected("invalid pattern: \(error.message)", sourceRange))
    }
    return Planned { frame in
      frame.budget.charge(1)
      let value = text(&frame)
      switch value {
      case .string(let text): return Function.matches(text, pattern, &frame.budget).located(range)
      case .unknown, .error: return value
      default: return .failure("no such overload: \(value.kindName).matches(string)", at: range)
      }
    }
  }
}

extension Function {
  static func unknownMessage(_ name: String, isMethod: Bool) -> String {
    if let message = Profile.message(function: name, isMethod: isMethod) { return message }
    if let other = Function(rawValue: name) {
      return other.style == .method
        ? "\(name)() is called on a value, as in x.\(name)()" : "\(name)() is called as a function, as in \(name)(x)"
    }
    return "no function '\(name)'\(Suggestion.clause(for: name, among: names(isMethod: isMethod)))"
  }

  /// Says that a call has the wrong number of arguments; the receiver of a method is not counted.
  func countMessage(_ count: Int) -> String {
    guard let arity else { return "\(rawValue)() needs an argument" }
    let receiver = style == .method ? 1 : 0
    let (low, high) = (arity.lowerBound - receiver, arity.upperBound - receiver)
    let expected = low == high ? "\(low)" : "\(low) to \(high)"
    return "\(rawValue)() takes \(expected) argument\(expected == "1" ? "" : "s"), not \(count - receiver)"
  }
}
