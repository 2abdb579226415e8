/// Where each byte of a scalar's text is written: escapes, quotes and folded lines stand between the two.
enum WrittenText {
  /// For each byte of the text the bytes of the source that write it; `nil` where the two do not go together.
  ///
  /// - Parameter written: the scalar as written, quotes included, in the bytes of the source.
  static func places(
    of text: UnsafeBufferPointer<UInt8>, written: Range<Int>, in source: [UInt8]
  ) -> [Range<Int>]? {
    source.withUnsafeBufferPointer { source in
      guard let first = written.isEmpty ? nil : source[written.lowerBound] else { return text.isEmpty ? [] : nil }
      let inner = written.count >= 2 ? written.lowerBound + 1..<written.upperBound - 1 : written
      switch first {
      case UInt8(ascii: "|"), UInt8(ascii: ">"): return blockPlaces(of: text, written, source)
      case UInt8(ascii: "\""): return flowPlaces(of: text, inner, source, quote: first)
      case UInt8(ascii: "'"): return flowPlaces(of: text, inner, source, quote: first)
      default: return flowPlaces(of: text, written, source, quote: nil)
      }
    }
  }

  /// Whether new text can be put between the bytes as it is.
  static func isVerbatim(_ written: Range<Int>, in source: [UInt8]) -> Bool {
    !written.isEmpty && source[written.lowerBound] != UInt8(ascii: "\"")
      && source[written.lowerBound] != UInt8(ascii: "'")
  }

  /// A block scalar has every character as it is, between white space that may differ.
  private static func blockPlaces(
    of text: UnsafeBufferPointer<UInt8>, _ written: Range<Int>, _ source: UnsafeBufferPointer<UInt8>
  ) -> [Range<Int>]? {
    var places: [Range<Int>] = []
    places.reserveCapacity(text.count)
    var at = written.lowerBound
    while at < written.upperBound, !TextAround.isBreak(source[at]) { at += 1 }
    for byte in text {
      if !JSONReader.isSpace(byte) {
        while at < written.upperBound, JSONReader.isSpace(source[at]) { at += 1 }
        guard at < written.upperBound, source[at] == byte else { return nil }
      }
      let isThere = at < written.upperBound && source[at] == byte
      places.append(at..<(isThere ? at + 1 : at))
      if isThere { at += 1 }
    }
    return places
  }

  private static func flowPlaces(
    of text: UnsafeBufferPointer<UInt8>, _ written: Range<Int>, _ source: UnsafeBufferPointer<UInt8>, quote: UInt8?
  ) -> [Range<Int>]? {
    var places: [Range<Int>] = []
    places.reserveCapacity(text.count)
    var at = written.lowerBound
    while at < written.upperBound {
      let start = at
      var count = 1
      switch source[at] {
      case 0x20, 0x09, 0x0A, 0x0D:
        let breaks = skipSpace(&at, written.upperBound, source)
        if breaks == 0 {
          places += (start..<at).map { $0..<$0 + 1 }
          continue
        }
        // A line break is a space, and each empty line behind it a line break.
        count = max(breaks - 1, 1)
      case UInt8(ascii: "'") where quote == UInt8(ascii: "'"): at += 2
      case UInt8(ascii: "\\") where quote == UInt8(ascii: "\""): count = skipEscape(&at, written.upperBound, source)
      default: at += 1
      }
      let end = min(at, written.upperBound)
      places += repeatElement(start..<end, count: count)
    }
    return places.count == text.count ? places : nil
  }

  /// - Returns: how many line breaks there were.
  private static func skipSpace(_ at: inout Int, _ end: Int, _ source: UnsafeBufferPointer<UInt8>) -> Int {
    var breaks = 0
    while at < end, JSONReader.isSpace(source[at]) {
      if source[at] == 0x0A || (source[at] == 0x0D && (at + 1 == end || source[at + 1] != 0x0A)) { breaks += 1 }
      at += 1
    }
    return breaks
  }

  /// Goes behind an escape of YAML or JSON.
  ///
  /// - Returns: how many bytes of text it stands for.
  private static func skipEscape(_ at: inout Int, _ end: Int, _ source: UnsafeBufferPointer<UInt8>) -> Int {
    guard at + 1 < end else {
      at = end
      return 1
    }
    switch source[at + 1] {
    case UInt8(ascii: "x"): return skipCode(&at, digits: 2, end, source)
    case UInt8(ascii: "u"): return skipCode(&at, digits: 4, end, source)
    case UInt8(ascii: "U"): return skipCode(&at, digits: 8, end, source)
    case 0x0A, 0x0D:
      at += 1
      // The first break is taken away with the white space behind it.
      return max(skipSpace(&at, end, source) - 1, 0)
    // Next line and no-break space; line and paragraph separator.
    case UInt8(ascii: "N"), UInt8(ascii: "_"):
      at += 2
      return 2
    case UInt8(ascii: "L"), UInt8(ascii: "P"):
      at += 2
      return 3
    default:
      at += 2
      return 1
    }
  }

  private static func skipCode(
    _ at: inout Int, digits: Int, _ end: Int, _ source: UnsafeBufferPointer<UInt8>
  ) -> Int {
    let code = number(at + 2, digits, end, source)
    at += 2 + digits
    if digits == 4, (0xD800...0xDBFF).contains(code), at + 1 < end, source[at] == UInt8(ascii: "\\"),
      source[at + 1] == UInt8(ascii: "u")
    {
      // JSON writes a character outside the basic plane as two halves.
      at += 6
      return 4
    }
    switch code {
    case ..<0x80: return 1
    case ..<0x800: return 2
    case ..<0x10000: return 3
    default: return 4
    }
  }

  private static func number(_ start: Int, _ digits: Int, _ end: Int, _ source: UnsafeBufferPointer<UInt8>) -> Int {
    guard start + digits <= end else { return 0 }
    return source[start..<start + digits].reduce(0) { result, byte in
      (result & 0xFFF_FFFF) << 4 | (Character(Unicode.Scalar(byte)).hexDigitValue ?? 0)
    }
  }
}
