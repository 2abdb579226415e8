/// What a reader accepts before it gives up on a document, and how many documents of a file it reads.
package struct ReaderLimits: Sendable {
  /// How long the text of one document may be.
  package var documentBytes = 16 * 1024 * 1024
  /// How deep mappings and lists may be nested, read through aliases.
  package var depth = 128
  /// How many values a document may hold as it is written, however long it is.
  package var nodes = 2_000_000
  /// How many values a short document may hold; a longer one may hold one more for each 12 bytes. What is denser than
  /// that is no text that people or tools write, and would take more memory than its size justifies.
  package var nodesOfShort = 100_000
  /// How long a key may be, decoded.
  package var keyBytes = 64 * 1024
  /// How long a scalar may be, decoded.
  package var scalarBytes = 8 * 1024 * 1024
  /// How many documents a file may hold.
  package var documents = 1_000_000
  /// How many values all its aliases and merge keys together may stand for. They are counted, not copied, so an
  /// "alias bomb" costs nothing.
  package var expandedNodes = 100_000

  package init() {}

  package static let standard = ReaderLimits()

  /// The same with the number of values that a text of this length may hold.
  func forText(ofLength count: Int) -> ReaderLimits {
    var limits = self
    limits.nodes = min(nodes, nodesOfShort + count / 12)
    return limits
  }

  /// Offsets inside a document are 32 bits wide, and decoded text can be longer than the text it came from.
  var effectiveDocumentBytes: Int { min(documentBytes, 1 << 30) }
}
