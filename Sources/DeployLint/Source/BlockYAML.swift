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
    let isPlain =
      text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
      && text.utf8.first.map { $0 >= UInt8(ascii: "A") && $0 != UInt8(ascii: "_") } ?? false
      && Array(text.utf8).withUnsafeBufferPointer {
        PlainScalar.kind(of: $0) == .string && PlainScalar.differingReading(of: $0) == nil
      }
    if isPlain { return text }
    var writer = JSONWriter(isPretty: false)
    writer.value(text)
    return writer.text
  }
}
