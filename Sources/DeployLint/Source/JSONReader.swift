/// Reads one JSON value as RFC 8259 has it, and nothing else.
///
/// The text must be valid UTF-8.
struct JSONReader {
  /// A container that is not closed yet.
  private struct Frame {
    let record: UInt32
    let isMapping: Bool
    /// Its last child so far; 0 for none.
    var last: UInt32 = 0
  }

  /// A key that waits for its value.
  private struct Key {
    var start: UInt32 = 0
    var end: UInt32 = 0
    var text = Text(start: 0, length: 0, isDecoded: false)
  }

  typealias Text = DocumentBuilder.Text

  /// The source from the document's base on: all offsets are those of records.
  let bytes: UnsafePointer<UInt8>
  let base: Int
  let end: Int
  var at = 0
  /// Decoded texts that the file spells differently.
  var decoded: [UInt8] = []
  private let limits: ReaderLimits
  /// Has room for all values that there can be.
  private let records: UnsafeMutablePointer<Record>
  private var count = 0
  /// The open containers, innermost last; has room for as many as there can be.
  private let frames: UnsafeMutablePointer<Frame>
  private var depth = 0
  private var key = Key()
  private var hasKey = false
  private var table = KeyTable()

  /// Reads the value that a part of the source consists of.
  static func read(
    _ source: Source, range: Range<Int>, number: Int, limits: ReaderLimits
  ) throws(JSONFailure) -> Document {
    let limits = limits.forText(ofLength: range.count)
    var decoded: [UInt8] = []
    let records = try source.bytes.withUnsafeBufferPointer { bytes throws(JSONFailure) in
      guard let text = bytes.baseAddress.map({ $0 + range.lowerBound }) else {
        throw JSONFailure(reason: .empty, range: range, end: range.upperBound, container: nil, limits: limits)
      }
      let room = min(mostValues(in: UnsafeBufferPointer(start: text, count: range.count)), limits.nodes)
      var failure: JSONFailure?
      let records = [Record](unsafeUninitializedCapacity: room) { records, count in
        withUnsafeTemporaryAllocation(of: Frame.self, capacity: limits.depth) { frames in
          guard let records = records.baseAddress, let frames = frames.baseAddress else { return }
          var reader = JSONReader(
            bytes: text, base: range.lowerBound, end: range.count, limits: limits, records: records, frames: frames)
          do throws(JSONFailure) {
            try reader.readText()
          } catch {
            failure = error
          }
          count = reader.count
          decoded = reader.decoded
        }
      }
      if let failure { throw failure }
      return records
    }
    return Document(
      source: source, number: number, range: range, base: range.lowerBound, records: records, decoded: decoded)
  }

  /// At least as many as there are: each but the first stands behind a bracket or a comma.
  private static func mostValues(in text: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 1
    var at = 0
    while text.count - at >= 8 {
      // One count for each byte of a word, which has room for so many.
      var counts: UInt64 = 0
      let end = min(at + 254 * 8, text.count - 8)
      while at <= end {
        let word = UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped).loadUnaligned(
          fromByteOffset: at, as: UInt64.self)
        let found =
          bytes(of: word | repeated(0x20), equalTo: UInt8(ascii: "{")) | bytes(of: word, equalTo: UInt8(ascii: ","))
        counts &+= found >> 7
        at += 8
      }
      let pairs = (counts & 0x00FF_00FF_00FF_00FF) &+ (counts >> 8 & 0x00FF_00FF_00FF_00FF)
      count += Int(truncatingIfNeeded: (pairs &* 0x0001_0001_0001_0001) >> 48)
    }
    for byte in text[at...] where byte | 0x20 == UInt8(ascii: "{") || byte == UInt8(ascii: ",") { count += 1 }
    return count
  }

  /// One bit for each of eight bytes that is this one.
  @inline(__always)
  private static func bytes(of word: UInt64, equalTo byte: UInt8) -> UInt64 {
    let difference = word ^ repeated(byte)
    let lows = repeated(0x7F)
    return ~(((difference & lows) &+ lows) | difference | lows)
  }

  @inline(__always)
  private static func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  private init(
    bytes: UnsafePointer<UInt8>, base: Int, end: Int, limits: ReaderLimits, records: UnsafeMutablePointer<Record>,
    frames: UnsafeMutablePointer<Frame>
  ) {
    self.bytes = bytes
    self.base = base
    self.end = end
    self.limits = limits
    self.records = records
    self.frames = frames
  }

  private mutating func readText() throws(JSONFailure) {
    if end > limits.effectiveDocumentBytes { throw failure(.tooLong, at..<at) }
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
      while depth > 0 {
        skipSpace()
        switch (peek, frames[depth - 1].isMapping) {
        case (UInt8(ascii: ","), let isMapping):
          at += 1
          skipSpace()
          if isMapping { try readKey() }
          continue next
        case (UInt8(ascii: "}"), true), (UInt8(ascii: "]"), false):
          at += 1
          close()
        default:
          throw failure(.expectedCommaOrEnd, at..<min(at + 1, end))
        }
      }
      return
    }
  }

  /// Reads a scalar or an empty container, or opens a container and goes to its first value: then `true`.
  @inline(__always)
  private mutating func startValue() throws(JSONFailure) -> Bool {
    if count >= limits.nodes { throw failure(.tooManyValues, at..<at) }
    let start = at
    switch peek {
    case UInt8(ascii: "\""):
      let text = try readString()
      if text.length > limits.scalarBytes { throw failure(.tooLongScalar, start..<start + 1) }
      append(.string, from: start, text)
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let isMapping = peek == UInt8(ascii: "{")
      if depth >= limits.depth { throw failure(.tooDeep, at..<at + 1) }
      open(isMapping ? .mapping : .sequence)
      at += 1
      skipSpace()
      if peek != (isMapping ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
        if isMapping { try readKey() }
        return true
      }
      at += 1
      close()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      let kind = try readNumber()
      if at - start > limits.scalarBytes { throw failure(.tooLongScalar, start..<start + 1) }
      append(kind, from: start, written(start..<at))
    case UInt8(ascii: "t"): try readWord("true", .boolean)
    case UInt8(ascii: "f"): try readWord("false", .boolean)
    case UInt8(ascii: "n"): try readWord("null", .null)
    default: throw failure(.expectedValue, at..<min(at + 1, end))
    }
    return false
  }

  @inline(__always)
  private mutating func readKey() throws(JSONFailure) {
    let start = at
    guard peek == UInt8(ascii: "\"") else { throw failure(.expectedKey, at..<min(at + 1, end)) }
    let text = try readString()
    if text.length > limits.keyBytes { throw failure(.tooLongKey, start..<start + 1) }
    key = Key(start: Self.offset(start), end: Self.offset(at), text: text)
    hasKey = true
    skipSpace()
    guard peek == UInt8(ascii: ":") else { throw failure(.expectedColon, at..<min(at + 1, end)) }
    at += 1
    skipSpace()
  }

  private mutating func readWord(_ word: StaticString, _ kind: Record.Kind) throws(JSONFailure) {
    let start = at
    let length = word.utf8CodeUnitCount
    let isThere = word.withUTF8Buffer { word in
      end - start >= length && UnsafeBufferPointer(start: bytes + start, count: length).elementsEqual(word)
    }
    at += length
    guard isThere, !Self.isWord(peek) else {
      at = start
      throw failure(.expectedValue, start..<start + 1)
    }
    append(kind, from: start, written(start..<at))
  }

  // MARK: Records

  private static func offset(_ offset: Int) -> UInt32 { UInt32(truncatingIfNeeded: offset) }

  /// Text that the file has just so.
  @inline(__always)
  func written(_ range: Range<Int>) -> Text {
    Text(start: Self.offset(range.lowerBound), length: Self.offset(range.count), isDecoded: false)
  }

  @inline(__always)
  private mutating func append(_ kind: Record.Kind, from start: Int, _ text: Text) {
    var record = Record(kind: kind, start: Self.offset(start), end: Self.offset(at))
    if text.isDecoded { record.flags.insert(.isTextDecoded) }
    record.textStart = text.start
    record.textLength = text.length
    add(record)
  }

  @inline(__always)
  private mutating func open(_ kind: Record.Kind) {
    let record = Self.offset(count)
    add(Record(kind: kind, flags: .isFlow, start: Self.offset(at), end: Self.offset(at)))
    (frames + depth).initialize(to: Frame(record: record, isMapping: kind == .mapping))
    depth += 1
  }

  /// Adds a record as the next child of the innermost container.
  @inline(__always)
  private mutating func add(_ record: Record) {
    (records + count).initialize(to: record)
    let index = Self.offset(count)
    if hasKey {
      hasKey = false
      records[count].keyStart = key.start
      records[count].keyEnd = key.end
      records[count].keyTextStart = key.text.start
      records[count].keyTextLength = key.text.length
      if key.text.isDecoded { records[count].flags.insert(.isKeyDecoded) }
    }
    count += 1
    guard depth > 0 else { return }
    let frame = frames + depth - 1
    let container = records + Int(frame.pointee.record)
    if frame.pointee.last == 0 {
      container.pointee.first = index
    } else {
      records[Int(frame.pointee.last)].next = index
    }
    container.pointee.count += 1
    frame.pointee.last = index
  }

  /// Closes the innermost container, behind its last byte.
  @inline(__always)
  private mutating func close() {
    depth -= 1
    let record = Int(frames[depth].record)
    records[record].end = Self.offset(at)
    if frames[depth].isMapping, records[record].count > 1 { shadowDuplicates(in: record) }
  }

  /// Flags all but the last of the members that have the same key, in linear time.
  private mutating func shadowDuplicates(in container: Int) {
    table.prepare(for: Int(records[container].count))
    decoded.withUnsafeBufferPointer { decoded in
      // Where nothing is decoded, no key is.
      let tree = Tree(records: records, written: bytes, decoded: decoded.baseAddress ?? bytes)
      var child = records[container].first
      while child != 0 {
        if let earlier = table.enter(child, in: tree) {
          records[Int(earlier)].flags.insert(.isShadowed)
          records[container].count -= 1
        }
        child = records[Int(child)].next
      }
    }
  }

  // MARK: Bytes

  /// The byte at the reader's place; 0, which JSON has nowhere, at the end.
  @inline(__always)
  var peek: UInt8 { at < end ? bytes[at] : 0 }

  @inline(__always)
  private mutating func skipSpace() {
    while at < end, Self.isSpace(bytes[at]) {
      at += 1
      // Indentation comes in runs.
      while end - at >= 8, loadWord() == 0x2020_2020_2020_2020 { at += 8 }
    }
  }

  /// The next eight bytes.
  @inline(__always)
  func loadWord() -> UInt64 { UnsafeRawPointer(bytes).loadUnaligned(fromByteOffset: at, as: UInt64.self) }

  @inline(__always)
  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

  /// What a word or number may hold; more than JSON's, so that wrong ones are seen whole.
  @inline(__always)
  static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "$"), 0x80...:
      true
    default: false
    }
  }

  func failure(_ reason: JSONFailure.Reason, _ range: Range<Int>) -> JSONFailure {
    var container: (kind: Record.Kind, start: Int)?
    if depth > 0 {
      let record = records[Int(frames[depth - 1].record)]
      container = (record.kind, base + Int(record.start))
    }
    return JSONFailure(
      reason: reason, range: base + range.lowerBound..<base + range.upperBound, end: base + end, container: container,
      limits: limits)
  }
}
