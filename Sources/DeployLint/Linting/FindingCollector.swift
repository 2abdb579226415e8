/// Gathers the findings of one text and turns them into diagnostics, with lines and columns, in the order of the text.
struct FindingCollector {
  /// A finding with what only the run knows.
  private struct Draft {
    let finding: Finding
    let document: Int
    let request: Diagnostic.Request?
    let fingerprint: String
    var suppression: Suppression?
    /// Where the configuration forbids what somebody tried: suppressing the finding.
    var prohibition: ConfigurationPlace?

    mutating func apply(_ outcome: FileSuppressions.Outcome) {
      switch outcome {
      case .stays: break
      case .suppressed(let suppression): self.suppression = suppression
      case .forbidden(let place): prohibition = place
      }
    }

    /// By place, then by rule, then by path; a text that is not shown has places too.
    static func isInOrder(_ left: Draft, _ right: Draft) -> Bool {
      let leftKey = (left.document, left.finding.range.lowerBound, left.finding.range.upperBound)
      let rightKey = (right.document, right.finding.range.lowerBound, right.finding.range.upperBound)
      if leftKey != rightKey { return leftKey < rightKey }
      if left.finding.rule != right.finding.rule { return TextOrder.isLess(left.finding.rule, right.finding.rule) }
      return TextOrder.isLess(left.finding.path.pointer, right.finding.path.pointer)
    }
  }

  private let source: Source
  private var suppressions: FileSuppressions
  private var drafts: [Draft] = []
  /// Whether there are more findings than are kept.
  private var isFull = false
  private var pathBytes = 0
  /// So many findings are kept of a text: a stream may hold many requests. The parts of a long one share what its
  /// beginning is granted.
  static func most(in source: Source) -> Int {
    (source.origin.offset == 0 ? Finding.mostOfRequest : 100) + source.bytes.count / 512
  }

  /// How many bytes the paths of its findings may have together: each is told with its finding, and keys may be long.
  static func mostPathBytes(in source: Source) -> Int { (8 << 20) + 4 * source.bytes.count }

  /// More rules that fail would say the same.
  private static let mostIssues = 100

  /// Bytes that must not be shown.
  private var masked: [Range<Int>] = []
  var result: FileResult

  /// - Parameters:
  ///   - linter: what checks the text; `nil` for a part of a request.
  ///   - suppressions: what the configuration says about them.
  init(source: Source, linter: Linter? = nil, suppressions: SuppressionSettings = SuppressionSettings()) {
    self.source = source
    self.suppressions = FileSuppressions(source, suppressions)
    result = FileResult(file: source.name)
    result.linter = linter
    result.suppressionSettings = suppressions
  }

  /// Goes on to the next document.
  mutating func enter(_ document: Document, _ comments: Directives?) { suppressions.enter(document, comments) }

  /// Adds all findings about one request, or one text, at once: the fingerprint counts equal ones.
  ///
  /// - Parameter cut: where a check ended because it had found too much, whatever became of what it found.
  mutating func add(_ findings: [Finding], document: Int, request: Diagnostic.Request?, cut: Range<Int>? = nil) {
    var fingerprint = Fingerprint()
    // What is masked stays masked, whether or not it is listed.
    for finding in findings where finding.isSensitive { masked.append(finding.range) }
    for finding in kept(findings, cut, in: request?.location ?? RequestPath()) {
      var draft = Draft(
        finding: finding, document: document, request: request, fingerprint: fingerprint.make(finding))
      draft.apply(suppressions.matchPath(finding, location: request?.location ?? RequestPath()))
      drafts.append(draft)
    }
  }

  /// The findings that there is room for, the first of the text; a finding in place of the others.
  private mutating func kept(_ findings: [Finding], _ cut: Range<Int>?, in location: RequestPath) -> [Finding] {
    guard !isFull else { return [] }
    let around = location.byteCount
    let roomOfFile = max(0, Self.most(in: source) - drafts.count)
    let room = min(roomOfFile, Finding.mostOfRequest)
    let bytes = findings.reduce(0) { $0 + $1.pathBytes(in: around) }
    let roomForPaths = Self.mostPathBytes(in: source) - pathBytes
    guard findings.count > room || bytes > roomForPaths else {
      pathBytes += bytes
      return findings + (cut.map { [rest(at: $0, than: Finding.mostOfRequest, of: "request")] } ?? [])
    }
    var kept = findings.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
    var count = 0
    var left = roomForPaths
    while count < min(room, kept.count), left >= kept[count].pathBytes(in: around) {
      left -= kept[count].pathBytes(in: around)
      count += 1
    }
    pathBytes += roomForPaths - left
    let isOfFile = count < room || room == roomOfFile
    isFull = isOfFile
    let most = count < room ? drafts.count + count : isOfFile ? Self.most(in: source) : Finding.mostOfRequest
    let last = rest(at: kept[count].range, than: most, of: isOfFile ? textNoun : "request")
    kept.removeSubrange(count...)
    return kept + [last]
  }

  private var textNoun: String { source.origin.offset == 0 ? "file" : "part of the file" }

  /// Stands for the findings from a place on.
  private func rest(at range: Range<Int>, than most: Int, of noun: String) -> Finding {
    var finding = Finding(
      rule: SyntaxProblem.limit, severity: .error,
      message: "there are more than \(most) findings in this \(noun); those from here on are not listed",
      help: "mend the first ones and check again, or split the file", url: Documentation.yaml, range: range)
    finding.identity = "findings"
    return finding
  }

  /// Hides a value in everything that shows the text around it.
  mutating func mask(_ range: Range<Int>) { masked.append(range) }

  mutating func mask(_ node: Node) {
    masked.append(node.valueRange)
    if let range = node.definitionRange { masked.append(range) }
  }

  mutating func add(_ failure: RuleRun.Failure) {
    guard result.issues.count < Self.mostIssues else { return }
    let place = source.isSynthetic ? "" : ":" + LineIndex(source).position(of: failure.range.lowerBound).display
    let path = failure.path.components.isEmpty ? "" : " (\(failure.path))"
    result.issues.append(
      RunIssue(
        id: .ruleError,
        message: "the rule \(failure.rule) could not be evaluated at "
          + DisplayText.escaped("\(source.name)\(place)\(path): \(failure.message)"),
        file: source.name))
  }

  /// Lines are counted only where there is a finding, or a suppression.
  func finish() -> FileResult {
    guard !drafts.isEmpty || !suppressions.isEmpty else { return result }
    var result = result
    let index = LineIndex(source)
    let drafts = reviewedDrafts(index)
    let snippets = SnippetMaker(source: source, index: index, masked: masked)
    let all = drafts.sorted(by: Draft.isInOrder).map { diagnostic($0, index, snippets) }
    result.diagnostics = all.filter { $0.suppression == nil }
    result.suppressed = all.filter { $0.suppression != nil }
    result.pathSuppressions = suppressions.paths.entries
    return result
  }

  /// The findings with what comments make of them, and those about the comments.
  private func reviewedDrafts(_ lines: LineIndex) -> [Draft] {
    var suppressions = suppressions
    var drafts = drafts
    guard var comments = suppressions.comments() else { return drafts }
    for index in drafts.indices {
      drafts[index].apply(suppressions.matchComment(drafts[index].finding, &comments))
    }
    // In a file that is none of the linter's business, no comment is.
    guard let review = result.linter?.suppressionReview(of: result), result.requests > 0 else { return drafts }
    var open: [String: [Int]] = [:]
    for draft in drafts where draft.suppression == nil {
      open[draft.finding.rule, default: []].append(draft.finding.range.lowerBound)
    }
    var fingerprints: [Int: Fingerprint] = [:]
    let findings = review.findings(
      of: comments, suppressions.problems, lines: lines, places: open.mapValues { $0.sorted() },
      isComplete: !result.isIncomplete)
    let room = max(0, Self.most(in: source) - drafts.count)
    if !isFull, let (first, document) = findings.dropFirst(room).first {
      let rest = rest(at: first.range, than: Self.most(in: source), of: textNoun)
      var fingerprint = Fingerprint()
      drafts.append(Draft(finding: rest, document: document, request: nil, fingerprint: fingerprint.make(rest)))
    }
    for (finding, document) in findings.prefix(room) {
      let fingerprint = fingerprints[document, default: Fingerprint()].make(finding)
      drafts.append(Draft(finding: finding, document: document, request: nil, fingerprint: fingerprint))
    }
    return drafts
  }

  private func diagnostic(_ draft: Draft, _ index: LineIndex, _ snippets: SnippetMaker) -> Diagnostic {
    let finding = draft.finding
    let span = source.isSynthetic ? nil : index.span(of: finding.range)
    let places = finding.related + (draft.prohibition.map { [.prohibition($0)] } ?? [])
    let related = places.map { related in
      Diagnostic.Related(
        message: related.message, file: related.elsewhere?.name ?? source.name,
        document: related.document ?? draft.document, path: related.path,
        span: related.elsewhere?.span ?? (source.isSynthetic ? nil : index.span(of: related.range)))
    }
    var fix = finding.fix
    if var edits = fix?.edits {
      for (number, edit) in edits.enumerated() where edit.start <= edit.end {
        edits[number].span = index.span(of: edit.start..<edit.end)
        edits[number].start += source.origin.offset
        edits[number].end += source.origin.offset
      }
      fix?.edits = edits
    }
    // The snippet shows this file.
    let shown = zip(places, related).compactMap { $0.elsewhere == nil ? $1.span : nil }
    return Diagnostic(
      rule: finding.rule, severity: finding.severity, evidence: finding.evidence, message: finding.message,
      help: finding.help, request: draft.request, file: source.name, document: draft.document, path: finding.path,
      member: finding.member, actual: finding.actual, allowed: finding.allowed, span: span,
      snippet: span.flatMap { snippets.snippet(for: $0, related: shown) }, related: related,
      fix: fix, url: finding.url, fingerprint: draft.fingerprint, suppression: draft.suppression)
  }
}

extension Finding {
  /// The bytes of the paths that are told with it, where the path to its request takes some already.
  fileprivate func pathBytes(in around: Int) -> Int {
    around + path.byteCount + related.reduce(0) { $0 + $1.path.byteCount }
  }
}
