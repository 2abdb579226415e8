/// What a reader accepts before it gives up on a document. Limits hold for a document, never for a stream of them.
package struct ReaderLimits: Sendable {
  /// How long the text of one document may be.
  package var documentBytes = 16 * 1024 * 1024
  /// How deep mappings and lists may be nested, read through aliases.
  package var depth = 128
  /// How many values a document may hold as it is written.
  package var nodes = 2_000_000
  /// How many values all its aliases and merge keys together may stand for. They are counted, not copied, so an
  /// "alias bomb" costs nothing.
  package var expandedNodes = 100_000

  package init() {}

  package static let standard = ReaderLimits()

  /// Offsets inside a document are 32 bits wide, and decoded text can be longer than the text it came from.
  var effectiveDocumentBytes: Int { min(documentBytes, 1 << 30) }
}
