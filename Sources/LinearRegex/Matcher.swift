import Synchronization

/// A program with the automata that its texts have made so far.
final class Matcher: Sendable {
  private let lazyProgram: LazyProgram
  private let search: Automaton
  private let whole: Automaton

  /// - Parameters:
  ///   - leastLength: no shorter text is accepted.
  ///   - requiredByte: no text without it is accepted, if it is known.
  ///   - complete: the automaton for one of the modes, if it is known.
  init(
    _ program: LazyProgram, leastLength: Int, requiredByte: UInt8? = nil,
    complete: (mode: MatchMode, dfa: CompleteDFA)? = nil
  ) {
    lazyProgram = program
    func automaton(_ mode: MatchMode) -> Automaton {
      Automaton(
        program, mode: mode, leastLength: leastLength, requiredByte: requiredByte,
        complete?.mode == mode ? complete?.dfa : nil)
    }
    search = automaton(.search)
    whole = automaton(.whole)
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

/// A program as one of the modes runs it.
private final class Automaton: Sendable {
  private let program: LazyProgram
  private let mode: MatchMode
  private let leastLength: Int
  private let requiredByte: UInt8?
  /// For all threads, once it is there; it stays `nil` where there are too many states.
  private let complete = LazySlot<CompleteDFA?>()
  private let states = LazySlot<SharedStates>()
  /// How many texts made states one by one.
  private let lazyUses = Atomic(0)
  /// So many texts are worth making all states.
  private static let usesBeforeCompletion = 256

  init(
    _ program: LazyProgram, mode: MatchMode, leastLength: Int, requiredByte: UInt8?, _ known: CompleteDFA?
  ) {
    self.program = program
    self.mode = mode
    self.leastLength = leastLength
    self.requiredByte = requiredByte
    if let known { complete.keep(known) }
  }

  deinit { complete.known??.free() }

  func accept(_ text: UnsafeBufferPointer<UInt8>) -> (verdict: Bool, steps: Int) {
    // A character has a byte at least.
    if text.count < leastLength { return (false, 0) }
    if let complete = complete.known, let verdict = complete?.accepts(text) { return (verdict, 0) }
    return acceptLazily(text)
  }

  private func acceptLazily(_ text: UnsafeBufferPointer<UInt8>) -> (verdict: Bool, steps: Int) {
    // With a complete automaton it would save nothing.
    if let requiredByte, !text.contains(requiredByte) { return (false, 0) }
    let uses = lazyUses.wrappingAdd(1, ordering: .relaxed).newValue
    let steps = uses == Self.usesBeforeCompletion && complete.known == nil ? makeAllStates() : 0
    let (verdict, ownSteps) = states.value { SharedStates(program.value, mode: mode) }.accept(text)
    return (verdict, steps + ownSteps)
  }

  /// - Returns: the steps that it took.
  private func makeAllStates() -> Int {
    var all = LazyDFA(program.value, mode: mode)
    complete.keep(all.completeTable().map { CompleteDFA($0) })
    return all.steps
  }
}

/// Lazily made states that a match has for itself, in a chain of such: a match takes the first that are free. So no thread
/// waits for another's match, and there are never more of them than threads that matched at once.
private final class SharedStates: Sendable {
  private let program: Program
  private let mode: MatchMode
  private let isTaken = Atomic(false)
  /// Only for the thread that has taken it.
  private nonisolated(unsafe) var states: LazyDFA
  private let next = LazySlot<SharedStates>()

  init(_ program: Program, mode: MatchMode) {
    self.program = program
    self.mode = mode
    states = LazyDFA(program, mode: mode)
  }

  func accept(_ text: UnsafeBufferPointer<UInt8>) -> (verdict: Bool, steps: Int) {
    guard isTaken.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged else {
      return next.value { SharedStates(program, mode: mode) }.accept(text)
    }
    defer { isTaken.store(false, ordering: .releasing) }
    let before = states.steps
    let verdict = states.accepts(text)
    return (verdict, states.steps - before)
  }
}
