/// Finds keys that are written twice in one mapping, anywhere in a request. Readers keep the last and drop the rest
/// without a word.
enum DuplicateKeys {
  static func findings(in root: Node) -> [Finding] {
    guard root.document.hasDuplicateKeys else { return [] }
    var findings: [Finding] = []
    collect(root, RequestPath(), identity: "", &findings)
    return findings
  }

  /// Recursion is bounded by the readers' depth limit.
  ///
  /// - Parameter identity: the path for a fingerprint. It goes on from that of the parent, so that no long key in it is
  ///   read for each finding below.
  private static func collect(_ node: Node, _ path: RequestPath, identity: String, _ findings: inout [Finding]) {
    // What an alias stands for is looked at where it is written.
    guard node.isContainer, node.definitionRange == nil else { return }
    var firstPlaces: [[UInt8]: Node] = [:]
    for (index, child) in node.allChildren.enumerated() {
      var childPath = path
      let childIdentity: String
      if node.kind == .sequence {
        childPath.components.append(.item(index))
        childIdentity = StableHash.short(identity + "[\(index)]")
      } else {
        childPath.components.append(.member(child.key))
        childIdentity = StableHash.short(identity + (identity.isEmpty ? "" : ".") + child.key)
        let key = child.withKey { Array($0) }
        if let first = firstPlaces[key] {
          if findings.count > Finding.mostOfRequest { return }
          findings.append(duplicate(child, of: first, childPath, identity: childIdentity))
        } else {
          firstPlaces[key] = child
        }
      }
      collect(child, childPath, identity: childIdentity, &findings)
    }
  }

  private static func duplicate(_ node: Node, of first: Node, _ path: RequestPath, identity: String) -> Finding {
    var finding = Finding(
      rule: "syntax/duplicate-key", severity: .error, evidence: .inferred,
      message: "the key \(DisplayText.quoted(node.key)) is written twice in one mapping; only the last one counts",
      help: "remove one of the two", url: Documentation.json, path: path, range: node.keyRange ?? node.mark)
    finding.related = [
      Finding.Related(message: "first written here", path: path, range: first.keyRange ?? first.mark)
    ]
    finding.identity = identity
    return finding
  }
}
