#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Texts compared by their scalars. Swift's own `==` calls two spellings of "é" equal; AWS does not.
package enum TextOrder {
  package static func isEqual(_ left: String, _ right: String) -> Bool {
    // Most texts that differ differ in length, which is known.
    guard left.utf8.count == right.utf8.count else { return false }
    let isEqual = left.utf8.withContiguousStorageIfAvailable { left in
      right.utf8.withContiguousStorageIfAvailable { right in
        guard let left = left.baseAddress, let first = right.baseAddress else { return true }
        return memcmp(left, first, right.count) == 0
      }
    }
    return (isEqual ?? nil) ?? left.utf8.elementsEqual(right.utf8)
  }

  /// Orders by UTF-8 bytes, which is the order of the scalars.
  package static func isLess(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
