@testable import DeployLint

/// What the tests of this folder read texts with.
enum Reading {
  static func events(_ text: String, _ format: TextFormat, limits: ReaderLimits = .standard) -> [DocumentReader.Event] {
    events(Array(text.utf8), format, limits: limits)
  }

  static func events(
    _ bytes: [UInt8], _ format: TextFormat, limits: ReaderLimits = .standard
  ) -> [DocumentReader.Event] {
    var reader = DocumentReader(source: Source(name: "test", bytes: bytes), format: format, limits: limits)
    var events: [DocumentReader.Event] = []
    while let event = reader.next() { events.append(event) }
    return events
  }

  static func documents(_ text: String, _ format: TextFormat, limits: ReaderLimits = .standard) -> [Document] {
    events(text, format, limits: limits).compactMap { if case .document(let document) = $0 { document } else { nil } }
  }

  static func problems(_ text: String, _ format: TextFormat, limits: ReaderLimits = .standard) -> [SyntaxProblem] {
    problems(Array(text.utf8), format, limits: limits)
  }

  static func problems(_ bytes: [UInt8], _ format: TextFormat, limits: ReaderLimits = .standard) -> [SyntaxProblem] {
    events(bytes, format, limits: limits).compactMap { if case .problem(let problem, _) = $0 { problem } else { nil } }
  }

  /// The root of a text that holds one document and no problem.
  static func root(_ text: String, _ format: TextFormat = .yaml) throws -> Node {
    let events = events(text, format)
    guard events.count == 1, case .document(let document) = events[0] else { throw Unexpected(events: "\(events)") }
    return document.root
  }

  struct Unexpected: Error { let events: String }

  /// A tree in a short form: texts in double quotes, floats with their value.
  static func show(_ node: Node) -> String {
    switch node.kind {
    case .null: "null"
    case .boolean: node.boolean.map { "\($0)" } ?? "?"
    case .integer: node.integer.map { "\($0)" } ?? "big"
    case .float: node.double.map { "\($0)" } ?? "?"
    case .string: "\"\(node.text)\""
    case .sequence: "[" + node.children.map(show).joined(separator: ", ") + "]"
    case .mapping: "{" + node.children.map { "\($0.key): \(show($0))" }.joined(separator: ", ") + "}"
    }
  }

  static func show(_ text: String, _ format: TextFormat = .yaml) throws -> String { show(try root(text, format)) }
}

extension Document {
  /// The text in a range of the source.
  func text(_ range: Range<Int>?) -> String? {
    range.map { String(decoding: source.bytes[$0], as: UTF8.self) }
  }
}

extension Node {
  /// The node that a path of names and indices leads to.
  func at(_ path: String) -> Node? {
    var node = self
    for step in path.split(separator: ".") {
      let next = Int(step).flatMap { index in node.kind == .sequence ? Array(node.children)[safe: index] : nil }
      guard let child = next ?? node.member(String(step)) else { return nil }
      node = child
    }
    return node
  }
}

extension Array {
  fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
