/// What to do at one place of the automaton.
struct Instruction: Sendable {
  enum Operation: Sendable {
    /// Take a code point out of the set and go on.
    case set(Int32)
    case assertion(Assertion)
    /// Go on at both places.
    case split
    /// Just go on.
    case skip
    case match
  }

  var operation: Operation
  var next: Int32
  /// Where else a split goes on.
  var other: Int32
}

/// A pattern as a non-deterministic automaton over code points.
///
/// A class of thousands of characters is a single instruction. What a character means to the pattern is found out once,
/// by the alphabets: which of the sets it belongs to is all that counts.
final class Program: Sendable {
  let instructions: [Instruction]
  let start: Int32
  let sets: [CodePointSet]
  let alphabet: ASCIIAlphabet
  /// Whether what precedes a position matters once the text has begun.
  let asksForLines: Bool
  let asksForWords: Bool
  private let lazyWideAlphabet = LazySlot<WideAlphabet>()

  init(instructions: [Instruction], start: Int32, sets: [CodePointSet]) {
    self.instructions = instructions
    self.start = start
    self.sets = sets
    var asksForLines = false
    var asksForWords = false
    for instruction in instructions {
      guard case .assertion(let assertion) = instruction.operation else { continue }
      switch assertion {
      case .textStart, .textEnd: break
      case .lineStart, .lineEnd: asksForLines = true
      case .wordBoundary, .noWordBoundary: asksForWords = true
      }
    }
    self.asksForLines = asksForLines
    self.asksForWords = asksForWords
    var distinctions = sets.map(\.ascii)
    if asksForLines { distinctions.append(ASCIISet(UInt8(ascii: "\n"))) }
    if asksForWords { distinctions.append(CharacterClasses.word) }
    alphabet = ASCIIAlphabet(telling: distinctions)
  }

  /// The alphabet beyond ASCII, made when a text first needs it.
  var wideAlphabet: WideAlphabet {
    lazyWideAlphabet.value { WideAlphabet(telling: sets.map { $0.wideRanges() }) }
  }

  /// The fewest characters that a match has: a shortest way through the instructions, with all assertions taken for
  /// true.
  var leastLength: Int {
    var met = [Bool](repeating: false, count: instructions.count)
    var current = [start]
    var length = 0
    while !current.isEmpty {
      var next: [Int32] = []
      while let index = current.popLast() {
        if met[Int(index)] { continue }
        met[Int(index)] = true
        let instruction = instructions[Int(index)]
        switch instruction.operation {
        case .set: next.append(instruction.next)
        case .assertion, .skip: current.append(instruction.next)
        case .split: current += [instruction.next, instruction.other]
        case .match: return length
        }
      }
      current = next
      length += 1
    }
    // Nothing matches.
    return .max
  }

  /// A character of ASCII that every match holds, if there is one.
  var requiredByte: UInt8? {
    let single = instructions.map { instruction -> UInt8? in
      if case .set(let set) = instruction.operation { sets[Int(set)].onlyCharacter } else { nil }
    }
    // Punctuation is rarer in texts than letters, and capitals than small ones.
    return Set(single.compactMap(\.self)).sorted().first { !canMatch(without: $0, single) }
  }

  /// Whether there is a way through the instructions on which nothing takes the character alone.
  private func canMatch(without byte: UInt8, _ single: [UInt8?]) -> Bool {
    var met = [Bool](repeating: false, count: instructions.count)
    var pending = [start]
    while let index = pending.popLast() {
      if met[Int(index)] || single[Int(index)] == byte { continue }
      met[Int(index)] = true
      let instruction = instructions[Int(index)]
      switch instruction.operation {
      case .set, .assertion, .skip: pending.append(instruction.next)
      case .split: pending += [instruction.next, instruction.other]
      case .match: return true
      }
    }
    return false
  }
}
