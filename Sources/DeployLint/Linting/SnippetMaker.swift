/// Cuts the lines out of a text that a finding speaks of.
struct SnippetMaker {
  /// Longer lines are cut around the place, in scalars.
  private static let longestLine = 160
  /// More places would hide the one that matters.
  private static let mostRelated = 3

  private let source: Source
  private let index: LineIndex
  /// Bytes that must not be shown: apart from each other, in their order.
  private let masked: [Range<Int>]

  init(source: Source, index: LineIndex, masked: [Range<Int>]) {
    self.source = source
    self.index = index
    var apart: [Range<Int>] = []
    for range in masked.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = apart.last, range.lowerBound <= last.upperBound {
        apart[apart.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        apart.append(range)
      }
    }
    self.masked = apart
  }

  /// The masks that a piece of the text may need: a file may have very many.
  private func masks(in window: Range<Int>) -> ArraySlice<Range<Int>> {
    let start = masked.bisect { $0.upperBound > window.lowerBound }
    return masked[start..<max(start, masked.bisect { $0.lowerBound >= window.upperBound })]
  }

  /// `nil` where the place is in a text that cannot be shown, because it is not UTF-8 at all.
  func snippet(for span: Span, related: [Span]) -> Snippet? {
    var places: [Int: Int] = [span.start.line: span.start.offset]
    for other in related.prefix(Self.mostRelated) where places[other.start.line] == nil {
      places[other.start.line] = other.start.offset
    }
    var lines = places.compactMap { line($0.key, around: $0.value) }
    if lines.contains(where: { $0.text.utf8.contains(0) }) { return nil }
    // One line before the place, because it often holds the sibling that explains it.
    let previous = span.start.line - 1
    if places[previous] == nil, let range = index.range(ofLine: previous),
      let before = line(previous, around: source.origin.offset + range.lowerBound),
      before.text.unicodeScalars.contains(where: { $0 != " " })
    {
      lines.append(before)
    }
    return Snippet(lines: lines.sorted { $0.number < $1.number })
  }

  /// Reads no more than a window of the line, so that many findings in one long line stay cheap.
  private func line(_ number: Int, around place: Int) -> Snippet.Line? {
    guard let line = index.range(ofLine: number) else { return nil }
    let offset = place - source.origin.offset
    var start = line.lowerBound
    if line.count > Self.longestLine {
      start = max(start, offset - Self.longestLine / 3)
      while start > line.lowerBound, source.bytes[start] & 0xC0 == 0x80 { start -= 1 }
    }
    let window = start..<min(line.upperBound, start + Self.longestLine * 4)
    var bytes = Array(source.bytes[window])
    for mask in masks(in: window) {
      for offset in mask.clamped(to: window) { bytes[offset - window.lowerBound] = UInt8(ascii: "*") }
    }
    var text = String(decoding: bytes, as: UTF8.self)
    var isCut = window.upperBound < line.upperBound
    // Most lines are short.
    if bytes.count > Self.longestLine, text.unicodeScalars.count > Self.longestLine {
      isCut = true
      text = String(text.unicodeScalars.prefix(Self.longestLine))
    }
    return Snippet.Line(
      number: number, text: text, firstColumn: index.position(of: start).column, isCut: isCut)
  }
}
