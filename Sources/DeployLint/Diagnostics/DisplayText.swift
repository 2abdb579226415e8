/// Text from a file on its way to a terminal, a log or a report's message.
package enum DisplayText {
  /// Longer values are cut in messages; the whole value stands in the finding's facts.
  private static let longestQuote = 80

  /// The text in single quotes, escaped, cut after 80 scalars.
  package static func quoted(_ text: String) -> String {
    if text.utf8.count <= longestQuote, isPlain(text) { return "'" + text + "'" }
    var result = "'"
    var length = 0
    for scalar in text.unicodeScalars {
      if length == longestQuote {
        return result + "…'"
      }
      // A combining mark at the start would sit on the quote.
      if length == 0, scalar.properties.generalCategory == .nonspacingMark {
        result += code(of: scalar)
      } else {
        append(scalar, to: &result)
      }
      length += 1
    }
    return result + "'"
  }

  /// The text with everything escaped that a terminal would act on instead of showing it.
  package static func escaped(_ text: String) -> String {
    if isPlain(text) { return text }
    var result = ""
    for scalar in text.unicodeScalars { append(scalar, to: &result) }
    return result
  }

  /// Most texts hold nothing but visible ASCII.
  private static func isPlain(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { $0.allSatisfy { (0x20..<0x7F).contains($0) } }
  }

  /// The same for a text of several lines, whose line breaks stay.
  package static func escapedLines(_ text: String) -> String {
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { escaped(String($0)) }.joined(separator: "\n")
  }

  /// A finished text in which a build server that reads it finds no command: `##[…]`, `##vso[…]`, `##teamcity[…]` are
  /// acted upon wherever they stand in a line.
  package static func withoutCommands(_ text: String) -> String {
    var text = text
    let mark = UInt8(ascii: "#")
    let marks = text.withUTF8 { bytes in
      bytes.indices.dropFirst().filter { index in
        guard bytes[index] == mark, bytes[index - 1] == mark else { return false }
        let next = bytes[(index + 1)...].first { !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
        return next == UInt8(ascii: "[")
      }
    }
    guard !marks.isEmpty else { return text }
    var bytes = Array(text.utf8)
    for index in marks.reversed() { bytes.replaceSubrange(index...index, with: code(of: "#").utf8) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func append(_ scalar: Unicode.Scalar, to result: inout String) {
    switch scalar {
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    default:
      if isHarmless(scalar) {
        result.unicodeScalars.append(scalar)
      } else {
        result += code(of: scalar)
      }
    }
  }

  private static func code(of scalar: Unicode.Scalar) -> String {
    "\\u{" + String(scalar.value, radix: 16) + "}"
  }

  /// Whether a terminal shows the scalar and does nothing else: no control, no bidirectional override, no line or
  /// paragraph separator, nothing invisible that could hide text.
  package static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F: return true
    case 0..<0xA0: return false
    case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: return false
    default:
      switch scalar.properties.generalCategory {
      case .control, .surrogate, .unassigned, .privateUse: return false
      default: return true
      }
    }
  }
}
