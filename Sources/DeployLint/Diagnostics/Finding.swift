/// A finding before its place is counted in lines: what the checks produce and `Linter` turns into a `Diagnostic`.
struct Finding: Sendable {
  /// So many are kept of a request; each takes memory, and nobody reads more.
  static let mostOfRequest = 5_000

  struct Related: Sendable {
    var message: String
    var path: RequestPath
    /// Bytes of the source.
    var range: Range<Int>
    /// The document that it stands in; `nil` for that of the finding.
    var document: Int?
    /// The place in lines where it is another file than the finding's, whose bytes mean nothing here.
    var elsewhere: OtherFile?
    /// Whether the value that the finding is about is written here, and used where an alias stands.
    var isDefinition = false
  }

  var rule: String
  var severity: Severity
  var evidence: Evidence = .documented
  var message: String
  var help: String
  var url: String
  var path = RequestPath()
  var member: String?
  var actual: Fact?
  var allowed: [Limit] = []
  /// Bytes of the source.
  var range: Range<Int>
  var related: [Related] = []
  var fix: Fix?
  /// What the fingerprint is made of, beside rule and member: the path with list items named by their key, and the
  /// text of the value.
  var identity = ""
  /// Which of the endpoint's fleets it speaks of, where there are several and it depends on their sizes.
  var fleet: Int?
  /// Whether the text at `range` must not be shown.
  var isSensitive = false

  /// Where it begins; a finding behind an alias also begins where the value is written.
  var places: [Int] { [range.lowerBound] + related.filter(\.isDefinition).map(\.range.lowerBound) }
}

/// A place in another file than the one at hand.
struct OtherFile: Sendable {
  let name: String
  let span: Span
}
