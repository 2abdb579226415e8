/// Records of AWS CloudTrail: the request of a call that was made stands in its `requestParameters`, in lower camel case.
///
/// A record may be a document of its own, such as a line of JSON Lines; stand in the `Records` of a log file, or in a
/// list; or be the `detail` of an event of EventBridge.
enum CloudTrail {
  static let dialect = Dialect(name: Carrier.cloudTrail.rawValue) { dialect in
    dialect.spelling = .lowerCamel
    // Which members were not given, a record may say or leave out.
    dialect.isNullAbsent = true
  }

  /// A call that was recorded, of any service.
  struct Record {
    let node: Node
    let name: Node
    let source: Node
    var path: [RequestPath.Component] = []

    init?(_ node: Node) {
      guard node.kind == .mapping, let source = node.member("eventSource"), source.kind == .string,
        let name = node.member("eventName"), name.kind == .string
      else { return nil }
      self.node = node
      self.name = name
      self.source = source
    }

    func isCall(_ operation: String) -> Bool {
      TextOrder.isEqual(name.text, operation) && source.text.utf8.starts(with: "sagemaker.".utf8)
    }

    /// The request; `nil` where none was kept: of most calls that were denied, and of requests that were too long.
    var request: Node? {
      guard let request = node.member("requestParameters"), request.kind == .mapping,
        request.member("omitted")?.boolean != true
      else { return nil }
      return request
    }

    var kind: RequestKind? {
      isCall("CreateEndpoint") ? .createEndpoint : isCall("UpdateEndpoint") ? .updateEndpoint : nil
    }
  }

  static func holdsRequest(_ root: Node) -> Bool { records(in: root).contains { $0.kind != nil && $0.request != nil } }

  /// Whether a document consists of records, of whatever calls.
  static func isLog(_ root: Node) -> Bool { !records(in: root).isEmpty }

  static func records(in root: Node) -> [Record] {
    if let record = Record(root) { return [record] }
    if let list = root.member("Records") { return records(ofList: list, at: [.member("Records")]) }
    if var record = root.member("detail").flatMap(Record.init) {
      record.path = [.member("detail")]
      return [record]
    }
    return records(ofList: root, at: [])
  }

  private static func records(ofList list: Node, at path: [RequestPath.Component]) -> [Record] {
    // What begins with something else is no log.
    guard list.kind == .sequence, let first = list.children.first, Record(first) != nil else { return [] }
    var records: [Record] = []
    for (index, item) in list.children.enumerated() {
      guard var record = Record(item) else { continue }
      record.path = path + [.item(index)]
      records.append(record)
    }
    return records
  }

  static func requests(in root: Node) -> [LocatedRequest] {
    records(in: root).compactMap { record in
      guard let kind = record.kind, let root = record.request else { return nil }
      var request = LocatedRequest(
        kind: kind, root: root, dialect: dialect, location: RequestPath(record.path + [.member("requestParameters")]),
        variants: [.init(reader: RecordReader())])
      // An endpoint may have been deleted and made again, or a call have failed.
      request.isConditional = true
      return request
    }
  }

  /// Reads what CloudTrail hides from its readers as unknown.
  struct RecordReader: ValueReader {
    var looksAtKeys: Bool { false }

    func read(_ node: Node) -> Reading {
      node.kind == .string && node.withText({ $0.elementsEqual(Self.hidden) }) ? .unknown : .value(node)
    }

    private static let hidden = Array("HIDDEN_DUE_TO_SECURITY_REASONS".utf8)
  }
}
