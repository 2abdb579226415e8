/// The model in the words of a dialect: how the carrier spells each member, as bytes, so that keys are looked up
/// without making texts of them.
///
/// A dialect is complete before its first use; one vocabulary serves all requests and threads.
final class Vocabulary: Sendable {
  let dialect: Dialect
  /// Whether a value may be written as something else: nothing as null, a block in a list of one.
  let hasWrappings: Bool
  /// For as long as the vocabulary is kept.
  let table: ShapeTable

  init(_ model: Model, _ dialect: Dialect) {
    self.dialect = dialect
    hasWrappings = dialect.isNullAbsent || dialect.hasBlocks
    table = ShapeTable(model, dialect)
  }

  deinit { table.free() }

  /// The member that a key means, by its position in the shape, and whether its value is computed later.
  func member(for key: Node, in shape: Int) -> (position: Int, isDynamic: Bool)? {
    key.withKey { table.member(for: $0, in: shape) }
  }

  /// Whether the keys of the mapping at a place are members of the shape, with all that it requires.
  func fitsExactly(_ place: Node.Place, in tree: Tree, shape: Int) -> Bool {
    // Shapes of requests have a few members; what has more of them is looked at in other ways.
    var met: UInt64 = 0
    var child = tree.firstChild(at: place)
    while child != 0 {
      guard let (position, _) = table.member(for: tree.key(of: child), in: shape), position < UInt64.bitWidth else {
        return false
      }
      met |= 1 << UInt64(position)
      child = tree.nextSibling(of: child)
    }
    var isComplete = true
    table.forEachRequired(of: shape) { isComplete = isComplete && $0 < UInt64.bitWidth && met & 1 << UInt64($0) != 0 }
    return isComplete
  }

  /// Whether a key means a member of the shape, given as its position in the model.
  func knows(_ key: Node, in shape: Int) -> Bool { member(for: key, in: shape) != nil }
}
