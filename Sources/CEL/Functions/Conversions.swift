/// Conversions between the kinds of values, stricter than Swift's own: `int("+5")` and `double("0x1p3")` are errors.
enum Conversion {
  /// `nil` where there is no such conversion.
  static func convert(_ value: Value, _ function: Function) -> Value? {
    switch (function, value) {
    case (.bool, .bool), (.int, .int), (.double, .double), (.string, .string), (.duration, .duration): value
    case (.bool, .string(let text)): bool(text).map(Value.bool) ?? invalid(text, "bool")
    case (.int, .double(let number)): int(number)
    case (.int, .string(let text)): int(text).map(Value.int) ?? invalid(text, "int")
    case (.double, .int(let number)): .double(Double(number))
    case (.double, .string(let text)): double(text).map(Value.double) ?? invalid(text, "double")
    case (.duration, .string(let text)): DurationValue(text).map(Value.duration) ?? invalid(text, "duration")
    case (.string, .bool), (.string, .int), (.string, .double), (.string, .duration): .string(value.displayText)
    default: nil
    }
  }

  /// Decimal digits with an optional minus.
  static func int(_ text: String) -> Int64? {
    let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
    guard !digits.isEmpty, digits.allSatisfy(\.isDigit) else { return nil }
    return Int64(text)
  }

  /// A decimal number with optional sign, fraction and exponent, or `NaN`, `Infinity`, `-Infinity`.
  static func double(_ text: String) -> Double? {
    switch text {
    case "NaN": return .nan
    case "Infinity", "+Infinity", "Inf", "+Inf": return .infinity
    case "-Infinity", "-Inf": return -.infinity
    default: break
    }
    var rest = text.utf8[...]
    func dropDigits() -> Bool {
      let count = rest.prefix(while: \.isDigit).count
      rest = rest.dropFirst(count)
      return count > 0
    }
    func dropSign() {
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    }
    dropSign()
    guard dropDigits() else { return nil }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard dropDigits() else { return nil }
    }
    if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      dropSign()
      guard dropDigits() else { return nil }
    }
    return rest.isEmpty ? Double(text) : nil
  }

  /// A double in its shortest form, without a fraction where it is whole.
  static func text(_ number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
    let text = number.description
    return text.utf8.suffix(2).elementsEqual(".0".utf8) ? String(text.dropLast(2)) : text
  }

  private static func bool(_ text: String) -> Bool? {
    switch text {
    case "1", "t", "T", "true", "True", "TRUE": true
    case "0", "f", "F", "false", "False", "FALSE": false
    default: nil
    }
  }

  private static func int(_ number: Double) -> Value {
    guard number > -0x1p63, number < 0x1p63 else {
      return .failure("\(text(number)) is out of the range of int")
    }
    return .int(Int64(number))
  }

  private static func invalid(_ text: String, _ kind: String) -> Value {
    .failure("'\(text)' is no \(kind)")
  }
}

extension DurationValue {
  /// Reads a sum of decimal numbers with units, such as `1h30m`, `-1.5s` or `250ms`.
  init?(_ text: String) {
    var rest = text.utf8[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    if rest.elementsEqual("0".utf8) {
      self.init(nanoseconds: 0)
      return
    }
    var total: Int64 = 0
    repeat {
      guard let part = Self.part(&rest) else { return nil }
      let (sum, overflow) = total.addingReportingOverflow(part)
      if overflow { return nil }
      total = sum
    } while !rest.isEmpty
    self.init(nanoseconds: isNegative ? -total : total)
  }

  /// One number with its unit, in nanoseconds; digits beyond a nanosecond are cut off.
  private static func part(_ rest: inout Substring.UTF8View) -> Int64? {
    let whole = rest.prefix(while: \.isDigit)
    rest = rest.dropFirst(whole.count)
    var fraction = rest.prefix(0)
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      fraction = rest.prefix(while: \.isDigit)
      rest = rest.dropFirst(fraction.count)
    }
    let unit = rest.prefix { !$0.isDigit && $0 != UInt8(ascii: ".") }
    rest = rest.dropFirst(unit.count)
    guard !whole.isEmpty || !fraction.isEmpty, var scale = scale(String(Substring(unit))) else { return nil }
    var total: Int64 = 0
    if !whole.isEmpty {
      guard let count = Int64(Substring(whole)) else { return nil }
      let (product, overflow) = count.multipliedReportingOverflow(by: scale)
      if overflow { return nil }
      total = product
    }
    for digit in fraction {
      // Hours divide by ten only eleven times without a rest; what is lost is below a nanosecond.
      scale /= 10
      let (sum, overflow) = total.addingReportingOverflow(scale * Int64(digit - UInt8(ascii: "0")))
      if overflow { return nil }
      total = sum
    }
    return total
  }

  private static func scale(_ unit: String) -> Int64? {
    switch unit {
    case "h": 3_600_000_000_000
    case "m": 60_000_000_000
    case "s": 1_000_000_000
    case "ms": 1_000_000
    case "us", "\u{B5}s", "\u{3BC}s": 1_000
    case "ns": 1
    default: nil
    }
  }

  /// Seconds with a fraction where there is one: `5400s`, `0.25s`.
  var text: String {
    let (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    var text = nanoseconds < 0 && seconds == 0 ? "-0" : String(seconds)
    if rest != 0 {
      let digits = String(rest.magnitude)
      var fraction = Array(repeating: UInt8(ascii: "0"), count: 9 - digits.utf8.count) + Array(digits.utf8)
      while fraction.last == UInt8(ascii: "0") { fraction.removeLast() }
      text += "." + String(decoding: fraction, as: UTF8.self)
    }
    return text + "s"
  }
}
