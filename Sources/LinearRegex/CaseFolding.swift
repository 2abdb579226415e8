/// Simple case folding: `k`, `K` and the Kelvin sign are one orbit, each a spelling of the others.
enum CaseFolding {
  /// Neighbouring code points that are each the same step away from the next of their orbit.
  private struct Run {
    var first: UInt32
    var last: UInt32
    /// The step; zero stands for pairs of neighbours.
    var step: Int32
  }

  private static let runs: [Run] = {
    var runs: [Run] = []
    var reader = UnicodeTables.NumberReader(UnicodeTables.orbits)
    var position: UInt32 = 0
    while !reader.isAtEnd {
      let first = position + reader.next()
      position = first + reader.next()
      let step = reader.next()
      let magnitude = Int32(bitPattern: (step &+ 1) >> 1)
      runs.append(Run(first: first, last: position, step: step & 1 == 0 ? magnitude : -magnitude))
    }
    return runs
  }()

  /// No orbit has more members; the generator of the tables checks it.
  private static let longestOrbit = 4

  /// Adds every spelling of every code point in the ranges, which come out unordered.
  static func close(_ ranges: inout [CodePointRange]) {
    var reached = ranges
    for _ in 1..<longestOrbit {
      CodePointSet.normalize(&reached, from: 0)
      reached = stepped(reached)
      if reached.isEmpty { return }
      ranges += reached
    }
  }

  /// The next spelling of every code point in the ranges, which are in order.
  private static func stepped(_ ranges: [CodePointRange]) -> [CodePointRange] {
    var result: [CodePointRange] = []
    var i = 0
    for range in ranges {
      while i < runs.count && runs[i].last < range.first { i += 1 }
      // The last run may go on into the next range, so `i` stays where it is.
      for run in runs[i...] {
        if run.first > range.last { break }
        var first = max(range.first, run.first)
        var last = min(range.last, run.last)
        if run.step == 0 {
          first -= (first - run.first) & 1
          last += 1 - (last - run.first) & 1
        } else {
          first = first &+ UInt32(bitPattern: run.step)
          last = last &+ UInt32(bitPattern: run.step)
        }
        result.append(CodePointRange(first: first, last: last))
      }
    }
    return result
  }
}
