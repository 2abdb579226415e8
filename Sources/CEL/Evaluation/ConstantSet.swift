/// A constant list as `in` asks it: membership without a walk over the elements.
struct ConstantSet: Sendable {
  private var texts: Set<MapValue.Key> = []
  private var integers: Set<Int64> = []
  private var doubles: Set<Double> = []
  /// The integers as doubles, because the language compares the two kinds as doubles.
  private var roundedIntegers: Set<Double> = []
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
        roundedIntegers.insert(Double(value))
      case .double(let value): doubles.insert(value)
      case .string(let text): texts.insert(.string(text))
      default: return nil
      }
    }
  }

  /// What `value in list` is.
  func contains(_ value: Value, _ budget: inout Budget) -> Value {
    switch value {
    case .null: return .bool(hasNull)
    case .bool(let flag): return .bool(flag ? hasTrue : hasFalse)
    case .int(let number): return .bool(integers.contains(number) || doubles.contains(Double(number)))
    case .double(let number): return .bool(doubles.contains(number) || roundedIntegers.contains(number))
    case .string(let text):
      budget.chargeText(text)
      return .bool(texts.contains(.string(text)))
    case .unknown, .error: return value
    default: return .bool(false)
    }
  }
}
