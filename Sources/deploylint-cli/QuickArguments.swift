import ArgumentParser

/// Reads the usual command lines without the parser, whose making takes longer than checking a file.
///
/// It knows a few options, and gives up on all else: the parser then reads the words anew, and it alone complains.
enum QuickArguments {
  /// What the words ask for; `nil` where the parser has to read them.
  static func read<Run: QuickRun>(_ words: [String]) -> Run? {
    var run = Run()
    guard fill(&run, words), (try? run.finish(words)) != nil else { return nil }
    return run
  }

  private static func fill(_ run: inout some QuickRun, _ words: [String]) -> Bool {
    var rest = words[...]
    while let word = rest.popFirst() {
      if isPlain(word) {
        guard run.take(path: word) else { return false }
      } else if let sign = word.utf8.firstIndex(of: UInt8(ascii: "=")) {
        let value = String(word[word.utf8.index(after: sign)...])
        guard !value.isEmpty, run.take(option: String(word[..<sign]), value) else { return false }
      } else if !run.take(flag: word) {
        guard let value = rest.popFirst(), isPlain(value), run.take(option: word, value) else { return false }
      }
    }
    return true
  }

  /// Whether a word is no option, whatever stands before it.
  private static func isPlain(_ word: String) -> Bool {
    guard let first = word.utf8.first else { return false }
    return first != UInt8(ascii: "-") || word.utf8.count == 1
  }
}

/// A run of a command, which its usual words can fill as well as the parser can.
protocol QuickRun: ToolRun {
  /// As a command line without any option asks for.
  init()

  // Each answers whether it knows what it is given.
  mutating func take(path: String) -> Bool
  mutating func take(flag: String) -> Bool
  mutating func take(option: String, _ value: String) -> Bool

  /// Takes what the words say only together, and refuses what does not go together.
  mutating func finish(_ words: [String]) throws(ValidationError)
}

extension QuickRun {
  mutating func finish(_ words: [String]) {}
}
