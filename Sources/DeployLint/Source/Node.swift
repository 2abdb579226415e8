/// A cheap view on one node of a document.
///
/// Reading through an alias is invisible except in the places: `valueRange` is then where the alias stands, and
/// `definitionRange` where the value is written.
package struct Node: Sendable {
  package enum Kind: UInt8, Sendable {
    case null, boolean, integer, float, string, sequence, mapping
  }

  package let document: Document
  let place: Place

  /// Where in its document a node is: what is left of it when the document is known. Small, because nodes are copied
  /// at every step.
  package struct Place: Sendable, BitwiseCopyable {
    /// The record that stands in the parent; it has the key.
    let entry: UInt32
    /// The record that has the value.
    let target: UInt32
    /// The outermost alias on the way here; 0, which is the root and never an alias, for none.
    let alias: UInt32
    /// Whether the node is the text of the member's key and not its value.
    var isKey = false
    /// Whether the scalar is read without its tag.
    fileprivate(set) var isUntagged = false
  }

  init(_ document: Document, _ place: Place) {
    self.document = document
    self.place = place
  }

  init(document: Document, entry: Int, alias: Int?) {
    self.document = document
    let (index, alias) = (UInt32(truncatingIfNeeded: entry), UInt32(truncatingIfNeeded: alias ?? 0))
    if document.records[entry].kind == .alias {
      // The reader resolves chains: an alias never stands for an alias.
      place = Place(entry: index, target: document.records[entry].first, alias: alias == 0 ? index : alias)
    } else {
      place = Place(entry: index, target: index, alias: alias)
    }
  }

  /// The member's key as a text of its own.
  package var keyNode: Node {
    Node(document, Place(entry: place.entry, target: place.target, alias: place.alias, isKey: true))
  }

  /// The same scalar without its tag: what an intrinsic function makes of a text that it leaves as it is.
  package var untagged: Node {
    var place = place
    place.isUntagged = true
    return Node(document, place)
  }

  /// Another value of the document, read where this one stands: as through an alias, it has both places.
  package func standing(for value: Node) -> Node {
    let alias = place.alias == 0 ? place.entry : place.alias
    return Node(document, Place(entry: place.entry, target: value.place.target, alias: alias, isKey: value.isKey))
  }

  /// Another text in the place of this scalar: what a function makes of what is written.
  package func replaced(by text: [UInt8]) -> Node {
    let place = document.records[alias ?? target]
    var record = Record(kind: .string, flags: .isTextDecoded, start: place.start, end: place.end)
    record.textLength = UInt32(truncatingIfNeeded: text.count)
    let copy = Document(
      source: document.source, number: document.number, range: document.range, base: document.base, records: [record],
      decoded: text, isVerbatim: false)
    return copy.root
  }
  private var entry: Int { Int(place.entry) }
  private var target: Int { Int(place.target) }
  private var alias: Int? { place.alias == 0 ? nil : Int(place.alias) }
  private var isKey: Bool { place.isKey }
  private var isUntagged: Bool { place.isUntagged }

  private var record: Record { document.records[target] }
  private var entryRecord: Record { document.records[entry] }

  package var kind: Kind {
    if isKey { return .string }
    return switch record.kind {
    case .null: .null
    case .boolean: .boolean
    case .integer: .integer
    case .float: .float
    case .string: .string
    case .sequence: .sequence
    case .mapping, .alias: .mapping
    }
  }

  package var isContainer: Bool { kind == .mapping || kind == .sequence }
  /// A YAML scalar without quotes.
  package var isPlain: Bool { !isKey && record.flags.contains(.isPlain) }
  package var isMerged: Bool { entryRecord.flags.contains(.isMerged) }
  package var isShadowed: Bool { entryRecord.flags.contains(.isShadowed) }
  package var hasLocalTag: Bool { record.flags.contains(.hasLocalTag) && !isKey && !isUntagged }
  /// A tag outside YAML's core schema, such as `!Ref`.
  package var localTag: String? { hasLocalTag ? document.tags.text(of: UInt32(target)) : nil }

  // MARK: Places, in bytes of the source

  /// The value as written, quotes included; where an alias led here, the alias.
  package var valueRange: Range<Int> { (isKey ? keyRange : nil) ?? range(of: document.records[alias ?? target]) }

  /// Where the value is written, if an alias led here.
  package var definitionRange: Range<Int>? { alias == nil || isKey ? nil : range(of: record) }

  /// Whether what is written here can be replaced by other text.
  package var isEditable: Bool { definitionRange == nil && document.isVerbatim && !document.source.isSynthetic }

  /// The key as written; `nil` for items and roots. Inside an aliased mapping it is the alias.
  package var keyRange: Range<Int>? {
    let record = entryRecord
    guard record.keyEnd > record.keyStart else { return nil }
    if let alias, alias != entry { return range(of: document.records[alias]) }
    return document.base + Int(record.keyStart)..<document.base + Int(record.keyEnd)
  }

  /// Where a finding about this node stands: a scalar's value; of a container the key that holds it, else its
  /// opening bracket, else its first key. An empty YAML value has no text, so its key stands for it.
  package var mark: Range<Int> {
    let value = valueRange
    if alias != nil, alias != entry, !isKey { return value }
    if !isContainer {
      return value.isEmpty ? keyRange ?? value : value
    }
    if let keyRange { return keyRange }
    if alias != nil { return value }
    if record.flags.contains(.isFlow) { return value.lowerBound..<value.lowerBound + 1 }
    if let first = children.first { return first.keyRange ?? first.valueRange }
    return value
  }

  private func range(of record: Record) -> Range<Int> {
    document.base + Int(record.start)..<document.base + Int(record.end)
  }

  // MARK: Text

  /// Runs `body` on the decoded UTF-8 text of a scalar. Containers have none.
  package func withText<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if isKey { return withKey(body) }
    let record = record
    return withBytes(
      record.textStart, record.textLength, isDecoded: record.flags.contains(.isTextDecoded), body)
  }

  /// Runs `body` on the decoded UTF-8 text of the member's key.
  package func withKey<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let record = entryRecord
    return withBytes(
      record.keyTextStart, record.keyTextLength, isDecoded: record.flags.contains(.isKeyDecoded), body)
  }

  private func withBytes<Result>(
    _ start: UInt32, _ length: UInt32, isDecoded: Bool, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let range = Int(start)..<Int(start) + Int(length)
    if isDecoded {
      return document.decoded.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
    }
    let (from, to) = (document.base + range.lowerBound, document.base + range.upperBound)
    return document.source.bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[from..<to])) }
  }

  /// Whether the decoded text of a scalar is this one, byte for byte.
  package func hasText(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { text in withText { $0.hasSameBytes(as: text) } }
  }

  /// The decoded text of a scalar; empty for containers.
  package var text: String { withText { String(decoding: $0, as: UTF8.self) } }

  /// The member's key; empty for items and roots.
  package var key: String { withKey { String(decoding: $0, as: UTF8.self) } }

  /// Whether the member's key is this text, byte for byte.
  package func hasKey(_ name: String) -> Bool {
    // Most keys differ in length already.
    guard Int(entryRecord.keyTextLength) == name.utf8.count else { return false }
    var name = name
    return name.withUTF8 { name in withKey { $0.hasSameBytes(as: name) } }
  }

  // MARK: Children

  /// How many members or items a container has; of a key written twice only the last counts.
  package var count: Int { Int(record.count) }

  /// Members or items in the order of the file, without members that a later one shadows.
  package var children: Children { Children(node: self, includesShadowed: false) }

  /// All members, also those that a later one with the same key shadows.
  package var allChildren: Children { Children(node: self, includesShadowed: true) }

  /// The member of that name, compared byte for byte.
  package func member(_ name: String) -> Node? { children.first { $0.hasKey(name) } }

  package struct Children: Sequence, IteratorProtocol {
    private let document: Document
    private let alias: Int?
    private let includesShadowed: Bool
    private var upcoming: Int

    fileprivate init(node: Node, includesShadowed: Bool) {
      document = node.document
      alias = node.alias
      self.includesShadowed = includesShadowed
      upcoming = node.isContainer ? Int(node.record.first) : 0
    }

    /// The first child, if there is one.
    package var first: Node? {
      var copy = self
      return copy.next()
    }

    package mutating func next() -> Node? {
      while upcoming != 0 {
        let current = upcoming
        upcoming = Int(document.records[current].next)
        if includesShadowed || !document.records[current].flags.contains(.isShadowed) {
          return Node(document: document, entry: current, alias: alias)
        }
      }
      return nil
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// A loop over indices is several times as fast as `elementsEqual`, and names are compared all the time.
  @inline(__always)
  func hasSameBytes(as other: Self) -> Bool {
    guard count == other.count else { return false }
    for index in indices where self[index] != other[index] { return false }
    return true
  }
}
