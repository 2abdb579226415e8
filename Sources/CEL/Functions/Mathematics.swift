extension Function {
  /// The functions of `math.`; their comments are in the documentation of the language.
  func mathematics(_ arguments: Arguments) -> Value {
    switch (self, arguments.first, arguments.second) {
    case (.greatest, _, _), (.least, _, _): extreme(arguments)
    case (.ceil, .double(let number), _): .double(number.rounded(.up))
    case (.floor, .double(let number), _): .double(number.rounded(.down))
    case (.round, .double(let number), _): .double(number.rounded(.toNearestOrAwayFromZero))
    case (.trunc, .double(let number), _): .double(number.rounded(.towardZero))
    case (.abs, .double(let number), _): .double(number.magnitude)
    case (.abs, .int(let number), _): number == .min ? .failure("integer overflow") : .int(Swift.abs(number))
    case (.sign, .double(let number), _): .double(number > 0 ? 1 : number < 0 ? -1 : number)
    case (.sign, .int(let number), _): .int(number.signum())
    case (.sqrt, .double(let number), _): .double(number.squareRoot())
    case (.sqrt, .int(let number), _): .double(Double(number).squareRoot())
    case (.isNaN, .double(let number), _): .bool(number.isNaN)
    case (.isInf, .double(let number), _): .bool(number.isInfinite)
    case (.isFinite, .double(let number), _): .bool(number.isFinite)
    case (.bitAnd, .int(let left), .int(let right)): .int(left & right)
    case (.bitOr, .int(let left), .int(let right)): .int(left | right)
    case (.bitXor, .int(let left), .int(let right)): .int(left ^ right)
    case (.bitNot, .int(let number), _): .int(~number)
    case (.bitShiftLeft, .int(let number), .int(let distance)): shift(distance) { number << $0 }
    case (.bitShiftRight, .int(let number), .int(let distance)):
      // Without the sign, as the other implementations do.
      shift(distance) { Int64(bitPattern: UInt64(bitPattern: number) >> $0) }
    default: noOverload(arguments)
    }
  }

  private func shift(_ distance: Int64, _ shifted: (Int64) -> Int64) -> Value {
    if distance < 0 { return .failure("the shift's distance is negative") }
    return .int(distance >= 64 ? 0 : shifted(distance))
  }

  /// The greatest or least of a list of numbers; of equal ones the first.
  private func extreme(_ arguments: Arguments) -> Value {
    guard let elements = Elements(list: arguments.first) else {
      return extreme([arguments.first])
    }
    return extreme(elements.values)
  }

  private func extreme(_ numbers: [Value]) -> Value {
    guard var best = numbers.first else { return .failure("\(rawValue) needs at least one number") }
    if numbers.contains(where: \.isUnknown) { return .unknown }
    for (index, number) in numbers.enumerated() {
      switch number {
      case .int, .double: break
      case .error: return number
      default: return .failure("\(rawValue) needs numbers, not \(number.kindName)")
      }
      guard index > 0 else { continue }
      let order = Comparison.order(number, best)
      if order == (self == .greatest ? .greater : .less) { best = number }
    }
    return best
  }
}
