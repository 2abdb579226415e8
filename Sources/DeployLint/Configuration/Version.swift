/// A version as Semantic Versioning orders them: `0.3.1`, `1.0.0-beta.2`.
struct Version: Sendable, Equatable {
  /// What of major, minor and patch is written.
  private(set) var numbers: [Int] = []
  private var prerelease: [String] = []

  /// Up to three numbers; `nil` for anything else.
  init?(_ text: some StringProtocol) {
    // What stands behind a plus names a build and orders nothing.
    let parts = text.utf8.prefix { $0 != UInt8(ascii: "+") }
      .split(separator: UInt8(ascii: "-"), maxSplits: 1, omittingEmptySubsequences: false)
    for part in parts[0].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      guard !part.isEmpty, part.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains),
        let number = Int(String(decoding: part, as: UTF8.self))
      else { return nil }
      numbers.append(number)
    }
    guard (1...3).contains(numbers.count) else { return nil }
    guard parts.count > 1 else { return }
    prerelease = parts[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    let isWellFormed = prerelease.allSatisfy { part in
      !part.isEmpty
        && part.utf8.allSatisfy { byte in
          (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "-")
        }
    }
    if numbers.count < 3 || !isWellFormed { return nil }
  }

  /// -1, 0 or 1: how this version is to another one, by as many numbers as the other one has.
  func order(to other: Version) -> Int {
    for (index, number) in other.numbers.enumerated() {
      let own = index < numbers.count ? numbers[index] : 0
      if own != number { return own < number ? -1 : 1 }
    }
    // `0.3` stands for all that begin so, and for none of the previews of 0.3.0.
    if other.numbers.count < 3 {
      let isPreview = !prerelease.isEmpty && numbers.dropFirst(other.numbers.count).allSatisfy { $0 == 0 }
      return isPreview ? -1 : 0
    }
    return Self.order(prerelease, other.prerelease)
  }

  private static func order(_ left: [String], _ right: [String]) -> Int {
    if left.isEmpty || right.isEmpty { return left.isEmpty == right.isEmpty ? 0 : left.isEmpty ? 1 : -1 }
    for (own, other) in zip(left, right) where !TextOrder.isEqual(own, other) {
      switch (Int(own), Int(other)) {
      case (let own?, let other?): return own < other ? -1 : 1
      case (_?, nil): return -1
      case (nil, _?): return 1
      case (nil, nil): return TextOrder.isLess(own, other) ? -1 : 1
      }
    }
    return left.count == right.count ? 0 : left.count < right.count ? -1 : 1
  }
}
