/// Texts compared by their scalars. Swift's own `==` calls two spellings of "é" equal; AWS does not.
package enum TextOrder {
  package static func isEqual(_ left: String, _ right: String) -> Bool {
    // Most texts that differ differ in length, which is known.
    left.utf8.count == right.utf8.count && left.utf8.elementsEqual(right.utf8)
  }

  /// Orders by UTF-8 bytes, which is the order of the scalars.
  package static func isLess(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
