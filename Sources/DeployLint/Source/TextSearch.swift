#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whether a word stands in a text, by Horspool's search: the byte under the word's end says how far it can move on.
enum TextSearch {
  static func isFound(_ word: StaticString, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    word.withUTF8Buffer { word in
      let last = word.count - 1
      guard last >= 0, text.count > last else { return word.isEmpty }
      // So short a word moves the search on by next to nothing.
      if word.count == 2 { return isPairFound(word[0], word[1], in: text) }
      return withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { shifts in
        shifts.initialize(repeating: word.count)
        for index in 0..<last { shifts[Int(word[index])] = last - index }
        var end = last
        while end < text.count {
          if text[end] == word[last], text[end - last...end].elementsEqual(word) { return true }
          end += shifts[Int(text[end])]
        }
        return false
      }
    }
  }

  private static func isPairFound(_ first: UInt8, _ second: UInt8, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = text.baseAddress else { return false }
    var at = 0
    while at + 1 < text.count, let found = memchr(base + at, Int32(first), text.count - 1 - at) {
      at = UnsafeRawPointer(base).distance(to: found) + 1
      if text[at] == second { return true }
    }
    return false
  }
}
