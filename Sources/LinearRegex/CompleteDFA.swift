/// All states of a small automaton for texts in ASCII, made at once: any number of threads run it without a lock, and
/// nothing counts references.
struct CompleteDFA: @unchecked Sendable {
  /// Larger automata stay lazy: most of their states are never met.
  private static let mostStates = 512

  /// For each state and symbol the next state, as the index of its row; 0 where ASCII ends, else one of the special ones.
  private let transitions: UnsafeMutablePointer<Int32>
  /// The symbol of each byte.
  private let symbols: UnsafeMutablePointer<UInt8>
  private let start: Int32
  private let accepted: Int32
  private let endSymbol: Int

  /// `nil` for a program that has too many states.
  init?(_ program: Program, mode: MatchMode) {
    var states = LazyDFA(program, mode: mode)
    guard let table = states.completeTable(mostStates: Self.mostStates) else { return nil }
    start = table.start
    accepted = table.accepted
    endSymbol = table.endSymbol
    transitions = .allocate(capacity: table.transitions.count)
    for (index, state) in table.transitions.enumerated() { (transitions + index).initialize(to: state) }
    symbols = .allocate(capacity: 256)
    symbols.initialize(repeating: UInt8(truncatingIfNeeded: table.wideSymbol), count: 256)
    for (byte, symbol) in program.alphabet.symbols.enumerated() { symbols[byte] = symbol }
  }

  func free() {
    transitions.deallocate()
    symbols.deallocate()
  }

  /// Whether the text is accepted; `nil` where that depends on what is no ASCII.
  @inline(__always)
  func accepts(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
    var state = start
    if state > accepted {
      for byte in text {
        let next = transitions[Int(state) &+ Int(symbols[Int(byte)])]
        // Most bytes lead nowhere else. The processor foresees it, and need not wait for one state to find the next.
        if next == state { continue }
        state = next
        if state <= accepted { break }
      }
      if state > accepted { state = transitions[Int(state) &+ endSymbol] }
    }
    return state == 0 ? nil : state == accepted
  }
}
