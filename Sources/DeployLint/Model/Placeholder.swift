/// Values that a template engine should have replaced.
enum Placeholder {
  /// Whether the text holds `${NAME}`, `{{ x }}` or is `<your-endpoint-name>`.
  static func isPresent(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if let first = text.first, let last = text.last, text.count > 2, first == UInt8(ascii: "<"),
      last == UInt8(ascii: ">")
    {
      return true
    }
    guard text.count > 1 else { return false }
    return zip(text, text.dropFirst()).contains { first, second in
      second == UInt8(ascii: "{") && (first == UInt8(ascii: "$") || first == UInt8(ascii: "{"))
    }
  }
}
