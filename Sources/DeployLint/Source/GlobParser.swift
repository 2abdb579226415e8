/// Turns the text of a pattern into a program.
struct GlobParser {
  private let units: [UInt32]
  private let syntax: Glob.Syntax
  private var at = 0
  private var instructions: [GlobProgram.Instruction] = []
  /// How many alternatives are open.
  private var depth = 0
  /// The characters since the last instruction that is more than one.
  private var suffix: [UInt32] = []
  /// The longest text of mere characters that stands in no alternative.
  private var core: [UInt32] = []
  private var isLiteral = true

  private static let deepest = 16

  static func parse(_ text: ArraySlice<UInt8>, _ syntax: Glob.Syntax) throws(Glob.FormatError) -> GlobProgram {
    let units =
      syntax == .gitignore
      ? text.map(UInt32.init) : String(decoding: text, as: UTF8.self).unicodeScalars.map(\.value)
    var parser = GlobParser(units: units, syntax: syntax)
    try parser.sequence(isAtStepStart: true)
    parser.instructions.append(.match)
    return GlobProgram(
      parser.instructions, syntax, suffix: parser.bytes(parser.suffix), core: parser.bytes(parser.core),
      isLiteral: parser.isLiteral)
  }

  private init(units: [UInt32], syntax: Glob.Syntax) {
    self.units = units
    self.syntax = syntax
  }

  private func bytes(_ units: [UInt32]) -> [UInt8] {
    if syntax == .gitignore { return units.map { UInt8(truncatingIfNeeded: $0) } }
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: units.compactMap(Unicode.Scalar.init))
    return Array(String(scalars).utf8)
  }

  private func isNext(_ character: Unicode.Scalar, after offset: Int = 0) -> Bool {
    at + offset < units.count && units[at + offset] == character.value
  }

  private mutating func special(_ instruction: GlobProgram.Instruction) {
    instructions.append(instruction)
    suffix.removeAll()
    isLiteral = false
  }

  private mutating func literal(_ unit: UInt32) {
    instructions.append(.unit(unit))
    suffix.append(unit)
    if depth == 0, suffix.count > core.count { core = suffix }
  }

  /// Reads up to the end, or in an alternative up to what ends it.
  private mutating func sequence(isAtStepStart: Bool) throws(Glob.FormatError) {
    var isAtStepStart = isAtStepStart
    while at < units.count {
      let unit = units[at]
      switch Unicode.Scalar(unit) {
      case "*":
        stars(isAtStepStart: isAtStepStart)
        // `**/` takes its slash with it.
        isAtStepStart = units[at - 1] == GlobProgram.slash
        continue
      case "?":
        special(.any)
        at += 1
      case "[": try set()
      case "{" where syntax == .configuration:
        try alternatives(isAtStepStart: isAtStepStart)
      case ",", "}":
        if depth > 0 { return }
        literal(unit)
        at += 1
      case "\\":
        guard at + 1 < units.count else {
          throw Glob.FormatError(
            message: "it ends in a lone '\\'", help: "write '\\\\' for a '\\', and '/' between folders")
        }
        literal(units[at + 1])
        at += 2
      default:
        literal(unit)
        at += 1
      }
      isAtStepStart = units[at - 1] == GlobProgram.slash
    }
  }

  // MARK: Stars

  private mutating func stars(isAtStepStart: Bool) {
    var count = 0
    while isNext("*") {
      at += 1
      count += 1
    }
    let isAtStepEnd = at == units.count || isNext("/") || (depth > 0 && (isNext(",") || isNext("}")))
    guard count > 1, isAtStepStart, isAtStepEnd else { return repeated(.any) }
    guard isNext("/") else { return repeated(.anything) }
    // No folder, or several: (.*/)?
    at += 1
    let split = instructions.count
    special(.split(split + 1, 0))
    repeated(.anything)
    special(.unit(GlobProgram.slash))
    instructions[split] = .split(split + 1, instructions.count)
  }

  private mutating func repeated(_ instruction: GlobProgram.Instruction) {
    let start = instructions.count
    special(.split(start + 1, start + 3))
    special(instruction)
    special(.jump(start))
  }

  // MARK: Alternatives

  private mutating func alternatives(isAtStepStart: Bool) throws(Glob.FormatError) {
    guard depth < Self.deepest else {
      throw Glob.FormatError(
        message: "alternatives are nested more than \(Self.deepest) levels deep", help: "write several patterns")
    }
    depth += 1
    at += 1
    var exits: [Int] = []
    while true {
      let split = instructions.count
      special(.split(split + 1, 0))
      try sequence(isAtStepStart: isAtStepStart)
      guard at < units.count else {
        throw Glob.FormatError(message: "'{' is not closed", help: "close it with '}', or write '\\{' for a '{'")
      }
      exits.append(instructions.count)
      special(.jump(0))
      instructions[split] = .split(split + 1, instructions.count)
      let isLast = isNext("}")
      at += 1
      if isLast { break }
    }
    // The last alternative leads nowhere else.
    let dead = instructions.count
    special(.set(GlobProgram.CharacterSet()))
    for exit in exits { instructions[exit] = .jump(dead + 1) }
    depth -= 1
  }

  // MARK: Sets

  private mutating func set() throws(Glob.FormatError) {
    at += 1
    var set = GlobProgram.CharacterSet()
    if isNext("!") || isNext("^") {
      set.isNegated = true
      at += 1
    }
    var isFirst = true
    while isFirst || !isNext("]") {
      isFirst = false
      if isNext("["), isNext(":", after: 1), let ranges = try named() {
        set.ranges += ranges
        continue
      }
      let lower = try member()
      var upper = lower
      if isNext("-"), at + 1 < units.count, !isNext("]", after: 1) {
        at += 1
        upper = try member()
      }
      // An empty range holds nothing.
      if lower <= upper { set.ranges.append(lower...upper) }
    }
    at += 1
    special(.set(set))
  }

  private mutating func member() throws(Glob.FormatError) -> UInt32 {
    if isNext("\\") { at += 1 }
    guard at < units.count else {
      throw Glob.FormatError(message: "'[' is not closed", help: "close it with ']', or write '\\[' for a '['")
    }
    at += 1
    return units[at - 1]
  }

  /// `[:digit:]` and its like, in ASCII.
  private static let classes: [(name: String, ranges: [ClosedRange<Unicode.Scalar>])] = [
    ("alnum", ["a"..."z", "A"..."Z", "0"..."9"]), ("alpha", ["a"..."z", "A"..."Z"]),
    ("blank", [" "..." ", "\t"..."\t"]),
    ("cntrl", ["\0"..."\u{1F}", "\u{7F}"..."\u{7F}"]), ("digit", ["0"..."9"]), ("graph", ["!"..."~"]),
    ("lower", ["a"..."z"]), ("print", [" "..."~"]), ("punct", ["!"..."/", ":"..."@", "["..."`", "{"..."~"]),
    ("space", [" "..." ", "\t"..."\r"]), ("upper", ["A"..."Z"]), ("xdigit", ["a"..."f", "A"..."F", "0"..."9"]),
  ]

  /// `nil` where the bracket is a character like any other, because nothing closes the name.
  private mutating func named() throws(Glob.FormatError) -> [ClosedRange<UInt32>]? {
    let start = at + 2
    guard let end = units[start...].firstIndex(of: UInt32(UInt8(ascii: "]"))), end > start,
      units[end - 1] == UInt32(UInt8(ascii: ":"))
    else { return nil }
    let name = String(decoding: bytes(Array(units[start..<end - 1])), as: UTF8.self)
    guard let found = Self.classes.first(where: { TextOrder.isEqual($0.name, name) }) else {
      let names = Self.classes.map(\.name)
      throw Glob.FormatError(
        message: "there is no set of characters '[:\(DisplayText.escaped(name)):]'",
        help: Suggestion.nearest(to: name, among: names).map { "did you mean '[:\($0):]'?" }
          ?? "the sets are " + names.joined(separator: ", "))
    }
    at = end + 1
    return found.ranges.map { $0.lowerBound.value...$0.upperBound.value }
  }
}
