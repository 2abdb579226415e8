/// A set of ASCII characters, a bit each.
struct ASCIISet: Sendable, Equatable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  init() {}

  init(_ character: UInt8) { self.init(from: character, through: character) }

  init(from first: UInt8, through last: UInt8) {
    if first < 64 { low = (~0 << UInt64(first)) & (~0 >> UInt64(63 - min(last, 63))) }
    if last >= 64 { high = (~0 << UInt64(max(first, 64) - 64)) & (~0 >> UInt64(127 - last)) }
  }

  /// The members as a text, `-` between two of them standing for a range: `a-zA-Z_`.
  init(_ text: StaticString) {
    let bytes = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    for i in stride(from: 0, to: bytes.count, by: 2) { formUnion(ASCIISet(from: bytes[i], through: bytes[i + 1])) }
  }

  func contains(_ character: UInt8) -> Bool {
    (character < 64 ? low >> UInt64(character) : high >> UInt64(character & 63)) & 1 != 0
  }

  var complement: ASCIISet {
    var result = ASCIISet()
    result.low = ~low
    result.high = ~high
    return result
  }

  mutating func formUnion(_ other: ASCIISet) {
    low |= other.low
    high |= other.high
  }

  /// Adds the other case of each letter.
  mutating func fold() {
    let capitals: UInt64 = 0x07FF_FFFE
    high |= (high & capitals) << 32 | (high >> 32 & capitals)
  }

  /// Adds the letters that the long s and the Kelvin sign are spellings of, where those are members.
  mutating func insertSpellings(longS: Bool, kelvin: Bool) {
    if longS { formUnion(ASCIISet("SSss")) }
    if kelvin { formUnion(ASCIISet("KKkk")) }
  }

  /// The codes of the members, in order.
  var codes: [Int] {
    var result: [Int] = []
    result.reserveCapacity(low.nonzeroBitCount + high.nonzeroBitCount)
    for (var bits, base) in [(low, 0), (high, 64)] {
      while bits != 0 {
        result.append(base + bits.trailingZeroBitCount)
        bits &= bits - 1
      }
    }
    return result
  }
}
