@testable import LinearRegex

/// A pattern, a zero byte, a text: the pattern is compiled, and asked both questions of the text.
enum RegexFuzzing {
  static func run(_ input: [UInt8]) {
    let parts = input.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    guard let pattern = try? Pattern(String(decoding: parts[0], as: UTF8.self)) else { return }
    (parts.count > 1 ? Array(parts[1]) : []).withUnsafeBufferPointer { check(pattern, $0) }
  }
}

private func check(_ pattern: Pattern, _ text: UnsafeBufferPointer<UInt8>) {
  let isFound = pattern.isFound(inUTF8: text)
  let isWhole = pattern.matchesWhole(utf8: text)
  if isWhole { precondition(isFound, "the whole text matches, and yet nothing is found in it") }
  precondition(pattern.isFound(inUTF8: text) == isFound, "the second answer differs")
  let decoded = String(decoding: text, as: UTF8.self)
  if let steps = try? Pattern(pattern.source).steps(for: decoded, by: .search) {
    precondition(steps <= (decoded.utf8.count + 2) * 3 * pattern.programSize, "the search is not linear")
  }
  // What stands between anchors is found exactly where the whole text matches. An open \Q would quote the anchor.
  if !pattern.source.utf8.contains(UInt8(ascii: "Q")), let anchored = try? Pattern(#"\A(?:"# + pattern.source + #")\z"#)
  {
    precondition(anchored.isFound(inUTF8: text) == isWhole, "anchors and whole matching differ")
  }
}
