/// Blanks what is no code in a Swift source.
struct SwiftCode {
  /// A string literal that is open.
  private struct Literal {
    /// What ends it.
    let end: [UInt8]
    /// What begins an escape in it, and an interpolation.
    let escape: [UInt8]
    let interpolation: [UInt8]
    /// How many parentheses are open in the interpolation that the scan is in.
    var parentheses = 0
  }

  private let bytes: [UInt8]
  private var at = 0
  private var code: [UInt8] = []
  private var literals: [Literal] = []
  private var isInText = false

  /// The text without comments and string literals; code inside `\(…)` stays, and so do line breaks.
  static func withoutTexts(_ bytes: [UInt8]) -> String {
    var scan = SwiftCode(bytes: bytes)
    while scan.at < bytes.count {
      if scan.isInText { scan.readText() } else { scan.readCode() }
    }
    return String(decoding: scan.code, as: UTF8.self)
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private func isNext(_ text: some Collection<UInt8>) -> Bool {
    bytes[at...].starts(with: text)
  }

  private mutating func readText() {
    guard let literal = literals.last else { return }
    if isNext(literal.interpolation) {
      at += literal.interpolation.count
      isInText = false
    } else if isNext(literal.escape) {
      at += literal.escape.count + 1
    } else if isNext(literal.end) {
      at += literal.end.count
      literals.removeLast()
      isInText = false
      code += " ".utf8
    } else {
      if bytes[at] == UInt8(ascii: "\n") { code.append(bytes[at]) }
      at += 1
    }
  }

  private mutating func readCode() {
    if isNext("//".utf8) {
      while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
    } else if isNext("/*".utf8) {
      while at < bytes.count, !isNext("*/".utf8) { at += 1 }
      at += 2
    } else if beginsText() {
      isInText = true
      code += " ".utf8
    } else if !literals.isEmpty, bytes[at] == UInt8(ascii: ")"), literals[literals.count - 1].parentheses == 0 {
      at += 1
      isInText = true
    } else {
      if !literals.isEmpty {
        if bytes[at] == UInt8(ascii: "(") { literals[literals.count - 1].parentheses += 1 }
        if bytes[at] == UInt8(ascii: ")") { literals[literals.count - 1].parentheses -= 1 }
      }
      code.append(bytes[at])
      at += 1
    }
  }

  /// Reads the quotes of a literal, if one begins here.
  private mutating func beginsText() -> Bool {
    guard bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "#") else { return false }
    let hashes = Array(bytes[at...].prefix { $0 == UInt8(ascii: "#") })
    for quote in ["\"\"\"", "\""] where isNext(hashes + quote.utf8) {
      literals.append(
        Literal(end: quote.utf8 + hashes, escape: "\\".utf8 + hashes, interpolation: "\\".utf8 + hashes + "(".utf8))
      at += hashes.count + quote.utf8.count
      return true
    }
    return false
  }
}
