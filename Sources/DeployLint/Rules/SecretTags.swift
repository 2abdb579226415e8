import LinearRegex

/// Tag values that may be credentials, and so must not be shown, whether or not they pass the checks of their own.
///
/// `sagemaker/secret-in-tag` says the same of values that pass: the patterns are its own.
struct SecretTags {
  private static let keyPattern = PackedQuestions.pattern(
    "(?i)(^|[^a-z])(password|passwd|secret|auth[_-]?token|(api|private|access)[_-]?key)([^a-z]|$)")
  private static let valuePattern = PackedQuestions.pattern("(AKIA|ASIA)[0-9A-Z]{16}")
  private static let keys = keyPattern?.borrowed
  private static let values = valuePattern?.borrowed

  /// The request, if there are such values.
  private var request: CheckedRequest?
  /// The values' visits, by where a finding about one stands, so that many findings stay cheap.
  private let visits: [Range<Int>: Int]
  /// What else in tags may be secret: a value that a later one shadows, or whose name is misspelt.
  private let others: [Node]

  init(in request: CheckedRequest) {
    let model = request.model
    guard let tag = model.index(ofShape: "Tag"), let keyID = model.memberID("Key"),
      let valueID = model.memberID("Value")
    else {
      visits = [:]
      others = []
      return
    }
    var visits: [Range<Int>: Int] = [:]
    var others: [Node] = []
    RequestScalars.with(request, instances: nil) { scalars in
      var next = scalars.visits.first(ofShape: tag)
      while let visit = next {
        next = scalars.visits.next(ofShape: tag, behind: visit)
        let key = scalars.visits.member(keyID, of: visit)
        let value = scalars.visits.member(valueID, of: visit)
        let isSecret = key.map { scalars.withText($0, Self.isSecretKey) } ?? false
        if let value, scalars.withText(value, { isSecret && !$0.isEmpty || Self.isSecretValue($0) }) {
          visits[request.visits[value].pointee.node.mark] = value
        }
        // Most tags have a key and a value, and nothing else.
        if scalars.countOfChildren(visit) > (key == nil ? 0 : 1) + (value == nil ? 0 : 1) {
          others += Self.others(
            request.visits[visit].pointee.node, key: key.map { request.visits[$0].pointee.node }, isSecret)
        }
      }
    }
    self.visits = visits
    self.others = others
    if !visits.isEmpty { self.request = request }
  }

  /// What else may be secret in a tag.
  private static func others(_ tag: Node, key: Node?, _ isSecret: Bool) -> [Node] {
    tag.allChildren.filter { child in
      !child.isContainer && !child.hasKey(key?.key ?? "") && (isSecret || child.withText(isSecretValue))
    }
  }

  private static func isSecretKey(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    keys?.isFound(inUTF8: text) ?? false
  }

  private static func isSecretValue(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    values?.isFound(inUTF8: text) ?? false
  }

  var nodes: [Node] { visits.values.compactMap { request?.visits[$0].pointee.node } + others }

  /// A finding on such a value without the value; others as they are.
  func mask(_ finding: Finding) -> Finding {
    guard let request, let visit = visits[finding.range], finding.member == nil, request.path(of: visit) == finding.path
    else {
      return finding
    }
    var finding = finding
    finding.actual = nil
    finding.fix = nil
    finding.identity = request.identity(of: visit)
    // These do not quote the value.
    if finding.rule == "schema/length" || finding.rule == "sagemaker/secret-in-tag" { return finding }
    let length = request.visits[visit].pointee.node.text.unicodeScalars.count
    finding.message =
      "the tag's value is not shown because it may be a secret (\(length) characters); "
      + "it fails the check \(finding.rule)"
    finding.help = "keep secrets out of tags; 'deploylint explain \(finding.rule)' says what the check asks"
    return finding
  }
}
