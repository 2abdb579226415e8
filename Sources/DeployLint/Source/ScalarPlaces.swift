extension Node {
  /// Where a part of a scalar's decoded text stands in the source.
  ///
  /// Quotes, the indentation of block scalars and folded lines are seen through. Where an escape such as `\u00e9` hides
  /// which byte is which, it is the whole scalar.
  package func range(ofText part: Range<Int>) -> Range<Int> {
    let whole = definitionRange ?? valueRange
    guard !isContainer, let offsets = textOffsets(in: whole), let end = offsets.last else { return whole }
    let count = offsets.count - 1
    let lower = offsets[min(part.lowerBound, count)]
    guard part.lowerBound < min(part.upperBound, count) else { return lower..<min(lower + 1, max(end, lower)) }
    return lower..<offsets[min(part.upperBound, count) - 1] + 1
  }

  /// For each byte of the decoded text where it stands, and last where the text ends; `nil` where that cannot be seen.
  private func textOffsets(in whole: Range<Int>) -> [Int]? {
    let bytes = document.source.bytes
    guard whole.upperBound <= bytes.count, let style = whole.first.map({ bytes[$0] }) else { return nil }
    let isDouble = style == UInt8(ascii: "\"")
    let isSingle = style == UInt8(ascii: "'")
    let isBlock = style == UInt8(ascii: "|") || style == UInt8(ascii: ">")
    var at = whole.lowerBound
    if isDouble || isSingle { at += 1 }
    // The first line of a block scalar says how it is written.
    if isBlock { at = bytes[whole].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? whole.upperBound }

    return withText { text -> [Int]? in
      var offsets: [Int] = []
      offsets.reserveCapacity(text.count + 1)
      for byte in text {
        let isEscape = isDouble && at < whole.upperBound && bytes[at] == UInt8(ascii: "\\")
        if Self.isBlank(byte) {
          offsets.append(at)
          if isEscape { at += 2 } else if at < whole.upperBound, Self.isBlank(bytes[at]) { at += 1 }
          continue
        }
        while at < whole.upperBound, bytes[at] != byte {
          guard Self.isBlank(bytes[at]) || (isDouble && bytes[at] == UInt8(ascii: "\\")) else { return nil }
          at += 1
        }
        guard at < whole.upperBound else { return nil }
        offsets.append(at)
        // `\\` and `''` stand for one character.
        let isPair = isDouble && byte == UInt8(ascii: "\\") || isSingle && byte == style
        at += isPair && at + 1 < whole.upperBound && bytes[at + 1] == byte ? 2 : 1
      }
      offsets.append(min(at, whole.upperBound))
      return offsets
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
