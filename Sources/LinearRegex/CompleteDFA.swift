/// All states of a small automaton for texts in ASCII, made at once: any number of threads run it without a lock, and
/// nothing counts references.
package struct CompleteDFA: @unchecked Sendable {
  /// What an automaton is made from.
  package struct Table: Equatable, Sendable {
    /// For each state and symbol the next state, as the index of its row; 0 where ASCII ends, else one of the special
    /// ones, or one behind them.
    package let transitions: [Int32]
    /// The symbol of each byte.
    package let symbols: [UInt8]
    package let start: Int32
    /// The row of the special state of all texts that are accepted whatever follows.
    package let accepted: Int32
    package let endSymbol: Int32
  }

  private let transitions: UnsafePointer<Int32>
  private let symbols: UnsafePointer<UInt8>
  private let start: Int32
  private let accepted: Int32
  private let endSymbol: Int32
  private let isOwned: Bool

  /// An automaton whose table somebody else keeps, for good.
  package init(
    transitions: UnsafePointer<Int32>, symbols: UnsafePointer<UInt8>, start: Int32, accepted: Int32, endSymbol: Int32
  ) {
    self.transitions = transitions
    self.symbols = symbols
    self.start = start
    self.accepted = accepted
    self.endSymbol = endSymbol
    isOwned = false
  }

  /// An automaton with a copy of the table.
  init(_ table: Table) {
    transitions = Self.copy(table.transitions)
    symbols = Self.copy(table.symbols)
    start = table.start
    accepted = table.accepted
    endSymbol = table.endSymbol
    isOwned = true
  }

  private static func copy<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafePointer<Element> {
    let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
    _ = memory.initialize(fromContentsOf: elements)
    return UnsafePointer(memory.baseAddress.unsafelyUnwrapped)
  }

  func free() {
    guard isOwned else { return }
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
      if state > accepted { state = transitions[Int(state) &+ Int(endSymbol)] }
    }
    return state == 0 ? nil : state == accepted
  }
}
