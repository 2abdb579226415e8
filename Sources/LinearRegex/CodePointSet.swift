/// A range of code points, both ends included.
struct CodePointRange: Sendable, Equatable {
  var first: UInt32
  var last: UInt32

  /// The last code point.
  static let maximum: UInt32 = 0x10FFFF
  /// Everything beyond ASCII.
  static let wide = CodePointRange(first: 0x80, last: maximum)

  func contains(_ codePoint: UInt32) -> Bool { first <= codePoint && codePoint <= last }
}

/// What a literal or a class of the pattern stands for.
///
/// The ASCII part is known at once. The rest, which may take tables of thousands of ranges, is kept as a recipe until a
/// text with such a character comes along; most never see one.
struct CodePointSet: Sendable {
  struct Group: Sendable {
    var table: UnicodeTables.Table
    var isNegated: Bool
  }

  private(set) var ascii = ASCIISet()
  private var wide: [CodePointRange] = []
  private var groups: [Group] = []
  private var isFolded = false
  /// The ASCII part is complemented already; this holds for the recipe.
  private var isNegated = false

  // The only characters beyond ASCII that are spelling variants of ASCII letters.
  private static let longS: UInt32 = 0x17F
  private static let kelvin: UInt32 = 0x212A

  /// An empty set; if folded, whatever is inserted brings its other spellings along.
  init(isFolded: Bool) { self.isFolded = isFolded }

  /// Every code point.
  static let all = complement(of: ASCIISet())
  /// Every code point but the newline.
  static let allButNewline = complement(of: ASCIISet(UInt8(ascii: "\n")))

  private static func complement(of ascii: ASCIISet) -> CodePointSet {
    var set = CodePointSet(isFolded: false)
    set.ascii = ascii
    set.negate()
    return set
  }

  /// The character of a set of one of ASCII; `nil` for all other sets.
  var onlyCharacter: UInt8? {
    guard wide.isEmpty, groups.isEmpty, !isNegated else { return nil }
    let codes = ascii.codes
    return codes.count == 1 ? UInt8(truncatingIfNeeded: codes[0]) : nil
  }

  mutating func insert(_ range: CodePointRange) {
    if range.first < 0x80 {
      insert(ASCIISet(from: UInt8(range.first), through: UInt8(min(range.last, 0x7F))))
    }
    if range.last >= 0x80 {
      let range = CodePointRange(first: max(range.first, 0x80), last: range.last)
      wide.append(range)
      if isFolded { ascii.insertSpellings(longS: range.contains(Self.longS), kelvin: range.contains(Self.kelvin)) }
    }
  }

  /// Adds a class such as `\w`, or its complement, such as `\W`.
  mutating func insert(_ members: ASCIISet, isNegated: Bool = false) {
    var members = members
    var beyond: [UInt32] = []
    if isFolded {
      members.fold()
      if members.contains(UInt8(ascii: "s")) { beyond.append(Self.longS) }
      if members.contains(UInt8(ascii: "k")) { beyond.append(Self.kelvin) }
    }
    let ranges = beyond.map { CodePointRange(first: $0, last: $0) }
    ascii.formUnion(isNegated ? members.complement : members)
    wide += isNegated ? Self.complement(of: ranges) : ranges
  }

  /// Adds a group such as `\p{L}`, or its complement.
  mutating func insert(_ table: UnicodeTables.Table, isNegated: Bool) {
    var members = table.ascii
    if isFolded {
      members.fold()
      members.insertSpellings(longS: table.contains(Self.longS), kelvin: table.contains(Self.kelvin))
    }
    ascii.formUnion(isNegated ? members.complement : members)
    groups.append(Group(table: table, isNegated: isNegated))
  }

  /// Turns the set into its complement, to be done once, when all is inserted.
  mutating func negate() {
    ascii = ascii.complement
    isNegated = true
  }

  /// Returns the part beyond ASCII, in order, without overlaps.
  ///
  /// This is what takes long where there are Unicode groups.
  func wideRanges() -> [CodePointRange] {
    var ranges = wide
    if isFolded && !ranges.isEmpty { CaseFolding.close(&ranges) }
    for group in groups {
      var members = group.table.ranges
      if isFolded { CaseFolding.close(&members) }
      if group.isNegated {
        Self.normalize(&members)
        members = Self.complement(of: members)
      }
      ranges += members
    }
    Self.normalize(&ranges)
    return isNegated ? Self.complement(of: ranges) : ranges
  }

  /// Sorts and joins the ranges and cuts off the ASCII part.
  static func normalize(_ ranges: inout [CodePointRange], from minimum: UInt32 = 0x80) {
    var isSorted = true
    for i in ranges.indices.dropFirst() where ranges[i - 1].first > ranges[i].first {
      isSorted = false
      break
    }
    if !isSorted { ranges.sort { $0.first < $1.first } }
    var result: [CodePointRange] = []
    result.reserveCapacity(ranges.count)
    for range in ranges where range.last >= minimum {
      if let last = result.last, range.first <= last.last + 1 {
        result[result.count - 1].last = max(last.last, range.last)
      } else {
        result.append(CodePointRange(first: max(range.first, minimum), last: range.last))
      }
    }
    ranges = result
  }

  /// What lies beyond ASCII and outside of the ranges, which must be normalized.
  private static func complement(of ranges: [CodePointRange]) -> [CodePointRange] {
    var result: [CodePointRange] = []
    var next = CodePointRange.wide.first
    for range in ranges {
      if next < range.first { result.append(CodePointRange(first: next, last: range.first - 1)) }
      next = range.last + 1
    }
    if next <= CodePointRange.maximum { result.append(CodePointRange(first: next, last: CodePointRange.maximum)) }
    return result
  }
}
