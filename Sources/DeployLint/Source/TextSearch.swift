#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whether a word stands in a text: the system's search for one of its bytes, and then a look around it.
enum TextSearch {
  static func isFound(_ word: StaticString, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    word.withUTF8Buffer { word in
      guard let base = text.baseAddress, !word.isEmpty else { return word.isEmpty }
      // Small letters are what texts are full of.
      let mark = word.firstIndex { !isSmallLetter($0) && $0 != UInt8(ascii: ":") } ?? 0
      var at = mark
      // The last place where the word's byte may be.
      let last = text.count - word.count + mark
      while at <= last, let found = memchr(base + at, Int32(word[mark]), last + 1 - at) {
        at = UnsafeRawPointer(base).distance(to: found)
        if text[at - mark..<at - mark + word.count].elementsEqual(word) { return true }
        at += 1
      }
      return false
    }
  }

  private static func isSmallLetter(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "a") < 26 }
}
