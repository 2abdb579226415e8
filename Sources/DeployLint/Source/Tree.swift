/// A document's records and texts as plain pointers, for walks that touch every value: reading through them counts no
/// references. Valid inside ``Document/withTree(_:)`` only.
package struct Tree {
  private let records: UnsafePointer<Record>
  /// The source from the document's base on.
  private let written: UnsafePointer<UInt8>
  private let decoded: UnsafePointer<UInt8>

  /// - Parameter written: the source from the document's base on.
  @inline(__always)
  init(records: UnsafePointer<Record>, written: UnsafePointer<UInt8>, decoded: UnsafePointer<UInt8>) {
    self.records = records
    self.written = written
    self.decoded = decoded
  }

  @inline(__always)
  subscript(record: UInt32) -> UnsafePointer<Record> { records + Int(record) }

  /// The decoded text of a scalar; of a key where the place is that of one.
  @inline(__always)
  func text(at place: Node.Place) -> UnsafeBufferPointer<UInt8> {
    if place.isKey { return key(of: place.entry) }
    let record = records + Int(place.target)
    let base = record.pointee.flags.contains(.isTextDecoded) ? decoded : written
    return UnsafeBufferPointer(start: base + Int(record.pointee.textStart), count: Int(record.pointee.textLength))
  }

  /// The decoded text of a member's key.
  @inline(__always)
  func key(of entry: UInt32) -> UnsafeBufferPointer<UInt8> { key(of: records + Int(entry)) }

  /// The same for a record that need not be in the tree yet.
  @inline(__always)
  func key(of record: UnsafePointer<Record>) -> UnsafeBufferPointer<UInt8> {
    let base = record.pointee.flags.contains(.isKeyDecoded) ? decoded : written
    return UnsafeBufferPointer(start: base + Int(record.pointee.keyTextStart), count: Int(record.pointee.keyTextLength))
  }

  /// The place of a child of the value at a place.
  @inline(__always)
  func place(of child: UInt32, in parent: Node.Place) -> Node.Place {
    let record = records + Int(child)
    // The reader resolves chains: an alias never stands for an alias.
    guard record.pointee.kind == .alias else { return Node.Place(entry: child, target: child, alias: parent.alias) }
    return Node.Place(entry: child, target: record.pointee.first, alias: parent.alias == 0 ? child : parent.alias)
  }

  /// The first child of the value at a place that no later member shadows; 0 for none.
  @inline(__always)
  func firstChild(at place: Node.Place) -> UInt32 {
    let record = records + Int(place.target)
    guard record.pointee.kind == .mapping || record.pointee.kind == .sequence else { return 0 }
    return unshadowed(record.pointee.first)
  }

  /// The next child of the same container that no later member shadows; 0 for none.
  @inline(__always)
  func nextSibling(of child: UInt32) -> UInt32 { unshadowed(records[Int(child)].next) }

  /// How many children a container has, shadowed ones among them.
  func countOfAllChildren(at place: Node.Place) -> Int {
    let record = records[Int(place.target)]
    guard record.kind == .mapping || record.kind == .sequence else { return 0 }
    var count = 0
    var child = record.first
    while child != 0 {
      count += 1
      child = records[Int(child)].next
    }
    return count
  }

  @inline(__always)
  private func unshadowed(_ child: UInt32) -> UInt32 {
    var child = child
    while child != 0, records[Int(child)].flags.contains(.isShadowed) { child = records[Int(child)].next }
    return child
  }
}

extension Tree {
  /// Runs `body` on records and texts as plain pointers.
  @inline(__always)
  static func with<Result>(
    _ records: [Record], _ decoded: [UInt8], of source: Source, base: Int, _ body: (Tree) -> Result
  ) -> Result {
    records.withUnsafeBufferPointer { records in
      decoded.withUnsafeBufferPointer { decoded in
        source.bytes.withUnsafeBufferPointer { bytes in
          // Of what is empty nothing is read, so that any address can stand in for its own.
          body(
            Tree(
              records: records.baseAddress ?? none(), written: (bytes.baseAddress ?? none()) + base,
              decoded: decoded.baseAddress ?? none()))
        }
      }
    }
  }

  @inline(__always)
  private static func none<Element>() -> UnsafePointer<Element> {
    UnsafePointer(bitPattern: MemoryLayout<Element>.alignment).unsafelyUnwrapped
  }
}

extension Document {
  /// Runs `body` on the document as plain pointers.
  @inline(__always)
  func withTree<Result>(_ body: (Tree) -> Result) -> Result {
    Tree.with(records, decoded, of: source, base: base, body)
  }
}
