/// The lines of the text that a finding speaks of, kept so that reports can show them when the text is gone.
public struct Snippet: Sendable, Hashable {
  /// A line, or the part of a long one that matters.
  public struct Line: Sendable, Hashable {
    /// Counts from 1.
    public var number: Int
    /// As in the file, without the line break; credentials are masked.
    public var text: String
    /// The column of the first scalar of `text`: more than 1 where the beginning of a long line is left out.
    public var firstColumn: Int
    /// Whether the end of a long line is left out.
    public var isCut: Bool
  }

  /// In the order of the file.
  public var lines: [Line]
}
