/// A change of the text that settles a finding.
public struct Fix: Sendable, Hashable {
  /// One replacement; offsets are bytes of the file.
  public struct Edit: Sendable, Hashable {
    /// The first byte to replace.
    public var start: Int
    /// Exclusive.
    public var end: Int
    /// What stands there instead.
    public var text: String
    /// The same place in lines and columns.
    public var span: Span?
  }

  /// An imperative, such as "rename to 'EndpointName'".
  public var title: String
  /// Whether the change keeps what the author meant; otherwise a person must decide.
  public var isSafe: Bool
  /// Do not overlap; ordered by place.
  public var edits: [Edit]
}
