/// What can be seen in a YAML text without reading it.
enum YAMLText {
  /// Where the document around an offset ends: at the next line that starts with `---` or `...`.
  static func documentEnd(in bytes: [UInt8], from offset: Int) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var at = offset
      while let line = nextLine(in: bytes, after: at) {
        if isBoundary(bytes, line) { return line }
        at = line
      }
      return bytes.count
    }
  }

  /// The first line that starts with `%` behind more than `limit` such lines of one document.
  static func excessiveDirective(in bytes: [UInt8], limit: Int) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      guard bytes.contains(UInt8(ascii: "%")) else { return nil }
      var count = 0
      var line = 0
      while line < bytes.count {
        if bytes[line] == UInt8(ascii: "%") {
          count += 1
          if count > limit { return line }
        } else if isBoundary(bytes, line) {
          count = 0
        }
        guard let next = nextLine(in: bytes, after: line) else { return nil }
        line = next
      }
      return nil
    }
  }

  /// Whether a line that starts here separates documents.
  static func isBoundary(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Int) -> Bool {
    guard bytes.count - line >= 3 else { return false }
    let mark = bytes[line]
    guard mark == UInt8(ascii: "-") || mark == UInt8(ascii: "."), bytes[line + 1] == mark, bytes[line + 2] == mark
    else { return false }
    return bytes.count - line == 3 || JSONReader.isSpace(bytes[line + 3])
  }

  private static func nextLine(in bytes: UnsafeBufferPointer<UInt8>, after offset: Int) -> Int? {
    var at = offset
    while at < bytes.count {
      if bytes[at] == 0x0A || bytes[at] == 0x0D { return at + 1 }
      at += 1
    }
    return nil
  }
}
