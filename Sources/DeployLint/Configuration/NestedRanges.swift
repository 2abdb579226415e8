/// Ranges that lie apart or inside of each other, such as those of nodes: finds all that hold a place.
struct NestedRanges {
  /// Sorted, the outer before the inner.
  private let ranges: [Range<Int>]
  /// The next range outwards of each.
  private let parents: [Int?]

  /// - Parameter ranges: in any order; equal ones count once.
  init(_ ranges: some Sequence<Range<Int>>) {
    let sorted = Set(ranges).sorted { ($0.lowerBound, -$0.upperBound) < ($1.lowerBound, -$1.upperBound) }
    var parents: [Int?] = []
    var open: [Int] = []
    for range in sorted {
      while let last = open.last, sorted[last].upperBound <= range.lowerBound { open.removeLast() }
      parents.append(open.last)
      open.append(parents.count - 1)
    }
    self.ranges = sorted
    self.parents = parents
  }

  /// The ranges that hold an offset, the innermost first.
  func ranges(around offset: Int) -> [Range<Int>] {
    let behind = ranges.bisect { $0.lowerBound > offset }
    var found: [Range<Int>] = []
    var next = behind > 0 ? behind - 1 : nil
    while let index = next {
      if ranges[index].contains(offset) { found.append(ranges[index]) }
      next = parents[index]
    }
    return found
  }
}
