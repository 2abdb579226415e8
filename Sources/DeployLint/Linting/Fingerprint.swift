/// Names a finding by what it says and where in the request, never by its line.
struct Fingerprint {
  private var counts: [UInt64: Int] = [:]

  /// 16 hexadecimal digits over rule, place, missing member and value, and a running number among equal ones of the
  /// document that this value is for.
  mutating func make(_ finding: Finding) -> String {
    var hash = Hash()
    hash.add(finding.rule)
    hash.add(finding.identity)
    hash.add(finding.member ?? "")
    let count = counts[hash.value, default: 0]
    counts[hash.value] = count + 1
    if count > 0 { hash.add(String(count)) }
    let digits = String(hash.value, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  /// FNV-1a over 64 bits: the same everywhere, which Swift's own hashing is not.
  private struct Hash {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ text: String) {
      // 0xFF never occurs in UTF-8, so "a" + "bc" differs from "ab" + "c".
      for byte in Array(text.utf8) + [0xFF] { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
  }
}
