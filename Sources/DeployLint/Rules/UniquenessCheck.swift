import LinearRegex

/// Finds items of a list that repeat an earlier one, in linear time.
enum UniquenessCheck {
  struct Repetition {
    /// Visits of the later item and of its member, and of the earlier ones.
    let item: Int
    let itemMember: Int
    let first: Int
    let firstMember: Int
  }

  /// Compares the items by a text member; items whose member is absent, failed a check or is no text are passed over.
  static func repetitions(
    of member: String, _ comparison: Rule.Comparison, in list: Int, _ request: CheckedRequest
  ) -> [Repetition] {
    guard let id = request.model.memberID(member) else { return [] }
    var repetitions: [Repetition] = []
    var firsts: [[UInt8]: (item: Int, member: Int)] = [:]
    var exact: Set<[UInt8]> = []
    for item in request.children(of: list) {
      guard let place = request.member(id, of: item), !request.visits[place].pointee.isFailed,
        request.visits[place].pointee.node.kind == .string
      else { continue }
      let text = request.visits[place].pointee.node.text
      let key = comparison == .exact ? Array(text.utf8) : folded(text)
      let isExactRepetition = comparison == .caseOnly && !exact.insert(Array(text.utf8)).inserted
      guard let first = firsts[key] else {
        firsts[key] = (item, place)
        continue
      }
      if !isExactRepetition {
        repetitions.append(Repetition(item: item, itemMember: place, first: first.item, firstMember: first.member))
      }
    }
    return repetitions
  }

  /// Whether two items of the list may have the same text, whatever its case: `false` is certain. Most lists repeat
  /// nothing, and this costs less than to compare.
  static func mayRepeat(_ member: Int, _ list: RequestScalars) -> Bool {
    let count = list.itemCount
    guard count > 1 else { return false }
    return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: count) { hashes in
      var known = 0
      list.forEachItem { item in
        guard let text = list.visits.member(member, of: item) else { return }
        hashes.initializeElement(at: known, to: list.withText(text, hash))
        known += 1
      }
      var hashes = UnsafeMutableBufferPointer(rebasing: hashes[..<known])
      // A few are compared with each other before they could be sorted.
      if known <= 16 {
        for later in hashes.indices.dropFirst() {
          for earlier in 0..<later where hashes[earlier] == hashes[later] { return true }
        }
        return false
      }
      hashes.sort()
      return zip(hashes, hashes.dropFirst()).contains { $0 == $1 }
    }
  }

  /// The same for texts that differ in case only, and now and then for others: by eight bytes, of which the bit for the
  /// case does not count.
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: text.count)
    var bits: UInt64 = 0
    var at = 0
    while at < text.count {
      var word: UInt64 = 0
      if text.count - at >= 8 {
        word = UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped).loadUnaligned(fromByteOffset: at, as: UInt64.self)
      } else {
        for byte in text[at...] { word = word << 8 | UInt64(byte) }
      }
      bits |= word
      hash = (hash ^ (word | 0x2020_2020_2020_2020)) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
      at += 8
    }
    if bits & 0x8080_8080_8080_8080 == 0 { return hash }
    // Letters of other scripts may fold to ASCII, as the Kelvin sign does; what is folded is so for good.
    let folded = folded(String(decoding: text, as: UTF8.self))
    return folded.elementsEqual(text) ? hash : folded.withUnsafeBufferPointer(Self.hash)
  }

  /// Unicode's simple case folding, scalar by scalar.
  private static func folded(_ text: String) -> [UInt8] {
    var folded = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { folded.append(SimpleFolding.fold(scalar)) }
    return Array(String(folded).utf8)
  }
}
