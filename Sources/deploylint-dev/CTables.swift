/// Writes tables in C.
enum CTables {
  static func table(_ declaration: String, _ rows: [String]) -> String {
    "static const \(declaration)[] = {\n" + rows.map { "    \($0),\n" }.joined() + "};\n\n"
  }

  /// A `DeployLintPackNames`.
  static func names(_ names: [String]) -> String {
    names.isEmpty ? "{0}" : "NAMES(\(names.map(text).joined(separator: ", ")))"
  }

  static func text(_ text: String) -> String {
    var literal = "\""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): literal += "\\" + String(UnicodeScalar(byte))
      case 0x20..<0x7F: literal += String(UnicodeScalar(byte))
      default:
        // Three digits end an escape, whatever follows.
        let digits = String(byte, radix: 8)
        literal += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
      }
    }
    return literal + "\""
  }
}
