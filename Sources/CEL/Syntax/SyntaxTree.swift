/// A parsed expression: nodes in one array, children before their parents, so that it is cheap to make and to free.
struct SyntaxTree: Sendable {
  var nodes: [Node]
  var root: NodeID

  subscript(id: NodeID) -> Node { nodes[id] }
}

/// The index of a node in its tree.
typealias NodeID = Int

struct Node: Sendable {
  var kind: Kind
  /// Where it is written, in UTF-8 offsets of the source, parentheses included.
  var range: Range<Int>

  enum Kind: Sendable {
    case literal(Value)
    case identifier(String, isRooted: Bool)
    case select(NodeID, Member, isOptional: Bool)
    /// The macro `has(operand.member)`.
    case has(NodeID, Member)
    case index(NodeID, NodeID, isOptional: Bool)
    case call(Member, [NodeID])
    case method(NodeID, Member, [NodeID])
    case unary(UnaryOperator, NodeID)
    case binary(BinaryOperator, NodeID, NodeID)
    /// A whole chain of `&&` or of `||`.
    case logical(LogicalOperator, [NodeID])
    case conditional(NodeID, NodeID, NodeID)
    case list([ListItem])
    case map([MapItem])
    case macro(Macro)
    case bind(name: String, value: NodeID, body: NodeID)
  }

  /// A name after a dot, or a function's name.
  struct Member: Sendable {
    let name: String
    let range: Range<Int>
  }

  struct ListItem: Sendable {
    let value: NodeID
    let isOptional: Bool
  }

  struct MapItem: Sendable {
    let key: NodeID
    let value: NodeID
    let isOptional: Bool
  }
}

enum LogicalOperator: String, Sendable {
  case and = "&&"
  case or = "||"

  /// The operand that decides the outcome alone.
  var deciding: Bool { self == .or }
}

/// A macro that visits elements (or the value of an optional), with the names that it binds.
struct Macro: Sendable {
  enum Kind: Sendable {
    case all, exists, existsOne, map, filter, transformMap, transformMapEntry, optionalMap, optionalFlatMap
  }

  let kind: Kind
  /// What is visited.
  let target: NodeID
  let variable: String
  /// The second of two variables.
  let secondVariable: String?
  /// Which elements `map` and the transforming macros keep.
  let filter: NodeID?
  let body: NodeID
}
