/// FNV-1a over 64 bits: the same everywhere, which Swift's own hashing is not.
struct StableHash: Hashable {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ text: String) {
    // 0xFF never occurs in UTF-8, so "a" + "bc" differs from "ab" + "c".
    for byte in Array(text.utf8) + [0xFF] { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  /// A text that tells others apart: itself, unless it is long.
  static func short(_ text: String) -> String {
    guard text.utf8.count > 256 else { return text }
    var hash = StableHash()
    hash.add(text)
    return hash.digits
  }

  /// 16 hexadecimal digits.
  var digits: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
