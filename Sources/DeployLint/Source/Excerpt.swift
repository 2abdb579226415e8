/// Text of a file as messages about it quote it.
enum Excerpt {
  /// Syntax messages say a lot beside the quotation.
  private static let longest = 40

  /// The text between single quotes, on one line: control characters escaped, and cut after 40 scalars.
  static func quote(_ bytes: some Collection<UInt8>) -> String { "'\(escape(bytes))'" }

  static func quote(_ source: Source, _ range: Range<Int>) -> String {
    quote(source.bytes[range.clamped(to: 0..<source.bytes.count)])
  }

  /// The same without the quotes.
  static func escape(_ bytes: some Collection<UInt8>) -> String {
    // No scalar is longer than four bytes, so this never cuts what would be shown.
    let scalars = String(decoding: bytes.prefix(4 * longest + 4), as: UTF8.self).unicodeScalars
    let shown = DisplayText.escaped(String(scalars.prefix(longest)))
    return scalars.count > longest ? shown + "…" : shown
  }
}
