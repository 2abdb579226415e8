/// One document of a source: a flat tree whose nodes know where they stand.
package final class Document: Sendable {
  package let source: Source
  /// Counts from 0 in its source.
  package let number: Int
  /// The bytes of the source that belong to this document, comments around it included.
  package let range: Range<Int>
  /// What the records' offsets are relative to.
  let base: Int
  /// The arena. Record 0 is the root.
  let records: [Record]
  /// Decoded texts that the file spells differently (escapes, folded lines).
  let decoded: [UInt8]
  /// Whether a mapping holds a key twice.
  let hasDuplicateKeys: Bool
  /// Tags outside YAML's core schema, in the order of their records.
  let tags: [Tag]
  /// Whether the source has the document's text as it is, so that it can be edited there; texts inside quotes of
  /// another document have not.
  let isVerbatim: Bool

  struct Tag: Sendable {
    let record: UInt32
    let text: String
  }

  init(
    source: Source, number: Int, range: Range<Int>, base: Int, records: [Record], decoded: [UInt8],
    tags: [Tag] = [], isVerbatim: Bool = true
  ) {
    self.source = source
    self.number = number
    self.range = range
    self.base = base
    self.records = records
    self.decoded = decoded
    self.tags = tags
    self.isVerbatim = isVerbatim
    hasDuplicateKeys = records.contains { $0.flags.contains(.isShadowed) }
  }

  /// The document's value. An empty YAML document is a null.
  package var root: Node { Node(document: self, entry: 0, alias: nil) }

  /// Whether there is no content at all: nothing, or only white space and comments.
  package var isEmpty: Bool {
    records[0].kind == .null && records[0].start == records[0].end && !records[0].flags.contains(.hasLocalTag)
  }

  /// Whether a key or scalar may hold the text; `false` is certain.
  func mayHold(_ word: StaticString) -> Bool {
    decoded.withUnsafeBufferPointer { TextSearch.isFound(word, in: $0) }
      || source.bytes.withUnsafeBufferPointer { TextSearch.isFound(word, in: UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// The document of a text without any.
  static func empty(_ source: Source) -> Document {
    let end = source.bytes.count
    let root = Record(kind: .null, flags: .isPlain, start: 0, end: 0)
    return Document(source: source, number: 0, range: 0..<end, base: end, records: [root], decoded: [])
  }
}

extension [Document.Tag] {
  /// The tag of a record, if it has one.
  func text(of record: UInt32) -> String? {
    let place = bisect { $0.record >= record }
    return place < count && self[place].record == record ? self[place].text : nil
  }
}
