/// The model's patterns in words. A pattern that is not known here is shown as it is.
enum PatternWords {
  private struct Words {
    let pattern: String
    let allowed: String
    let help: String
    /// The scalars that may stand somewhere in the value.
    let isAllowed: @Sendable (Unicode.Scalar) -> Bool
    /// What is wrong with a value whose scalars are all allowed.
    var otherwise: (@Sendable (String) -> (allowed: String, help: String)?)?
  }

  private static let all: [Words] = [
    Words(
      pattern: "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
      allowed: "ASCII letters, digits and inner hyphens are allowed",
      help: "start and end with a letter or digit, and use only hyphens in between",
      isAllowed: { $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-") },
      otherwise: { text in
        if text.utf8.first == UInt8(ascii: "-") || text.utf8.last == UInt8(ascii: "-") {
          return ("a letter or digit must stand at both ends", "remove the hyphen at the end or beginning")
        }
        let count = text.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: "-") ? 0 : 1) }
        return count > 63 ? ("at most 63 letters and digits are allowed, and it has \(count)", "shorten it") : nil
      }),
    Words(
      pattern: #"([\p{L}\p{Z}\p{N}_.:/=+\-@]*)"#,
      allowed: "letters, digits, blanks and _ . : / = + - @ are allowed",
      help: "use only letters, digits, blanks and _ . : / = + - @",
      isAllowed: { scalar in
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        case .decimalNumber, .letterNumber, .otherNumber: true
        case .spaceSeparator, .lineSeparator, .paragraphSeparator: true
        default: "_.:/=+-@".unicodeScalars.contains(scalar)
        }
      }),
    Words(
      pattern: #"[^\n\r\x{85}\x{2028}\x{2029}]*[^\t\n\x0B\f\r \x{85}\x{2028}\x{2029}][^\n\r\x{85}\x{2028}\x{2029}]*"#,
      allowed: "one line that is not blank is allowed",
      help: "write the alarm's name on one line, with more than blanks in it",
      isAllowed: { !["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains($0) }),
  ]

  /// What a value may hold, with the first scalar that it may not, and how to mend it.
  static func describe(_ pattern: String, _ text: String) -> (allowed: String, help: String) {
    guard let words = all.first(where: { TextOrder.isEqual($0.pattern, pattern) }) else {
      return ("it must match the pattern \(pattern)", "write a value that matches the pattern")
    }
    guard let odd = text.unicodeScalars.first(where: { !words.isAllowed($0) }) else {
      return words.otherwise?(text) ?? (words.allowed, words.help)
    }
    return ("\(words.allowed), \(DisplayText.quoted(String(odd))) is not", words.help)
  }
}
