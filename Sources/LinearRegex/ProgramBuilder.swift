/// Makes instructions of a parsed pattern, after Thompson.
struct ProgramBuilder {
  /// Ends of a fragment that lead nowhere yet, chained through the very fields that will hold the target.
  private struct Exits {
    /// A field is twice the instruction's index, plus one for `other`.
    var first: Int32
    var last: Int32
  }

  private struct Fragment {
    var entry: Int32
    var exits: Exits
  }

  private let syntax: Syntax
  private let limit: Int
  private var instructions: [Instruction] = []
  private var fragments: [Fragment] = []

  static func program(of source: String, limits: Pattern.Limits) throws(PatternError) -> Program {
    var parser = PatternParser(source)
    return try program(for: try parser.parse(), limit: limits.programSize)
  }

  static func program(for syntax: Syntax, limit: Int) throws(PatternError) -> Program {
    var builder = ProgramBuilder(syntax: syntax, limit: min(limit, Int(Int32.max) / 2))
    try builder.translate(0..<syntax.operations.count)
    let whole = builder.fragments.removeLast()
    let match = try builder.append(.match)
    builder.join(whole.exits, to: match)
    return Program(instructions: builder.instructions, start: whole.entry, sets: syntax.sets)
  }

  private init(syntax: Syntax, limit: Int) {
    self.syntax = syntax
    self.limit = limit
    instructions.reserveCapacity(min(syntax.operations.count + 1, limit))
  }

  /// Translates operations that make one operand.
  ///
  /// It recurs only for counted repetitions in one another, of which the parser's bound on the product of counts lets
  /// nine be.
  private mutating func translate(_ range: Range<Int>) throws(PatternError) {
    for index in range {
      switch syntax.operations[index] {
      case .empty: try pushSingle(.skip)
      case .set(let set): try pushSingle(.set(Int32(truncatingIfNeeded: set)))
      case .assertion(let assertion): try pushSingle(.assertion(assertion))
      case .concatenation(let count): concatenate(count)
      case .alternation(let count): try alternate(count)
      case .zeroOrMore: try loop(mayBeEmpty: true)
      case .oneOrMore: try loop(mayBeEmpty: false)
      case .optional:
        var fragment = fragments.removeLast()
        let split = try append(.split, next: fragment.entry)
        fragment.entry = split
        chain(&fragment.exits, Exits(first: split * 2 + 1, last: split * 2 + 1))
        fragments.append(fragment)
      case .repetition(let operand, let minimum, let maximum):
        try repeatOperand(operand..<index, minimum: minimum, maximum: maximum)
      }
    }
  }

  private mutating func append(
    _ operation: Instruction.Operation, next: Int32 = -1, other: Int32 = -1
  ) throws(PatternError) -> Int32 {
    guard instructions.count < limit else {
      throw PatternError("pattern too large: needs more than \(limit) instructions", at: 0)
    }
    instructions.append(Instruction(operation: operation, next: next, other: other))
    return Int32(truncatingIfNeeded: instructions.count - 1)
  }

  private mutating func pushSingle(_ operation: Instruction.Operation) throws(PatternError) {
    let index = try append(operation)
    fragments.append(Fragment(entry: index, exits: Exits(first: index * 2, last: index * 2)))
  }

  private mutating func concatenate(_ count: Int) {
    let base = fragments.count - count
    for i in base + 1..<fragments.count { join(fragments[i - 1].exits, to: fragments[i].entry) }
    fragments[base].exits = fragments[fragments.count - 1].exits
    fragments.removeSubrange((base + 1)...)
  }

  private mutating func alternate(_ count: Int) throws(PatternError) {
    var result = fragments.removeLast()
    for _ in 1..<count {
      let alternative = fragments.removeLast()
      result.entry = try append(.split, next: alternative.entry, other: result.entry)
      chain(&result.exits, alternative.exits)
    }
    fragments.append(result)
  }

  private mutating func loop(mayBeEmpty: Bool) throws(PatternError) {
    let fragment = fragments.removeLast()
    let split = try append(.split, next: fragment.entry)
    join(fragment.exits, to: split)
    let exits = Exits(first: split * 2 + 1, last: split * 2 + 1)
    fragments.append(Fragment(entry: mayBeEmpty ? split : fragment.entry, exits: exits))
  }

  /// Repeats the operand, of which one copy is there: `x{2,4}` becomes `xx(x(x)?)?`, `x{2,}` becomes `xx+`.
  private mutating func repeatOperand(_ operand: Range<Int>, minimum: Int, maximum: Int?) throws(PatternError) {
    let copies = maximum ?? minimum
    guard copies > 0 else {
      fragments.removeLast()
      return try pushSingle(.skip)
    }
    // Where the optional copies leave the repetition.
    var skips: Exits?
    for copy in 1...copies {
      if copy > 1 { try translate(operand) }
      if copy == copies && maximum == nil { try loop(mayBeEmpty: false) }
      if copy > minimum {
        var fragment = fragments.removeLast()
        let split = try append(.split, next: fragment.entry)
        fragment.entry = split
        fragments.append(fragment)
        let skip = Exits(first: split * 2 + 1, last: split * 2 + 1)
        if var all = skips {
          chain(&all, skip)
          skips = all
        } else {
          skips = skip
        }
      }
      if copy > 1 { concatenate(2) }
    }
    if let skips {
      var fragment = fragments.removeLast()
      chain(&fragment.exits, skips)
      fragments.append(fragment)
    }
  }

  // MARK: Exits

  private subscript(exit exit: Int32) -> Int32 {
    get {
      let instruction = instructions[Int(exit / 2)]
      return exit % 2 == 0 ? instruction.next : instruction.other
    }
    set {
      if exit % 2 == 0 {
        instructions[Int(exit / 2)].next = newValue
      } else {
        instructions[Int(exit / 2)].other = newValue
      }
    }
  }

  private mutating func chain(_ exits: inout Exits, _ more: Exits) {
    self[exit: exits.last] = more.first
    exits.last = more.last
  }

  private mutating func join(_ exits: Exits, to target: Int32) {
    var exit = exits.first
    while exit >= 0 {
      let next = self[exit: exit]
      self[exit: exit] = target
      exit = next
    }
  }
}
