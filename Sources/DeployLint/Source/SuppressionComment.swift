/// A comment that lifts findings: `# deploylint: ignore[rule, …] reason`.
package struct SuppressionComment: Sendable {
  /// How much it covers.
  package enum Form: String, Sendable, CaseIterable {
    /// A line: its own behind code, else the next one.
    case line = "ignore"
    /// A value with all in it: that of its own line behind code, else the one that starts on the next line.
    case block = "ignore-block"
    /// The file.
    case file = "ignore-file"
  }

  /// A rule's id or a prefix of ids, as written.
  package struct Name: Sendable {
    package let text: String
    package let range: Range<Int>
  }

  package let form: Form
  package let names: [Name]
  /// What stands behind the list.
  package let reason: String?
  /// From its word to the end of the line.
  package let range: Range<Int>
  /// What goes when the whole suppression goes: with the comment around it and, of a comment alone on its line, with
  /// the line, unless the comment says something else before.
  package let removal: Range<Int>
  /// Whether it stands behind code.
  package let followsCode: Bool
  /// Whether it stands before the first value of the file.
  package let isForFile: Bool
}

/// Reads one suppression out of a comment.
struct SuppressionCommentReader {
  /// The text of the file.
  let bytes: [UInt8]
  /// From the comment's `#` to the end of its line.
  let comment: Range<Int>
  let isForFile: Bool

  /// - Parameter start: where the word that begins with "ignore" stands; what is before it in the comment is read.
  func read(from start: Int) throws(SyntaxProblem) -> SuppressionComment {
    var at = start
    while at < comment.upperBound, Self.isWord(bytes[at]) { at += 1 }
    let word = start..<at
    let name = text(word)
    guard let form = SuppressionComment.Form.allCases.first(where: { TextOrder.isEqual($0.rawValue, name) }) else {
      let forms = SuppressionComment.Form.allCases.map(\.rawValue)
      throw problem(
        word, "there is no \(DisplayText.quoted(name)), in a comment for deploylint",
        // "ignore-line" is two letters away from "ignore-file", and means something else.
        forms.first { Suggestion.distance(name, $0).map { $0 < 2 } ?? false }.map { "did you mean '\($0)[…]'?" }
          ?? "valid are ignore[…], ignore-block[…], ignore-file[…]")
    }
    skipBlanks(&at)
    guard at < comment.upperBound, bytes[at] == UInt8(ascii: "[") else {
      throw problem(word, "'\(name)' names no rule", example(form, guess(at)))
    }
    let opening = at
    guard let closing = bytes[opening..<comment.upperBound].firstIndex(of: UInt8(ascii: "]")) else {
      throw problem(
        start..<opening + 1, "the list of rules behind '\(name)' has no ']'", example(form, guess(opening + 1)))
    }
    let names = bytes[(opening + 1)..<closing].split(separator: UInt8(ascii: ",")).compactMap { part in
      let range = trimmed(part.startIndex..<part.endIndex)
      return range.isEmpty ? nil : SuppressionComment.Name(text: text(range), range: range)
    }
    guard !names.isEmpty else {
      throw problem(start..<closing + 1, "'\(name)' names no rule", example(form, nil))
    }
    let reason = text(trimmed(closing + 1..<comment.upperBound))
    let code = lineStart(of: comment.lowerBound)
    let followsCode = bytes[code..<comment.lowerBound].contains { $0 != 0x20 && $0 != 0x09 }
    return SuppressionComment(
      form: form, names: names, reason: reason.isEmpty ? nil : reason, range: start..<comment.upperBound,
      removal: removal(from: start, followsCode: followsCode), followsCode: followsCode, isForFile: isForFile)
  }

  // MARK: Mistakes

  private func problem(_ range: Range<Int>, _ message: String, _ help: String) -> SyntaxProblem {
    SyntaxProblem(rule: SyntaxProblem.suppression, range: range, message: message, help: help)
  }

  /// How it is written, with the rule that was probably meant.
  private func example(_ form: SuppressionComment.Form, _ rule: String?) -> String {
    "write '# deploylint: \(form.rawValue)[\(rule ?? "RULE")] REASON'"
      + (rule == nil ? "; RULE is the id of a rule as findings show it, or a group such as 'sagemaker/'" : "")
  }

  /// The word at a place, if it may be the id of a rule.
  private func guess(_ place: Int) -> String? {
    var at = place
    skipBlanks(&at)
    let start = at
    while at < comment.upperBound, Self.isWord(bytes[at]) || bytes[at] == UInt8(ascii: "/") { at += 1 }
    return bytes[start..<at].contains(UInt8(ascii: "/")) ? text(start..<at) : nil
  }

  // MARK: Places

  private func removal(from start: Int, followsCode: Bool) -> Range<Int> {
    let colon = bytes[comment].firstIndex(of: UInt8(ascii: ":")) ?? start
    let saysMore = bytes[min(colon + 1, start)..<start].contains { $0 != 0x20 && $0 != 0x09 }
    var from = saysMore ? start : comment.lowerBound
    if followsCode || saysMore {
      while from > comment.lowerBound, bytes[from - 1] == UInt8(ascii: ",") || isBlank(bytes[from - 1]) { from -= 1 }
      while from > 0, isBlank(bytes[from - 1]) { from -= 1 }
      return from..<comment.upperBound
    }
    from = lineStart(of: comment.lowerBound)
    var end = comment.upperBound
    if end < bytes.count, bytes[end] == 0x0D { end += 1 }
    if end < bytes.count, bytes[end] == 0x0A { end += 1 }
    return from..<end
  }

  private func lineStart(of offset: Int) -> Int {
    var start = offset
    while start > 0, !TextAround.isBreak(bytes[start - 1]) { start -= 1 }
    // A byte order mark is no code.
    return start == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : start
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, isBlank(bytes[start]) { start += 1 }
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  private func skipBlanks(_ at: inout Int) {
    while at < comment.upperBound, isBlank(bytes[at]) { at += 1 }
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private func isBlank(_ byte: UInt8) -> Bool { TextAround.isBlank(byte) }

  private static func isWord(_ byte: UInt8) -> Bool { JSONReader.isWord(byte) || byte == UInt8(ascii: "-") }
}
