/// Turns offsets of a source into lines and columns.
package struct LineIndex: Sendable {
  /// A place whose line and column are known: each line's start, and further ones in long lines so that no lookup
  /// has to count far.
  private struct Anchor {
    let offset: Int
    let line: Int
    let column: Int
  }

  private static let stride = 1024

  private let source: Source
  private let anchors: [Anchor]

  /// Reads the whole text once: make one for a file when its first finding needs it, and keep it.
  package init(_ source: Source) {
    self.source = source
    anchors = source.bytes.withUnsafeBufferPointer {
      Self.anchors(of: $0, from: source.byteOrderMarkLength, line: source.origin.lines + 1)
    }
  }

  private static func anchors(of bytes: UnsafeBufferPointer<UInt8>, from start: Int, line: Int) -> [Anchor] {
    var anchors: [Anchor] = []
    var lineStart = start
    var line = line
    while true {
      var column = 1
      var anchor = lineStart
      var at = lineStart
      anchors.append(Anchor(offset: anchor, line: line, column: column))
      while at < bytes.count, bytes[at] != UInt8(ascii: "\n"), bytes[at] != UInt8(ascii: "\r") {
        at += 1
        if at - anchor == stride {
          column += scalars(in: bytes[anchor..<at])
          anchor = at
          anchors.append(Anchor(offset: anchor, line: line, column: column))
        }
      }
      guard at < bytes.count else { return anchors }
      let isPair = bytes[at] == UInt8(ascii: "\r") && at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: "\n")
      lineStart = at + (isPair ? 2 : 1)
      line += 1
    }
  }

  private static func scalars(in bytes: some Sequence<UInt8>) -> Int {
    bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }

  /// The number of the last line; a line break at the very end begins another one.
  package var lineCount: Int { anchors[anchors.count - 1].line }

  /// The place of a byte of the source in the text that the source is, or is a part of. An offset outside of the source
  /// counts as its start or end.
  package func position(of offset: Int) -> Position {
    let offset = min(max(offset, 0), source.bytes.count)
    let anchor = anchors[max(anchors.bisect { $0.offset > offset } - 1, 0)]
    let inLine = anchor.offset < offset ? Self.scalars(in: source.bytes[anchor.offset..<offset]) : 0
    return Position(line: anchor.line, column: anchor.column + inLine, offset: source.origin.offset + offset)
  }

  package func span(of range: Range<Int>) -> Span {
    Span(start: position(of: range.lowerBound), end: position(of: range.upperBound))
  }

  /// The bytes of the line around an offset, without its line break.
  package func line(containing offset: Int) -> Range<Int> {
    range(ofLine: position(of: offset).line) ?? 0..<0
  }

  /// The bytes of a line, without its line break; `nil` where there is no such line. Lines count from 1.
  package func range(ofLine line: Int) -> Range<Int>? {
    guard line > source.origin.lines, line <= lineCount else { return nil }
    let start = anchors[anchors.bisect { $0.line >= line }].offset
    let next = anchors.bisect { $0.line > line }
    var end = next < anchors.count ? anchors[next].offset : source.bytes.count
    if next < anchors.count {
      if end > start, source.bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
      if end > start, source.bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    }
    return start..<end
  }
}
