/// Writes a tree as YAML in block style: how examples are shown to people.
package enum BlockYAML {
  package static func write(_ node: Node) -> String {
    var text = ""
    write(node, indent: 0, &text)
    return text
  }

  /// Recursion is bounded by the readers' depth limit.
  private static func write(_ node: Node, indent: Int, _ text: inout String) {
    let margin = String(repeating: " ", count: indent)
    switch node.kind {
    case .mapping where node.count > 0:
      for (index, child) in node.children.enumerated() {
        if index > 0 { text += margin }
        text += scalar(child.key, isText: true) + ":"
        writeBelow(child, indent: indent + 2, &text)
      }
    case .sequence where node.count > 0:
      for (index, child) in node.children.enumerated() {
        text += (index > 0 ? margin : "") + "- "
        write(child, indent: indent + 2, &text)
      }
    case .mapping: text += "{}\n"
    case .sequence: text += "[]\n"
    default: text += scalar(node.text, isText: node.kind == .string) + "\n"
    }
  }

  private static func writeBelow(_ node: Node, indent: Int, _ text: inout String) {
    if node.isContainer, node.count > 0 {
      text += "\n" + String(repeating: " ", count: indent)
    } else {
      text += " "
    }
    write(node, indent: indent, &text)
  }

  /// Texts are quoted where a reader of any YAML version could take them for something else.
  private static func scalar(_ text: String, isText: Bool) -> String {
    guard isText else { return text.isEmpty ? "null" : text }
    if isPlain(Array(text.utf8)) { return text }
    var writer = JSONWriter(isPretty: false)
    writer.value(text)
    return writer.text
  }

  private static func isPlain(_ text: [UInt8]) -> Bool {
    guard let first = text.first, isLetter(first) else { return false }
    let isName = text.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F }
    return isName
      && text.withUnsafeBufferPointer {
        PlainScalar.kind(of: $0) == .string && PlainScalar.differingReading(of: $0) == nil
      }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
