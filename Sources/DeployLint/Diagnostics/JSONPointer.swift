/// Reading JSON Pointers.
extension RequestPath {
  /// Why a text is no JSON Pointer.
  package struct PointerError: Error, Sendable {
    package let message: String
    package let help: String
  }

  /// The path that a JSON Pointer (RFC 6901) names. Whether a step of digits is an item or a member is the document's
  /// business; here it is an item, and `pointer` gives back the same text.
  package init(pointer: String) throws(PointerError) {
    self.init()
    guard !pointer.isEmpty else { return }
    guard pointer.utf8.first == UInt8(ascii: "/") else {
      let isFragment = pointer.utf8.starts(with: "#/".utf8)
      throw PointerError(
        message: "it does not begin with '/'",
        help: isFragment ? "leave the '#' out" : "write a '/' before each step, such as '/Tags/0/Key'")
    }
    for step in pointer.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      components.append(try Self.component(step))
    }
  }

  private static func component(_ step: Substring.UTF8View) throws(PointerError) -> Component {
    var name: [UInt8] = []
    var isEscape = false
    for byte in step {
      if isEscape {
        guard byte == UInt8(ascii: "0") || byte == UInt8(ascii: "1") else { throw loneTilde }
        name.append(byte == UInt8(ascii: "0") ? UInt8(ascii: "~") : UInt8(ascii: "/"))
        isEscape = false
      } else if byte == UInt8(ascii: "~") {
        isEscape = true
      } else {
        name.append(byte)
      }
    }
    if isEscape { throw loneTilde }
    let text = String(decoding: name, as: UTF8.self)
    // `01` and `+1` are names.
    if let index = Int(text), index >= 0, TextOrder.isEqual(String(index), text) { return .item(index) }
    return .member(text)
  }

  private static var loneTilde: PointerError {
    PointerError(
      message: "a '~' stands before neither '0' nor '1'", help: "write '~0' for a '~' in a name, and '~1' for a '/'")
  }
}
