/// Tells whether a text that cannot be read was meant to hold a request, or only speaks of one.
///
/// The words of a request stand in much that is none. Where they stand as keys and types do, what is wrong with the text
/// is worth telling; elsewhere it is somebody else's text.
package enum RequestSigns {
  private typealias Text = UnsafeBufferPointer<UInt8>

  /// How far around a word is looked, so that a text of nothing but words costs no more.
  private static let reach = 64
  /// The keys whose values are types, as they end: `Type`, `"type"`, `apiVersion`, `Resource`.
  private static let typeKeys = ["type", "version", "resource"]

  package static func areIn(_ bytes: [UInt8]) -> Bool {
    WordSearch.holdsWord(withoutComments(bytes)) { text, place in
      // Types are written with colons and dots, and Terraform's type is a key too.
      isType(place, text) || (!text[place].contains(where: ":.".utf8.contains) && isKey(place, text))
    }
  }

  /// Without the lines that are comments in YAML, or in the JSON of those who write some there.
  private static func withoutComments(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let content = line.drop { $0 == 0x20 || $0 == 0x09 }
      if !["#", "//", "/*", "*"].contains(where: { content.starts(with: $0.utf8) }) { text += line }
      text.append(0x0A)
    }
    return text
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    let byte = WordSearch.fold(byte)
    return byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// Nothing of a word before it, and behind it a colon, with quotes of any kind and blanks between.
  private static func isKey(_ place: Range<Int>, _ text: Text) -> Bool {
    if place.lowerBound > 0, isWord(text[place.lowerBound - 1]) { return false }
    var at = place.upperBound
    // "Configuration" may follow, and no whole text of letters.
    while at < min(place.upperBound + reach, text.count), isWord(text[at]) { at += 1 }
    let end = min(at + 6, text.count)
    while at < end, !isWord(text[at]), text[at] != 0x0A, text[at] != UInt8(ascii: ",") {
      if text[at] == UInt8(ascii: ":") { return true }
      // An assignment in Terraform; without a blank it is a shell's.
      if text[at] == UInt8(ascii: "="), at > place.upperBound { return true }
      at += 1
    }
    return false
  }

  /// The value of a key that says what something is.
  private static func isType(_ place: Range<Int>, _ text: Text) -> Bool {
    if place.upperBound < text.count, isWord(text[place.upperBound]) { return false }
    var at = place.lowerBound
    // An action stands behind the rest of its name: `arn:aws:states:::`.
    let start = max(at - reach, 0)
    while at > start, text[at - 1] == UInt8(ascii: ":") || text[at - 1] == UInt8(ascii: "-") || isWord(text[at - 1]) {
      at -= 1
    }
    while at > start, !isWord(text[at - 1]), text[at - 1] != 0x0A, text[at - 1] != UInt8(ascii: ",") { at -= 1 }
    return typeKeys.contains { key in
      at >= key.utf8.count && zip(text[(at - key.utf8.count)..<at], key.utf8).allSatisfy { WordSearch.fold($0) == $1 }
    }
  }
}
