/// Writes JSON text, piece by piece, in the order in which it is told.
///
/// Commas and indentation are its business; that names come in pairs with values is the caller's.
package struct JSONWriter {
  package private(set) var bytes: [UInt8] = []
  private let isPretty: Bool
  private var depth = 0
  private var needsComma = false
  private var follows = false

  /// - Parameter isPretty: one member a line, indented by two spaces; otherwise everything on one line.
  package init(isPretty: Bool) {
    self.isPretty = isPretty
  }

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  // MARK: Containers

  package mutating func object(_ body: (inout JSONWriter) -> Void) {
    container(open: UInt8(ascii: "{"), close: UInt8(ascii: "}"), body)
  }

  package mutating func array(_ body: (inout JSONWriter) -> Void) {
    container(open: UInt8(ascii: "["), close: UInt8(ascii: "]"), body)
  }

  private mutating func container(open: UInt8, close: UInt8, _ body: (inout JSONWriter) -> Void) {
    startValue()
    bytes.append(open)
    depth += 1
    needsComma = false
    body(&self)
    depth -= 1
    if needsComma { newLine() }
    bytes.append(close)
    needsComma = true
  }

  /// The name of the next value.
  package mutating func name(_ name: String) {
    separate()
    append(string: name)
    bytes.append(UInt8(ascii: ":"))
    if isPretty { bytes.append(UInt8(ascii: " ")) }
    follows = true
  }

  // MARK: Values

  package mutating func value(_ value: String) {
    startValue()
    append(string: value)
  }

  package mutating func value(_ value: some BinaryInteger) {
    startValue()
    bytes.append(contentsOf: String(value).utf8)
  }

  package mutating func value(_ value: Bool) {
    startValue()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  package mutating func null() {
    startValue()
    bytes.append(contentsOf: "null".utf8)
  }

  /// JSON text that is valid as it stands, such as a number in the spelling of its source.
  package mutating func raw(_ text: String) {
    startValue()
    bytes.append(contentsOf: text.utf8)
  }

  package mutating func value(_ fact: Fact) {
    switch fact {
    case .null: null()
    case .boolean(let boolean): value(boolean)
    case .integer(let integer): value(integer)
    // JSON has no infinities and no NaN; a text keeps what was there.
    case .number(let number): number.isFinite ? raw("\(number)") : value("\(number)")
    case .string(let string): value(string)
    case .list(let items): array { writer in for item in items { writer.value(item) } }
    }
  }

  package mutating func member(_ name: String, _ value: String) {
    self.name(name)
    self.value(value)
  }

  package mutating func member(_ name: String, _ value: some BinaryInteger) {
    self.name(name)
    self.value(value)
  }

  package mutating func member(_ name: String, _ value: Bool) {
    self.name(name)
    self.value(value)
  }

  /// Ends the line; in pretty text it also ends the file.
  package mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  // MARK: Layout

  private mutating func startValue() {
    if follows {
      follows = false
    } else {
      separate()
    }
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    if depth > 0 { newLine() }
    needsComma = true
  }

  private mutating func newLine() {
    guard isPretty else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
  }

  private mutating func append(string: String) {
    bytes.append(UInt8(ascii: "\""))
    for scalar in string.unicodeScalars {
      guard let byte = UInt8(exactly: scalar.value), byte < 0x80 else {
        // C1 controls, bidirectional controls and line separators: harmless to a parser, not to a terminal or to
        // whoever splits lines.
        if let unit = UInt16(exactly: scalar.value), !DisplayText.isHarmless(scalar) {
          append(escape: unit)
        } else {
          bytes.append(contentsOf: String(scalar).utf8)
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
      case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
      case 0x0A: bytes.append(contentsOf: "\\n".utf8)
      case 0x0D: bytes.append(contentsOf: "\\r".utf8)
      case 0x09: bytes.append(contentsOf: "\\t".utf8)
      // DEL is legal in JSON, and a terminal acts on it.
      case 0..<0x20, 0x7F: append(escape: UInt16(byte))
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func append(escape unit: UInt16) {
    let hex = String(unit, radix: 16)
    bytes.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex).utf8)
  }
}
