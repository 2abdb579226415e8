/// Reads RE2's syntax.
///
/// This file has groups, quantifiers and flags; the atoms are in `PatternParser+Atoms.swift`.
/// Groups are kept on a stack of its own and the result is postfix, so nesting costs no recursion.
struct PatternParser {
  struct Flags: OptionSet {
    let rawValue: UInt8
    static let ignoreCase = Flags(rawValue: 1)
    static let multiline = Flags(rawValue: 2)
    static let dotMatchesNewline = Flags(rawValue: 4)
    /// Swaps greedy and lazy, which makes no difference here.
    static let ungreedy = Flags(rawValue: 8)
  }

  /// What a quantifier could apply to.
  private struct Item {
    /// Where its operations start.
    var start: Int
    /// The greatest product of nested repetition counts in it.
    var copies = 1
  }

  /// An open group, or the pattern itself.
  private struct Group {
    var openingOffset: Int
    var outerFlags: Flags
    var firstOperation: Int
    /// Where the items of the current alternative start in `items`.
    var firstItem: Int
    var alternatives = 0
    var copies = 1
  }

  /// RE2's bound on repetition counts and on the product of nested ones.
  private static let maximumCopies = 1000

  let source: [UInt8]
  var position = 0
  var flags: Flags = []
  var syntax = Syntax()
  /// The index of each ASCII literal's set, -1 before its first use.
  var literalSets: [Int] = []
  private var items: [Item] = []
  private var groups: [Group]

  init(_ source: String) {
    self.source = Array(source.utf8)
    groups = [Group(openingOffset: 0, outerFlags: [], firstOperation: 0, firstItem: 0)]
  }

  mutating func parse() throws(PatternError) -> Syntax {
    // Where the quantifier that was just read starts, for none may follow another.
    var lastQuantifier: Int?
    while let byte = peek() {
      let start = position
      var isQuantifier = false
      switch byte {
      case UInt8(ascii: "("):
        if peek(1) == UInt8(ascii: "?") { try parseFlagsOrGroup() } else { openGroup(at: start, length: 1) }
      case UInt8(ascii: ")"):
        try closeGroup()
      case UInt8(ascii: "|"):
        position += 1
        closeAlternative()
      case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
        position += 1
        isQuantifier = true
        let counts = byte == UInt8(ascii: "*") ? (0, nil) : byte == UInt8(ascii: "+") ? (1, nil) : (0, 1 as Int?)
        try parseQuantifier(counts, from: start, after: lastQuantifier)
      case UInt8(ascii: "{"):
        if let counts = repetitionCounts() {
          isQuantifier = true
          try parseQuantifier(counts, from: start, after: lastQuantifier)
        } else {
          appendLiteral(readCodePoint().value)
        }
      default:
        try parseAtom(byte)
      }
      lastQuantifier = isQuantifier ? start : nil
    }
    if groups.count > 1, let open = groups.last {
      throw PatternError("missing ): \(text(from: 0))", at: open.openingOffset)
    }
    finishGroup()
    return syntax
  }

  mutating func append(_ operation: Syntax.Operation) {
    items.append(Item(start: syntax.operations.count))
    syntax.operations.append(operation)
  }

  // MARK: Groups

  private mutating func openGroup(at offset: Int, length: Int, flags inner: Flags? = nil) {
    groups.append(
      Group(
        openingOffset: offset, outerFlags: flags, firstOperation: syntax.operations.count, firstItem: items.count))
    position = offset + length
    flags = inner ?? flags
  }

  private mutating func closeAlternative() {
    let group = groups[groups.count - 1]
    let count = items.count - group.firstItem
    if count == 0 { syntax.operations.append(.empty) }
    if count > 1 { syntax.operations.append(.concatenation(count)) }
    for item in items[group.firstItem...] { groups[groups.count - 1].copies = max(group.copies, item.copies) }
    items.removeSubrange(group.firstItem...)
    groups[groups.count - 1].alternatives += 1
  }

  private mutating func closeGroup() throws(PatternError) {
    guard groups.count > 1 else { throw PatternError("unexpected ): \(text(from: 0))", at: position) }
    position += 1
    finishGroup()
  }

  private mutating func finishGroup() {
    closeAlternative()
    let group = groups.removeLast()
    if group.alternatives > 1 { syntax.operations.append(.alternation(group.alternatives)) }
    items.append(Item(start: group.firstOperation, copies: group.copies))
    flags = group.outerFlags
  }

  /// Reads what starts with `(?`: a named group, or flags, for a group of their own or for the rest of this one.
  private mutating func parseFlagsOrGroup() throws(PatternError) {
    let start = position
    position += 2
    let next = peek(1)
    if peek() == UInt8(ascii: "P") && next == UInt8(ascii: "<") && peek(2) != nil {
      return try parseNamedGroup(from: start, nameOffset: 4)
    }
    if peek() == UInt8(ascii: "<") && next != nil {
      guard next != UInt8(ascii: "=") && next != UInt8(ascii: "!") else {
        throw PatternError("invalid perl operator: \(text(from: start, to: start + 4))", at: start)
      }
      return try parseNamedGroup(from: start, nameOffset: 3)
    }
    var inner = flags
    var isNegated = false
    var hasFlag = false
    while peek() != nil {
      let flag: Flags
      switch readCodePoint() {
      case "i": flag = .ignoreCase
      case "m": flag = .multiline
      case "s": flag = .dotMatchesNewline
      case "U": flag = .ungreedy
      case "-":
        guard !isNegated else { throw invalidOperator(from: start) }
        isNegated = true
        hasFlag = false
        continue
      case ":":
        guard !isNegated || hasFlag else { throw invalidOperator(from: start) }
        return openGroup(at: start, length: position - start, flags: inner)
      case ")":
        guard !isNegated || hasFlag else { throw invalidOperator(from: start) }
        flags = inner
        return
      default:
        throw invalidOperator(from: start)
      }
      hasFlag = true
      if isNegated { inner.remove(flag) } else { inner.insert(flag) }
    }
    throw invalidOperator(from: start)
  }

  private func invalidOperator(from start: Int) -> PatternError {
    PatternError("invalid perl operator: \(text(from: start, to: position))", at: start)
  }

  private mutating func parseNamedGroup(from start: Int, nameOffset: Int) throws(PatternError) {
    let nameStart = start + nameOffset
    guard let end = source[nameStart...].firstIndex(of: UInt8(ascii: ">")) else {
      throw PatternError("invalid named capture group: \(text(from: start))", at: start)
    }
    position = nameStart
    var isValid = end > nameStart
    while position < end { isValid = Self.isNameCharacter(readCodePoint()) && isValid }
    guard isValid else {
      throw PatternError("invalid named capture group: \(text(from: start, to: end + 1))", at: start)
    }
    openGroup(at: start, length: end + 1 - start)
  }

  private static func isNameCharacter(_ character: Unicode.Scalar) -> Bool {
    if character.isASCII { return CharacterClasses.word.contains(UInt8(character.value)) }
    return ["L", "M", "Nd", "Nl", "Pc"].contains {
      UnicodeTables.table(named: Array($0.utf8)[...])?.contains(character.value) ?? false
    }
  }

  // MARK: Quantifiers

  /// Reads `{2}`, `{2,}` or `{2,3}`; anything else after a brace makes it a literal.
  private mutating func repetitionCounts() -> (minimum: Int, maximum: Int?)? {
    let start = position
    position += 1
    if let minimum = repetitionCount() {
      var maximum: Int? = minimum
      var isComplete = true
      if peek() == UInt8(ascii: ",") {
        position += 1
        maximum = peek() == UInt8(ascii: "}") ? nil : repetitionCount()
        isComplete = maximum != nil || source[position - 1] == UInt8(ascii: ",")
      }
      if isComplete && peek() == UInt8(ascii: "}") {
        position += 1
        return (minimum, maximum)
      }
    }
    position = start
    return nil
  }

  private mutating func repetitionCount() -> Int? {
    guard let first = digit() else { return nil }
    if first == 0 && digit(1) != nil { return nil }
    var result = 0
    while let digit = digit() {
      // As in RE2, a number that is absurd rather than too great makes the brace a literal.
      guard result < 100_000_000 else { return nil }
      result = result * 10 + digit
      position += 1
    }
    return result
  }

  private func digit(_ distance: Int = 0) -> Int? {
    guard let byte = peek(distance), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
    return Int(byte - UInt8(ascii: "0"))
  }

  /// Applies a quantifier whose own text has been read to the last item.
  private mutating func parseQuantifier(
    _ counts: (minimum: Int, maximum: Int?), from start: Int, after last: Int?
  ) throws(PatternError) {
    if peek() == UInt8(ascii: "?") { position += 1 }
    if let last {
      throw PatternError("bad repetition operator: \(text(from: last, to: position))", at: last)
    }
    let (minimum, maximum) = counts
    let greatest = maximum ?? minimum
    guard minimum <= greatest && greatest <= Self.maximumCopies else { throw invalidSize(from: start) }
    guard items.count > groups[groups.count - 1].firstItem, var item = items.popLast() else {
      throw PatternError(
        "no argument for repetition operator: \(text(from: start, to: position))", at: start)
    }
    if greatest > 1 {
      item.copies *= greatest
      guard item.copies <= Self.maximumCopies else { throw invalidSize(from: start) }
    }
    items.append(item)
    switch (minimum, maximum) {
    case (0, nil): syntax.operations.append(.zeroOrMore)
    case (1, nil): syntax.operations.append(.oneOrMore)
    case (0, 1): syntax.operations.append(.optional)
    case (1, 1): break
    default:
      syntax.operations.append(.repetition(operand: item.start, minimum: minimum, maximum: maximum))
    }
  }

  private func invalidSize(from start: Int) -> PatternError {
    PatternError("invalid repetition size: \(text(from: start, to: position))", at: start)
  }

  // MARK: Text

  func peek(_ distance: Int = 0) -> UInt8? {
    position + distance < source.count ? source[position + distance] : nil
  }

  /// Takes the code point at `position`, which must be inside the pattern.
  mutating func readCodePoint() -> Unicode.Scalar {
    let byte = source[position]
    guard byte >= 0x80 else {
      position += 1
      return Unicode.Scalar(byte)
    }
    let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    var value = UInt32(byte) & (0x7F >> UInt32(length))
    for continuation in source[position + 1..<min(position + length, source.count)] {
      value = value << 6 | UInt32(continuation & 0x3F)
    }
    position += length
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  /// A piece of the pattern, for messages.
  func text(from start: Int, to end: Int? = nil) -> String {
    String(decoding: source[start..<min(end ?? source.count, source.count)], as: UTF8.self)
  }
}
