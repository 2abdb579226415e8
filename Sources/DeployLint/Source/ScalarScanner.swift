/// Steps through a scalar's text, to see whether it has a certain form.
struct ScalarScanner {
  private let text: UnsafeBufferPointer<UInt8>
  private(set) var at = 0

  init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  var isAtEnd: Bool { at == text.count }
  var peek: UInt8? { at < text.count ? text[at] : nil }

  mutating func skip(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    let isThere = word.withUTF8Buffer { word in
      text.count - at >= count && text[at..<at + count].elementsEqual(word)
    }
    if isThere { at += count }
    return isThere
  }

  mutating func skipOne(of words: StaticString...) -> Bool {
    for word in words where skip(word) { return true }
    return false
  }

  @discardableResult
  mutating func skipSign() -> Bool { skipOne(of: "+", "-") }

  /// Skips what meets the condition and returns how many bytes that were.
  @discardableResult
  mutating func skip(while condition: (UInt8) -> Bool) -> Int {
    let start = at
    while at < text.count, condition(text[at]) { at += 1 }
    return at - start
  }

  mutating func skipDigits(below limit: UInt8 = 10, underscores: Bool = false) -> Int {
    skip { $0 >= UInt8(ascii: "0") && $0 < UInt8(ascii: "0") + limit || underscores && $0 == UInt8(ascii: "_") }
  }

  mutating func skipHexDigits(underscores: Bool = false) -> Int {
    skip {
      switch $0 {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
        UInt8(ascii: "A")...UInt8(ascii: "F"):
        true
      default: underscores && $0 == UInt8(ascii: "_")
      }
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  func isOne(of words: StaticString...) -> Bool {
    words.contains { word in word.withUTF8Buffer { $0.count == count && $0.elementsEqual(self) } }
  }
}
