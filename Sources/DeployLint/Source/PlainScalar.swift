/// What a plain YAML scalar, one without quotes and tag, stands for.
///
/// The YAML 1.2 core schema, which is how the reader types them:
///
/// | kind    | spelling |
/// |---------|----------|
/// | null    | nothing, `~`, `null`, `Null`, `NULL` |
/// | boolean | `true`, `True`, `TRUE`, `false`, `False`, `FALSE` |
/// | integer | `[-+]?[0-9]+`, `0o[0-7]+`, `0x[0-9a-fA-F]+` |
/// | float   | `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`, `[-+]?\.(inf|Inf|INF)`, `\.(nan|NaN|NAN)` |
/// | string  | everything else |
enum PlainScalar {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  static func kind(of text: Bytes) -> Node.Kind {
    guard let first = text.first else { return .null }
    switch first {
    case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"):
      return isNull(text) ? .null : .string
    case UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"):
      return boolean(text) == nil ? .string : .boolean
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
      return numberKind(of: text) ?? .string
    default: return .string
    }
  }

  static func isNull(_ text: Bytes) -> Bool { text.isEmpty || text.isOne(of: "~", "null", "Null", "NULL") }

  static func boolean(_ text: Bytes) -> Bool? {
    if text.isOne(of: "true", "True", "TRUE") { return true }
    return text.isOne(of: "false", "False", "FALSE") ? false : nil
  }

  static func numberKind(of text: Bytes) -> Node.Kind? {
    var scanner = ScalarScanner(text)
    if scanner.skip("0o") { return scanner.skipDigits(below: 8) > 0 && scanner.isAtEnd ? .integer : nil }
    if scanner.skip("0x") { return scanner.skipHexDigits() > 0 && scanner.isAtEnd ? .integer : nil }
    if scanner.skipOne(of: ".nan", ".NaN", ".NAN") { return scanner.isAtEnd ? .float : nil }
    scanner.skipSign()
    if scanner.skipOne(of: ".inf", ".Inf", ".INF") { return scanner.isAtEnd ? .float : nil }
    let whole = scanner.skipDigits()
    if whole > 0, scanner.isAtEnd { return .integer }
    if scanner.skip(".") {
      guard scanner.skipDigits() > 0 || whole > 0 else { return nil }
    } else if whole == 0 {
      return nil
    }
    if scanner.skipOne(of: "e", "E") {
      scanner.skipSign()
      guard scanner.skipDigits() > 0 else { return nil }
    }
    return scanner.isAtEnd ? .float : nil
  }

  /// The value of what is an integer by the core schema; `nil` also where it does not fit.
  static func integer(_ text: Bytes) -> Int64? {
    if let decimal = shortDecimal(text) { return decimal }
    guard numberKind(of: text) == .integer else { return nil }
    let string = String(decoding: text, as: UTF8.self)
    if text.count > 2, text[0] == UInt8(ascii: "0"), text[1] == UInt8(ascii: "o") {
      return Int64(string.dropFirst(2), radix: 8)
    }
    if text.count > 2, text[0] == UInt8(ascii: "0"), text[1] == UInt8(ascii: "x") {
      return Int64(string.dropFirst(2), radix: 16)
    }
    return Int64(string)
  }

  /// The value of up to 18 digits and nothing else, which most numbers are.
  static func shortDecimal(_ text: Bytes) -> Int64? {
    guard (1...18).contains(text.count) else { return nil }
    var value: Int64 = 0
    for byte in text {
      let digit = byte &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value * 10 + Int64(digit)
    }
    return value
  }

  /// The value of what is a number by the core schema.
  static func double(_ text: Bytes) -> Double? {
    switch numberKind(of: text) {
    case .integer:
      if let integer = integer(text) { return Double(integer) }
      return Double(String(decoding: text, as: UTF8.self))
    case .float:
      // Of the core schema's floats only these hold an n.
      if text.contains(where: { $0 | 0x20 == UInt8(ascii: "n") }) {
        if text[1] | 0x20 == UInt8(ascii: "n") { return .nan }
        return text[0] == UInt8(ascii: "-") ? -.infinity : .infinity
      }
      return Double(String(decoding: text, as: UTF8.self))
    default: return nil
    }
  }
}
