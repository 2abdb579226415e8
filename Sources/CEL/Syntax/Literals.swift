/// The values that literals write.
enum Literal {
  /// A decimal or hexadecimal int; the sign belongs to it, else the smallest int could not be written.
  static func int(_ text: String, isNegative: Bool) -> Int64? {
    let sign = isNegative ? "-" : ""
    if text.utf8.dropFirst().first.map({ $0 | 0x20 }) == UInt8(ascii: "x") {
      return Int64(sign + text.unicodeScalars.dropFirst(2).map(String.init).joined(), radix: 16)
    }
    return Int64(sign + text)
  }

  /// The text of a string literal with its prefix and quotes.
  static func string(_ bytes: [UInt8], _ range: Range<Int>) throws(SyntaxError) -> String {
    var start = range.lowerBound
    let isRaw = bytes[start] | 0x20 == UInt8(ascii: "r")
    if isRaw { start += 1 }
    let quote = bytes[start]
    let isTriple =
      range.upperBound - start >= 6 && bytes[start + 1] == quote && bytes[start + 2] == quote
    let width = isTriple ? 3 : 1
    let content = start + width..<range.upperBound - width
    guard !isRaw, bytes[content].contains(UInt8(ascii: "\\")) else {
      return String(decoding: bytes[content], as: UTF8.self)
    }
    return try unescaped(bytes, content)
  }

  private static func unescaped(_ bytes: [UInt8], _ content: Range<Int>) throws(SyntaxError) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(content.count)
    var position = content.lowerBound
    while position < content.upperBound {
      let byte = bytes[position]
      guard byte == UInt8(ascii: "\\") else {
        result.append(byte)
        position += 1
        continue
      }
      let (scalar, length) = try escape(bytes, position, content.upperBound)
      result.append(contentsOf: String(scalar).utf8)
      position += length
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The scalar of the escape sequence at `start`, and its length.
  private static func escape(
    _ bytes: [UInt8], _ start: Int, _ end: Int
  ) throws(SyntaxError) -> (scalar: Unicode.Scalar, length: Int) {
    let letter = start + 1 < end ? bytes[start + 1] : 0
    switch letter {
    case UInt8(ascii: "a"): return ("\u{07}", 2)
    case UInt8(ascii: "b"): return ("\u{08}", 2)
    case UInt8(ascii: "f"): return ("\u{0C}", 2)
    case UInt8(ascii: "n"): return ("\n", 2)
    case UInt8(ascii: "r"): return ("\r", 2)
    case UInt8(ascii: "t"): return ("\t", 2)
    case UInt8(ascii: "v"): return ("\u{0B}", 2)
    case UInt8(ascii: "\\"), UInt8(ascii: "?"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
      return (Unicode.Scalar(letter), 2)
    case UInt8(ascii: "x"), UInt8(ascii: "X"): return try numeric(bytes, start, end, skip: 2, digits: 2, radix: 16)
    case UInt8(ascii: "u"): return try numeric(bytes, start, end, skip: 2, digits: 4, radix: 16)
    case UInt8(ascii: "U"): return try numeric(bytes, start, end, skip: 2, digits: 8, radix: 16)
    case UInt8(ascii: "0")...UInt8(ascii: "3"):
      return try numeric(bytes, start, end, skip: 1, digits: 3, radix: 8)
    default: throw SyntaxError("unknown escape sequence", at: start..<min(start + 2, end))
    }
  }

  private static func numeric(
    _ bytes: [UInt8], _ start: Int, _ end: Int, skip: Int, digits: Int, radix: UInt32
  ) throws(SyntaxError) -> (scalar: Unicode.Scalar, length: Int) {
    let length = skip + digits
    var code: UInt32 = 0
    for position in start + skip..<start + length {
      guard position < end, let digit = bytes[position].hexadecimalValue, digit < radix else {
        throw SyntaxError("\(digits) digits expected in the escape sequence", at: start..<min(position + 1, end))
      }
      code = code &* radix &+ digit
    }
    guard let scalar = Unicode.Scalar(code) else {
      throw SyntaxError("the escape sequence names no character", at: start..<start + length)
    }
    return (scalar, length)
  }
}
