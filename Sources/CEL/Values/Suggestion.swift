/// Finds what somebody may have meant.
enum Suggestion {
  /// The nearest of the candidates, if one is near: a different case, or one edit for each four characters, at least
  /// one and at most three. Of equally near ones the first in order of the alphabet.
  static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    let limit = min(3, max(1, name.utf8.count / 4))
    let lowered = folded(name)
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let other = folded(candidate)
      guard abs(other.count - lowered.count) <= limit else { continue }
      let distance = distance(lowered, other)
      guard distance <= limit, distance < candidate.utf8.count else { continue }
      if let best, (best.distance, best.name) <= (distance, candidate) { continue }
      best = (candidate, distance)
    }
    return best?.name
  }

  /// `; did you mean 'X'?`, or nothing.
  static func clause(for name: String, among candidates: some Sequence<String>) -> String {
    nearest(to: name, among: candidates).map { "; did you mean '\($0)'?" } ?? ""
  }

  private static func folded(_ name: String) -> [UInt8] {
    name.utf8.map { $0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0 }
  }

  /// Insertions, deletions, replacements and swaps of neighbours that turn one name into the other.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      current.reserveCapacity(right.count + 1)
      for column in right.indices {
        var cost = min(last[column + 1], current[column]) + 1
        cost = min(cost, last[column] + (left[row] == right[column] ? 0 : 1))
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
