/// Reads a baseline, strictly: what is not understood would be lost when it is written again.
struct BaselineReader {
  /// Why a text is no baseline.
  struct Failure: Error, Sendable {
    /// Bytes of the source.
    let range: Range<Int>
    let message: String
    let help: String
  }

  private static let rewrite = "mend it, or write it anew with --write-baseline"

  static func read(_ source: Source) throws(Failure) -> Baseline {
    var reader = DocumentReader(source: source, format: .json)
    switch reader.next() {
    case .document(let document): return try read(document.root)
    case .problem(let problem, _):
      throw Failure(range: problem.range, message: problem.message, help: problem.help + "; " + rewrite)
    case nil: throw Failure(range: 0..<0, message: "it is empty", help: rewrite)
    }
  }

  private static func read(_ root: Node) throws(Failure) -> Baseline {
    guard root.kind == .mapping else { throw failure(root, "a baseline is an object") }
    // A newer version may have members of its own, so it is looked at first.
    guard let version = root.member("version") else { throw failure(root, "it has no 'version'") }
    guard version.kind == .integer, TextOrder.isEqual(version.text, String(Baseline.version)) else {
      throw Failure(
        range: version.mark,
        message: "its version is \(DisplayText.escaped(version.isContainer ? "no number" : version.text)); "
          + "this deploylint reads version \(Baseline.version)",
        help: "use the deploylint that wrote it, or write it anew with --write-baseline")
    }
    try check(root, has: ["version", "findings"])
    guard let findings = root.member("findings") else { throw failure(root, "it has no 'findings'") }
    guard findings.kind == .sequence else { throw failure(findings, "'findings' is no list") }
    var entries: [Baseline.Entry] = []
    for item in findings.children { entries.append(try entry(item)) }
    return Baseline(entries)
  }

  private static func entry(_ node: Node) throws(Failure) -> Baseline.Entry {
    guard node.kind == .mapping else { throw failure(node, "an entry is an object") }
    try check(node, has: ["file", "rule", "fingerprint", "path", "message"])
    return Baseline.Entry(
      file: try text("file", of: node), rule: try text("rule", of: node),
      fingerprint: try text("fingerprint", of: node),
      path: try text("path", of: node), message: try text("message", of: node))
  }

  private static func text(_ name: String, of node: Node) throws(Failure) -> String {
    guard let member = node.member(name) else { throw failure(node, "the entry has no '\(name)'") }
    guard member.kind == .string else { throw failure(member, "'\(name)' is no text") }
    return member.text
  }

  private static func check(_ node: Node, has names: [String]) throws(Failure) {
    for child in node.allChildren {
      guard let name = names.first(where: child.hasKey) else {
        let hint = Suggestion.nearest(to: child.key, among: names).map { "did you mean '\($0)'?" } ?? rewrite
        throw Failure(
          range: child.keyRange ?? child.mark, message: "there is no member \(DisplayText.quoted(child.key)) here",
          help: hint)
      }
      if child.isShadowed { throw failure(child.keyNode, "'\(name)' is written twice") }
    }
  }

  private static func failure(_ node: Node, _ message: String) -> Failure {
    Failure(range: node.mark, message: message, help: rewrite)
  }
}
