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
  mutating func enter(_ member: UInt32, in tree: Tree) -> UInt32? {
    let slot = slot(of: tree[member], in: tree)
    guard slot < slots.count else {
      slots.append(member)
      return nil
    }
    let earlier = slots[slot]
    slots[slot] = member
    return earlier == 0 ? nil : earlier
  }

  func hasKey(of record: UnsafePointer<Record>, in tree: Tree) -> Bool {
    let slot = slot(of: record, in: tree)
    return slot < slots.count && slots[slot] != 0
  }

  /// The slot that holds a record's key, else the one where it would go.
  private func slot(of record: UnsafePointer<Record>, in tree: Tree) -> Int {
    guard isHashed else { return slots.firstIndex { tree.haveEqualKeys(tree[$0], record) } ?? slots.count }
    // Hasher is seeded anew in each process, so no file can be made to collide.
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(tree.key(of: record)))
    var slot = hasher.finalize() & (slots.count - 1)
    while slots[slot] != 0, !tree.haveEqualKeys(tree[slots[slot]], record) { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }
}

extension Tree {
  @inline(__always)
  fileprivate func haveEqualKeys(_ left: UnsafePointer<Record>, _ right: UnsafePointer<Record>) -> Bool {
    // Most keys differ in length already.
    guard left.pointee.keyTextLength == right.pointee.keyTextLength else { return false }
    return key(of: left).hasSameBytes(as: key(of: right))
  }
}
