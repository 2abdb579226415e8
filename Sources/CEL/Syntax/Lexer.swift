/// A piece of source text.
struct Token {
  enum Kind: UInt8 {
    case end, identifier, quotedIdentifier, int, double, string
    case trueKeyword, falseKeyword, nullKeyword, inKeyword
    case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace
    case dot, comma, colon, question
    case plus, minus, star, slash, percent, not
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, and, or
  }

  var kind: Kind
  var range: Range<Int>
}

/// Cuts UTF-8 into tokens, one at a time.
struct Lexer {
  let bytes: [UInt8]
  private var position: Int

  init(_ bytes: [UInt8], from position: Int) {
    self.bytes = bytes
    self.position = position
  }

  /// The text of a range of the source.
  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  mutating func next() throws(SyntaxError) -> Token {
    skipBlanks()
    guard position < bytes.count else { return Token(kind: .end, range: position..<position) }
    let start = position
    let byte = bytes[start]
    if byte.isNameStart { return try nameOrPrefixedString(start) }
    if byte.isDigit || (byte == .dot && peek(1)?.isDigit == true) { return try number(start) }
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      try skipString(from: start, quoteAt: start, isRaw: false)
      return Token(kind: .string, range: start..<position)
    case UInt8(ascii: "`"): return try quotedIdentifier(start)
    default: return try punctuation(start)
    }
  }

  private func peek(_ distance: Int) -> UInt8? {
    position + distance < bytes.count ? bytes[position + distance] : nil
  }

  private mutating func skipBlanks() {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), 0x0C: position += 1
      case .slash where peek(1) == .slash:
        while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
      default: return
      }
    }
  }

  private mutating func nameOrPrefixedString(_ start: Int) throws(SyntaxError) -> Token {
    while position < bytes.count, bytes[position].isNamePart { position += 1 }
    if position < bytes.count, bytes[position] == UInt8(ascii: "'") || bytes[position] == UInt8(ascii: "\"") {
      switch bytes[start..<position].map({ $0 | 0x20 }) {
      case [UInt8(ascii: "r")]:
        try skipString(from: start, quoteAt: position, isRaw: true)
        return Token(kind: .string, range: start..<position)
      case [UInt8(ascii: "b")], [UInt8(ascii: "b"), UInt8(ascii: "r")], [UInt8(ascii: "r"), UInt8(ascii: "b")]:
        throw SyntaxError("bytes are not in this profile", at: start..<position)
      default: break
      }
    }
    return Token(kind: keyword(start..<position), range: start..<position)
  }

  private func keyword(_ range: Range<Int>) -> Token.Kind {
    switch range.count {
    case 2 where bytes[range].elementsEqual("in".utf8): .inKeyword
    case 4 where bytes[range].elementsEqual("true".utf8): .trueKeyword
    case 4 where bytes[range].elementsEqual("null".utf8): .nullKeyword
    case 5 where bytes[range].elementsEqual("false".utf8): .falseKeyword
    default: .identifier
    }
  }

  private mutating func number(_ start: Int) throws(SyntaxError) -> Token {
    var kind = Token.Kind.int
    if bytes[position] == UInt8(ascii: "0"), let mark = peek(1), mark | 0x20 == UInt8(ascii: "x") {
      position += 2
      while position < bytes.count, bytes[position].hexadecimalValue != nil { position += 1 }
      if position == start + 2 { throw SyntaxError("hexadecimal digits expected", at: start..<position) }
    } else {
      skipDigits()
      if peek(0) == .dot, peek(1)?.isDigit == true {
        kind = .double
        position += 1
        skipDigits()
      }
      if let mark = peek(0), mark | 0x20 == UInt8(ascii: "e") {
        let sign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-") ? 1 : 0
        if peek(1 + sign)?.isDigit == true {
          kind = .double
          position += 1 + sign
          skipDigits()
        }
      }
    }
    if let mark = peek(0), mark.isNamePart {
      while position < bytes.count, bytes[position].isNamePart { position += 1 }
      if kind == .int, mark | 0x20 == UInt8(ascii: "u") {
        throw SyntaxError("unsigned integers are not in this profile", at: start..<position)
      }
      throw SyntaxError("'\(text(start..<position))' is no number", at: start..<position)
    }
    return Token(kind: kind, range: start..<position)
  }

  private mutating func skipDigits() {
    while position < bytes.count, bytes[position].isDigit { position += 1 }
  }

  /// Leaves the position after the closing quotes of the string whose first quote is at `quoteAt`.
  private mutating func skipString(from start: Int, quoteAt: Int, isRaw: Bool) throws(SyntaxError) {
    let quote = bytes[quoteAt]
    position = quoteAt
    let isTriple = peek(1) == quote && peek(2) == quote
    position += isTriple ? 3 : 1
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\\"), !isRaw {
        position += 2
      } else if byte == quote, !isTriple {
        position += 1
        return
      } else if byte == quote, peek(1) == quote, peek(2) == quote {
        position += 3
        return
      } else if !isTriple, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        break
      } else {
        position += 1
      }
    }
    throw SyntaxError("the string does not end", at: start..<min(position, bytes.count))
  }

  private mutating func quotedIdentifier(_ start: Int) throws(SyntaxError) -> Token {
    position += 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "`"), bytes[position] != UInt8(ascii: "\n") {
      position += 1
    }
    guard peek(0) == UInt8(ascii: "`"), position > start + 1 else {
      throw SyntaxError("a name ending in '`' expected", at: start..<position)
    }
    position += 1
    return Token(kind: .quotedIdentifier, range: start..<position)
  }

  private mutating func punctuation(_ start: Int) throws(SyntaxError) -> Token {
    let byte = bytes[start]
    let isFollowedByEqual = peek(1) == UInt8(ascii: "=")
    let (kind, length): (Token.Kind, Int)
    switch byte {
    case UInt8(ascii: "("): (kind, length) = (.leftParenthesis, 1)
    case UInt8(ascii: ")"): (kind, length) = (.rightParenthesis, 1)
    case UInt8(ascii: "["): (kind, length) = (.leftBracket, 1)
    case UInt8(ascii: "]"): (kind, length) = (.rightBracket, 1)
    case UInt8(ascii: "{"): (kind, length) = (.leftBrace, 1)
    case UInt8(ascii: "}"): (kind, length) = (.rightBrace, 1)
    case .dot: (kind, length) = (.dot, 1)
    case UInt8(ascii: ","): (kind, length) = (.comma, 1)
    case UInt8(ascii: ":"): (kind, length) = (.colon, 1)
    case UInt8(ascii: "?"): (kind, length) = (.question, 1)
    case UInt8(ascii: "+"): (kind, length) = (.plus, 1)
    case UInt8(ascii: "-"): (kind, length) = (.minus, 1)
    case UInt8(ascii: "*"): (kind, length) = (.star, 1)
    case .slash: (kind, length) = (.slash, 1)
    case UInt8(ascii: "%"): (kind, length) = (.percent, 1)
    case UInt8(ascii: "!"): (kind, length) = isFollowedByEqual ? (.notEqual, 2) : (.not, 1)
    case UInt8(ascii: "<"): (kind, length) = isFollowedByEqual ? (.lessOrEqual, 2) : (.less, 1)
    case UInt8(ascii: ">"): (kind, length) = isFollowedByEqual ? (.greaterOrEqual, 2) : (.greater, 1)
    case UInt8(ascii: "=") where isFollowedByEqual: (kind, length) = (.equal, 2)
    case UInt8(ascii: "&") where peek(1) == byte: (kind, length) = (.and, 2)
    case UInt8(ascii: "|") where peek(1) == byte: (kind, length) = (.or, 2)
    case UInt8(ascii: "="): throw SyntaxError("'=' is no operator; equality is '=='", at: start..<start + 1)
    case UInt8(ascii: "&"), UInt8(ascii: "|"):
      let sign = text(start..<start + 1)
      throw SyntaxError("'\(sign)' is no operator; did you mean '\(sign)\(sign)'?", at: start..<start + 1)
    default:
      // A whole character: continuation bytes belong to it.
      var end = start + 1
      while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
      throw SyntaxError("unexpected character '\(text(start..<end))'", at: start..<end)
    }
    position += length
    return Token(kind: kind, range: start..<position)
  }
}

extension UInt8 {
  fileprivate static let dot = UInt8(ascii: ".")
  fileprivate static let slash = UInt8(ascii: "/")

  var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }

  fileprivate var isNameStart: Bool {
    (self | 0x20) &- UInt8(ascii: "a") < 26 || self == UInt8(ascii: "_")
  }

  fileprivate var isNamePart: Bool { isNameStart || isDigit }

  var hexadecimalValue: UInt32? {
    if isDigit { return UInt32(self &- UInt8(ascii: "0")) }
    let letter = (self | 0x20) &- UInt8(ascii: "a")
    return letter < 6 ? UInt32(letter) + 10 : nil
  }
}
