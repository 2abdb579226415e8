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
