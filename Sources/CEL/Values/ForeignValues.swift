/// A mapping that lives elsewhere (a node of a document) and is read without being converted.
///
/// A class, so that a ``Value`` stays three words; hosts keep a small final class around their node.
public protocol ObjectValue: AnyObject, Sendable {
  /// The member of that name; `nil` where there is none. The answer may be ``Value/unknown``.
  func member(_ name: String) -> Value?

  /// What `has()` answers: true also for null and for a value that cannot be used.
  func isWritten(_ name: String) -> Bool

  /// What `size()` answers.
  var memberCount: Int { get }

  /// The names in the order in which macros visit them.
  var memberNames: [String] { get }
}

/// A sequence that lives elsewhere and is read without being converted.
public protocol SequenceValue: AnyObject, Sendable {
  /// How many elements there are.
  var count: Int { get }

  /// The element at an index from 0 up to ``count``.
  func element(_ index: Int) -> Value
}
