/// Values that a template engine should have replaced.
enum Placeholder {
  /// The path that somebody meant by `#{$.name}` or `$.name`, which Step Functions takes for plain text.
  static func statePath(_ text: String) -> String? {
    var path = text.utf8[...]
    if path.starts(with: "#{".utf8), path.last == UInt8(ascii: "}") { path = path.dropFirst(2).dropLast() }
    guard path.starts(with: "$.".utf8) || path.starts(with: "$$.".utf8) else { return nil }
    return String(decoding: path, as: UTF8.self)
  }

  /// Whether the text holds `${NAME}`, `{{ x }}`, or is `<your-endpoint-name>` or `$NAME`.
  static func isPresent(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if let first = text.first, let last = text.last, text.count > 2, first == UInt8(ascii: "<"),
      last == UInt8(ascii: ">")
    {
      return true
    }
    guard text.count > 1 else { return false }
    let isVariable = text.dropFirst().allSatisfy {
      (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
    }
    if text[0] == UInt8(ascii: "$"), isVariable { return true }
    return zip(text, text.dropFirst()).contains { first, second in
      second == UInt8(ascii: "{") && (first == UInt8(ascii: "$") || first == UInt8(ascii: "{"))
    }
  }
}

/// A way in which template engines mark what they replace.
package enum PlaceholderStyle: String, Sendable, CaseIterable {
  /// `${NAME}`, `$NAME` and `$(NAME)`: shells, envsubst, GitHub Actions, Azure Pipelines.
  case dollar
  /// `{{ NAME }}`, `{% … %}` and `{# … #}`: Jinja, Helm, Handlebars.
  case jinja
  /// `<NAME>`: what people write for people to replace.
  case angle

  /// Whether a text holds one, anywhere in it. Reads the text once or twice.
  func isPresent(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    switch self {
    case .dollar: Self.holdsVariable(text)
    case .jinja: ["{{|}}", "{%|%}", "{#|#}"].contains { Self.holdsTag($0, text) }
    case .angle: Self.holdsAngle(text)
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "_")
  }

  private static func holdsVariable(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let lastBrace = text.lastIndex(of: UInt8(ascii: "}")) ?? 0
    let lastParenthesis = text.lastIndex(of: UInt8(ascii: ")")) ?? 0
    return zip(text, text.dropFirst()).enumerated().contains { index, pair in
      guard pair.0 == UInt8(ascii: "$") else { return false }
      return switch pair.1 {
      case UInt8(ascii: "{"): lastBrace > index + 2
      case UInt8(ascii: "("): lastParenthesis > index + 2
      default: isLetter(pair.1)
      }
    }
  }

  /// - Parameter marks: two bytes, a bar, two bytes.
  private static func holdsTag(_ marks: String, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let marks = Array(marks.utf8)
    var start: Int?
    for (index, pair) in zip(text, text.dropFirst()).enumerated() {
      if let start {
        if index >= start + 2, pair.0 == marks[3], pair.1 == marks[4] { return true }
      } else if pair.0 == marks[0], pair.1 == marks[1] {
        start = index
      }
    }
    return false
  }

  private static func holdsAngle(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var isInside = false
    var previous: UInt8 = 0
    for byte in text {
      switch byte {
      case UInt8(ascii: "<"): isInside = true
      case UInt8(ascii: ">"):
        if isInside, previous != UInt8(ascii: "<") { return true }
        isInside = false
      case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        if previous == UInt8(ascii: "<") { isInside = false }
      default:
        if !isLetter(byte) { isInside = false }
      }
      previous = byte
    }
    return false
  }
}
