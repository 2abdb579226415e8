import Testing

@testable import DeployLint

@Suite struct NestedRangesTests {
  @Test func findsAllThatHoldAPlaceFromTheInsideOut() {
    let ranges = NestedRanges([0..<100, 10..<50, 10..<20, 12..<13, 60..<70, 10..<20])
    #expect(ranges.ranges(around: 0) == [0..<100])
    #expect(ranges.ranges(around: 12) == [12..<13, 10..<20, 10..<50, 0..<100])
    #expect(ranges.ranges(around: 13) == [10..<20, 10..<50, 0..<100])
    #expect(ranges.ranges(around: 20) == [10..<50, 0..<100])
    #expect(ranges.ranges(around: 55) == [0..<100])
    #expect(ranges.ranges(around: 60) == [60..<70, 0..<100])
    #expect(ranges.ranges(around: 70) == [0..<100])
    #expect(ranges.ranges(around: 100) == [])
  }

  @Test func nothingHoldsNothing() {
    #expect(NestedRanges([Range<Int>]()).ranges(around: 3) == [])
  }

  /// Against asking each range.
  @Test func agreesWithALinearSearch() {
    // Every range of a binary tree, and lines beside each other.
    var all: [Range<Int>] = []
    for width in [64, 32, 16, 8, 4, 2, 1] {
      for start in stride(from: 0, to: 64, by: width) where (start / width) % 3 != 1 {
        all.append(start..<start + width)
      }
    }
    let ranges = NestedRanges(all)
    for place in -1...65 {
      let expected = all.filter { $0.contains(place) }.sorted { $0.count < $1.count }
      #expect(ranges.ranges(around: place) == expected)
    }
  }
}
