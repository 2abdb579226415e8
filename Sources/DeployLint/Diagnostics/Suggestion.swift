/// Finds the name that somebody probably meant.
package enum Suggestion {
  /// Longer names are no misspellings, and comparing them would cost.
  private static let longestName = 64

  /// How far two names are apart: 0 for a difference in case, underscores or hyphens only; 1 or 2 for so many letters
  /// inserted, lost, changed or swapped; `nil` beyond that.
  package static func distance(_ left: String, _ right: String) -> Int? {
    guard left.utf8.count <= longestName, right.utf8.count <= longestName else { return nil }
    let left = folded(left)
    let right = folded(right)
    if left == right { return 0 }
    guard abs(left.count - right.count) <= 2 else { return nil }
    let distance = editDistance(left, right)
    // Two letters of a short word are another word: "Key" is not "Kind".
    return distance <= 2 && distance * 3 <= max(left.count, right.count) ? distance : nil
  }

  /// The nearest of the names: a near miss as `distance` has it, else one that starts with the other.
  package static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      guard let distance = distance(name, candidate) ?? prefixDistance(name, candidate) else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (candidate, distance) }
    }
    return best?.name
  }

  /// The names from the nearest to the farthest; equally near ones stay in their order.
  package static func ranked(_ candidates: [String], by name: String) -> [String] {
    guard name.utf8.count <= longestName else { return candidates }
    let name = folded(name)
    let distances = candidates.map { editDistance(folded($0), name) }
    return candidates.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }.map { candidates[$0] }
  }

  /// "CAPACITY_PERCENTAGE" for "CAPACITY_PERCENT": one is the beginning of the other. Ranks behind near misses, the
  /// shorter rest first.
  private static func prefixDistance(_ left: String, _ right: String) -> Int? {
    guard left.utf8.count <= longestName, right.utf8.count <= longestName else { return nil }
    let left = folded(left)
    let right = folded(right)
    let shorter = min(left.count, right.count)
    guard shorter >= 4, left.starts(with: right) || right.starts(with: left) else { return nil }
    return 3 + abs(left.count - right.count)
  }

  private static func folded(_ name: String) -> [UInt8] {
    name.utf8.compactMap { byte in
      switch byte {
      case UInt8(ascii: "_"), UInt8(ascii: "-"): nil
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
      default: byte
      }
    }
  }

  /// Optimal string alignment: insertions, deletions, substitutions, swaps of neighbours.
  private static func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for row in 1...left.count {
      var current = [Int](repeating: 0, count: right.count + 1)
      current[0] = row
      for column in 1...right.count {
        let change = left[row - 1] == right[column - 1] ? 0 : 1
        var best = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + change)
        if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
          best = min(best, beforeLast[column - 2] + 1)
        }
        current[column] = best
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
