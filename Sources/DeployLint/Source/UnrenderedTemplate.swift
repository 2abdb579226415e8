/// Tells texts that a template engine has yet to fill in, such as Helm charts and Jinja files. Until then they are not
/// the request that they will become, and most of them are not even YAML or JSON.
///
/// Only marks without quotes count. A text in quotes is a value, whatever it says: `"{{ name }}"`.
enum UnrenderedTemplate {
  /// Whether a text cannot be read because it is a template.
  static func explains(_ problem: SyntaxProblem, in source: Source, _ format: TextFormat) -> Bool {
    guard problem.rule == SyntaxProblem.error else { return false }
    // JSON goes wrong at the first mark, YAML anywhere behind it.
    if format == .yaml { return hasMarks(source.bytes) }
    let around = TextAround(bytes: source.bytes, end: source.bytes.count)
    return around.placeholder(problem.range.lowerBound) != nil
  }

  /// Whether a line, an item or the value of a key begins with `{{`, `{%` or `{#`.
  private static func hasMarks(_ bytes: [UInt8]) -> Bool {
    /// The last byte of the line that is not blank.
    var before: UInt8?
    var isComment = false
    for (index, byte) in bytes.enumerated() {
      if TextAround.isBreak(byte) {
        before = nil
        isComment = false
        continue
      }
      if TextAround.isBlank(byte) { continue }
      let isSpaced = index == 0 || TextAround.isBlank(bytes[index - 1])
      if before == nil, byte == UInt8(ascii: "#") { isComment = true }
      if !isComment, byte == UInt8(ascii: "{"), index + 1 < bytes.count, "{%#".utf8.contains(bytes[index + 1]),
        before == nil || (isSpaced && (before == UInt8(ascii: ":") || before == UInt8(ascii: "-")))
      {
        return true
      }
      before = byte
    }
    return false
  }

  /// Whether a text holds what ``stands(in:)`` looks for at all. JSON that holds it outside of a text is no JSON.
  static func mayStand(in source: Source, _ format: TextFormat) -> Bool {
    format == .yaml && source.bytes.withUnsafeBufferPointer { TextSearch.isFound("{{", in: $0) }
  }

  /// Whether YAML has taken a mark for a mapping with a mapping as its key: `name: {{ .Values.name }}`.
  static func stands(in node: Node) -> Bool {
    guard node.isContainer, node.definitionRange == nil else { return false }
    let start = node.valueRange.lowerBound
    let bytes = node.document.source.bytes
    if node.kind == .mapping, start + 1 < bytes.count, bytes[start] == UInt8(ascii: "{"),
      bytes[start + 1] == UInt8(ascii: "{")
    {
      return true
    }
    return node.children.contains(where: stands)
  }
}
