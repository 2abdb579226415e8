/// How a text is read.
package enum TextFormat: Sendable {
  case yaml
  case json
  /// One JSON value on a line; NDJSON is the same.
  case jsonLines

  /// By the extension of a path; `nil` where it says nothing.
  package init?(path: String) {
    let slash = UInt8(ascii: "/")
    let path = path.utf8.lastIndex { $0 != slash }.map { path.utf8[...$0] } ?? path.utf8[...]
    let name = path.lastIndex(of: slash).map { path.index(after: $0) } ?? path.startIndex
    guard let dot = path.lastIndex(of: UInt8(ascii: ".")), dot > name else { return nil }
    let ending = path[path.index(after: dot)...].lazy.map(WordSearch.fold)
    guard let known = Self.endings.first(where: { ending.elementsEqual($0.text.utf8) }) else { return nil }
    self = known.format
  }

  /// In small letters.
  private static let endings: [(text: String, format: TextFormat)] = [
    ("yaml", .yaml), ("yml", .yaml), ("json", .json), ("jsonl", .jsonLines), ("ndjson", .jsonLines),
  ]

  /// By the first characters of a text without a telling name: a bracket or brace means JSON, and if its first line is
  /// a whole value with more behind it, JSON Lines. All else is YAML.
  package init(of source: Source) {
    let bytes = source.bytes
    var start = source.byteOrderMarkLength
    while start < bytes.count, JSONReader.isSpace(bytes[start]) { start += 1 }
    guard start < bytes.count, bytes[start] == UInt8(ascii: "{") || bytes[start] == UInt8(ascii: "[") else {
      self = .yaml
      return
    }
    let lineEnd = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    let hasMore = bytes[lineEnd...].contains { !JSONReader.isSpace($0) }
    self = hasMore && Self.isWholeValue(source, start..<lineEnd) ? .jsonLines : .json
  }

  private static func isWholeValue(_ source: Source, _ range: Range<Int>) -> Bool {
    guard (try? JSONReader.read(source, range: range, number: 0, limits: .standard)) != nil else { return false }
    return true
  }
}
