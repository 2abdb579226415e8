/// Reads values as a carrier means them.
package protocol ValueReader: Sendable {
  func read(_ node: Node) -> Reading
  /// Whether what is written at a place is the value, so that nobody has to ask; `false` is no answer.
  func isLiteral(_ place: Node.Place, in tree: Tree) -> Bool
  /// Whether there is anything to ask about keys: whether they are known, and what else will be there.
  var looksAtKeys: Bool { get }
  /// What is written behind conditions, whether its value is known or not.
  func chosen(_ node: Node) -> Node
  /// Members of a mapping that will be there at deployment, with values that are not known; the keys count.
  func unknownMembers(of mapping: Node) -> [Node]
  /// Whether the key of a member is the one that will be there at deployment.
  func knowsKey(of member: Node) -> Bool
}

extension ValueReader {
  func isLiteral(_ place: Node.Place, in tree: Tree) -> Bool { false }
  var looksAtKeys: Bool { true }
  package func chosen(_ node: Node) -> Node { node }

  package func unknownMembers(of mapping: Node) -> [Node] { [] }
  package func knowsKey(of member: Node) -> Bool { true }
}

/// What a written value stands for.
package enum Reading: Sendable {
  /// The value, which may stand elsewhere.
  case value(Node)
  /// Nothing, as if the member were not written.
  case absent
  /// Something that is known only at deployment.
  case unknown
}

/// The API's own JSON: what is written is meant.
struct PlainReader: ValueReader {
  func isLiteral(_ place: Node.Place, in tree: Tree) -> Bool { true }
  var looksAtKeys: Bool { false }
  func read(_ node: Node) -> Reading { .value(node) }
}
