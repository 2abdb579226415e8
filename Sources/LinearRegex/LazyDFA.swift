/// What a text must do to be accepted.
package enum MatchMode: Sendable {
  /// Hold a match somewhere.
  case search
  /// Be a match from end to end.
  case whole
}

/// A deterministic automaton that is made as texts ask for it.
///
/// A state is the set of instructions at which the program may stand before the next character. States are kept up to a
/// bound; when it is reached, all are forgotten, so memory is bounded and a character costs at worst a walk over the
/// program.
struct LazyDFA: Sendable {
  /// A state's row in `transitions`, as the index of the row's start, or one of the three special ones.
  private typealias State = Int32

  /// What precedes a position, as far as the program asks.
  private struct Context: OptionSet, Hashable {
    let rawValue: Int32
    static let textStart = Context(rawValue: 1)
    static let newline = Context(rawValue: 2)
    static let word = Context(rawValue: 4)
  }

  /// What follows a position.
  private enum Following {
    case unknown, end, newline, word, other
  }

  private struct StateRecord {
    /// Where its instructions stand in `members`.
    var range: Range<Int>
    var context: Context
    /// Whether some of its instructions ask about what follows.
    var isPending: Bool
    var hash: Int
  }

  private static let memberLimit = 1 << 18
  private static let transitionLimit = 1 << 18
  private static let leastStates = 16

  private let program: Program
  private let mode: MatchMode
  private var wide: WideAlphabet?

  // Symbols: those of ASCII, the end of the text, then those of the wide alphabet once it is known.
  private let endSymbol: Int
  private var stride: Int
  /// The next state for each state and symbol, zero where it is not known yet.
  private var transitions: [State] = []
  private var records: [StateRecord] = []
  private var members: [Int32] = []
  /// An open hash table of the states: index into `records` plus one, or zero.
  private var slots: [Int32] = []
  private var startState: State = 0
  /// Counts how often all states were forgotten, or renumbered.
  private var generation = 0

  // The set under construction.
  private var pending: [Int32] = []
  private var reached: [Int32] = []
  private var marks: [Int32]
  private var mark: Int32 = 0
  private var isMatched = false

  /// The instructions that were visited while making states.
  private(set) var steps = 0

  private var rejected: State { State(truncatingIfNeeded: stride) }
  private var accepted: State { State(truncatingIfNeeded: 2 * stride) }

  init(_ program: Program, mode: MatchMode) {
    self.program = program
    self.mode = mode
    endSymbol = program.alphabet.examples.count
    stride = endSymbol + 1
    marks = Array(repeating: 0, count: program.instructions.count)
    forgetStates()
  }

  // MARK: Running

  /// Reads the text and says whether it is accepted.
  mutating func accepts(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if startState == 0 { startState = makeStart() }
    var state = startState
    var position = 0
    while state > accepted {
      advance(&state, through: text, from: &position)
      if position == text.count {
        state = next(after: state, on: endSymbol)
      } else if text[position] < 0x80 {
        state = next(after: state, on: Int(program.alphabet.symbols[Int(text[position])]))
        position += 1
      } else {
        let (codePoint, length) = decodeWide(text, at: position)
        let alphabet = wide ?? adoptWideAlphabet(&state)
        let symbol = codePoint.map { alphabet.symbol(of: $0) } ?? 0
        state = next(after: state, on: endSymbol + 1 + symbol)
        position += length
      }
    }
    return state == accepted
  }

  /// Goes on as long as the characters are ASCII and lead to known states that are not final.
  private func advance(_ state: inout State, through text: UnsafeBufferPointer<UInt8>, from position: inout Int) {
    let final = accepted
    transitions.withUnsafeBufferPointer { transitions in
      program.alphabet.symbols.withUnsafeBufferPointer { symbols in
        while position < text.count, text[position] < 0x80 {
          let next = transitions[Int(state) &+ Int(symbols[Int(text[position])])]
          if next <= final { return }
          state = next
          position &+= 1
        }
      }
    }
  }

  private mutating func next(after state: State, on symbol: Int) -> State {
    let index = Int(state) + symbol
    if transitions[index] != 0 { return transitions[index] }
    let before = generation
    let next = makeNext(after: state, on: symbol)
    if generation == before { transitions[index] = next }
    return next
  }

  /// Makes room for the wide alphabet's symbols, which renumbers the states.
  private mutating func adoptWideAlphabet(_ state: inout State) -> WideAlphabet {
    let alphabet = program.wideAlphabet
    let record = records[Int(state) / stride]
    reached = Array(members[record.range])
    wide = alphabet
    stride += alphabet.count
    forgetStates()
    state = self.state(of: record.context)
    return alphabet
  }

  // MARK: All states

  /// Automata with more states, or that take more steps to make, stay lazy: most of their states are never met.
  private static let mostCompleteStates = 512
  private static let mostCompletionSteps = 1 << 18

  /// Makes all states that texts in ASCII can lead to; `nil` where that is too much. Each row has one symbol more than
  /// here, for what is no ASCII, which leads nowhere.
  mutating func completeTable() -> CompleteDFA.Table? {
    let width = stride + 1
    if startState == 0 { startState = makeStart() }
    let before = generation
    var state = 3
    while state < records.count {
      for symbol in 0..<stride {
        _ = next(after: State(truncatingIfNeeded: state * stride), on: symbol)
        guard generation == before, records.count <= Self.mostCompleteStates, steps <= Self.mostCompletionSteps else {
          return nil
        }
      }
      state += 1
    }
    func index(_ state: State) -> Int32 { Int32(truncatingIfNeeded: Int(state) / stride * width) }
    var rows = [Int32](repeating: 0, count: 3 * width)
    for state in 3..<records.count {
      for symbol in 0..<stride { rows.append(index(transitions[state * stride + symbol])) }
      rows.append(0)
    }
    // Without the wide alphabet, the symbols are those of ASCII and the end: too few to need more than a byte.
    let wideSymbol = UInt8(truncatingIfNeeded: stride)
    return CompleteDFA.Table(
      transitions: rows, symbols: program.alphabet.symbols + Array(repeating: wideSymbol, count: 128),
      start: index(startState), accepted: index(accepted), endSymbol: Int32(truncatingIfNeeded: endSymbol))
  }

  // MARK: Making states

  private mutating func forgetStates() {
    generation += 1
    startState = 0
    let special = StateRecord(range: 0..<0, context: [], isPending: false, hash: 0)
    records = [special, special, special]
    transitions = Array(repeating: 0, count: 3 * stride)
    members.removeAll(keepingCapacity: true)
    slots = Array(repeating: 0, count: 32)
  }

  private mutating func beginSet() {
    reached.removeAll(keepingCapacity: true)
    isMatched = false
    if mark == .max {
      marks = Array(repeating: 0, count: marks.count)
      mark = 0
    }
    mark += 1
  }

  private mutating func makeStart() -> State {
    beginSet()
    follow(program.start, after: .textStart, before: .unknown)
    return isMatched ? accepted : state(of: .textStart)
  }

  private mutating func makeNext(after state: State, on symbol: Int) -> State {
    let record = records[Int(state) / stride]
    let example = symbol < endSymbol ? program.alphabet.examples[symbol] : nil
    var origins = Array(members[record.range])
    if record.isPending {
      beginSet()
      let following = following(symbol: symbol, example: example)
      for origin in origins { follow(origin, after: record.context, before: following) }
      if isMatched { return accepted }
      origins = reached
    }
    if symbol == endSymbol {
      steps += origins.count
      let isMatch = origins.contains {
        if case .match = program.instructions[Int($0)].operation { true } else { false }
      }
      return isMatch ? accepted : rejected
    }
    var context: Context = []
    if program.asksForLines && example == UInt8(ascii: "\n") { context.insert(.newline) }
    if program.asksForWords, let example, CharacterClasses.word.contains(example) { context.insert(.word) }
    beginSet()
    for origin in origins {
      steps += 1
      let instruction = program.instructions[Int(origin)]
      if case .set(let set) = instruction.operation, contains(symbol, example: example, inSet: Int(set)) {
        follow(instruction.next, after: context, before: .unknown)
      }
    }
    if mode == .search { follow(program.start, after: context, before: .unknown) }
    return isMatched ? accepted : self.state(of: context)
  }

  private func contains(_ symbol: Int, example: UInt8?, inSet set: Int) -> Bool {
    if let example { return program.sets[set].ascii.contains(example) }
    return wide?.contains(symbol - endSymbol - 1, inSet: set) ?? false
  }

  private func following(symbol: Int, example: UInt8?) -> Following {
    if symbol == endSymbol { return .end }
    guard let example else { return .other }
    return example == UInt8(ascii: "\n") ? .newline : CharacterClasses.word.contains(example) ? .word : .other
  }

  /// Adds to `reached` the instructions that wait for a character, and those that ask about what follows while that is
  /// unknown.
  private mutating func follow(_ start: Int32, after context: Context, before following: Following) {
    pending.append(start)
    while let index = pending.popLast() {
      guard marks[Int(index)] != mark else { continue }
      marks[Int(index)] = mark
      steps += 1
      let instruction = program.instructions[Int(index)]
      switch instruction.operation {
      case .set:
        reached.append(index)
      case .skip:
        pending.append(instruction.next)
      case .split:
        pending.append(instruction.other)
        pending.append(instruction.next)
      case .assertion(let assertion):
        switch Self.holds(assertion, after: context, before: following) {
        case true?: pending.append(instruction.next)
        case false?: break
        case nil: reached.append(index)
        }
      case .match:
        if mode == .search { isMatched = true } else { reached.append(index) }
      }
    }
  }

  /// Whether the assertion holds, or nil as long as that depends on what follows.
  private static func holds(_ assertion: Assertion, after context: Context, before following: Following) -> Bool? {
    switch assertion {
    case .textStart: return context.contains(.textStart)
    case .lineStart: return !context.isDisjoint(with: [.textStart, .newline])
    case .textEnd: return following == .unknown ? nil : following == .end
    case .lineEnd: return following == .unknown ? nil : following == .end || following == .newline
    case .wordBoundary: return following == .unknown ? nil : context.contains(.word) != (following == .word)
    case .noWordBoundary: return following == .unknown ? nil : context.contains(.word) == (following == .word)
    }
  }

  /// The state for the set under construction, an old one if there is an equal one.
  private mutating func state(of context: Context) -> State {
    // Where nothing is under way, a search can still begin on a new line.
    if reached.isEmpty && !(mode == .search && program.asksForLines) { return rejected }
    reached.sort()
    let isPending = reached.contains {
      if case .assertion = program.instructions[Int($0)].operation { true } else { false }
    }
    // Nothing will ask for what precedes.
    let context = isPending ? context : []
    var hash = UInt64(UInt32(bitPattern: context.rawValue))
    for index in reached { hash = (hash ^ UInt64(UInt32(bitPattern: index))) &* 0x9E37_79B9_7F4A_7C15 &+ hash >> 32 }
    let record = StateRecord(
      range: members.count..<members.count + reached.count, context: context, isPending: isPending,
      hash: Int(truncatingIfNeeded: hash ^ hash >> 29))
    var slot = record.hash & (slots.count - 1)
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      let known = records[index]
      if known.hash == record.hash && known.context == context && members[known.range].elementsEqual(reached) {
        return State(truncatingIfNeeded: index * stride)
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    if isFull {
      forgetStates()
      return state(of: context)
    }
    return insert(record, at: slot)
  }

  private var isFull: Bool {
    records.count >= Self.leastStates
      && (members.count + reached.count > Self.memberLimit || transitions.count + stride > Self.transitionLimit)
  }

  private mutating func insert(_ record: StateRecord, at slot: Int) -> State {
    members += reached
    records.append(record)
    transitions += repeatElement(0, count: stride)
    slots[slot] = Int32(truncatingIfNeeded: records.count)
    if records.count * 2 > slots.count {
      slots = Array(repeating: 0, count: slots.count * 2)
      for index in records.indices.dropFirst(3) {
        var slot = records[index].hash & (slots.count - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(truncatingIfNeeded: index + 1)
      }
    }
    return State(truncatingIfNeeded: (records.count - 1) * stride)
  }
}

/// Takes a character beyond ASCII, or one byte of what is no UTF-8.
private func decodeWide(_ text: UnsafeBufferPointer<UInt8>, at position: Int) -> (codePoint: UInt32?, length: Int) {
  let lead = text[position]
  let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
  guard lead >= 0xC2, lead < 0xF5, position + length <= text.count else { return (nil, 1) }
  var value = UInt32(lead) & (0x7F >> UInt32(length))
  for i in position + 1..<position + length {
    guard text[i] & 0xC0 == 0x80 else { return (nil, 1) }
    value = value << 6 | UInt32(text[i] & 0x3F)
  }
  // Too long a spelling, a surrogate, or beyond the last code point.
  guard value >= (length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000), Unicode.Scalar(value) != nil else {
    return (nil, 1)
  }
  return (value, length)
}
