@testable import LinearRegex

@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
  _ count: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ callback: @convention(c) (UnsafePointer<UInt8>, Int) -> Int32
) -> Int32

/// A pattern, a zero byte, a text: the pattern is compiled, and asked both questions of the text.
@_cdecl("FuzzLinearRegex_main")
public func fuzzLinearRegex(_ count: Int32, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32 {
  var (count, arguments) = (count, arguments)
  return runDriver(&count, &arguments) { bytes, size in
    let input = UnsafeBufferPointer(start: bytes, count: size)
    let parts = input.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    let source = String(decoding: parts[0], as: UTF8.self)
    let text = parts.count > 1 ? Array(parts[1]) : []
    guard let pattern = try? Pattern(source) else { return 0 }
    text.withUnsafeBufferPointer { check(pattern, $0) }
    return 0
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
