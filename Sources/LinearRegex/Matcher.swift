import Synchronization

/// A program with the automata that its texts have made so far.
///
/// A match has an automaton for itself: the first one where that is free, else one from the spares or a new one. So no
/// thread waits for another's match, and there are never more automata than threads that matched at once.
final class Matcher: Sendable {
  let program: Program
  private let search: Automata
  private let whole: Automata

  init(_ program: Program) {
    self.program = program
    search = Automata(program, mode: .search)
    whole = Automata(program, mode: .whole)
  }

  /// Whether the text is accepted, and how many steps it took to make states for it.
  func accepts(_ text: UnsafeBufferPointer<UInt8>, by mode: MatchMode) -> (verdict: Bool, steps: Int) {
    switch mode {
    case .search: search.accept(text)
    case .whole: whole.accept(text)
    }
  }
}

/// The automata for one mode.
private struct Automata: ~Copyable, Sendable {
  private let program: Program
  private let mode: MatchMode
  private let first = Mutex<LazyDFA?>(nil)
  private let spares = Mutex<[LazyDFA]>([])

  init(_ program: Program, mode: MatchMode) {
    self.program = program
    self.mode = mode
  }

  func accept(_ text: UnsafeBufferPointer<UInt8>) -> (verdict: Bool, steps: Int) {
    if let result = first.withLockIfAvailable({ run(&$0, on: text) }) { return result }
    var spare = spares.withLock { $0.popLast() }
    defer { if let spare { spares.withLock { $0.append(spare) } } }
    return run(&spare, on: text)
  }

  private func run(_ automaton: inout LazyDFA?, on text: UnsafeBufferPointer<UInt8>) -> (verdict: Bool, steps: Int) {
    if automaton == nil { automaton = LazyDFA(program, mode: mode) }
    let before = automaton?.steps ?? 0
    let verdict = automaton?.accepts(text) ?? false
    return (verdict, (automaton?.steps ?? 0) - before)
  }
}
