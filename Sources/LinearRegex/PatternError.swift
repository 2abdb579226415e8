/// Why a pattern was refused.
public struct PatternError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong, in RE2's words, with the text in question: ``missing ): (a``.
  public let message: String
  /// Where the text in question starts, in UTF-8 bytes from the start of the pattern.
  public let offset: Int

  init(_ message: String, at offset: Int) {
    self.message = message
    self.offset = offset
  }

  /// The message and the place in one line.
  public var description: String { "\(message) (at byte \(offset) of the pattern)" }
}
