/// Where the decoded texts of keys lie.
struct KeyTexts {
  let source: Source
  let base: Int
  let decoded: [UInt8]

  func with<Result>(_ record: Record, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let isDecoded = record.flags.contains(.isKeyDecoded)
    let start = Int(record.keyTextStart) + (isDecoded ? 0 : base)
    return (isDecoded ? decoded : source.bytes).withUnsafeBytes {
      body(UnsafeRawBufferPointer(rebasing: $0[start..<start + Int(record.keyTextLength)]))
    }
  }

  func areEqual(_ left: Record, _ right: Record) -> Bool {
    guard left.keyTextLength == right.keyTextLength else { return false }
    return with(left) { left in with(right) { right in left.elementsEqual(right) } }
  }
}

/// The members of a mapping by key, to find equal keys in linear time.
struct KeyTable {
  /// Comparing each with each is faster up to this many.
  private static let smallCount = 8

  /// Members; in a hashed table 0 is a free slot, and the number of slots a power of two.
  private var slots: [UInt32] = []
  private var isHashed = false

  mutating func prepare(for count: Int) {
    slots.removeAll(keepingCapacity: true)
    isHashed = count > Self.smallCount
    if isHashed {
      var size = 32
      while size < 2 * count { size *= 2 }
      slots.append(contentsOf: repeatElement(0, count: size))
    }
  }

  /// Puts a member in and returns the one with the same key that it replaces.
  mutating func enter(_ member: UInt32, in records: [Record], _ texts: KeyTexts) -> UInt32? {
    let slot = slot(of: records[Int(member)], in: records, texts)
    guard slot < slots.count else {
      slots.append(member)
      return nil
    }
    let earlier = slots[slot]
    slots[slot] = member
    return earlier == 0 ? nil : earlier
  }

  func hasKey(of record: Record, in records: [Record], _ texts: KeyTexts) -> Bool {
    let slot = slot(of: record, in: records, texts)
    return slot < slots.count && slots[slot] != 0
  }

  /// The slot that holds a record's key, else the one where it would go.
  private func slot(of record: Record, in records: [Record], _ texts: KeyTexts) -> Int {
    guard isHashed else {
      return slots.firstIndex { texts.areEqual(records[Int($0)], record) } ?? slots.count
    }
    // Hasher is seeded anew in each process, so no file can be made to collide.
    let hash = texts.with(record) { bytes in
      var hasher = Hasher()
      hasher.combine(bytes: bytes)
      return hasher.finalize()
    }
    var slot = hash & (slots.count - 1)
    while slots[slot] != 0, !texts.areEqual(records[Int(slots[slot])], record) {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }
}
