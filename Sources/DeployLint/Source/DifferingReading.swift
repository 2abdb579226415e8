/// What a YAML 1.1 reader makes of a plain scalar that the YAML 1.2 core schema reads otherwise.
///
/// YAML 1.1 is what PyYAML's resolver implements, which nearly every Python tool is built on.
package struct DifferingReading: Sendable {
  /// `nil` for what JSON has no kind for: dates, and what YAML 1.1 readers refuse.
  package let kind: Node.Kind?
  /// As messages call it: "the boolean true", "the number 90 (base 60)", "the date 2024-06-01".
  package let phrase: String
  /// Whether readers end there, so that nothing is sent at all.
  package var endsReading = false
}

extension PlainScalar {
  /// `nil` where both read the same value.
  static func differingReading(of text: Bytes) -> DifferingReading? {
    guard let first = text.first else { return nil }
    switch first {
    case UInt8(ascii: "y"), UInt8(ascii: "Y"), UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "o"),
      UInt8(ascii: "O"):
      if text.isOne(of: "yes", "Yes", "YES", "on", "On", "ON") {
        return DifferingReading(kind: .boolean, phrase: "the boolean true")
      }
      if text.isOne(of: "no", "No", "NO", "off", "Off", "OFF") {
        return DifferingReading(kind: .boolean, phrase: "the boolean false")
      }
      return nil
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
      return differingNumber(text)
    case UInt8(ascii: "="):
      guard text.count == 1 else { return nil }
      return DifferingReading(kind: nil, phrase: "a default-value mark, which readers refuse,", endsReading: true)
    case UInt8(ascii: "<"):
      guard text.isOne(of: "<<") else { return nil }
      return DifferingReading(kind: nil, phrase: "a merge key, which readers refuse here,", endsReading: true)
    default: return nil
    }
  }

  private static func differingNumber(_ text: Bytes) -> DifferingReading? {
    // Decimal digits without a leading zero are the same number everywhere.
    if text[0] != UInt8(ascii: "0"), shortDecimal(text) != nil { return nil }
    let ours = numberKind(of: text)
    if let float = yaml11Float(text) {
      return ours == .float ? nil : DifferingReading(kind: .float, phrase: float)
    }
    if let integer = yaml11Integer(text) {
      // Equal spellings of equal values are all that the two have in common.
      if ours == .integer, integer.isSameInCore { return nil }
      return DifferingReading(kind: .integer, phrase: integer.phrase)
    }
    if isYAML11Date(text) {
      return DifferingReading(kind: nil, phrase: "the date \(Excerpt.escape(text))")
    }
    return ours == nil ? nil : DifferingReading(kind: .string, phrase: "the string \(Excerpt.quote(text))")
  }

  /// YAML 1.1's floats: `[-+]?[0-9][0-9_]*\.[0-9_]*([eE][-+][0-9]+)?`, `\.[0-9][0-9_]*([eE][-+][0-9]+)?`,
  /// `[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\.[0-9_]*` and the names of infinity and "not a number".
  private static func yaml11Float(_ text: Bytes) -> String? {
    var scanner = ScalarScanner(text)
    if scanner.skipOne(of: ".nan", ".NaN", ".NAN") { return scanner.isAtEnd ? "not a number" : nil }
    let hasSign = scanner.skipSign()
    if scanner.skipOne(of: ".inf", ".Inf", ".INF") { return scanner.isAtEnd ? "infinity" : nil }
    let start = scanner.at
    let whole = scanner.skipDigits(underscores: true)
    if whole > 0 {
      guard text[start] != UInt8(ascii: "_") else { return nil }
      guard let isSexagesimal = skipSixtieths(&scanner) else { return nil }
      if isSexagesimal {
        guard scanner.skip(".") else { return nil }
        _ = scanner.skipDigits(underscores: true)
        return scanner.isAtEnd ? "the number \(sexagesimal(text)) (base 60)" : nil
      }
      guard scanner.skip(".") else { return nil }
      _ = scanner.skipDigits(underscores: true)
    } else {
      let point = scanner.at
      guard !hasSign, scanner.skip("."), scanner.skipDigits(underscores: true) > 0,
        text[point + 1] != UInt8(ascii: "_")
      else { return nil }
    }
    if scanner.skipOne(of: "e", "E") {
      guard scanner.skipSign(), scanner.skipDigits() > 0 else { return nil }
    }
    return scanner.isAtEnd ? "the number \(withoutUnderscores(text))" : nil
  }

  /// YAML 1.1's integers: `[-+]?0b[01_]+`, `[-+]?0[0-7_]+`, `[-+]?(0|[1-9][0-9_]*)`, `[-+]?0x[0-9a-fA-F_]+`,
  /// `[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+`.
  private static func yaml11Integer(_ text: Bytes) -> (phrase: String, isSameInCore: Bool)? {
    var scanner = ScalarScanner(text)
    scanner.skipSign()
    if scanner.skip("0b") {
      guard scanner.skipDigits(below: 2, underscores: true) > 0, scanner.isAtEnd else { return nil }
      return (phrase(withoutUnderscores(text), radix: 2, name: "binary"), false)
    }
    if scanner.skip("0x") {
      guard scanner.skipHexDigits(underscores: true) > 0, scanner.isAtEnd else { return nil }
      return (phrase(withoutUnderscores(text), radix: 16, name: "hexadecimal"), true)
    }
    if scanner.skip("0") {
      if scanner.isAtEnd { return ("the number 0", true) }
      guard scanner.skipDigits(below: 8, underscores: true) > 0, scanner.isAtEnd else { return nil }
      let digits = withoutUnderscores(text)
      let significant = digits.utf8.drop { [UInt8(ascii: "0"), UInt8(ascii: "-"), UInt8(ascii: "+")].contains($0) }
      return (phrase(digits, radix: 8, name: "octal"), significant.count < 2)
    }
    guard let first = scanner.peek, first != UInt8(ascii: "_"),
      scanner.skipDigits(underscores: true) > 0
    else { return nil }
    guard let isSexagesimal = skipSixtieths(&scanner) else { return nil }
    if isSexagesimal {
      return scanner.isAtEnd ? ("the number \(sexagesimal(text)) (base 60)", false) : nil
    }
    return scanner.isAtEnd ? ("the number \(withoutUnderscores(text))", true) : nil
  }

  /// Skips `(:[0-5]?[0-9])*` and says whether it was there; `nil` where a colon has something else behind it.
  private static func skipSixtieths(_ scanner: inout ScalarScanner) -> Bool? {
    var isThere = false
    while scanner.skip(":") {
      let first = scanner.peek
      let count = scanner.skipDigits()
      guard count == 1 || count == 2 && (first ?? 0) < UInt8(ascii: "6") else { return nil }
      isThere = true
    }
    return isThere
  }

  private static func withoutUnderscores(_ text: Bytes) -> String {
    Excerpt.escape(text.filter { $0 != UInt8(ascii: "_") })
  }

  private static func phrase(_ digits: String, radix: Int, name: String) -> String {
    let isNegative = digits.utf8.first == UInt8(ascii: "-")
    let bare = digits.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
      .dropFirst(radix == 8 ? 0 : 2)
    guard !bare.isEmpty else { return "a number without digits, which they refuse" }
    guard let value = Int64(String(Substring(bare)), radix: radix) else { return "a number (\(name))" }
    return "the number \(isNegative ? -value : value) (\(name))"
  }

  private static func sexagesimal(_ text: Bytes) -> String {
    let isNegative = text.first == UInt8(ascii: "-")
    var total = 0.0
    for part in withoutUnderscores(text).utf8.drop(while: { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") })
      .split(separator: UInt8(ascii: ":"))
    {
      total = total * 60 + (Double(String(Substring(part))) ?? 0)
    }
    if isNegative { total = -total }
    // Beyond this a double's own spelling is as good.
    let isInteger = total.magnitude < 1e15 && Double(Int64(total)) == total
    return isInteger ? String(Int64(total)) : String(total)
  }

  /// YAML 1.1's dates: `YYYY-MM-DD`, and dates with a time behind `T` or blanks.
  private static func isYAML11Date(_ text: Bytes) -> Bool {
    var scanner = ScalarScanner(text)
    guard scanner.skipDigits() == 4, scanner.skip("-") else { return false }
    let month = scanner.skipDigits()
    guard (1...2).contains(month), scanner.skip("-") else { return false }
    let day = scanner.skipDigits()
    guard (1...2).contains(day) else { return false }
    if scanner.isAtEnd { return month == 2 && day == 2 }
    guard scanner.skipOne(of: "T", "t") || skipBlanks(&scanner) > 0,
      (1...2).contains(scanner.skipDigits()), scanner.skip(":"), scanner.skipDigits() == 2, scanner.skip(":"),
      scanner.skipDigits() == 2
    else { return false }
    if scanner.skip(".") { _ = scanner.skipDigits() }
    if scanner.isAtEnd { return true }
    _ = skipBlanks(&scanner)
    if scanner.skip("Z") { return scanner.isAtEnd }
    guard scanner.skipSign(), (1...2).contains(scanner.skipDigits()) else { return false }
    if scanner.skip(":") { guard scanner.skipDigits() == 2 else { return false } }
    return scanner.isAtEnd
  }

  private static func skipBlanks(_ scanner: inout ScalarScanner) -> Int {
    scanner.skip { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }
}

extension Node {
  /// What a YAML 1.1 reader makes of this scalar; `nil` where it reads the same value, and for all but plain scalars.
  package var differingReading: DifferingReading? {
    isPlain ? withText { PlainScalar.differingReading(of: $0) } : nil
  }
}
