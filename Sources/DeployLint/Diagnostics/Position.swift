/// A place in a text.
public struct Position: Sendable, Hashable, Comparable {
  /// Counts from 1. A line ends with LF, CR LF or CR.
  public var line: Int
  /// Counts from 1, in Unicode scalars; a byte order mark does not count.
  public var column: Int
  /// Counts from 0, in bytes from the start of the file; a byte order mark counts.
  public var offset: Int

  /// "9:16", as compilers write a place.
  package var display: String { "\(line):\(column)" }

  /// Orders by place in the file.
  public static func < (left: Position, right: Position) -> Bool { left.offset < right.offset }
}

/// A piece of a text; `end` is exclusive.
public struct Span: Sendable, Hashable {
  /// The first scalar.
  public var start: Position
  /// One past the last scalar.
  public var end: Position
}
