/// Text by Unicode scalars and bytes. Swift's own `==`, `<`, `contains` and `count` go by canonical equivalence and
/// graphemes, which the language must not.
extension String {
  func hasSameScalars(as other: String) -> Bool {
    if isSameRepresentation(as: other) { return true }
    guard utf8.count == other.utf8.count else { return false }
    let fast = utf8.withContiguousStorageIfAvailable { left in
      other.utf8.withContiguousStorageIfAvailable { right in
        // A loop over indices is several times as fast as elementsEqual, and names are compared all the time.
        for index in 0..<left.count where left[index] != right[index] { return false }
        return true
      }
    }
    return (fast ?? nil) ?? utf8.elementsEqual(other.utf8)
  }

  /// Whether both are the same two words in memory, as equal short texts and copies of one text are. Names of members
  /// are compared all the time, and most of them are short.
  @inline(__always)
  private func isSameRepresentation(as other: String) -> Bool {
    guard MemoryLayout<String>.size == MemoryLayout<(UInt64, UInt64)>.size else { return false }
    let left = unsafeBitCast(self, to: (UInt64, UInt64).self)
    let right = unsafeBitCast(other, to: (UInt64, UInt64).self)
    return left == right
  }

  /// Whether the text comes before another in code point order, which the order of the UTF-8 is.
  func precedes(_ other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }

  /// The number of code points.
  var scalarCount: Int {
    unicodeScalars.count
  }

  func startsWithScalars(of prefix: String) -> Bool {
    utf8.starts(with: prefix.utf8)
  }

  func endsWithScalars(of suffix: String) -> Bool {
    utf8.count >= suffix.utf8.count && utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }
}

/// Finds one sequence in another in linear time (Knuth, Morris and Pratt), so that no text makes a search slow.
struct SequenceSearch<Element: Equatable> {
  private let needle: [Element]
  /// For each length of a partial match, the longest proper prefix that is also its suffix.
  private let fallback: [Int]

  init(_ needle: [Element]) {
    self.needle = needle
    var fallback = [Int](repeating: 0, count: needle.count)
    var matched = 0
    for index in needle.indices.dropFirst() {
      while matched > 0, needle[index] != needle[matched] { matched = fallback[matched - 1] }
      if needle[index] == needle[matched] { matched += 1 }
      fallback[index] = matched
    }
    self.fallback = fallback
  }

  /// Where the sequence first begins at or after `start`; an empty one begins at once.
  func first(in haystack: [Element], from start: Int = 0) -> Int? {
    if needle.isEmpty { return start <= haystack.count ? start : nil }
    var matched = 0
    var index = start
    while index < haystack.count {
      while matched > 0, haystack[index] != needle[matched] { matched = fallback[matched - 1] }
      if haystack[index] == needle[matched] { matched += 1 }
      index += 1
      if matched == needle.count { return index - needle.count }
    }
    return nil
  }

  /// Where the sequence last begins at or before `limit`.
  func last(in haystack: [Element], upTo limit: Int) -> Int? {
    if needle.isEmpty { return min(limit, haystack.count) }
    var matched = 0
    var found: Int?
    for index in haystack.indices {
      while matched > 0, matched == needle.count || haystack[index] != needle[matched] {
        matched = fallback[matched - 1]
      }
      if haystack[index] == needle[matched] { matched += 1 }
      if matched == needle.count {
        let start = index - needle.count + 1
        if start > limit { break }
        found = start
      }
    }
    return found
  }
}
