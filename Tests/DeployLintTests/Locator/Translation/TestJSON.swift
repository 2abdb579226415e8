@testable import DeployLint

/// A JSON value that keeps the order of its members, for tests that build documents.
indirect enum TestJSON: Sendable {
  /// Null, a boolean or a number, as it is written.
  case raw(String)
  case text(String)
  case list([TestJSON])
  case object([(name: String, value: TestJSON)])

  init(_ node: Node) {
    switch node.kind {
    case .mapping: self = .object(node.children.map { ($0.key, TestJSON($0)) })
    case .sequence: self = .list(node.children.map { TestJSON($0) })
    case .string: self = .text(node.text)
    case .null, .boolean, .integer, .float: self = .raw(node.text)
    }
  }

  var members: [(name: String, value: TestJSON)] {
    if case .object(let members) = self { members } else { [] }
  }

  subscript(name: String) -> TestJSON? { members.first { $0.name == name }?.value }

  /// With these members behind its own, where it does not have them.
  func adding(_ others: [(name: String, value: TestJSON)]) -> TestJSON {
    .object(members + others.filter { self[$0.name] == nil })
  }

  var description: String {
    var writer = JSONWriter(isPretty: true)
    write(to: &writer)
    writer.endLine()
    return writer.text
  }

  private func write(to writer: inout JSONWriter) {
    switch self {
    case .raw(let text): writer.raw(text)
    case .text(let text): writer.value(text)
    case .list(let items): writer.array { writer in for item in items { item.write(to: &writer) } }
    case .object(let members):
      writer.object { writer in
        for member in members {
          writer.name(member.name)
          member.value.write(to: &writer)
        }
      }
    }
  }
}
