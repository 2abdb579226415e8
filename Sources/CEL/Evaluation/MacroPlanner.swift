/// Planning of the macros that visit elements.
extension Planner {
  mutating func macro(_ macro: Macro, _ range: Range<Int>) throws(SyntaxError) -> Planned {
    let target = try plan(macro.target).step
    let path = namePath(macro.target)
    let first = bind(macro.variable)
    let second = macro.secondVariable.map { bind($0) }
    defer {
      unbind()
      if second != nil { unbind() }
    }
    var filter: Filter?
    if let condition = macro.filter { filter = Filter(step: try plan(condition).step, range: tree[condition].range) }
    let body = try plan(macro.body).step
    switch macro.kind {
    case .optionalMap, .optionalFlatMap:
      return optionalMap(target, first, body, isFlat: macro.kind == .optionalFlatMap, range)
    default: break
    }
    let visit = Visit(target: target, first: first, second: second, range: range)
    let bodyRange = tree[macro.body].range
    switch macro.kind {
    case .all:
      var planned = quantifier(visit, body, deciding: false, bodyRange)
      planned.quantified = Quantified(path: path, failing: visit.failing(body))
      return planned
    case .exists: return quantifier(visit, body, deciding: true, bodyRange)
    case .existsOne: return existsOne(visit, body, bodyRange)
    case .filter: return filtered(visit, body, bodyRange)
    case .map: return mapped(visit, filter, body)
    default: return transformedMap(visit, filter, body, takesEntries: macro.kind == .transformMapEntry, range)
    }
  }

  /// `all` and `exists`: an element that decides wins, then an unknown, then an error.
  private func quantifier(_ visit: Visit, _ body: @escaping Step, deciding: Bool, _ range: Range<Int>) -> Planned {
    Planned { frame in
      var result = Value.bool(!deciding)
      let absence = visit.each(&frame) { frame, _ in
        let value = body(&frame)
        switch value {
        case .bool(let outcome):
          if outcome == deciding {
            result = value
            return .stop
          }
        case .unknown: result = .unknown
        default: if case .bool = result { result = Visit.condition(value, range) }
        }
        return .next
      }
      return absence ?? result
    }
  }

  /// A name and the members after it.
  func namePath(_ id: NodeID) -> [String]? {
    switch tree[id].kind {
    case .identifier(let name, isRooted: false): return [name]
    case .select(let operand, let member, isOptional: false): return namePath(operand).map { $0 + [member.name] }
    default: return nil
    }
  }

  private func existsOne(_ visit: Visit, _ body: @escaping Step, _ range: Range<Int>) -> Planned {
    Planned { frame in
      var count = 0
      var failure: Value?
      let absence = visit.each(&frame) { frame, _ in
        let value = body(&frame)
        if case .bool(let outcome) = value {
          count += outcome ? 1 : 0
        } else if failure == nil || value.isUnknown {
          failure = Visit.condition(value, range)
        }
        return .next
      }
      return absence ?? failure ?? .bool(count == 1)
    }
  }

  private func filtered(_ visit: Visit, _ body: @escaping Step, _ range: Range<Int>) -> Planned {
    Planned { frame in
      frame.budget.charge(10)
      var kept: [Value] = []
      var failure: Value?
      let absence = visit.each(&frame) { frame, element in
        let value = body(&frame)
        if case .bool(let outcome) = value {
          if outcome { kept.append(element) }
        } else if failure == nil || value.isUnknown {
          failure = Visit.condition(value, range)
        }
        return .next
      }
      return absence ?? failure ?? .list(kept)
    }
  }

  /// `map` and `transformList`. An unknown result stays an unknown element; an unknown filter makes the list unknown.
  private func mapped(_ visit: Visit, _ filter: Filter?, _ body: @escaping Step) -> Planned {
    Planned { frame in
      frame.budget.charge(10)
      var results: [Value] = []
      var failure: Value?
      let absence = visit.each(&frame) { frame, _ in
        guard Filter.keeps(filter, &frame, &failure) else { return .next }
        let value = body(&frame)
        if case .error = value { failure = failure ?? value }
        results.append(value)
        return .next
      }
      return absence ?? failure ?? .list(results)
    }
  }

  /// `transformMap` keeps the keys; `transformMapEntry` makes entries of its own.
  private func transformedMap(
    _ visit: Visit, _ filter: Filter?, _ body: @escaping Step, takesEntries: Bool, _ range: Range<Int>
  ) -> Planned {
    Planned { frame in
      frame.budget.charge(30)
      var builder = MapBuilder()
      var failure: Value?
      let absence = visit.each(&frame) { frame, _ in
        guard Filter.keeps(filter, &frame, &failure) else { return .next }
        let key = frame.locals[visit.first]
        let value = body(&frame)
        if !takesEntries {
          builder.add(key, value, at: range)
        } else if let entries = Elements(map: value) {
          for index in 0..<entries.count { builder.add(entries.first(index), entries.second(index), at: range) }
        } else {
          builder.fail(value.isAbsent ? value : .failure("a map expected, not \(value.kindName)", at: range))
        }
        return .next
      }
      return absence ?? failure ?? builder.result
    }
  }

  private func optionalMap(
    _ target: @escaping Step, _ slot: Int, _ body: @escaping Step, isFlat: Bool, _ range: Range<Int>
  ) -> Planned {
    Planned { frame in
      frame.budget.charge(1)
      let target = target(&frame)
      guard case .optional(let content) = target else {
        return target.isAbsent ? target : .failure("an optional expected, not \(target.kindName)", at: range)
      }
      guard let content else { return target }
      frame.locals[slot] = content
      let value = body(&frame)
      if !isFlat { return value.isAbsent ? value : .optional(value) }
      switch value {
      case .optional, .unknown, .error: return value
      default: return .failure("an optional expected, not \(value.kindName)", at: range)
      }
    }
  }
}

/// What a macro visits, and where it leaves each element for the body to read.
private struct Visit: Sendable {
  let target: Step
  let first: Int
  let second: Int?
  let range: Range<Int>

  enum Next {
    case next, stop
  }

  /// Visits the elements one after the other. The answer is `nil`, or the unknown or error that keeps from visiting.
  func each(_ frame: inout Frame, _ visit: (inout Frame, Value) -> Next) -> Value? {
    frame.budget.charge(1)
    let target = target(&frame)
    if target.isAbsent { return target }
    guard let elements = Elements(target) else {
      return .failure("a list or a map expected, not \(target.kindName)", at: range)
    }
    for index in 0..<elements.count {
      frame.budget.charge(1)
      if frame.budget.isExhausted { return frame.budget.error }
      let element: Value
      if let second {
        element = elements.second(index)
        frame.locals[first] = elements.first(index)
        frame.locals[second] = element
      } else {
        element = elements.only(index)
        frame.locals[first] = element
      }
      if visit(&frame, element) == .stop { break }
    }
    return nil
  }

  /// Visits all elements for those for which the body is false.
  func failing(_ body: @escaping Step) -> @Sendable (inout Frame) -> [FailingElement] {
    { frame in
      var failing: [FailingElement] = []
      var index = 0
      let elements = Elements(target(&frame))
      _ = each(&frame) { frame, _ in
        if case .bool(false) = body(&frame), let elements, index < elements.count {
          failing.append(FailingElement(key: elements.first(index), value: elements.second(index)))
        }
        index += 1
        return .next
      }
      return failing
    }
  }

  /// What stands for a condition that is not bool: the unknown or the error itself, or an error that says so.
  static func condition(_ value: Value, _ range: Range<Int>) -> Value {
    value.isAbsent ? value.located(range) : .failure("a condition is bool, not \(value.kindName)", at: range)
  }
}

/// Which elements a transforming macro keeps.
private struct Filter: Sendable {
  let step: Step
  let range: Range<Int>

  /// Whether to keep the element; where that cannot be said, no, and the reason is left in `failure`.
  static func keeps(_ filter: Filter?, _ frame: inout Frame, _ failure: inout Value?) -> Bool {
    guard let filter else { return true }
    let value = filter.step(&frame)
    if case .bool(let outcome) = value { return outcome }
    if failure == nil || value.isUnknown { failure = Visit.condition(value, filter.range) }
    return false
  }
}
