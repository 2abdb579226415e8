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
    automata += CTables.table("int32_t transitions_\(number)", rows(table.transitions.map(Int.init)))
    automata += CTables.table("uint8_t symbols_\(number)", rows(table.symbols.map(Int.init)))
    automata += """
      static const DeployLintPackAutomaton automaton_\(number) = {
          transitions_\(number), symbols_\(number), \(table.start), \(table.accepted), \(table.endSymbol)};


      """
    return "&automaton_\(number)"
  }

  private func rows(_ numbers: [Int]) -> [String] {
    stride(from: 0, to: numbers.count, by: 24).map { start in
      numbers[start..<min(start + 24, numbers.count)].map(String.init).joined(separator: ", ")
    }
  }

  /// The table `patterns`, and what it refers to.
  var source: String { automata + CTables.table("DeployLintPackPattern patterns", patterns) }
}
