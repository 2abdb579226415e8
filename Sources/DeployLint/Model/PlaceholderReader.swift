/// Reads values where template placeholders have not been filled in yet: a text that holds one is unknown.
struct PlaceholderReader: ValueReader {
  private let base: any ValueReader
  private let styles: [PlaceholderStyle]

  /// - Parameter base: reads the values without a placeholder.
  init(_ base: any ValueReader, _ styles: [PlaceholderStyle]) {
    self.base = base
    self.styles = styles
  }

  func read(_ node: Node) -> Reading {
    let reading = base.read(node)
    guard case .value(let value) = reading, isPlaceholder(value) else { return reading }
    return .unknown
  }

  func unknownMembers(of mapping: Node) -> [Node] { base.unknownMembers(of: mapping) }

  func knowsKey(of member: Node) -> Bool {
    base.knowsKey(of: member) && !member.withKey { text in styles.contains { $0.isPresent(in: text) } }
  }

  private func isPlaceholder(_ node: Node) -> Bool {
    switch node.kind {
    case .string: node.withText { text in styles.contains { $0.isPresent(in: text) } }
    // Without quotes YAML reads '{{ name }}' as a mapping with a mapping for a key.
    case .mapping: styles.contains(.jinja) && node.isDoubleBraced
    default: false
    }
  }
}

extension Node {
  /// Whether the text is `{{ … }}`.
  var isDoubleBraced: Bool { document.source.bytes[valueRange].starts(with: "{{".utf8) }
}
