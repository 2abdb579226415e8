/// The classes that are ASCII in RE2 even in Unicode patterns.
enum CharacterClasses {
  static let digit = ASCIISet("09")
  static let space = ASCIISet("\t\n\u{0C}\r  ")
  static let word = ASCIISet("09AZ__az")

  /// Returns the class that a letter names after a backslash, a capital being the complement of its letter.
  static func perl(_ letter: UInt8?) -> (members: ASCIISet, isNegated: Bool)? {
    switch letter {
    case UInt8(ascii: "d"): (digit, false)
    case UInt8(ascii: "D"): (digit, true)
    case UInt8(ascii: "s"): (space, false)
    case UInt8(ascii: "S"): (space, true)
    case UInt8(ascii: "w"): (word, false)
    case UInt8(ascii: "W"): (word, true)
    default: nil
    }
  }

  /// The class of `[:name:]`.
  ///
  /// Comparing strings is safe here, for no other spelling is canonically equivalent to any of these names.
  static func posix(_ name: String) -> ASCIISet? {
    switch name {
    case "alnum": ASCIISet("09AZaz")
    case "alpha": ASCIISet("AZaz")
    case "ascii": ASCIISet("\u{0}\u{7F}")
    case "blank": ASCIISet("\t\t  ")
    case "cntrl": ASCIISet("\u{0}\u{1F}\u{7F}\u{7F}")
    case "digit": digit
    case "graph": ASCIISet("!~")
    case "lower": ASCIISet("az")
    case "print": ASCIISet(" ~")
    case "punct": ASCIISet("!/:@[`{~")
    case "space": ASCIISet("\t\r  ")
    case "upper": ASCIISet("AZ")
    case "word": word
    case "xdigit": ASCIISet("09AFaf")
    default: nil
    }
  }
}

extension PatternParser {
  /// Reads anything that is neither a group nor a quantifier.
  mutating func parseAtom(_ byte: UInt8) throws(PatternError) {
    switch byte {
    case UInt8(ascii: "^"):
      position += 1
      append(.assertion(flags.contains(.multiline) ? .lineStart : .textStart))
    case UInt8(ascii: "$"):
      position += 1
      append(.assertion(flags.contains(.multiline) ? .lineEnd : .textEnd))
    case UInt8(ascii: "."):
      position += 1
      append(flags.contains(.dotMatchesNewline) ? .all : .allButNewline)
    case UInt8(ascii: "["):
      append(try parseClass())
    case UInt8(ascii: "\\"):
      try parseEscape()
    default:
      appendLiteral(readCodePoint().value)
    }
  }

  private mutating func append(_ set: CodePointSet) {
    append(.set(syntax.sets.count))
    syntax.sets.append(set)
  }

  /// Appends a code point, which an escape may take from among the surrogates; those match nothing.
  mutating func appendLiteral(_ codePoint: UInt32) {
    let isFolded = flags.contains(.ignoreCase)
    if codePoint < 0x80 && !isFolded {
      if literalSets.isEmpty { literalSets = Array(repeating: -1, count: 128) }
      let known = literalSets[Int(codePoint)]
      if known >= 0 { return append(.set(known)) }
      literalSets[Int(codePoint)] = syntax.sets.count
    }
    var set = CodePointSet(isFolded: isFolded)
    set.insert(CodePointRange(first: codePoint, last: codePoint))
    append(set)
  }

  // MARK: Escapes

  private mutating func parseEscape() throws(PatternError) {
    let start = position
    let letter = peek(1)
    var set = CodePointSet(isFolded: flags.contains(.ignoreCase))
    switch letter {
    case UInt8(ascii: "b"): append(.assertion(.wordBoundary))
    case UInt8(ascii: "B"): append(.assertion(.noWordBoundary))
    case UInt8(ascii: "A"): append(.assertion(.textStart))
    case UInt8(ascii: "z"): append(.assertion(.textEnd))
    case UInt8(ascii: "Q"): return appendQuoted()
    case UInt8(ascii: "p"), UInt8(ascii: "P"):
      try parseUnicodeGroup(into: &set)
      return append(set)
    default:
      guard let (members, isNegated) = CharacterClasses.perl(letter) else {
        return appendLiteral(try parseCharacterEscape())
      }
      set.insert(members, isNegated: isNegated)
      append(set)
    }
    position = start + 2
  }

  /// Reads the literals between `\Q` and `\E` or the end.
  private mutating func appendQuoted() {
    position += 2
    while let byte = peek() {
      if byte == UInt8(ascii: "\\") && peek(1) == UInt8(ascii: "E") {
        position += 2
        return
      }
      appendLiteral(readCodePoint().value)
    }
  }

  /// Reads an escape that stands for one character, inside and outside of classes.
  private mutating func parseCharacterEscape() throws(PatternError) -> UInt32 {
    let start = position
    position += 1
    guard peek() != nil else { throw PatternError("trailing \\", at: start) }
    let character = readCodePoint()
    switch character {
    case "a": return 0x7
    case "f": return 0xC
    case "n": return 0xA
    case "r": return 0xD
    case "t": return 0x9
    case "v": return 0xB
    case "x": return try parseHexadecimal(from: start)
    case "0"..."7":
      // One digit would be a back-reference.
      guard character == "0" || octalDigit() != nil else { throw invalidEscape(from: start) }
      var value = character.value - 0x30
      for _ in 0..<2 {
        guard let digit = octalDigit() else { break }
        value = value * 8 + digit
        position += 1
      }
      return value
    default:
      guard character.isASCII && (character == "_" || !CharacterClasses.word.contains(UInt8(character.value))) else {
        throw invalidEscape(from: start)
      }
      return character.value
    }
  }

  private func octalDigit() -> UInt32? {
    guard let byte = peek(), (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(byte) else { return nil }
    return UInt32(byte) - 0x30
  }

  /// Reads the rest of `\x41` or `\x{41}`.
  private mutating func parseHexadecimal(from start: Int) throws(PatternError) -> UInt32 {
    let isBraced = peek() == UInt8(ascii: "{")
    if isBraced { position += 1 }
    var value: UInt32 = 0
    var digits = 0
    while isBraced || digits < 2 {
      guard peek() != nil else { throw invalidEscape(from: start) }
      let character = readCodePoint()
      if isBraced && digits > 0 && character == "}" { break }
      guard let digit = character.properties.isASCIIHexDigit ? Int(String(character), radix: 16) : nil else {
        // Like RE2, show both characters where two digits were due.
        if !isBraced && digits == 0 && peek() != nil { _ = readCodePoint() }
        throw invalidEscape(from: start)
      }
      value = value * 16 + UInt32(digit)
      digits += 1
      guard value <= CodePointRange.maximum else { throw invalidEscape(from: start) }
    }
    return value
  }

  private func invalidEscape(from start: Int) -> PatternError {
    PatternError("invalid escape sequence: \(text(from: start, to: position))", at: start)
  }

  // MARK: Classes

  /// Reads `\pL`, `\p{Greek}`, `\P{^Lu}` and the like.
  private mutating func parseUnicodeGroup(into set: inout CodePointSet) throws(PatternError) {
    let start = position
    var isNegated = source[start + 1] == UInt8(ascii: "P")
    position += 2
    var name: ArraySlice<UInt8> = []
    var isComplete = true
    if peek() == UInt8(ascii: "{") {
      let end = source[position...].firstIndex(of: UInt8(ascii: "}"))
      name = source[position + 1..<(end ?? source.count)]
      isComplete = end != nil
      position = end.map { $0 + 1 } ?? source.count
    } else if peek() != nil {
      let nameStart = position
      _ = readCodePoint()
      name = source[nameStart..<position]
    }
    if name.first == UInt8(ascii: "^") {
      isNegated.toggle()
      name.removeFirst()
    }
    guard isComplete, let table = UnicodeTables.table(named: name) else {
      throw PatternError("invalid character class range: \(text(from: start, to: position))", at: start)
    }
    set.insert(table, isNegated: isNegated)
  }

  private mutating func parseClass() throws(PatternError) -> CodePointSet {
    let start = position
    var set = CodePointSet(isFolded: flags.contains(.ignoreCase))
    position += 1
    let isNegated = peek() == UInt8(ascii: "^")
    if isNegated { position += 1 }
    let first = position
    while let byte = peek(), byte != UInt8(ascii: "]") || position == first {
      if byte == UInt8(ascii: "["), try parsePOSIXClass(into: &set) { continue }
      if byte == UInt8(ascii: "\\") {
        let letter = peek(1)
        if letter == UInt8(ascii: "p") || letter == UInt8(ascii: "P"), peek(2) != nil {
          try parseUnicodeGroup(into: &set)
          continue
        }
        if let (members, isNegated) = CharacterClasses.perl(letter) {
          set.insert(members, isNegated: isNegated)
          position += 2
          continue
        }
      }
      set.insert(try parseClassRange(of: start))
    }
    guard peek() != nil else { throw missingBracket(of: start) }
    position += 1
    if isNegated { set.negate() }
    return set
  }

  private func missingBracket(of start: Int) -> PatternError {
    PatternError("missing ]: \(text(from: start))", at: start)
  }

  /// Reads `[:alpha:]` or `[:^alpha:]` if that is what comes.
  private mutating func parsePOSIXClass(into set: inout CodePointSet) throws(PatternError) -> Bool {
    guard peek(1) == UInt8(ascii: ":") else { return false }
    let start = position
    var end = start + 2
    while end + 1 < source.count, source[end] != UInt8(ascii: ":") || source[end + 1] != UInt8(ascii: "]") { end += 1 }
    guard end + 1 < source.count else { return false }
    let isNegated = peek(2) == UInt8(ascii: "^")
    guard let members = CharacterClasses.posix(text(from: start + (isNegated ? 3 : 2), to: end)) else {
      throw PatternError("invalid character class range: \(text(from: start, to: end + 2))", at: start)
    }
    set.insert(members, isNegated: isNegated)
    position = end + 2
    return true
  }

  /// Reads a character or a range of them, in the class that starts at `start`.
  private mutating func parseClassRange(of start: Int) throws(PatternError) -> CodePointRange {
    let rangeStart = position
    let first = try parseClassCharacter(of: start)
    var last = first
    // A hyphen right before the end is a literal.
    if peek() == UInt8(ascii: "-"), let next = peek(1), next != UInt8(ascii: "]") {
      position += 1
      last = try parseClassCharacter(of: start)
    }
    guard first <= last else {
      throw PatternError(
        "invalid character class range: \(text(from: rangeStart, to: position))", at: rangeStart)
    }
    return CodePointRange(first: first, last: last)
  }

  private mutating func parseClassCharacter(of start: Int) throws(PatternError) -> UInt32 {
    guard let byte = peek() else { throw missingBracket(of: start) }
    return byte == UInt8(ascii: "\\") ? try parseCharacterEscape() : readCodePoint().value
  }
}
