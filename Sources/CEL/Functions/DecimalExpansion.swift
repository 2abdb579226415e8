/// The exact decimal digits of a double, so that rounding to a number of places is exact too.
struct DecimalExpansion {
  /// Digits from 0 to 9, at least one before the point.
  private var digits: [UInt8]
  /// How many of the digits stand before the point.
  private var point: Int

  /// The digits of a finite number without its sign.
  private init(_ magnitude: Double) {
    let exponent = magnitude == 0 ? 0 : Int(magnitude.exponent) - 52
    let isSubnormal = magnitude.isSubnormal || magnitude == 0
    let significand = magnitude.significandBitPattern | (isSubnormal ? 0 : 1 << 52)
    // The value is significand × 2^power.
    let power = isSubnormal ? -1074 : exponent
    if power >= 0 {
      digits = Self.integerDigits(significand, shiftedBy: power)
      point = digits.count
    } else {
      digits = Self.integerDigits(-power < 64 ? significand >> UInt64(-power) : 0, shiftedBy: 0)
      point = digits.count
      appendFraction(significand, bits: -power)
    }
  }

  private static func integerDigits(_ significand: UInt64, shiftedBy shift: Int) -> [UInt8] {
    var words = Array(repeating: UInt32(0), count: shift / 32 + 3)
    let (word, bits) = (shift / 32, shift % 32)
    let low = UInt64(UInt32(truncatingIfNeeded: significand)) << UInt64(bits)
    let high = (significand >> 32) << UInt64(bits)
    words[word] = UInt32(truncatingIfNeeded: low)
    let middle = (low >> 32) + (high & 0xFFFF_FFFF)
    words[word + 1] = UInt32(truncatingIfNeeded: middle)
    words[word + 2] = UInt32(truncatingIfNeeded: (high >> 32) + (middle >> 32))
    var digits: [UInt8] = []
    while let top = words.lastIndex(where: { $0 != 0 }) {
      words.removeLast(words.count - 1 - top)
      var rest: UInt64 = 0
      for index in words.indices.reversed() {
        let value = rest << 32 | UInt64(words[index])
        words[index] = UInt32(value / 10)
        rest = value % 10
      }
      digits.append(UInt8(rest))
    }
    return digits.isEmpty ? [0] : digits.reversed()
  }

  /// Appends the digits of the lowest bits of the significand, taken as a fraction of that many bits.
  private mutating func appendFraction(_ significand: UInt64, bits: Int) {
    let fraction = bits < 64 ? significand & ((1 << UInt64(bits)) - 1) : significand
    var words = Array(repeating: UInt32(0), count: (bits + 31) / 32 + 2)
    words[0] = UInt32(truncatingIfNeeded: fraction)
    words[1] = UInt32(truncatingIfNeeded: fraction >> 32)
    let (word, bit) = (bits / 32, UInt32(bits % 32))
    while words.contains(where: { $0 != 0 }) {
      var carry: UInt64 = 0
      for index in words.indices {
        let product = UInt64(words[index]) * 10 + carry
        words[index] = UInt32(truncatingIfNeeded: product)
        carry = product >> 32
      }
      // The digit is what has moved above the fraction's bits.
      let above = UInt64(words[word]) | UInt64(words[word + 1]) << 32
      digits.append(UInt8(truncatingIfNeeded: above >> UInt64(bit)))
      words[word] &= (1 << bit) &- 1
      words[word + 1] = 0
    }
  }

  /// Keeps some digits from the first on; a half is rounded to the even neighbour. Answers whether a digit was added
  /// in front.
  private mutating func round(to count: Int) -> Bool {
    guard count < digits.count else {
      digits += Array(repeating: 0, count: count - digits.count)
      return false
    }
    let rest = digits[count...]
    let isHalf = rest.first == 5 && rest.dropFirst().allSatisfy { $0 == 0 }
    let isLastOdd = count > 0 && digits[count - 1] % 2 == 1
    let roundsUp = isHalf ? isLastOdd : (rest.first ?? 0) >= 5
    digits.removeLast(digits.count - count)
    guard roundsUp else { return false }
    for index in digits.indices.reversed() {
      if digits[index] < 9 {
        digits[index] += 1
        return false
      }
      digits[index] = 0
    }
    digits.insert(1, at: 0)
    return true
  }

  /// A number with so many digits behind the point.
  static func fixed(_ number: Double, _ precision: Int) -> String {
    guard number.isFinite else { return Conversion.text(number) }
    var expansion = DecimalExpansion(number.magnitude)
    if expansion.round(to: expansion.point + precision) { expansion.point += 1 }
    return sign(number) + text(expansion.digits, pointAt: expansion.point)
  }

  /// A number with one digit before the point, so many behind it, and an exponent of at least two digits.
  static func scientific(_ number: Double, _ precision: Int) -> String {
    guard number.isFinite else { return Conversion.text(number) }
    var expansion = DecimalExpansion(number.magnitude)
    var exponent = expansion.point - 1
    if let first = expansion.digits.firstIndex(where: { $0 != 0 }) {
      expansion.digits.removeFirst(first)
      exponent -= first
    } else {
      exponent = 0
    }
    if expansion.round(to: precision + 1) {
      expansion.digits.removeLast()
      exponent += 1
    }
    let power = String(exponent.magnitude)
    let mantissa = text(expansion.digits, pointAt: 1)
    return sign(number) + mantissa + (exponent < 0 ? "e-" : "e+") + (power.utf8.count < 2 ? "0" : "") + power
  }

  private static func sign(_ number: Double) -> String {
    number.sign == .minus ? "-" : ""
  }

  private static func text(_ digits: [UInt8], pointAt point: Int) -> String {
    var bytes = digits.map { $0 + UInt8(ascii: "0") }
    if point < bytes.count { bytes.insert(UInt8(ascii: "."), at: point) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
