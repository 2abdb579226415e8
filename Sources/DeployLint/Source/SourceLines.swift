/// A source's line index, made when somebody first asks for it.
package final class SourceLines {
  package let source: Source
  package private(set) lazy var index = LineIndex(source)

  package init(_ source: Source) { self.source = source }

  /// As messages write places: `3:1`.
  func place(of offset: Int) -> String {
    let position = index.position(of: offset)
    return "\(position.line):\(position.column)"
  }

  /// ", in the mapping that starts at 3:1"; nothing outside of all containers.
  func surroundings(_ container: (kind: Record.Kind, start: Int)?, mapping: String, sequence: String) -> String {
    guard let container else { return "" }
    return ", in the \(container.kind == .mapping ? mapping : sequence) that starts at \(place(of: container.start))"
  }
}
