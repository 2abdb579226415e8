/// An expression with carets under a part of it.
enum ExpressionExcerpt {
  /// Two lines: the expression, and the carets below it.
  static func text(_ source: String, _ range: Range<Int>) -> String {
    let count = source.utf8.count
    let lower = min(range.lowerBound, count)
    let start = part(source, 0..<lower).unicodeScalars.count
    let length = max(1, part(source, lower..<max(lower, min(range.upperBound, count))).unicodeScalars.count)
    return "  \(part(source, 0..<count))\n  " + String(repeating: " ", count: start)
      + String(repeating: "^", count: length) + "\n"
  }

  /// A part of an expression on one line.
  static func part(_ source: String, _ range: Range<Int>) -> String {
    let bytes = Array(source.utf8)[range].map { $0 == UInt8(ascii: "\n") ? UInt8(ascii: " ") : $0 }
    return DisplayText.escaped(String(decoding: bytes, as: UTF8.self))
  }
}
