/// Elements sorted into classes, so that two are in one class just if they are in the same sets.
private struct Partition {
  private(set) var classes: [Int32]
  private(set) var count: Int32 = 1
  /// For each class the one that its members in the current set move to, or -1.
  private var destinations: [Int32] = [-1]

  init(count: Int) { classes = Array(repeating: 0, count: count) }

  /// Tells the elements of a set, each given once, from all others.
  mutating func split(by elements: [Int]) {
    var split: [Int32] = []
    for element in elements {
      let origin = Int(classes[element])
      if destinations[origin] < 0 {
        destinations[origin] = count
        destinations.append(-1)
        split.append(Int32(truncatingIfNeeded: origin))
        count += 1
      }
      classes[element] = destinations[origin]
    }
    for origin in split { destinations[Int(origin)] = -1 }
  }

  /// Numbers the classes that have members from zero on; zero stays what is in no set.
  mutating func compact() {
    var numbers = [Int32](repeating: -1, count: Int(count))
    numbers[0] = 0
    count = 1
    for i in classes.indices {
      if numbers[Int(classes[i])] < 0 {
        numbers[Int(classes[i])] = count
        count += 1
      }
      classes[i] = numbers[Int(classes[i])]
    }
  }
}

/// The ASCII characters as a pattern sees them: those that no set tells apart are one symbol.
struct ASCIIAlphabet: Sendable {
  /// The symbol of each of the 128 characters.
  let symbols: [UInt8]
  /// A character of each symbol.
  let examples: [UInt8]

  init(telling sets: [ASCIISet]) {
    var partition = Partition(count: 128)
    for set in sets { partition.split(by: set.codes) }
    partition.compact()
    symbols = partition.classes.map { UInt8(truncatingIfNeeded: $0) }
    var examples = [UInt8](repeating: 0, count: Int(partition.count))
    for character in symbols.indices.reversed() { examples[Int(symbols[character])] = UInt8(character) }
    self.examples = examples
  }
}

/// The characters beyond ASCII as a pattern sees them.
final class WideAlphabet: Sendable {
  /// The number of symbols.
  ///
  /// Symbol zero is in no set; bytes that are no UTF-8 count as it.
  let count: Int
  /// Where the runs of characters of one symbol start.
  private let starts: [UInt32]
  private let symbols: [Int32]
  /// The symbols that make up each set, in order.
  private let members: [[Int32]]

  init(telling sets: [[CodePointRange]]) {
    var starts: [UInt32] = [CodePointRange.wide.first]
    for ranges in sets {
      for range in ranges {
        starts.append(range.first)
        starts.append(range.last + 1)
      }
    }
    starts.sort()
    var last: UInt32 = 0
    starts.removeAll { start in
      defer { last = start }
      return start == last
    }
    func runs(of ranges: [CodePointRange]) -> [Int] {
      var result: [Int] = []
      var run = 0
      for range in ranges {
        // Usually just the gap since the last range is to be passed over.
        if run + 1 < starts.count && starts[run + 1] == range.first {
          run += 1
        } else {
          run = Self.index(of: range.first, in: starts, from: run)
        }
        while run < starts.count && starts[run] <= range.last {
          result.append(run)
          run += 1
        }
      }
      return result
    }
    let runsOfSets = sets.map(runs)
    var partition = Partition(count: starts.count)
    for runs in runsOfSets { partition.split(by: runs) }
    partition.compact()
    let symbols = partition.classes
    var lastSet = [Int](repeating: -1, count: Int(partition.count))
    members = runsOfSets.enumerated().map { set, runs in
      var members: [Int32] = []
      for run in runs where lastSet[Int(symbols[run])] != set {
        lastSet[Int(symbols[run])] = set
        members.append(symbols[run])
      }
      return members.sorted()
    }
    self.symbols = symbols
    self.starts = starts
    count = Int(partition.count)
  }

  /// The symbol of a character, which must be beyond ASCII.
  func symbol(of codePoint: UInt32) -> Int {
    Int(symbols[Self.index(of: codePoint, in: starts, from: 0)])
  }

  func contains(_ symbol: Int, inSet set: Int) -> Bool {
    let members = members[set]
    var low = 0
    var high = members.count
    while low < high {
      let middle = (low + high) / 2
      if members[middle] < symbol { low = middle + 1 } else { high = middle }
    }
    return low < members.count && members[low] == symbol
  }

  /// The index of the last start that is not beyond the code point.
  private static func index(of codePoint: UInt32, in starts: [UInt32], from first: Int) -> Int {
    var low = first
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= codePoint { low = middle } else { high = middle }
    }
    return low
  }
}
