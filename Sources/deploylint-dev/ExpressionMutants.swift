import DeployLint

/// Ways in which an expression could be wrong: each differs from it in one constant, comparison, operator or condition.
///
/// It works on tokens, so it needs no tree of the expression: brackets say where an operand ends.
struct ExpressionMutants {
  private struct Token {
    enum Kind { case name, number, string, mark }
    let kind: Kind
    let text: String
    /// In UTF-8 offsets of the expression.
    let range: Range<Int>
  }

  private let bytes: [UInt8]
  private var tokens: [Token] = []
  private var mutants: [String] = []

  /// Each once, in the order of the expression.
  static func all(of expression: String) -> [String] {
    var maker = ExpressionMutants(Array(expression.utf8))
    maker.make()
    var seen: Set<String> = [expression]
    return maker.mutants.filter { seen.insert($0).inserted }
  }

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    tokenize()
  }

  // MARK: Mutants

  private static let comparisons = ["<": ["<=", ">"], "<=": ["<", ">="], ">": [">=", "<"], ">=": [">", "<="]]
  private static let operators = ["==": "!=", "!=": "==", "+": "-", "-": "+", "*": "/", "/": "*", "%": "*"]
  private static let names = ["true": "false", "false": "true", "all": "exists", "exists": "all"]

  private mutating func make() {
    for (index, token) in tokens.enumerated() {
      switch token.kind {
      case .number:
        for shown in neighbours(of: token.text) { replace(token.range, by: shown) }
      case .string:
        // A text that differs in its last character.
        let quote = token.text.utf8.last.map { String(UnicodeScalar($0)) } ?? "'"
        replace(token.range.upperBound - 1..<token.range.upperBound, by: "~" + quote)
      case .name:
        if let other = Self.names[token.text] { replace(token.range, by: other) }
        if token.text == "has", index + 1 < tokens.count, tokens[index + 1].text == "(" {
          let end = tokens[closing(of: index + 1)].range.upperBound
          replace(token.range.lowerBound..<end, by: "true")
        }
      case .mark:
        makeOfMark(token, index)
      }
    }
  }

  private mutating func makeOfMark(_ token: Token, _ index: Int) {
    if token.text == "-", !isBinary(index) { return replace(token.range, by: "") }
    for other in Self.comparisons[token.text] ?? [] { replace(token.range, by: other) }
    if let other = Self.operators[token.text] { replace(token.range, by: other) }
    switch token.text {
    case "!": replace(token.range, by: "")
    case "&&", "||":
      replace(token.range, by: token.text == "&&" ? "||" : "&&")
      // Without one of its sides.
      replace(tokens[start(ofOperandBefore: index)].range.lowerBound..<token.range.upperBound, by: "")
      replace(token.range.lowerBound..<tokens[end(ofOperandBehind: index)].range.upperBound, by: "")
    case "?" where index > 0:
      let condition =
        tokens[start(ofOperandBefore: index, isCondition: true)].range.lowerBound..<tokens[index - 1].range.upperBound
      replace(condition, by: "!(\(text(condition)))")
    default: break
    }
  }

  private func neighbours(of number: String) -> [String] {
    if let value = Int(number) { return [String(value + 1), String(value - 1)].map { "(\($0))" } }
    return ["(\(number) + 1.0)", "(\(number) - 1.0)"]
  }

  private mutating func replace(_ range: Range<Int>, by other: String) {
    let mutant = bytes[..<range.lowerBound] + Array(other.utf8) + bytes[range.upperBound...]
    mutants.append(String(decoding: mutant, as: UTF8.self))
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  // MARK: Operands

  private func isBinary(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    let before = tokens[index - 1]
    return before.kind != .mark || [")", "]", "}"].contains(before.text)
  }

  /// What ends an operand of `&&`: it binds tighter than `||`.
  private func ends(_ token: Token, isOr: Bool, isCondition: Bool) -> Bool {
    switch token.text {
    case ",", "?", ":": true
    case "||": !isCondition
    case "&&": !isOr && !isCondition
    default: false
    }
  }

  private func start(ofOperandBefore index: Int, isCondition: Bool = false) -> Int {
    let isOr = tokens[index].text == "||"
    var depth = 0
    var at = index - 1
    while at >= 0 {
      let token = tokens[at]
      if token.kind == .mark {
        if [")", "]", "}"].contains(token.text) { depth += 1 }
        if ["(", "[", "{"].contains(token.text) {
          if depth == 0 { return at + 1 }
          depth -= 1
        }
        if depth == 0, ends(token, isOr: isOr, isCondition: isCondition) { return at + 1 }
      }
      at -= 1
    }
    return 0
  }

  private func end(ofOperandBehind index: Int) -> Int {
    let isOr = tokens[index].text == "||"
    var depth = 0
    var at = index + 1
    while at < tokens.count {
      let token = tokens[at]
      if token.kind == .mark {
        if ["(", "[", "{"].contains(token.text) { depth += 1 }
        if [")", "]", "}"].contains(token.text) {
          if depth == 0 { return at - 1 }
          depth -= 1
        }
        if depth == 0, ends(token, isOr: isOr, isCondition: false) { return at - 1 }
      }
      at += 1
    }
    return tokens.count - 1
  }

  private func closing(of index: Int) -> Int {
    var depth = 0
    for at in index..<tokens.count where tokens[at].kind == .mark {
      if ["(", "[", "{"].contains(tokens[at].text) { depth += 1 }
      if [")", "]", "}"].contains(tokens[at].text) { depth -= 1 }
      if depth == 0 { return at }
    }
    return tokens.count - 1
  }

  // MARK: Tokens

  private mutating func tokenize() {
    var at = 0
    while at < bytes.count {
      let start = at
      let kind: Token.Kind
      switch bytes[at] {
      case 0x20, 0x0A:
        at += 1
        continue
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        at = endOfString(at, isRaw: false)
        kind = .string
      case UInt8(ascii: "r") where at + 1 < bytes.count && "'\"".utf8.contains(bytes[at + 1]):
        at = endOfString(at + 1, isRaw: true)
        kind = .string
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        at = end(of: at) { "0123456789.".utf8.contains($0) }
        kind = .number
      case let byte where Self.isName(byte):
        at = end(of: at) { Self.isName($0) || (0x30...0x39).contains($0) }
        kind = .name
      default:
        let pair = at + 1 < bytes.count ? text(at..<at + 2) : ""
        at += ["&&", "||", "==", "!=", "<=", ">="].contains(pair) ? 2 : 1
        kind = .mark
      }
      tokens.append(Token(kind: kind, text: text(start..<at), range: start..<at))
    }
  }

  private static func isName(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "_")
  }

  private func end(of start: Int, while isPart: (UInt8) -> Bool) -> Int {
    bytes[start...].firstIndex { !isPart($0) } ?? bytes.count
  }

  private func endOfString(_ quote: Int, isRaw: Bool) -> Int {
    var at = quote + 1
    while at < bytes.count, bytes[at] != bytes[quote] {
      at += !isRaw && bytes[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(at + 1, bytes.count)
  }
}
