/// Builds a document's arena from what a reader meets, in the order of the file.
///
/// Offsets given to it are bytes of the source.
struct DocumentBuilder {
  /// The decoded text of a key or scalar: in the file, or in the side buffer where the file spells it differently.
  struct Text {
    let start: UInt32
    let length: UInt32
    let isDecoded: Bool
  }

  /// A key that waits for its value.
  struct Key {
    let range: Range<UInt32>
    let text: Text
    /// `<<`, which stands for the members of its value.
    let isMerge: Bool
  }

  /// A container that is not closed yet.
  struct Frame {
    let record: UInt32
    let isMapping: Bool
    /// It is itself a mapping's key.
    let isKey: Bool
    /// Its last child so far; 0 for none.
    var last: UInt32 = 0
    /// The key whose value comes next.
    var key: Key?
    /// How many levels of containers there are below it so far.
    var height = 0
    /// What `expanded` was when it was opened.
    let expandedBefore: Int
    /// How many merge values were waiting when it was opened.
    let mergesBefore: Int
  }

  /// The value of a `<<`, whose members come into the mapping when that is closed.
  struct Merge {
    let value: UInt32
    /// The member before it; 0 for none.
    let after: UInt32
  }

  let source: Source
  let number: Int
  let base: Int
  let limits: ReaderLimits

  var records: [Record] = []
  var decoded: [UInt8] = []
  private(set) var tags: [Document.Tag] = []
  /// The open containers, innermost last.
  var frames: [Frame] = []
  var merges: [Merge] = []
  var anchors: [[UInt8]: Anchor] = [:]
  /// The anchors of open containers, innermost last.
  var openAnchors: [(record: UInt32, name: [UInt8])] = []
  /// How many values there are, those that aliases stand for included.
  var expanded = 0
  /// How many of them aliases and merge keys brought in.
  var broughtIn = 0
  private var table = KeyTable()

  init(source: Source, number: Int, base: Int, limits: ReaderLimits) {
    self.source = source
    self.number = number
    self.base = base
    self.limits = limits
  }

  func finish(range: Range<Int>) -> Document {
    Document(
      source: source, number: number, range: range, base: base, records: records, decoded: decoded, tags: tags)
  }

  var isKeyExpected: Bool { frames.last.map { $0.isMapping && $0.key == nil } ?? false }

  /// Where the innermost open container starts.
  var container: (kind: Record.Kind, start: Int)? {
    frames.last.map { (records[Int($0.record)].kind, base + Int(records[Int($0.record)].start)) }
  }

  /// - Parameter record: one behind all that have a tag.
  mutating func add(tag: String, of record: UInt32) { tags.append(Document.Tag(record: record, text: tag)) }

  func relative(_ offset: Int) -> UInt32 { UInt32(truncatingIfNeeded: offset - base) }

  func relative(_ range: Range<Int>) -> Range<UInt32> {
    let start = relative(range.lowerBound)
    return start..<max(start, relative(range.upperBound))
  }

  func absolute(_ range: Range<UInt32>) -> Range<Int> {
    base + Int(range.lowerBound)..<base + Int(range.upperBound)
  }

  /// Text that the file has just so.
  func written(_ range: Range<Int>) -> Text {
    Text(start: relative(range.lowerBound), length: UInt32(truncatingIfNeeded: range.count), isDecoded: false)
  }

  /// Text that was appended to the side buffer from there on.
  func decodedText(from start: Int) -> Text {
    Text(
      start: UInt32(truncatingIfNeeded: start), length: UInt32(truncatingIfNeeded: decoded.count - start),
      isDecoded: true)
  }

  mutating func setKey(_ range: Range<Int>, text: Text, isMerge: Bool = false) {
    frames[frames.count - 1].key = Key(range: relative(range), text: text, isMerge: isMerge)
  }

  func scalar(_ kind: Record.Kind, flags: Record.Flags, range: Range<Int>, text: Text) -> Record {
    let range = relative(range)
    var record = Record(kind: kind, flags: flags, start: range.lowerBound, end: range.upperBound)
    if text.isDecoded { record.flags.insert(.isTextDecoded) }
    record.textStart = text.start
    record.textLength = text.length
    return record
  }

  /// Opens a mapping or sequence. `isKey`: it is a mapping's key, so it belongs to no container.
  mutating func open(_ kind: Record.Kind, flags: Record.Flags = [], start: Int, isKey: Bool = false) {
    let start = relative(start)
    let before = expanded
    let index = append(Record(kind: kind, flags: flags, start: start, end: start), isDetached: isKey)
    frames.append(
      Frame(
        record: index, isMapping: kind == .mapping, isKey: isKey, expandedBefore: before,
        mergesBefore: merges.count))
  }

  /// Closes the innermost container. If a `<<` stood in it, `merge(into:)` must follow.
  @discardableResult
  mutating func close(end: Int) -> Frame? {
    guard let frame = frames.popLast() else { return nil }
    let index = Int(frame.record)
    records[index].end = max(relative(end), records[index].start)
    if !frames.isEmpty {
      frames[frames.count - 1].height = max(frames[frames.count - 1].height, frame.height + 1)
    }
    if frame.isMapping, records[index].count > 1 { shadowDuplicates(in: index) }
    if let anchor = openAnchors.last, anchor.record == frame.record {
      openAnchors.removeLast()
      closeAnchor(anchor.name, of: frame)
    }
    return frame
  }

  /// Adds a record as the next child of the innermost container.
  @discardableResult
  mutating func append(_ record: Record, isDetached: Bool = false) -> UInt32 {
    let index = UInt32(truncatingIfNeeded: records.count)
    expanded += Self.weight(ofText: record.textLength)
    records.append(record)
    guard !isDetached, !frames.isEmpty else { return index }
    let top = frames.count - 1
    if let key = frames[top].key {
      frames[top].key = nil
      setKey(key, of: Int(index))
      if key.isMerge {
        merges.append(Merge(value: index, after: frames[top].last))
        return index
      }
    }
    let container = Int(frames[top].record)
    if frames[top].last == 0 {
      records[container].first = index
    } else {
      records[Int(frames[top].last)].next = index
    }
    records[container].count += 1
    frames[top].last = index
    return index
  }

  /// What a value counts where aliases bring it in: a long text is no single value to those who read it again and again.
  static func weight(ofText length: UInt32) -> Int { 1 + Int(length) / 256 }

  private mutating func setKey(_ key: Key, of index: Int) {
    expanded += Int(key.text.length) / 256
    records[index].keyStart = key.range.lowerBound
    records[index].keyEnd = key.range.upperBound
    records[index].keyTextStart = key.text.start
    records[index].keyTextLength = key.text.length
    if key.text.isDecoded { records[index].flags.insert(.isKeyDecoded) }
  }

  // MARK: Equal keys

  /// Flags all but the last of the members that have the same key, in linear time.
  private mutating func shadowDuplicates(in container: Int) {
    table.prepare(for: Int(records[container].count))
    var child = records[container].first
    while child != 0 {
      if let earlier = enter(child) {
        records[Int(earlier)].flags.insert(.isShadowed)
        records[container].count -= 1
      }
      child = records[Int(child)].next
    }
  }

  /// Empties the table of keys for `count` of them.
  mutating func prepareKeys(for count: Int) { table.prepare(for: count) }

  /// Puts a member's key into the table and returns the member that had it before, which it replaces.
  @discardableResult
  mutating func enter(_ member: UInt32) -> UInt32? {
    Tree.with(records, decoded, of: source, base: base) { table.enter(member, in: $0) }
  }

  /// Whether the table has a member with the same key.
  func hasEntered(keyOf record: Record) -> Bool {
    withUnsafePointer(to: record) { record in
      Tree.with(records, decoded, of: source, base: base) { table.hasKey(of: record, in: $0) }
    }
  }
}
