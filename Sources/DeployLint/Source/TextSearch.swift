/// Whether a word stands in a text, by Horspool's search: the byte under the word's end says how far it can move on.
enum TextSearch {
  static func isFound(_ word: StaticString, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    word.withUTF8Buffer { word in
      let last = word.count - 1
      guard last >= 0, text.count > last else { return word.isEmpty }
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
}
