/// A line of a stream that holds a request together with what is to be known of it.
struct Envelope {
  enum Content {
    /// JSON text of a request.
    case request([UInt8])
    /// The text of a file.
    case text([UInt8], file: String)
  }

  /// JSON text that comes back with what is found.
  private(set) var id: [UInt8]?
  /// `nil` where there is a problem.
  private(set) var content: Content?
  private(set) var kind: RequestKind?
  private(set) var instances: Int?
  /// What is wrong with the line; one line with the way out.
  private(set) var problem: String?

  private static let contents = ["request", "text", "base64"]
  private static let names = contents + ["id", "file", "kind", "instances"]

  /// What a line holds around its request; `nil` for a line that is itself a request, or no JSON.
  static func read(_ line: [UInt8]) -> Envelope? {
    guard let members = JSONMembers.scan(line) else { return nil }
    let found = members.filter { member in contents.contains(where: member.isNamed) }
    let unknown = members.first { member in !names.contains(where: member.isNamed) }
    let id = members.last { $0.isNamed("id") }
    // A request may hold a member of that name by mistake.
    guard let content = found.first, unknown == nil || id != nil else { return nil }
    var envelope = Envelope()
    if let id {
      guard value(line, id) != nil else { return nil }
      envelope.id = Array(line[id.value])
    }
    if let unknown {
      let name = String(decoding: unknown.name, as: UTF8.self)
      let hint = Suggestion.nearest(to: name, among: names).map { "did you mean '\($0)'?" }
      envelope.problem =
        "there is no member \(DisplayText.quoted(name)) beside '\(String(decoding: content.name, as: UTF8.self))'; "
        + (hint ?? "there are " + names.joined(separator: ", "))
    } else if let repeated = repeated(members) {
      envelope.problem = "'\(repeated)' is given twice"
    } else if found.count > 1 {
      let given = found.map { "'" + String(decoding: $0.name, as: UTF8.self) + "'" }
      envelope.problem = "\(given.joined(separator: " and ")) are given; give one of them"
    } else {
      func node(_ name: String) -> Node? { members.first { $0.isNamed(name) }.flatMap { value(line, $0) } }
      envelope.take(content, file: node("file"), line)
      envelope.take(kind: node("kind"))
      envelope.take(instances: node("instances"))
    }
    if envelope.problem != nil { envelope.content = nil }
    return envelope
  }

  private static func repeated(_ members: [JSONMembers.Member]) -> String? {
    names.first { name in members.count { $0.isNamed(name) } > 1 }
  }

  private static func value(_ line: [UInt8], _ member: JSONMembers.Member) -> Node? {
    var limits = ReaderLimits.standard
    limits.documentBytes = RequestStream.longestLine
    limits.scalarBytes = RequestStream.longestLine
    let source = Source(name: "", bytes: Array(line[member.value]), isSynthetic: true)
    var reader = DocumentReader(source: source, format: .json, limits: limits)
    guard case .document(let document) = reader.next() else { return nil }
    return document.root
  }

  private mutating func take(_ content: JSONMembers.Member, file: Node?, _ line: [UInt8]) {
    if content.isNamed("request") {
      self.content = .request(Array(line[content.value]))
      return
    }
    let name = String(decoding: content.name, as: UTF8.self)
    guard let node = Self.value(line, content), node.kind == .string, file.map({ $0.kind == .string }) ?? true else {
      problem = "'\(name)' or 'file' is no text"
      return
    }
    let file = file?.text ?? "<text>"
    if content.isNamed("text") {
      self.content = .text(Array(node.text.utf8), file: file)
    } else if let bytes = Base64.bytes(of: node.text) {
      self.content = .text(bytes, file: file)
    } else {
      problem = "'base64' is no Base64"
    }
  }

  private mutating func take(kind node: Node?) {
    guard let node, node.kind != .null else { return }
    kind = node.kind == .string ? RequestKind(rawValue: node.text) : nil
    guard kind == nil else { return }
    let names = RequestKind.allCases.map(\.rawValue)
    let hint = Suggestion.nearest(to: node.text, among: names).map { "did you mean '\($0)'?" }
    problem =
      "'kind' is \(DisplayText.quoted(node.text)); " + (hint ?? "it is one of " + names.joined(separator: ", "))
  }

  private mutating func take(instances node: Node?) {
    guard let node, node.kind != .null else { return }
    if let number = node.integer, (1...Int64(Int32.max)).contains(number) {
      instances = Int(number)
    } else {
      problem = "'instances' is no number of instances; it is a whole number from 1 to \(Int32.max)"
    }
  }
}
