#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// Reads a stream line by line in bounded memory, however long the stream is.
package struct LineReader {
  /// A line without its line break, or that it was too long to be kept.
  package enum Line: Sendable, Equatable {
    case text([UInt8])
    case tooLong
  }

  private static let pieceBytes = 64 * 1024

  private let descriptor: Int32
  private let longestLine: Int
  /// What was read and not yet given out starts at `start`.
  private var buffer: [UInt8] = []
  private var start = 0
  /// How far the buffer has been searched for a line break.
  private var searched = 0
  private var isSkipping = false
  private var hasEnded = false

  /// - Parameters:
  ///   - descriptor: an open file; standard input unless another one is given.
  ///   - longestLine: in bytes; longer lines are passed over and told.
  package init(descriptor: Int32 = STDIN_FILENO, longestLine: Int) {
    self.descriptor = descriptor
    self.longestLine = longestLine
  }

  /// Whether a whole line lies ready: asking for it will not wait for the writer.
  package mutating func hasLine() -> Bool { lineEnd() != nil }

  /// The next line; `nil` at the end of the stream. A last line needs no line break.
  package mutating func next() throws(FileError) -> Line? {
    while true {
      if let end = lineEnd() {
        let line = buffer[start..<end]
        start = end + 1
        searched = start
        if take() || line.count > longestLine { return .tooLong }
        return .text(Array(line))
      }
      if hasEnded {
        guard start < buffer.count || isSkipping else { return nil }
        let line = Array(buffer[start...])
        start = buffer.count
        if take() || line.count > longestLine { return .tooLong }
        return .text(line)
      }
      if buffer.count - start > longestLine {
        isSkipping = true
        start = buffer.count
        searched = start
      }
      try fill()
    }
  }

  /// Whether a long line has just ended.
  private mutating func take() -> Bool {
    defer { isSkipping = false }
    return isSkipping
  }

  private mutating func lineEnd() -> Int? {
    let found = buffer.withUnsafeBytes { bytes -> Int? in
      guard searched < bytes.count, let base = bytes.baseAddress else { return nil }
      return memchr(base + searched, 0x0A, bytes.count - searched).map { base.distance(to: $0) }
    }
    searched = found ?? buffer.count
    return found
  }

  private mutating func fill() throws(FileError) {
    if start > 0 {
      buffer.removeSubrange(..<start)
      searched -= start
      start = 0
    }
    let room = Self.pieceBytes
    var failure: Int32 = 0
    let piece = [UInt8](unsafeUninitializedCapacity: room) { bytes, count in
      while true {
        let result = read(descriptor, bytes.baseAddress, room)
        if result >= 0 {
          count = result
          return
        }
        if errno != EINTR {
          failure = errno
          return
        }
      }
    }
    guard failure == 0 else {
      throw FileError(path: "-", reason: .unreadable(FileReader.words(for: failure)))
    }
    hasEnded = piece.isEmpty
    buffer += piece
  }
}
