/// Checks a text of many documents part by part, so that memory does not grow with it.
///
/// Names and endpoint configurations that documents share are known within a part, and configurations also to the parts
/// behind it.
struct StreamCheck {
  /// What is checked side by side; more would need more memory.
  private static let mostWorkers = 4
  /// So many configurations are kept for requests further down, and so many names for other files of the run.
  private static let mostKept = 10_000

  private let check: FileCheck
  private let format: TextFormat
  private var result: FileResult
  private var known: [RelatedResources.Name: EndpointConfiguration]
  private var mayHoldRequest = false
  /// Whether the rest is behind a mistake that was told: nothing can be read there.
  private var hasStopped = false

  init(
    _ check: FileCheck, format: TextFormat, configurations: [RelatedResources.Name: EndpointConfiguration] = [:]
  ) {
    self.check = check
    self.format = format
    known = configurations
    result = FileResult(file: check.name)
  }

  consuming func run(
    _ parts: consuming DocumentParts
  ) throws(FileError) -> (result: FileResult, mayHoldRequest: Bool) {
    var parts = parts
    while !hasStopped {
      var batch: [DocumentParts.Part] = []
      while batch.count < Workers.count(atMost: Self.mostWorkers), let part = try parts.next() { batch.append(part) }
      if batch.isEmpty { break }
      let outcomes = Workers.map(batch, fewest: 1) { [self] part in outcome(of: part) }
      for (part, outcome) in zip(batch, outcomes) where !hasStopped {
        // What was checked side by side did not know of each other; the outcome must not depend on how many there were.
        let range = part.origin.offset..<part.origin.offset + part.bytes.count
        add(isStale(outcome) ? self.outcome(of: part) : outcome, in: range)
      }
      check.settings.whenAdvanced?(.bytes(batch.reduce(0) { $0 + $1.bytes.count }))
    }
    return (result, mayHoldRequest)
  }

  private enum Outcome {
    case checked(FileResult, mayHoldRequest: Bool)
    /// With so many documents.
    case passedOver(Int)
  }

  private func outcome(of part: DocumentParts.Part) -> Outcome {
    // What comes behind a request may be one that is misspelt.
    let mayHoldRequest = check.settings.hasKind || self.mayHoldRequest || WordSearch.mayHoldRequest(part.bytes)
    let isFirst = part.origin.offset == 0
    // A file that was named is told from its beginning.
    guard mayHoldRequest || (check.isStrict && isFirst) else {
      return .passedOver(DocumentParts.documentCount(of: part.bytes, format, isFirst: isFirst))
    }
    let source = Source(name: check.name, bytes: part.bytes, origin: part.origin)
    return .checked(
      check.settings.linter.lint(
        source, format: format, reportsSyntax: mayHoldRequest, hasSigns: result.requests > 0,
        defaults: check.settings.defaults, configurations: known),
      mayHoldRequest: mayHoldRequest)
  }

  /// Whether parts before it have told what would make another of it.
  private func isStale(_ outcome: Outcome) -> Bool {
    switch outcome {
    case .passedOver: mayHoldRequest
    case .checked(let part, let mayHold):
      (!mayHold && mayHoldRequest) || (part.unreadable != nil && result.requests > 0)
        || part.missingConfigurations.names.contains { known[$0] != nil }
    }
  }

  private mutating func add(_ outcome: Outcome, in range: Range<Int>) {
    switch outcome {
    case .passedOver(let documents): result.documents += documents
    case .checked(let part, let mayHold):
      mayHoldRequest = mayHoldRequest || mayHold
      hasStopped = format == .yaml && part.isIncomplete && part.hasSyntaxFinding
      let documents = result.documents
      if range.lowerBound == 0 {
        result = part
      } else {
        result.append(part, in: range)
      }
      for name in part.configurations.keys.sorted(by: { $0.lexicographicallyPrecedes($1) })
      where known[name] == nil && known.count < Self.mostKept {
        known[name] = part.configurations[name]?.moved(behind: documents)
      }
      result.configurations = known
      if result.missingConfigurations.names.count < Self.mostKept {
        result.missingConfigurations.formUnion(part.missingConfigurations.names)
      }
    }
  }
}

extension FileResult {
  /// Adds what came of the next part of the same text, which stands there.
  fileprivate mutating func append(_ part: FileResult, in range: Range<Int>) {
    diagnostics += part.diagnostics.map { $0.moved(behind: documents, in: range) }
    suppressed += part.suppressed.map { $0.moved(behind: documents, in: range) }
    unreadablePlace = unreadablePlace ?? part.unreadablePlace
    issues += part.issues
    answers += part.answers
    requests += part.requests
    work += part.work
    documents += part.documents
    hasSyntaxFinding = hasSyntaxFinding || part.hasSyntaxFinding
    isIncomplete = isIncomplete || part.isIncomplete
    isTemplate = isTemplate || part.isTemplate
    unreadable = unreadable ?? part.unreadable
    note(unknownFleet: part.isFleetUnknown, unknownConfiguration: part.isConfigurationUnknown)
    linter = linter ?? part.linter
    suppressionSettings = part.suppressionSettings
    if pathSuppressions.isEmpty {
      pathSuppressions = part.pathSuppressions
    } else {
      for (index, entry) in part.pathSuppressions.enumerated() { pathSuppressions[index].merge(entry) }
    }
    further.append(contentsOf: part.outcomes)
  }
}

extension Diagnostic {
  /// The same in a text with so many documents before its own.
  fileprivate func moved(behind documents: Int, in range: Range<Int>) -> Diagnostic {
    var moved = self
    moved.document += documents
    // A configuration may stand in another part, and in another file.
    for (index, place) in related.enumerated()
    where TextOrder.isEqual(place.file, file) && place.span.map({ range.contains($0.start.offset) }) ?? true {
      moved.related[index].document += documents
    }
    return moved
  }
}
