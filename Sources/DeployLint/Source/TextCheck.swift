#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Looks for what makes a text unreadable before its format matters.
struct TextCheck {
  let source: Source

  /// A byte order mark before JSON, with which reading goes on.
  var byteOrderMark: SyntaxProblem {
    SyntaxProblem(
      rule: SyntaxProblem.byteOrderMark, range: 0..<3,
      message: "the file starts with a byte order mark, with which the AWS CLI refuses JSON",
      help: "save the file as UTF-8 without byte order mark")
  }

  /// UTF-16, UTF-32, or no text at all.
  var foreignEncoding: SyntaxProblem? {
    let bytes = source.bytes
    if let name = encodingName {
      return SyntaxProblem(
        range: 0..<min(2, bytes.count), message: "the file is \(name) text; only UTF-8 is read",
        help: "save the file as UTF-8")
    }
    let zero = bytes.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.flatMap { base in
        memchr(base, 0, bytes.count).map { UnsafeRawPointer(base).distance(to: $0) }
      }
    }
    guard let zero else { return nil }
    return SyntaxProblem(
      range: zero..<zero + 1, message: "the file is not text: it holds a NUL byte at offset \(zero)",
      help: "only YAML and JSON text is read")
  }

  private var encodingName: String? {
    let start = source.bytes.prefix(4)
    // Most texts begin with neither a mark nor a zero.
    guard start.contains(where: { $0 == 0 || $0 >= 0xFE }) else { return nil }
    if start.starts(with: [0xFF, 0xFE, 0, 0]) || start.elementsEqual([0, 0, 0xFE, 0xFF]) { return "UTF-32" }
    if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
    // Without a mark: the zeros of the first ASCII character.
    switch start.map({ $0 == 0 }) {
    case [true, true, true, false], [false, true, true, true]: return "UTF-32"
    case [true, false, true, false], [false, true, false, true], [false, true], [true, false]: return "UTF-16"
    default: return nil
    }
  }

  /// The first bytes in a part of the text that are not UTF-8.
  func invalidBytes(in range: Range<Int>) -> SyntaxProblem? {
    let bad: Range<Int>? = source.bytes.withUnsafeBufferPointer { bytes -> Range<Int>? in
      let part = UnsafeBufferPointer(rebasing: bytes[range])
      do throws(UTF8.ValidationError) {
        _ = try UTF8Span(validating: part.span)
        return nil
      } catch {
        return range.lowerBound + error.byteOffsets.lowerBound..<range.lowerBound + error.byteOffsets.upperBound
      }
    }
    guard let bad else { return nil }
    let shown = source.bytes[bad].map { ($0 < 16 ? "0x0" : "0x") + String($0, radix: 16) }.joined(separator: " ")
    let isOne = bad.count == 1
    return SyntaxProblem(
      range: bad,
      message: "the \(isOne ? "byte" : "bytes") \(shown) at offset \(bad.lowerBound) \(isOne ? "is" : "are") not UTF-8",
      help: "save the file as UTF-8")
  }
}
