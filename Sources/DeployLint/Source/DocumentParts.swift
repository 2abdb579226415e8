#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// Reads a text of many documents in parts, each of which ends between two documents: memory holds a part, however long
/// the text is.
struct DocumentParts: ~Copyable {
  struct Part: Sendable {
    let bytes: [UInt8]
    /// Where it stands in the text.
    let origin: Source.Origin
  }

  /// A text that is no longer is read whole.
  static let longText = 4 << 20
  /// A part is as long, or as its only document. The work for each part is small beside that for its documents.
  static let partBytes = 512 << 10

  private let descriptor: Int32
  private let path: String
  private let ownsDescriptor: Bool
  private let format: TextFormat
  private let partBytes: Int
  /// What has been read and not yet been given out.
  private var pending: [UInt8]
  private var origin = Source.Origin()
  private var hasEnded = false

  /// - Parameters:
  ///   - beginning: what has been read already.
  ///   - path: what errors call the text; `-` is standard input, which stays open.
  init(
    descriptor: Int32, beginning: [UInt8] = [], format: TextFormat, path: String, partBytes: Int = Self.partBytes
  ) {
    self.partBytes = partBytes
    self.descriptor = descriptor
    self.path = path
    self.format = format
    ownsDescriptor = descriptor != STDIN_FILENO
    pending = beginning
  }

  deinit { if ownsDescriptor { close(descriptor) } }

  /// The next part; `nil` behind the last.
  mutating func next() throws(FileError) -> Part? {
    // How far there is no place to cut.
    var searched = 0
    while true {
      // A mark that begins at the end is read whole.
      if !hasEnded, pending.count < searched + partBytes + 5 { try fill(to: searched + partBytes + 5) }
      if hasEnded {
        if pending.isEmpty { return nil }
        if pending.count <= partBytes { return take(pending.count) }
      }
      // What was read at the beginning may be several parts.
      let end = min(pending.count, searched + partBytes)
      if let cut = cut(before: end, after: searched) { return take(cut) }
      if hasEnded, end == pending.count { return take(end) }
      searched = end
      // A document without an end is not waited for.
      if searched > FileReader.mostBytes { throw FileError(path: path, reason: .tooLarge) }
    }
  }

  private mutating func take(_ count: Int) -> Part {
    let part = Part(bytes: Array(pending[..<count]), origin: origin)
    origin.advance(over: part.bytes)
    pending.removeSubrange(..<count)
    return part
  }

  private mutating func fill(to count: Int) throws(FileError) {
    while pending.count < count {
      let piece = try FileReader.readSome(descriptor, path: path, atMost: count - pending.count)
      if piece.isEmpty {
        hasEnded = true
        return
      }
      pending += piece
    }
  }

  // MARK: Between documents

  /// The last place in a range at which a document begins.
  private func cut(before end: Int, after start: Int) -> Int? {
    pending.withUnsafeBufferPointer { bytes in
      var at = end
      while at > start {
        guard let lineBreak = Self.lastLineBreak(bytes, before: at, after: start) else { return nil }
        if format == .jsonLines || Self.beginsDocument(bytes, lineBreak + 1) { return lineBreak + 1 }
        at = lineBreak
      }
      return nil
    }
  }

  private static func lastLineBreak(_ bytes: UnsafeBufferPointer<UInt8>, before end: Int, after start: Int) -> Int? {
    var at = end - 1
    while at >= start, bytes[at] != 0x0A { at -= 1 }
    return at >= start ? at : nil
  }

  /// Whether a line is YAML's marker of a document, with no directives before it.
  private static func beginsDocument(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Int) -> Bool {
    guard line + 3 < bytes.count, bytes[line] == 0x2D, bytes[line + 1] == 0x2D, bytes[line + 2] == 0x2D,
      JSONReader.isSpace(bytes[line + 3])
    else { return false }
    // Blank lines and comments may stand between directives and the marker.
    var line = line
    while line > 0 {
      let previous = (lastLineBreak(bytes, before: line - 1, after: 0) ?? -1) + 1
      // Behind a byte order mark the first line begins.
      let start = previous == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : previous
      let first = bytes[start..<line].first { !JSONReader.isSpace($0) }
      guard first == nil || first == UInt8(ascii: "#") else { return bytes[start] != UInt8(ascii: "%") }
      line = previous
    }
    // Before the first marker of a text that begins with comments there is no document.
    return false
  }

  /// How many documents a part holds that nobody reads.
  static func documentCount(of bytes: [UInt8], _ format: TextFormat, isFirst: Bool) -> Int {
    let lines = bytes.split(separator: 0x0A)
    if format == .jsonLines { return lines.count { !$0.allSatisfy(JSONReader.isSpace) } }
    let marks = lines.count { $0.starts(with: "---".utf8) && ($0.dropFirst(3).first.map(JSONReader.isSpace) ?? true) }
    // Before the first mark there may be a document, or only comments and directives.
    let head = lines.first { line in
      line.first { !JSONReader.isSpace($0) }.map { $0 != UInt8(ascii: "#") && line.first != UInt8(ascii: "%") } ?? false
    }
    return marks + (isFirst && !(head?.starts(with: "---".utf8) ?? true) ? 1 : 0)
  }
}

extension Source {
  /// Where the bytes of a source stand in a longer text.
  struct Origin: Sendable, Equatable {
    /// The bytes before them.
    var offset = 0
    /// The line breaks before them.
    var lines = 0

    mutating func advance(over bytes: [UInt8]) {
      offset += bytes.count
      lines += bytes.withUnsafeBufferPointer { bytes in
        var count = 0
        for byte in bytes where byte == 0x0A { count += 1 }
        guard let base = bytes.baseAddress, memchr(base, 0x0D, bytes.count) != nil else { return count }
        // A carriage return that no line feed follows ends a line too.
        for at in bytes.indices where bytes[at] == 0x0D && (at + 1 == bytes.count || bytes[at + 1] != 0x0A) {
          count += 1
        }
        return count
      }
    }
  }
}
