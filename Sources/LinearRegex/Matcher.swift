import Synchronization

/// A program with the automata that its texts have made so far.
final class Matcher: Sendable {
  private let lazyProgram: LazyProgram
  private let search: Automaton
  private let whole: Automaton

  /// - Parameter leastLength: no shorter text is accepted.
  init(_ program: LazyProgram, leastLength: Int) {
    lazyProgram = program
    search = Automaton(program, mode: .search, leastLength: leastLength)
    whole = Automaton(program, mode: .whole, leastLength: leastLength)
  }

  var program: Program { lazyProgram.value }

  /// Whether the text is accepted, and how many steps it took to make states for it.
  func accepts(_ text: UnsafeBufferPointer<UInt8>, by mode: MatchMode) -> (verdict: Bool, steps: Int) {
    switch mode {
    case .search: search.accept(text)
    case .whole: whole.accept(text)
    }
  }
}

/// An automaton that a match has for itself, in a chain of such: a match takes the first that is free. So no thread waits
/// for another's match, and there are never more automata than threads that matched at once.
private final class Automaton: Sendable {
  private let program: LazyProgram
  private let mode: MatchMode
  private let leastLength: Int
  private let isTaken = Atomic(false)
  /// Only for the thread that has taken it.
  private nonisolated(unsafe) var states: LazyDFA?
  private let next = LazySlot<Automaton>()
  /// How many texts made states one by one; only for the thread that has taken it.
  private nonisolated(unsafe) var uses = 0
  /// So many texts are worth making all states.
  private static let usesBeforeCompletion = 256
  /// For all threads, once it is there.
  private let complete = LazySlot<CompleteDFA?>()

  /// - Parameter leastLength: no shorter text is accepted.
  init(_ program: LazyProgram, mode: MatchMode, leastLength: Int) {
    self.program = program
    self.mode = mode
    self.leastLength = leastLength
  }

  deinit { complete.known??.free() }

  func accept(_ text: UnsafeBufferPointer<UInt8>) -> (verdict: Bool, steps: Int) {
    // A character has a byte at least.
    if text.count < leastLength { return (false, 0) }
    if let complete = complete.known, let verdict = complete?.accepts(text) { return (verdict, 0) }
    return acceptLazily(text)
  }

  private func acceptLazily(_ text: UnsafeBufferPointer<UInt8>) -> (verdict: Bool, steps: Int) {
    guard isTaken.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged else {
      return next.value { Automaton(program, mode: mode, leastLength: leastLength) }.accept(text)
    }
    defer { isTaken.store(false, ordering: .releasing) }
    uses += 1
    if uses == Self.usesBeforeCompletion { complete.keep(CompleteDFA(program.value, mode: mode)) }
    return run(&states, on: text)
  }

  private func run(_ states: inout LazyDFA?, on text: UnsafeBufferPointer<UInt8>) -> (verdict: Bool, steps: Int) {
    if states == nil { states = LazyDFA(program.value, mode: mode) }
    let before = states?.steps ?? 0
    let verdict = states?.accepts(text) ?? false
    return (verdict, (states?.steps ?? 0) - before)
  }
}
