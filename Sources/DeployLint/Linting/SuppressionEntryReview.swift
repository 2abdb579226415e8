/// Finds the suppressions of the configuration that nothing in a run matched.
///
/// An entry is about the files that its glob matches, and a hook passes just some of the files; so an entry is reported
/// only where the run has read such a file, and a request in it.
struct SuppressionEntryReview {
  private var entries: [PathSuppressions.Entry] = []
  private var indices: [ConfigurationPlace: Int] = [:]
  private var reviews: [SuppressionReview] = []

  /// Takes in what came of a file.
  mutating func add(_ result: FileResult) {
    guard let linter = result.linter, !result.pathSuppressions.isEmpty, result.requests > 0, !result.isIncomplete
    else { return }
    let review = linter.suppressionReview(of: result)
    for entry in result.pathSuppressions {
      guard let index = indices[entry.entry.place] else {
        indices[entry.entry.place] = entries.count
        entries.append(entry)
        reviews.append(review)
        continue
      }
      entries[index].merge(entry)
      reviews[index].rules.merge(review.rules)
    }
  }

  /// The findings, each with the place of its entry.
  var findings: [(finding: Finding, place: ConfigurationPlace)] {
    zip(entries, reviews).flatMap { entry, review in review.findings(of: entry) }
  }

  /// The findings, one result for each configuration file that has some.
  func results() -> [FileResult] {
    var byFile: [(file: String, findings: [Finding])] = []
    for (finding, place) in findings {
      var finding = finding
      finding.range = place.span.start.offset..<place.span.end.offset
      if let index = byFile.firstIndex(where: { TextOrder.isEqual($0.file, place.file) }) {
        byFile[index].findings.append(finding)
      } else {
        byFile.append((place.file, [finding]))
      }
    }
    return byFile.compactMap { file, findings in
      // It has just been read.
      guard let bytes = try? FileReader.read(file) else { return nil }
      var collector = FindingCollector(source: Source(name: file, bytes: bytes))
      collector.add(findings, document: 0, request: nil)
      return collector.finish()
    }
  }
}
