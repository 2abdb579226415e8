/// One evaluation of a condition. It is made anew for each kind of source, in whose module it is compiled.
@usableFromInline
struct ScalarRun<Source: ScalarSource> {
  @usableFromInline typealias Step = ScalarCode.Step

  @usableFromInline let code: ScalarCode
  @usableFromInline let source: Source
  /// How many steps it may take still.
  @usableFromInline var remaining: Int

  @inlinable
  init(code: ScalarCode, source: Source, remaining: Int) {
    self.code = code
    self.source = source
    self.remaining = remaining
  }

  @inlinable
  mutating func value(_ index: Int32) -> Scalar {
    remaining -= 1
    if remaining < 0 { return .undecided }
    let step = code.steps[Int(index)]
    switch step.operation {
    case .truth: return .bool(step.first != 0)
    case .integer: return .int(step.number)
    // Only comparisons know what to do with it.
    case .text: return .undecided
    case .path: return source.scalar(ofPath: Int(step.number))
    case .presence: return source.scalar(ofPresence: Int(step.number))
    case .variable: return source.scalar(ofVariable: Int(step.number))
    case .not:
      let operand = self.operand(step.first)
      return if case .bool(let value) = operand { .bool(!value) } else { Self.unknown(operand) }
    case .and: return logical(step, deciding: false)
    case .or: return logical(step, deciding: true)
    case .conditional:
      let condition = value(step.first)
      return if case .bool(let holds) = condition { value(holds ? step.second : step.third) } else {
        Self.unknown(condition)
      }
    case .equal: return equality(step)
    case .notEqual:
      let outcome = equality(step)
      return if case .bool(let isEqual) = outcome { .bool(!isEqual) } else { outcome }
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .add, .subtract, .multiply, .divide, .remainder, .greatest:
      return arithmetic(step)
    case .isIn: return membership(step)
    case .matches: return match(step)
    case .size: return size(step)
    }
  }

  /// The value of an operand. Most are leaves, which take no step of their own.
  @inlinable
  @inline(__always)
  mutating func operand(_ index: Int32) -> Scalar {
    let step = code.steps[Int(index)]
    return switch step.operation {
    case .integer: .int(step.number)
    case .path: source.scalar(ofPath: Int(step.number))
    case .presence: source.scalar(ofPresence: Int(step.number))
    default: value(index)
    }
  }

  /// What becomes of an operand that is not of the type that is needed.
  @inlinable
  static func unknown(_ operand: Scalar) -> Scalar {
    if case .unknown = operand { .unknown } else { .undecided }
  }

  /// The same for two: an error beside an unknown may come first.
  @inlinable
  static func unknown(_ left: Scalar, _ right: Scalar) -> Scalar {
    switch (left, right) {
    case (.undecided, _), (_, .undecided): .undecided
    case (.unknown, _), (_, .unknown): .unknown
    default: .undecided
    }
  }

  /// An operand that decides wins over everything, whichever side it is on.
  @inlinable
  mutating func logical(_ step: Step, deciding: Bool) -> Scalar {
    let left = operand(step.first)
    if case .bool(deciding) = left { return left }
    let right = operand(step.second)
    switch (left, right) {
    case (_, .bool(deciding)): return right
    case (.bool, .bool): return left
    case (.bool, .unknown), (.unknown, .bool), (.unknown, .unknown): return .unknown
    default: return .undecided
    }
  }

  @inlinable
  mutating func equality(_ step: Step) -> Scalar {
    let left = operand(step.first)
    if code.steps[Int(step.second)].operation == .text {
      return if case .text(let number) = left { .bool(isEqual(number, step.second)) } else { Self.unknown(left) }
    }
    let right = operand(step.second)
    switch (left, right) {
    case (.int(let left), .int(let right)): return .bool(left == right)
    case (.bool(let left), .bool(let right)): return .bool(left == right)
    case (.text(let left), .text(let right)):
      return .bool(source.withText(left) { left in source.withText(right) { right in left.elementsEqual(right) } })
    default: return Self.unknown(left, right)
    }
  }

  @inlinable
  func isEqual(_ number: Int, _ constant: Int32) -> Bool {
    let step = code.steps[Int(constant)]
    let (constant, count) = (code.texts + Int(step.first), Int(step.second))
    return source.withText(number) { text in
      guard text.count == count else { return false }
      for index in 0..<count where text[index] != constant[index] { return false }
      return true
    }
  }

  @inlinable
  mutating func arithmetic(_ step: Step) -> Scalar {
    let (left, right) = (operand(step.first), operand(step.second))
    guard case .int(let first) = left, case .int(let second) = right else { return Self.unknown(left, right) }
    let result: (partialValue: Int64, overflow: Bool)
    switch step.operation {
    case .less: return .bool(first < second)
    case .lessOrEqual: return .bool(first <= second)
    case .greater: return .bool(first > second)
    case .greaterOrEqual: return .bool(first >= second)
    case .greatest: return .int(max(first, second))
    case .add: result = first.addingReportingOverflow(second)
    case .subtract: result = first.subtractingReportingOverflow(second)
    case .multiply: result = first.multipliedReportingOverflow(by: second)
    case .divide: result = first.dividedReportingOverflow(by: second)
    case .remainder: result = first.remainderReportingOverflow(dividingBy: second)
    default: return .undecided
    }
    return result.overflow ? .undecided : .int(result.partialValue)
  }

  @inlinable
  mutating func membership(_ step: Step) -> Scalar {
    let operand = self.operand(step.first)
    guard case .text(let number) = operand else { return Self.unknown(operand) }
    for constant in step.second..<step.second + step.third where isEqual(number, constant) { return .bool(true) }
    return .bool(false)
  }

  @inlinable
  mutating func match(_ step: Step) -> Scalar {
    let operand = self.operand(step.first)
    guard case .text(let number) = operand else { return Self.unknown(operand) }
    return source.withText(number) { text in
      text.count <= ScalarCode.longestText ? .bool(code.isFound(pattern: Int(step.number), in: text)) : .undecided
    }
  }

  @inlinable
  mutating func size(_ step: Step) -> Scalar {
    let operand = self.operand(step.first)
    switch operand {
    case .container(let number): return .int(Int64(source.size(ofContainer: number)))
    case .text(let number):
      // A scalar begins with any byte but a continuation.
      return .int(source.withText(number) { text in text.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) } })
    default: return Self.unknown(operand)
    }
  }
}
