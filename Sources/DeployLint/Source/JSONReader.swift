/// Reads one JSON value as RFC 8259 has it, and nothing else.
///
/// The text must be valid UTF-8.
struct JSONReader {
  let bytes: UnsafeBufferPointer<UInt8>
  let end: Int
  var at: Int
  var builder: DocumentBuilder

  /// Reads the value that a part of the source consists of.
  static func read(
    _ source: Source, range: Range<Int>, number: Int, limits: ReaderLimits
  ) throws(JSONFailure) -> Document {
    try source.bytes.withUnsafeBufferPointer { bytes throws(JSONFailure) in
      var reader = JSONReader(
        bytes: bytes, end: range.upperBound, at: range.lowerBound,
        builder: DocumentBuilder(
          source: source, number: number, base: range.lowerBound, limits: limits.forText(ofLength: range.count)))
      try reader.readText()
      return reader.builder.finish(range: range)
    }
  }

  private mutating func readText() throws(JSONFailure) {
    if end - at > builder.limits.effectiveDocumentBytes { throw failure(.tooLong, at..<at) }
    skipSpace()
    if at == end { throw failure(.empty, at..<at) }
    try readValue()
    skipSpace()
    if at < end { throw failure(.textAfterValue, at..<at + 1) }
  }

  /// Reads a value with all that is in it. A loop and not a recursion, so that no depth can exhaust the stack.
  private mutating func readValue() throws(JSONFailure) {
    next: while true {
      let hasOpened = try startValue()
      if hasOpened { continue }
      while let frame = builder.frames.last {
        skipSpace()
        switch (peek, frame.isMapping) {
        case (UInt8(ascii: ","), let isMapping):
          at += 1
          skipSpace()
          if isMapping { try readKey() }
          continue next
        case (UInt8(ascii: "}"), true), (UInt8(ascii: "]"), false):
          at += 1
          builder.close(end: at)
        default:
          throw failure(.expectedCommaOrEnd, at..<min(at + 1, end))
        }
      }
      return
    }
  }

  /// Reads a scalar or an empty container, or opens a container and goes to its first value: then `true`.
  private mutating func startValue() throws(JSONFailure) -> Bool {
    if builder.records.count >= builder.limits.nodes { throw failure(.tooManyValues, at..<at) }
    let start = at
    switch peek {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let isMapping = peek == UInt8(ascii: "{")
      if builder.frames.count >= builder.limits.depth { throw failure(.tooDeep, at..<at + 1) }
      builder.open(isMapping ? .mapping : .sequence, flags: .isFlow, start: at)
      at += 1
      skipSpace()
      if peek != (isMapping ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
        if isMapping { try readKey() }
        return true
      }
      at += 1
      builder.close(end: at)
    case UInt8(ascii: "\""):
      let text = try readString()
      if text.length > builder.limits.scalarBytes { throw failure(.tooLongScalar, start..<start + 1) }
      builder.addScalar(.string, range: start..<at, text: text)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      let kind = try readNumber()
      if at - start > builder.limits.scalarBytes { throw failure(.tooLongScalar, start..<start + 1) }
      builder.addScalar(kind, range: start..<at, text: builder.written(start..<at))
    case UInt8(ascii: "t"): try readWord("true", .boolean)
    case UInt8(ascii: "f"): try readWord("false", .boolean)
    case UInt8(ascii: "n"): try readWord("null", .null)
    default: throw failure(.expectedValue, at..<min(at + 1, end))
    }
    return false
  }

  private mutating func readKey() throws(JSONFailure) {
    let start = at
    guard peek == UInt8(ascii: "\"") else { throw failure(.expectedKey, at..<min(at + 1, end)) }
    let text = try readString()
    if text.length > builder.limits.keyBytes { throw failure(.tooLongKey, start..<start + 1) }
    builder.setKey(start..<at, text: text)
    skipSpace()
    guard peek == UInt8(ascii: ":") else { throw failure(.expectedColon, at..<min(at + 1, end)) }
    at += 1
    skipSpace()
  }

  private mutating func readWord(_ word: StaticString, _ kind: Record.Kind) throws(JSONFailure) {
    let start = at
    let count = word.utf8CodeUnitCount
    let isThere = word.withUTF8Buffer { word in
      end - start >= count && bytes[start..<start + count].elementsEqual(word)
    }
    at += count
    guard isThere, !Self.isWord(peek) else {
      at = start
      throw failure(.expectedValue, start..<start + 1)
    }
    builder.addScalar(kind, range: start..<at, text: builder.written(start..<at))
  }

  /// The byte at the reader's place; 0, which JSON has nowhere, at the end.
  var peek: UInt8 { at < end ? bytes[at] : 0 }

  private mutating func skipSpace() {
    while at < end, Self.isSpace(bytes[at]) { at += 1 }
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

  /// What a word or number may hold; more than JSON's, so that wrong ones are seen whole.
  static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "$"), 0x80...:
      true
    default: false
    }
  }

  func failure(_ reason: JSONFailure.Reason, _ range: Range<Int>) -> JSONFailure {
    JSONFailure(reason: reason, range: range, end: end, container: builder.container, limits: builder.limits)
  }
}
