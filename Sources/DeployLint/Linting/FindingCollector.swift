/// Gathers the findings of one text and turns them into diagnostics, with lines and columns, in the order of the text.
struct FindingCollector {
  /// A finding with what only the run knows.
  private struct Draft {
    let finding: Finding
    let document: Int
    let request: Diagnostic.Request?
    let fingerprint: String
  }

  private let source: Source
  private var drafts: [Draft] = []
  /// Bytes that must not be shown.
  private var masked: [Range<Int>] = []
  var result: FileResult

  init(source: Source) {
    self.source = source
    result = FileResult(file: source.name)
  }

  /// Adds all findings about one document at once: the fingerprint counts equal ones.
  mutating func add(_ findings: [Finding], document: Int, request: Diagnostic.Request?) {
    var fingerprint = Fingerprint()
    for finding in findings {
      if finding.isSensitive { masked.append(finding.range) }
      drafts.append(
        Draft(finding: finding, document: document, request: request, fingerprint: fingerprint.make(finding)))
    }
  }

  /// Hides a value in everything that shows the text around it.
  mutating func mask(_ node: Node) {
    masked.append(node.valueRange)
    if let range = node.definitionRange { masked.append(range) }
  }

  mutating func add(_ failure: RuleRun.Failure) {
    let place = source.isSynthetic ? "" : ":" + LineIndex(source).position(of: failure.range.lowerBound).display
    let path = failure.path.components.isEmpty ? "" : " (\(failure.path))"
    result.issues.append(
      RunIssue(
        id: .ruleError,
        message: "the rule \(failure.rule) could not be evaluated at "
          + DisplayText.escaped("\(source.name)\(place)\(path): \(failure.message)"),
        file: source.name))
  }

  /// Lines are counted only where there is a finding.
  func finish() -> FileResult {
    guard !drafts.isEmpty else { return result }
    var result = result
    let index = LineIndex(source)
    let snippets = SnippetMaker(source: source, index: index, masked: masked)
    result.diagnostics = drafts.map { diagnostic($0, index, snippets) }.sorted(by: FileResult.isInOrder)
    return result
  }

  private func diagnostic(_ draft: Draft, _ index: LineIndex, _ snippets: SnippetMaker) -> Diagnostic {
    let finding = draft.finding
    let span = source.isSynthetic ? nil : index.span(of: finding.range)
    let related = finding.related.map { related in
      Diagnostic.Related(
        message: related.message, file: related.elsewhere?.name ?? source.name,
        document: related.document ?? draft.document, path: related.path,
        span: related.elsewhere?.span ?? (source.isSynthetic ? nil : index.span(of: related.range)))
    }
    var fix = finding.fix
    if var edits = fix?.edits {
      for (number, edit) in edits.enumerated() where edit.start <= edit.end {
        edits[number].span = index.span(of: edit.start..<edit.end)
      }
      fix?.edits = edits
    }
    // The snippet shows this file.
    let shown = zip(finding.related, related).compactMap { $0.elsewhere == nil ? $1.span : nil }
    return Diagnostic(
      rule: finding.rule, severity: finding.severity, evidence: finding.evidence, message: finding.message,
      help: finding.help, request: draft.request, file: source.name, document: draft.document, path: finding.path,
      member: finding.member, actual: finding.actual, allowed: finding.allowed, span: span,
      snippet: span.flatMap { snippets.snippet(for: $0, related: shown) }, related: related,
      fix: fix, url: finding.url, fingerprint: draft.fingerprint)
  }
}
