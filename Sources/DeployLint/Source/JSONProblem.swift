/// Says what is wrong with a JSON text, and what to do about it, from where the reader stopped and the text around.
struct JSONProblem {
  let failure: JSONFailure
  let source: Source
  let lines: SourceLines
  /// Whether the text is one line of JSON Lines.
  let isLine: Bool

  private var bytes: [UInt8] { source.bytes }
  private var at: Int { failure.range.lowerBound }
  private var isAtEnd: Bool { at >= failure.end }
  private var byte: UInt8 { isAtEnd ? 0 : bytes[at] }
  private var text: String { isLine ? "line" : "text" }
  private var isInObject: Bool { failure.container?.kind == .mapping }
  private var surroundings: String {
    lines.surroundings(failure.container, mapping: "object", sequence: "array")
  }

  var explained: SyntaxProblem {
    switch failure.reason {
    case .empty:
      problem(at..<at, "the file is empty", "write a JSON value, such as an object in braces")
    case .tooLong:
      limit("the document is \(failure.end - at) bytes long; at most \(failure.limits.effectiveDocumentBytes) are read")
    case .tooLongKey: tooLongText("key", most: failure.limits.keyBytes)
    case .tooLongScalar: tooLongText("value", most: failure.limits.scalarBytes)
    case .tooManyValues: limit("the document holds more than \(failure.limits.nodes) values")
    case .tooDeep:
      SyntaxProblem(
        rule: SyntaxProblem.limit, range: failure.range,
        message: "values are nested more than \(failure.limits.depth) levels deep",
        help: "look for brackets that are not closed, or write the document with fewer levels")
    case .expectedValue: explainedValue
    case .expectedKey: explainedKey
    case .expectedColon: explainedColon
    case .expectedCommaOrEnd: explainedSeparator
    case .textAfterValue: explainedRest
    case .unclosedString, .controlCharacter, .badEscape, .loneSurrogate: explainedString
    case .badNumber: explainedNumber
    }
  }

  private func limit(_ message: String) -> SyntaxProblem {
    SyntaxProblem(rule: SyntaxProblem.limit, range: failure.range, message: message, help: "split the document")
  }

  private func tooLongText(_ noun: String, most: Int) -> SyntaxProblem {
    .tooLongText(noun, most: most, at: failure.range)
  }

  private func problem(
    _ range: Range<Int>, _ message: String, _ help: String, related: [SyntaxProblem.Related] = []
  ) -> SyntaxProblem {
    SyntaxProblem(range: range, message: message, help: help, related: related)
  }

  // MARK: Structure

  private var explainedValue: SyntaxProblem {
    if let known = end ?? trailingComma ?? comment ?? singleQuotes ?? smartQuotes ?? placeholder { return known }
    let found = found
    let word = Excerpt.quote(source, found)
    if let replacement = Self.replacements[String(decoding: bytes[found], as: UTF8.self)] {
      return problem(
        found, "found \(word) where a value is expected\(surroundings)",
        replacement == "null" && !Self.nullWords.contains(String(decoding: bytes[found], as: UTF8.self))
          ? "JSON has no \(word): write null, a number, or a text in double quotes" : "write \(replacement)")
    }
    if byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".") {
      return problem(
        found, "found \(word) where a value is expected\(surroundings)",
        byte == UInt8(ascii: "+") ? "write the number without the plus" : "write a digit before the point, as in 0.5")
    }
    if JSONReader.isWord(byte), failure.container == nil {
      return problem(
        found, "found \(word) where a JSON value is expected",
        "put a text in double quotes; if this is YAML, give the file the extension .yaml")
    }
    let help =
      JSONReader.isWord(byte)
      ? "put a text in double quotes"
      : byte == UInt8(ascii: ",") ? "remove the comma, or write a value before it" : "write a value here"
    return problem(found, "found \(word) where a value is expected\(surroundings)", help)
  }

  private static let nullWords: [String] = ["None", "none", "NULL", "Null", "nil", "undefined", "~"]

  private static let replacements: [String: String] = [
    "None": "null", "none": "null", "NULL": "null", "Null": "null", "nil": "null", "undefined": "null", "~": "null",
    "True": "true", "TRUE": "true", "yes": "true", "on": "true",
    "False": "false", "FALSE": "false", "no": "false", "off": "false",
    "NaN": "null", "nan": "null", "Infinity": "null", "inf": "null",
  ]

  private var explainedKey: SyntaxProblem {
    if let known = end ?? trailingComma ?? comment ?? singleQuotes ?? smartQuotes ?? placeholder { return known }
    let found = found
    let word = Excerpt.quote(source, found)
    if let blank { return blank }
    if JSONReader.isWord(byte) || byte == UInt8(ascii: "-") {
      return problem(
        found, "found the key \(word) without quotes\(surroundings)",
        "write it in double quotes: \"\(Excerpt.escape(bytes[found]))\"")
    }
    let help = byte == UInt8(ascii: ",") ? "remove the comma" : "write a key in double quotes, a colon and a value"
    return problem(found, "found \(word) where a key in double quotes is expected\(surroundings)", help)
  }

  private var explainedColon: SyntaxProblem {
    if let known = end ?? comment { return known }
    let found = found
    let help =
      byte == UInt8(ascii: "=") ? "write ':' and not '=' between key and value" : "write ':' between key and value"
    return problem(found, "expected ':' after the key but found \(Excerpt.quote(source, found))\(surroundings)", help)
  }

  private var explainedSeparator: SyntaxProblem {
    if let known = end ?? comment { return known }
    let found = found
    let word = Excerpt.quote(source, found)
    let closing = isInObject ? "'}'" : "']'"
    let help: String
    switch byte {
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      return problem(
        found, "found \(word) where \(closing) is expected\(surroundings)",
        "close the brackets in the order in which they were opened", related: [opening].compactMap(\.self))
    case UInt8(ascii: ":"):
      help = isInObject ? "put a text with a colon in double quotes" : "an array has no keys: use braces for an object"
    case UInt8(ascii: ";"): help = "write a comma and not a semicolon"
    case UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "["): help = "put a comma between the two values"
    default:
      help =
        JSONReader.isWord(byte)
        ? "look for a quote that is missing before; between two values stands a comma"
        : "remove it, or put the text in double quotes"
    }
    return problem(found, "expected ',' or \(closing) but found \(word)\(surroundings)", help)
  }

  private var explainedRest: SyntaxProblem {
    if let comment { return comment }
    let found = found
    let word = Excerpt.quote(source, found)
    if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
      return problem(found, "found a closing \(word) that nothing opened", "remove it")
    }
    if byte == UInt8(ascii: ":") {
      return problem(found, "found \(word) outside of an object", "start with '{' and end with '}'")
    }
    let help =
      isLine
      ? "write one value on a line"
      : "a .json file holds one value: give each request a file of its own, or put one on a line of a .jsonl file"
    return problem(found, "found \(word) after the end of the JSON value", help)
  }

  // MARK: Usual causes

  /// A blank that JSON does not know, such as a no-break space that came along when text was copied.
  private var blank: SyntaxProblem? {
    guard let scalar = String(decoding: bytes[found], as: UTF8.self).unicodeScalars.first, !scalar.isASCII,
      scalar.properties.isWhitespace
    else { return nil }
    let code = "U+" + String(scalar.value, radix: 16, uppercase: true)
    return problem(
      found, "found the blank \(code), which JSON does not take for one\(surroundings)", "replace it by a space")
  }

  private var opening: SyntaxProblem.Related? {
    failure.container.map {
      SyntaxProblem.Related(range: $0.start..<$0.start + 1, label: "the \(isInObject ? "object" : "array") starts here")
    }
  }

  private var end: SyntaxProblem? {
    guard isAtEnd else { return nil }
    guard failure.container != nil else {
      return problem(at..<at, "the \(text) ends where a value is expected", "write a value")
    }
    let kind = isInObject ? "object" : "array"
    let missing = isInObject ? "}" : "]"
    // Behind the last line break there is no line to show.
    let last = lastBefore(at).map { $0 + 1 } ?? at
    return problem(
      last..<last, "the \(text) ends inside of the \(kind) that starts at \(opened): its '\(missing)' is missing",
      isLine
        ? "write each value on one line, or give the file the extension .json if it holds one value"
        : "close it with '\(missing)'",
      related: [opening].compactMap(\.self))
  }

  private var opened: String { failure.container.map { lines.place(of: $0.start) } ?? "1:1" }

  private var trailingComma: SyntaxProblem? {
    guard byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]"), let comma = lastBefore(at),
      bytes[comma] == UInt8(ascii: ",")
    else { return nil }
    return problem(
      comma..<comma + 1, "found a comma before '\(Unicode.Scalar(byte))'\(surroundings)",
      "remove the comma: JSON has none after the last \(isInObject ? "member" : "item")")
  }

  /// The last byte before an offset that is no white space.
  private func lastBefore(_ offset: Int) -> Int? {
    var before = offset - 1
    while before >= 0, JSONReader.isSpace(bytes[before]) { before -= 1 }
    return before >= 0 ? before : nil
  }

  private var comment: SyntaxProblem? {
    let next = at + 1 < failure.end ? bytes[at + 1] : 0
    guard byte == UInt8(ascii: "#") || byte == UInt8(ascii: "/") && (next == byte || next == UInt8(ascii: "*"))
    else { return nil }
    var end = at
    if next == UInt8(ascii: "*") {
      while end < lineEnd, !bytes[end..<lineEnd].starts(with: "*/".utf8) { end += 1 }
      end = min(end + 2, lineEnd)
    } else {
      end = lineEnd
    }
    return problem(
      at..<end, "found a comment, \(Excerpt.quote(source, at..<end))\(surroundings)",
      "remove it: JSON has no comments, YAML has")
  }

  private var singleQuotes: SyntaxProblem? {
    guard byte == UInt8(ascii: "'") else { return nil }
    let found = found
    return problem(
      found, "found single quotes, \(Excerpt.escape(bytes[found]))\(surroundings)", "use double quotes")
  }

  private var smartQuotes: SyntaxProblem? {
    let found = found
    let quotes: [[UInt8]] = ["\u{201C}", "\u{201D}", "\u{201E}", "\u{2018}", "\u{2019}"].map { Array($0.utf8) }
    guard quotes.contains(where: { bytes[found].starts(with: $0) }) else { return nil }
    return problem(
      found, "found typographic quotes, \(Excerpt.escape(bytes[found]))\(surroundings)",
      "use straight double quotes: \"")
  }

  private var placeholder: SyntaxProblem? {
    // In an object's place the first brace has been read already.
    guard let place = around.placeholder(at) ?? around.placeholder(at - 1) else { return nil }
    let isOpened = place.lowerBound < at
    return problem(
      place, "found the placeholder \(Excerpt.quote(source, place)) without quotes\(isOpened ? "" : surroundings)",
      "put it in double quotes, or fill it in first")
  }

  // MARK: Scalars

  private var explainedString: SyntaxProblem {
    let found = failure.range
    let word = Excerpt.quote(source, found)
    switch failure.reason {
    case .unclosedString:
      return problem(
        found, "the quote is not closed in \(word)\(surroundings)",
        "close it with '\"'; a line break inside of a text is written \\n")
    case .controlCharacter:
      let isTab = byte == 0x09
      return problem(
        found, "found \(isTab ? "a tab" : "the control character \(word)") inside of a text\(surroundings)",
        isTab ? "write \\t for a tab" : "write \\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16)) for it")
    case .loneSurrogate:
      return problem(
        found, "\(word) is half of a surrogate pair\(surroundings)",
        "write both halves, such as \\ud83d\\ude00, or the character itself")
    default:
      let isUnicode = found.count > 1 && bytes[at + 1] == UInt8(ascii: "u")
      return problem(
        found, "\(word) is no escape of JSON\(surroundings)",
        isUnicode ? "write four hexadecimal digits after \\u" : "a backslash itself is written \\\\")
    }
  }

  private var explainedNumber: SyntaxProblem {
    let found = failure.range
    let word = Array(bytes[found])
    let digits = word.drop { $0 == UInt8(ascii: "-") }
    let isDigits = !digits.isEmpty && digits.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    let help: String
    if isDigits, let number = Int64(String(decoding: word, as: UTF8.self)) {
      help = "write \(number), or put it in double quotes if it is a text"
    } else if digits.last == UInt8(ascii: "."), digits.dropLast().allSatisfy({ $0 != UInt8(ascii: ".") }) {
      help = "write a digit after the point, as in \(Excerpt.escape(word))0"
    } else if digits.contains(UInt8(ascii: "_")) {
      help = "write the digits without '_'"
    } else {
      help = "write decimal digits only, or put a text in double quotes"
    }
    return problem(found, "\(Excerpt.quote(word)) is no number of JSON\(surroundings)", help)
  }

  // MARK: Text

  private var around: TextAround { TextAround(bytes: bytes, end: failure.end) }
  private var lineEnd: Int { around.lineEnd(at) }
  private var found: Range<Int> { around.token(at) }
}
