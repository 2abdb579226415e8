/// A pattern ready to run: a nondeterministic automaton whose states are all followed at once, so that no pattern can
/// make it slow.
struct GlobProgram: Sendable {
  /// A set of characters; `/` is never in it.
  struct CharacterSet: Sendable {
    var isNegated = false
    var ranges: [ClosedRange<UInt32>] = []

    func contains(_ unit: UInt32) -> Bool {
      unit != GlobProgram.slash && ranges.contains { $0.contains(unit) } != isNegated
    }
  }

  enum Instruction: Sendable {
    case unit(UInt32)
    case set(CharacterSet)
    /// Any character but `/`.
    case any
    /// Any character.
    case anything
    case split(Int, Int)
    case jump(Int)
    case match
  }

  static let slash = UInt32(UInt8(ascii: "/"))

  private let instructions: [Instruction]
  private let syntax: Glob.Syntax
  /// What every match ends with: most paths are refused by it.
  private let suffix: [UInt8]
  /// What every match holds: most others are refused by it.
  private let core: [UInt8]
  private let isLiteral: Bool

  /// - Parameters:
  ///   - suffix: the text behind the last instruction that is more than a character.
  ///   - core: the longest text between two such instructions that no match can do without.
  init(_ instructions: [Instruction], _ syntax: Glob.Syntax, suffix: [UInt8], core: [UInt8], isLiteral: Bool) {
    self.instructions = instructions
    self.syntax = syntax
    self.suffix = suffix
    self.core = core
    self.isLiteral = isLiteral
  }

  /// Whether the whole text matches.
  func matches(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count >= suffix.count, text.suffix(suffix.count).elementsEqual(suffix) else { return false }
    if isLiteral { return text.count == suffix.count }
    guard holdsCore(text) else { return false }
    switch syntax {
    case .gitignore: return run(text.lazy.map(UInt32.init))
    case .configuration: return run(String(decoding: text, as: UTF8.self).unicodeScalars.lazy.map(\.value))
    }
  }

  private func holdsCore(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = core.first else { return true }
    var rest = text
    while rest.count >= core.count, let start = rest.firstIndex(of: first) {
      if rest[start...].starts(with: core) { return true }
      rest = rest[(start + 1)...]
    }
    return false
  }

  private func run(_ text: some Sequence<UInt32>) -> Bool {
    var current = States(instructions.count)
    var next = States(instructions.count)
    add(0, to: &current)
    for unit in text {
      for state in current.members {
        switch instructions[state] {
        case .unit(let wanted): if unit == wanted { add(state + 1, to: &next) }
        case .set(let set): if set.contains(unit) { add(state + 1, to: &next) }
        case .any: if unit != Self.slash { add(state + 1, to: &next) }
        case .anything: add(state + 1, to: &next)
        case .split, .jump, .match: break
        }
      }
      if next.members.isEmpty { return false }
      swap(&current, &next)
      next.clear()
    }
    return current.members.contains { if case .match = instructions[$0] { true } else { false } }
  }

  /// Adds a state and those that it leads to without a character.
  private func add(_ state: Int, to states: inout States) {
    var waiting = [state]
    while let state = waiting.popLast() {
      guard states.insert(state) else { continue }
      switch instructions[state] {
      case .split(let first, let second): waiting += [second, first]
      case .jump(let target): waiting.append(target)
      default: break
      }
    }
  }

  private struct States {
    private(set) var members: [Int] = []
    private var isMember: [Bool]

    init(_ count: Int) {
      isMember = Array(repeating: false, count: count)
    }

    mutating func insert(_ state: Int) -> Bool {
      if isMember[state] { return false }
      isMember[state] = true
      members.append(state)
      return true
    }

    mutating func clear() {
      for state in members { isMember[state] = false }
      members.removeAll(keepingCapacity: true)
    }
  }
}
