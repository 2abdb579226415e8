internal import LinearRegex

/// One evaluation of a ``ScalarProgram``.
struct ScalarRun {
  typealias Node = ScalarProgram.Node

  /// Patterns on longer texts cost more than a step, which a whole evaluation accounts for.
  private static let longestText = 10_000

  let nodes: UnsafeBufferPointer<Node>
  let texts: UnsafeBufferPointer<UInt8>
  let patterns: UnsafeBufferPointer<Pattern>
  let source: any ScalarSource
  /// How many steps it may take still.
  var remaining: Int

  mutating func value(_ index: Int32) -> Scalar {
    remaining -= 1
    if remaining < 0 { return .undecided }
    let node = nodes[Int(index)]
    switch node.operation {
    case .truth: return .bool(node.first != 0)
    case .integer: return .int(node.number)
    // Only comparisons know what to do with it.
    case .text: return .undecided
    case .path: return source.scalar(ofPath: Int(node.number))
    case .presence: return source.scalar(ofPresence: Int(node.number))
    case .variable: return source.scalar(ofVariable: Int(node.number))
    case .not:
      let operand = value(node.first)
      return if case .bool(let value) = operand { .bool(!value) } else { Self.unknown(operand) }
    case .and: return logical(node, deciding: false)
    case .or: return logical(node, deciding: true)
    case .conditional:
      let condition = value(node.first)
      return if case .bool(let holds) = condition { value(holds ? node.second : node.third) } else {
        Self.unknown(condition)
      }
    case .equal: return equality(node)
    case .notEqual:
      let outcome = equality(node)
      return if case .bool(let isEqual) = outcome { .bool(!isEqual) } else { outcome }
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .add, .subtract, .multiply, .divide, .remainder, .greatest:
      return arithmetic(node)
    case .isIn: return membership(node)
    case .matches: return match(node)
    case .size: return size(node)
    }
  }

  /// What becomes of an operand that is not of the type that is needed.
  private static func unknown(_ operand: Scalar) -> Scalar {
    if case .unknown = operand { .unknown } else { .undecided }
  }

  /// The same for two: an error beside an unknown may come first.
  private static func unknown(_ left: Scalar, _ right: Scalar) -> Scalar {
    switch (left, right) {
    case (.undecided, _), (_, .undecided): .undecided
    case (.unknown, _), (_, .unknown): .unknown
    default: .undecided
    }
  }

  /// An operand that decides wins over everything, whichever side it is on.
  private mutating func logical(_ node: Node, deciding: Bool) -> Scalar {
    let left = value(node.first)
    if case .bool(deciding) = left { return left }
    let right = value(node.second)
    switch (left, right) {
    case (_, .bool(deciding)): return right
    case (.bool, .bool): return left
    case (.bool, .unknown), (.unknown, .bool), (.unknown, .unknown): return .unknown
    default: return .undecided
    }
  }

  private mutating func equality(_ node: Node) -> Scalar {
    let left = value(node.first)
    if nodes[Int(node.second)].operation == .text {
      return if case .text(let number) = left { .bool(isEqual(number, node.second)) } else { Self.unknown(left) }
    }
    let right = value(node.second)
    switch (left, right) {
    case (.int(let left), .int(let right)): return .bool(left == right)
    case (.bool(let left), .bool(let right)): return .bool(left == right)
    case (.text(let left), .text(let right)):
      let source = source
      return .bool(source.withText(left) { left in source.withText(right) { right in left.elementsEqual(right) } })
    default: return Self.unknown(left, right)
    }
  }

  private func isEqual(_ number: Int, _ constant: Int32) -> Bool {
    let node = nodes[Int(constant)]
    let constant = UnsafeBufferPointer(rebasing: texts[Int(node.first)..<Int(node.first + node.second)])
    return source.withText(number) { text in
      guard text.count == constant.count else { return false }
      for index in text.indices where text[index] != constant[index] { return false }
      return true
    }
  }

  private mutating func arithmetic(_ node: Node) -> Scalar {
    let (left, right) = (value(node.first), value(node.second))
    guard case .int(let first) = left, case .int(let second) = right else { return Self.unknown(left, right) }
    let result: (partialValue: Int64, overflow: Bool)
    switch node.operation {
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

  private mutating func membership(_ node: Node) -> Scalar {
    let operand = value(node.first)
    guard case .text(let number) = operand else { return Self.unknown(operand) }
    for constant in node.second..<node.second + node.third where isEqual(number, constant) { return .bool(true) }
    return .bool(false)
  }

  private mutating func match(_ node: Node) -> Scalar {
    let operand = value(node.first)
    guard case .text(let number) = operand else { return Self.unknown(operand) }
    var isShort = true
    let isFound = source.withText(number) { text in
      isShort = text.count <= Self.longestText
      return isShort && patterns[Int(node.number)].isFound(inUTF8: text)
    }
    return isShort ? .bool(isFound) : .undecided
  }

  private mutating func size(_ node: Node) -> Scalar {
    let operand = value(node.first)
    switch operand {
    case .container(let number): return .int(Int64(source.size(ofContainer: number)))
    case .text(let number):
      var count: Int64 = 0
      // A scalar begins with any byte but a continuation.
      _ = source.withText(number) { text in
        for byte in text where byte & 0xC0 != 0x80 { count += 1 }
        return true
      }
      return .int(count)
    default: return Self.unknown(operand)
    }
  }
}
