/// A value that is being encoded. A class, because an encoder may be asked for containers of one value at any time, and
/// all of them write to it.
final class EncodedNode {
  enum Content {
    /// Nothing was encoded yet; in the end that is an empty mapping.
    case missing
    case null
    case boolean(Bool)
    /// Digits as JSON has them.
    case number(String)
    case string(String)
    case list(Items)
    case mapping(Members)
    /// Deeper than anything that is read.
    case tooDeep
  }

  final class Items {
    var nodes: [EncodedNode] = []
  }

  final class Members {
    private(set) var entries: [(name: String, node: EncodedNode)] = []
    /// By bytes: two spellings of "é" are two names.
    private var positions: [[UInt8]: Int] = [:]

    /// Of a name that is encoded twice the last value counts, where the first one stood.
    func set(_ name: String, _ node: EncodedNode) {
      let position = positions[Array(name.utf8), default: entries.count]
      if position < entries.count {
        entries[position].node = node
      } else {
        positions[Array(name.utf8)] = position
        entries.append((name, node))
      }
    }
  }

  var content = Content.missing
  /// Whether its members come in the order of a hash table, which differs from run to run.
  var isUnordered = false

  /// Writes the value as JSON; what is nested deeper than `depth` levels ends with more levels than a reader takes.
  func write(to writer: inout JSONWriter, depth: Int) {
    switch content {
    case .missing: writer.object { _ in }
    case .null: writer.null()
    case .boolean(let value): writer.value(value)
    case .number(let digits): writer.raw(digits)
    case .string(let text): writer.value(text)
    case .list(let items):
      writer.array { writer in
        for node in items.nodes { node.write(to: &writer, depth: depth) }
      }
    case .mapping(let members):
      writer.object { writer in
        let entries =
          isUnordered ? members.entries.sorted { TextOrder.isLess($0.name, $1.name) } : members.entries
        for entry in entries {
          writer.name(entry.name)
          entry.node.write(to: &writer, depth: depth)
        }
      }
    case .tooDeep:
      writer.raw(String(repeating: "[", count: depth + 1) + String(repeating: "]", count: depth + 1))
    }
  }
}
