/// The entries of the configuration that are about one file, matched with its findings.
struct PathSuppressions: Sendable {
  /// An entry and what came of it.
  struct Entry: Sendable {
    let entry: PathSuppression
    /// Whether each of its rules matched a finding.
    var isUsed: [Bool]
    /// The rules of such findings, where the configuration forbids suppressing them, by the index of what matched.
    var forbidden: [Int: String] = [:]

    /// Adds what came of the same entry in another file.
    mutating func merge(_ other: Entry) {
      for index in isUsed.indices where other.isUsed[index] { isUsed[index] = true }
      forbidden.merge(other.forbidden) { first, _ in first }
    }
  }

  private(set) var entries: [Entry]
  /// Where the pointers lead in the document at hand.
  private var places: [Range<Int>?] = []

  init(_ entries: [PathSuppression]) {
    self.entries = entries.map { Entry(entry: $0, isUsed: $0.rules.map { _ in false }) }
  }

  /// Goes on to the findings of a document.
  mutating func enter(_ document: Document) {
    places = entries.map { $0.entry.pointer.flatMap { Self.place(of: $0, in: document.root) } }
  }

  /// The first entry that suppresses a finding. All that do count as used.
  ///
  /// - Parameter location: the way from the document to the request.
  mutating func match(_ finding: Finding, location: RequestPath, isForbidden: Bool) -> PathSuppression? {
    guard !entries.isEmpty else { return nil }
    let path = RequestPath(location.components + finding.path.components)
    var first: PathSuppression?
    for index in entries.indices where isAbout(finding, path, index) {
      for (number, rules) in entries[index].entry.rules.enumerated() where rules.matches(finding.rule) {
        entries[index].isUsed[number] = true
        if isForbidden { entries[index].forbidden[number] = finding.rule }
        first = first ?? entries[index].entry
      }
    }
    return first
  }

  private func isAbout(_ finding: Finding, _ path: RequestPath, _ index: Int) -> Bool {
    guard let pointer = entries[index].entry.pointer?.pointer else { return true }
    // The member that a mapping lacks can be named, too.
    let full = RequestPath(path.components + (finding.member.map { [.member($0)] } ?? [])).pointer
    if Self.leads(pointer, to: full) { return true }
    // A path leaves out what stands around a value in some tools' documents, such as lists of one in Terraform and
    // conditions in CloudFormation; the bytes tell. A mapping's finding may stand at its first key.
    guard places.indices.contains(index), let place = places[index], !Self.leads(path.pointer, to: pointer) else {
      return false
    }
    return finding.places.contains(where: place.contains)
  }

  /// Whether one pointer is the other, or that of something around it.
  private static func leads(_ pointer: String, to other: String) -> Bool {
    guard other.utf8.starts(with: pointer.utf8) else { return false }
    let rest = other.utf8.dropFirst(pointer.utf8.count)
    return rest.isEmpty || rest.first == UInt8(ascii: "/")
  }

  /// The bytes of what a pointer leads to; `nil` where nothing is there, or where an alias is on the way, whose bytes
  /// mean all that it stands for.
  private static func place(of pointer: RequestPath, in root: Node) -> Range<Int>? {
    var node = root
    for component in pointer.components {
      guard node.definitionRange == nil, let next = child(component, of: node) else { return nil }
      node = next
    }
    let value = node.valueRange
    return min(
      node.keyRange?.lowerBound ?? value.lowerBound, value.lowerBound)..<max(
        node.keyRange?.upperBound ?? value.upperBound, value.upperBound)
  }

  private static func child(_ component: RequestPath.Component, of node: Node) -> Node? {
    switch (component, node.kind) {
    case (.item(let index), .sequence): node.children.dropFirst(index).first { _ in true }
    case (.item(let index), .mapping): node.member(String(index))
    case (.member(let name), .mapping): node.member(name)
    default: nil
    }
  }
}
