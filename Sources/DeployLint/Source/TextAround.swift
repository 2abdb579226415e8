/// The text around a problem, where its cause is looked for.
struct TextAround {
  let bytes: [UInt8]
  /// Where the text ends.
  let end: Int

  /// The byte at an offset; 0 outside of the text.
  subscript(offset: Int) -> UInt8 { offset >= 0 && offset < end ? bytes[offset] : 0 }

  func lineStart(_ offset: Int) -> Int {
    var start = min(max(offset, 0), end)
    while start > 0, !Self.isBreak(bytes[start - 1]) { start -= 1 }
    return start
  }

  func lineEnd(_ offset: Int) -> Int {
    var end = max(offset, 0)
    while end < self.end, !Self.isBreak(bytes[end]) { end += 1 }
    return end
  }

  /// What stands at an offset: a text in quotes, a word, or one character.
  func token(_ offset: Int) -> Range<Int> {
    guard offset < end else { return end..<end }
    var after = offset + 1
    switch bytes[offset] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let lineEnd = lineEnd(offset)
      while after < lineEnd, bytes[after] != bytes[offset] { after += bytes[after] == UInt8(ascii: "\\") ? 2 : 1 }
      after = min(after + 1, lineEnd)
    case let byte where JSONReader.isWord(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-"):
      while after < end, JSONReader.isWord(bytes[after]) || bytes[after] == UInt8(ascii: "-") { after += 1 }
    default: break
    }
    return offset..<after
  }

  /// Where a line's text begins and ends, without the white space around it.
  func trimmedLine(_ offset: Int) -> Range<Int> {
    var start = lineStart(offset)
    var end = lineEnd(offset)
    while start < end, Self.isBlank(bytes[start]) { start += 1 }
    while end > start, Self.isBlank(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  /// The last line with text before the one around an offset.
  func lineBefore(_ offset: Int) -> Range<Int>? {
    var start = lineStart(offset)
    while start > 0 {
      let line = trimmedLine(start - 1)
      if !line.isEmpty { return line }
      start = lineStart(start - 1)
    }
    return nil
  }

  /// A template's placeholder that starts at an offset: `{{ x }}`, `{% x %}`, `${X}`, `$(x)`, `<x>`.
  func placeholder(_ offset: Int) -> Range<Int>? {
    let closing: [UInt8]
    switch (self[offset], self[offset + 1]) {
    case (UInt8(ascii: "{"), UInt8(ascii: "{")): closing = Array("}}".utf8)
    case (UInt8(ascii: "{"), UInt8(ascii: "%")): closing = Array("%}".utf8)
    case (UInt8(ascii: "$"), UInt8(ascii: "{")): closing = Array("}".utf8)
    case (UInt8(ascii: "$"), UInt8(ascii: "(")): closing = Array(")".utf8)
    case (UInt8(ascii: "<"), let next) where JSONReader.isWord(next): closing = Array(">".utf8)
    default: return nil
    }
    let lineEnd = lineEnd(offset)
    var after = offset
    while after < lineEnd, !bytes[after..<lineEnd].starts(with: closing) { after += 1 }
    return offset..<min(after + closing.count, lineEnd)
  }

  static func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
