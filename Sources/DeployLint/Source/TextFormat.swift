/// How a text is read.
package enum TextFormat: Sendable {
  case yaml
  case json
  /// One JSON value on a line; NDJSON is the same.
  case jsonLines

  /// By the extension of a path; `nil` where it says nothing.
  package init?(path: String) {
    let name = path.utf8.split(separator: UInt8(ascii: "/")).last ?? Substring(path).utf8
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else { return nil }
    switch String(Substring(name[dot...])).lowercased() {
    case ".yaml", ".yml": self = .yaml
    case ".json": self = .json
    case ".jsonl", ".ndjson": self = .jsonLines
    default: return nil
    }
  }

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
