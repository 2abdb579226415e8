/// A search for one word in a text that is not parsed.
enum ByteSearch {
  /// Horspool's search: the byte under the word's end says how far it can move on.
  static func holds(_ word: String, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    let word = Array(word.utf8)
    let last = word.count - 1
    var shifts = [Int](repeating: word.count, count: 256)
    for (index, byte) in word.dropLast().enumerated() { shifts[Int(byte)] = last - index }
    var end = last
    while end < text.count {
      if text[end - last...end].elementsEqual(word) { return true }
      end += shifts[Int(text[end])]
    }
    return false
  }
}
