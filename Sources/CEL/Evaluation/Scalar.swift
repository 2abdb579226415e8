/// What a ``ScalarProgram`` computes with: plain words without counted references.
@frozen
public enum Scalar: Sendable {
  /// An error, or something that only a whole evaluation can tell.
  case undecided
  case unknown
  case bool(Bool)
  case int(Int64)
  /// A text that the source knows by this number.
  case text(Int)
  /// A list or a mapping that the source knows by this number.
  case container(Int)
}

/// Gives a ``ScalarProgram`` what it reads. The numbers of paths are those of ``PathNumbering``.
public protocol ScalarSource {
  func scalar(ofPath path: Int) -> Scalar

  /// What `has()` answers for a path.
  func scalar(ofPresence path: Int) -> Scalar

  /// The value of the variable at a position of the list that the program was made with.
  func scalar(ofVariable slot: Int) -> Scalar

  /// Answers what `body` does on the UTF-8 of a text.
  func withText<Result>(_ number: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result

  /// How many items or members a container has.
  func size(ofContainer number: Int) -> Int
}
