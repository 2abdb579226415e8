import LinearRegex

/// Writes patterns as the tables of `DeployLintPack.h`, equal automata once.
struct PatternTables {
  private let mode: MatchMode
  private var patterns: [String] = []
  private var automata = ""
  /// The addresses of the automata by the patterns' texts.
  private var addresses: [String: String] = [:]

  /// - Parameter mode: how the patterns are used.
  init(_ mode: MatchMode) {
    self.mode = mode
  }

  var count: Int { patterns.count }

  mutating func add(_ pattern: Pattern) {
    let automaton = addresses[pattern.source] ?? address(of: pattern)
    addresses[pattern.source] = automaton
    let required = pattern.requiredByte.map { "{1, \($0)}" } ?? "{0}"
    patterns.append("{\(CTables.text(pattern.source)), \(pattern.leastLength), \(required), \(automaton)}")
  }

  private mutating func address(of pattern: Pattern) -> String {
    guard let table = pattern.completeTable(for: mode) else { return "NULL" }
    let number = addresses.count
    // The last byte is no ASCII, for which each state has its last transition.
    let width = table.symbols.last.map { Int($0) + 1 } ?? 1
    automata += CTables.table("int32_t transitions_\(number)", rows(table.transitions.map(Int.init), width))
    automata += CTables.table("uint8_t symbols_\(number)", runs(table.symbols))
    automata += """
      static const DeployLintPackAutomaton automaton_\(number) = {
          transitions_\(number), symbols_\(number), \(table.start), \(table.accepted), \(table.endSymbol)};


      """
    return "&automaton_\(number)"
  }

  /// A state a line.
  private func rows(_ transitions: [Int], _ width: Int) -> [String] {
    stride(from: 0, to: transitions.count, by: width).map { start in
      transitions[start..<min(start + width, transitions.count)].map(String.init).joined(separator: ", ")
    }
  }

  /// The bytes that are beside each other and have one symbol.
  private func runs(_ symbols: [UInt8]) -> [String] {
    var runs: [String] = []
    var start = 0
    for (byte, symbol) in symbols.enumerated() where byte + 1 == symbols.count || symbols[byte + 1] != symbol {
      runs.append("[\(start) ... \(byte)] = \(symbol)")
      start = byte + 1
    }
    return runs
  }

  /// The table `patterns`, and what it refers to.
  var source: String { automata + CTables.table("DeployLintPackPattern patterns", patterns) }
}
