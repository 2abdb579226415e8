/// Numbers texts in the order in which they are first met. They are told apart by their bytes: a `String` takes two
/// spellings of a name for one.
struct TextTable: Sendable {
  /// So many are compared one by one. The first dictionary of a type makes Swift look through all conformances of the
  /// program, which takes longer than checking a file.
  private static let smallCount = 8

  private(set) var count = 0
  private var few: [String] = []
  private var many: [[UInt8]: Int] = [:]

  /// `nil` where the text has not been met.
  func number(of text: String) -> Int? {
    count <= Self.smallCount ? few.firstIndex { TextOrder.isEqual($0, text) } : many[Array(text.utf8)]
  }

  /// The number of a text, and whether it is met for the first time.
  mutating func enter(_ text: String) -> (number: Int, isNew: Bool) {
    if let number = number(of: text) { return (number, false) }
    defer { count += 1 }
    if count < Self.smallCount {
      if few.isEmpty { few.reserveCapacity(Self.smallCount) }
      few.append(text)
    } else {
      for (number, text) in few.enumerated() { many[Array(text.utf8)] = number }
      few = []
      many[Array(text.utf8)] = count
    }
    return (count, true)
  }
}
