/// Why a text is no expression of the language, or of its JSON profile.
public struct SyntaxError: Error, Sendable, Equatable {
  /// What is wrong: one line, lower case, no full stop.
  public let message: String
  /// Where, in UTF-8 offsets of the whole text; empty where something is missing.
  public let range: Range<Int>

  init(_ message: String, at range: Range<Int>) {
    self.message = message
    self.range = range
  }
}
