/// JSON's strings and numbers.
extension JSONReader {
  /// Reads a string, from its opening quote to behind its closing one.
  @inline(__always)
  mutating func readString() throws(JSONFailure) -> Text {
    let quote = at
    at += 1
    skipOrdinary()
    if peek == UInt8(ascii: "\"") {
      at += 1
      return written(quote + 1..<at - 1)
    }
    return try readEscapedString(from: quote)
  }

  /// Goes on to the next byte that ends an ordinary stretch of a string: a quote, a backslash or a control character.
  @inline(__always)
  private mutating func skipOrdinary() {
    while end - at >= 8 {
      let special = Self.specialBytes(UInt64(littleEndian: loadWord()))
      if special != 0 {
        at += special.trailingZeroBitCount / 8
        return
      }
      at += 8
    }
    while at < end, bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "\\"), bytes[at] >= 0x20 { at += 1 }
  }

  /// Marks, of eight bytes, the quotes, backslashes and control characters by their highest bits. The lowest mark is
  /// right; above it there may be others that are not.
  @inline(__always)
  private static func specialBytes(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let quotes = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
    let backslashes = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
    let zeros = ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes)
    let controls = (word &- (ones &* 0x20)) & ~word
    return (zeros | controls) & highs
  }

  private mutating func readEscapedString(from quote: Int) throws(JSONFailure) -> Text {
    let start = decoded.count
    var stretch = quote + 1
    while true {
      decoded.append(contentsOf: UnsafeBufferPointer(start: bytes + stretch, count: at - stretch))
      if at == end { throw failure(.unclosedString, quote..<end) }
      switch bytes[at] {
      case UInt8(ascii: "\""):
        at += 1
        return Text(
          start: UInt32(truncatingIfNeeded: start), length: UInt32(truncatingIfNeeded: decoded.count - start),
          isDecoded: true)
      case UInt8(ascii: "\\"):
        try readEscape(in: quote)
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        throw failure(.unclosedString, quote..<at)
      default:
        throw failure(.controlCharacter, at..<at + 1)
      }
      stretch = at
      skipOrdinary()
    }
  }

  private mutating func readEscape(in quote: Int) throws(JSONFailure) {
    let start = at
    guard at + 1 < end else { throw failure(.unclosedString, quote..<end) }
    at += 2
    switch bytes[start + 1] {
    case UInt8(ascii: "\""): decoded.append(UInt8(ascii: "\""))
    case UInt8(ascii: "\\"): decoded.append(UInt8(ascii: "\\"))
    case UInt8(ascii: "/"): decoded.append(UInt8(ascii: "/"))
    case UInt8(ascii: "b"): decoded.append(0x08)
    case UInt8(ascii: "f"): decoded.append(0x0C)
    case UInt8(ascii: "n"): decoded.append(0x0A)
    case UInt8(ascii: "r"): decoded.append(0x0D)
    case UInt8(ascii: "t"): decoded.append(0x09)
    case UInt8(ascii: "u"): try readUnicodeEscape(from: start)
    default:
      // The escaped character may be several bytes long.
      var after = at
      while after < end, bytes[after] & 0xC0 == 0x80 { after += 1 }
      throw failure(.badEscape, start..<after)
    }
  }

  /// Reads on behind `\u`: four digits, and a second escape where they are the first half of a pair.
  private mutating func readUnicodeEscape(from start: Int) throws(JSONFailure) {
    guard var code = readFourDigits() else { throw badUnicodeEscape(from: start) }
    if code & 0xFC00 == 0xD800, end - at >= 2, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u") {
      let second = at
      at += 2
      guard let low = readFourDigits() else { throw badUnicodeEscape(from: second) }
      guard low & 0xFC00 == 0xDC00 else { throw failure(.loneSurrogate, start..<second) }
      code = 0x10000 + (code & 0x3FF) << 10 + (low & 0x3FF)
    }
    guard let scalar = Unicode.Scalar(code) else { throw failure(.loneSurrogate, start..<at) }
    decoded.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  private mutating func readFourDigits() -> UInt32? {
    guard end - at >= 4 else { return nil }
    var code: UInt32 = 0
    for index in at..<at + 4 {
      guard let digit = Self.hexDigit(bytes[index]) else { return nil }
      code = code << 4 | digit
    }
    at += 4
    return code
  }

  private static func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  private func badUnicodeEscape(from start: Int) -> JSONFailure {
    var after = start + 2
    while after < min(end, start + 6), Self.hexDigit(bytes[after]) != nil { after += 1 }
    return failure(.badEscape, start..<after)
  }

  /// Reads a number; one with a fraction or an exponent is a float.
  mutating func readNumber() throws(JSONFailure) -> Record.Kind {
    let start = at
    var kind = Record.Kind.integer
    var isRight = true
    if peek == UInt8(ascii: "-") { at += 1 }
    if peek == UInt8(ascii: "0") { at += 1 } else { isRight = skipDigits() }
    if isRight, peek == UInt8(ascii: ".") {
      kind = .float
      at += 1
      isRight = skipDigits()
    }
    if isRight, peek | 0x20 == UInt8(ascii: "e") {
      kind = .float
      at += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { at += 1 }
      isRight = skipDigits()
    }
    if isRight, !Self.isWord(peek), peek != UInt8(ascii: "+"), peek != UInt8(ascii: "-") { return kind }
    while Self.isWord(peek) || peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { at += 1 }
    throw failure(.badNumber, start..<at)
  }

  private mutating func skipDigits() -> Bool {
    let start = at
    while at < end, bytes[at] >= UInt8(ascii: "0"), bytes[at] <= UInt8(ascii: "9") { at += 1 }
    return at > start
  }
}
