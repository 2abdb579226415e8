/// A constant list as `in` asks it: membership without a walk over the elements.
struct ConstantSet: Sendable {
  /// Comparing with each is faster than hashing up to this many.
  private static let scanLimit = 8

  private var texts: Set<MapValue.Key> = []
  /// The texts, where they are few.
  private var fewTexts: [String]?
  private var integers: Set<Int64> = []
  private var doubles: Set<Double> = []
  /// Whether there is an integer that the language takes for equal to 2^63.
  private var reachesLimit = false
  private var hasNull = false
  private var hasTrue = false
  private var hasFalse = false

  /// `nil` for a list with anything but null, booleans, numbers and strings.
  init?(_ elements: [Value]) {
    for element in elements {
      switch element {
      case .null: hasNull = true
      case .bool(true): hasTrue = true
      case .bool(false): hasFalse = true
      case .int(let value):
        integers.insert(value)
        if Comparison.order(value, 0x1p63) == .equal { reachesLimit = true }
      case .double(let value): doubles.insert(value)
      case .string(let text): texts.insert(.string(text))
      default: return nil
      }
    }
    if texts.count <= Self.scanLimit {
      fewTexts = texts.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }
  }

  /// What `value in list` is.
  func contains(_ value: Value, _ budget: inout Budget) -> Value {
    switch value {
    case .null: return .bool(hasNull)
    case .bool(let flag): return .bool(flag ? hasTrue : hasFalse)
    case .int(let number): return .bool(integers.contains(number) || hasEqualDouble(number))
    case .double(let number): return .bool(doubles.contains(number) || hasEqualInteger(number))
    case .string(let text):
      budget.chargeText(text)
      if let fewTexts { return .bool(fewTexts.contains { $0.hasSameScalars(as: text) }) }
      return .bool(texts.contains(.string(text)))
    case .unknown, .error: return value
    default: return .bool(false)
    }
  }

  private func hasEqualDouble(_ number: Int64) -> Bool {
    let nearest = Double(number)
    return doubles.contains(nearest) && Comparison.order(number, nearest) == .equal
  }

  private func hasEqualInteger(_ number: Double) -> Bool {
    if let whole = Int64(exactly: number) { return integers.contains(whole) }
    return number == 0x1p63 && reachesLimit
  }
}
