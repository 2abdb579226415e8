/// All that suppresses findings of one file: its comments and the entries of the configuration that are about it.
struct FileSuppressions {
  /// What becomes of a finding.
  enum Outcome {
    case stays
    case suppressed(Suppression)
    /// Somebody tried, and the configuration forbids it.
    case forbidden(ConfigurationPlace)
  }

  private let settings: SuppressionSettings
  private(set) var paths: PathSuppressions
  private var scopes: SuppressionScopes
  private var hasComments = false
  /// What is wrong with the way in which comments are written, with the document of each.
  private(set) var problems: [(problem: SyntaxProblem, document: Int)] = []

  /// - Parameter settings: narrowed to the file.
  init(_ source: Source, _ settings: SuppressionSettings) {
    self.settings = settings
    paths = PathSuppressions(settings.entries)
    scopes = SuppressionScopes(bytes: source.bytes)
  }

  var isEmpty: Bool { !hasComments && settings.entries.isEmpty }

  /// Goes on to the next document.
  mutating func enter(_ document: Document, _ comments: Directives?) {
    paths.enter(document)
    scopes.add(comments?.suppressions ?? [], of: document)
    guard let comments else { return }
    problems += comments.suppressionProblems.map { ($0, document.number) }
    hasComments = hasComments || !comments.suppressions.isEmpty || !problems.isEmpty
  }

  /// What the entries of the configuration make of a finding of the document at hand.
  mutating func matchPath(_ finding: Finding, location: RequestPath) -> Outcome {
    guard !settings.entries.isEmpty, Self.canSuppress(finding.rule) else { return .stays }
    let prohibition = settings.prohibition(of: finding.rule)
    guard let entry = paths.match(finding, location: location, isForbidden: prohibition != nil) else { return .stays }
    if let prohibition { return .forbidden(prohibition.place) }
    return .suppressed(Suppression(kind: .configuration, reason: entry.reason))
  }

  /// The comments of the whole file, when all documents have been seen; `nil` where there are none.
  mutating func comments() -> CommentSuppressions? {
    let scoped = scopes.finish()
    return hasComments ? CommentSuppressions(scoped) : nil
  }

  /// What the comments make of a finding.
  func matchComment(_ finding: Finding, _ comments: inout CommentSuppressions) -> Outcome {
    guard Self.canSuppress(finding.rule) else { return .stays }
    let prohibition = settings.prohibition(of: finding.rule)
    guard let comment = comments.match(finding, isForbidden: prohibition != nil) else { return .stays }
    if let prohibition { return .forbidden(prohibition.place) }
    return .suppressed(Suppression(kind: .comment, reason: comment.reason))
  }

  private static func canSuppress(_ rule: String) -> Bool {
    !SuppressionSettings.unsuppressible.contains { TextOrder.isEqual($0, rule) }
  }
}
