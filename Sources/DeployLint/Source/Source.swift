/// A text that is linted: a file, standard input, or a request without a text of its own.
package final class Source: Sendable {
  /// How messages call it: the path as given, or the name of standard input.
  package let name: String
  package let bytes: [UInt8]
  /// Whether the text was written by the linter itself, for a value that had none: findings then carry no lines.
  package let isSynthetic: Bool
  /// Where the bytes stand in the text, of which they may be a part.
  let origin: Origin

  package init(name: String, bytes: [UInt8], isSynthetic: Bool = false) {
    self.name = name
    self.bytes = bytes
    self.isSynthetic = isSynthetic
    origin = Origin()
  }

  /// A part of a longer text.
  init(name: String, bytes: [UInt8], origin: Origin) {
    self.name = name
    self.bytes = bytes
    self.origin = origin
    isSynthetic = false
  }

  /// 3 where the text starts with a UTF-8 byte order mark, else 0.
  package var byteOrderMarkLength: Int {
    origin.offset == 0 && bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
  }
}
