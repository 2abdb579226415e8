/// The last words of a run: what was looked at, what was passed over, what was found.
public enum SummaryLine {
  /// One line, or more where something was recognised and not checked; each ends with a line break.
  public static func render(_ report: Report) -> String {
    let summary = report.summary
    var text = "checked \(count(summary.requests, "request")) in \(count(summary.files, "file"))"
    if summary.passedOver > 0 { text += ", passed over \(count(summary.passedOver, "file"))" }
    let found = [(summary.errors, "error"), (summary.warnings, "warning"), (summary.notes, "note")]
      .filter { $0.0 > 0 }.map { count($0.0, $0.1) }
    text += ": " + (found.isEmpty ? "nothing found" : found.joined(separator: ", "))
    text += summary.suppressed > 0 ? ", \(summary.suppressed) suppressed\n" : "\n"
    if let baseline = report.baseline { text += line(about: baseline) + "\n" }
    if !report.unchecked.isEmpty {
      let parts = report.unchecked.map { count($0.count, $0.description) }
      text += "not checked: " + parts.joined(separator: ", ") + "\n"
    }
    return text
  }

  private static func line(about baseline: Report.BaselineOutcome) -> String {
    let file = DisplayText.escaped(baseline.file)
    let entries = count(baseline.fixed, "entry", "entries")
    switch baseline.action {
    case .written: return "wrote \(count(baseline.findings, "finding")) to the baseline \(file)"
    case .leftAlone: return "the baseline \(file) was not written, because the run could not see everything"
    case .pruned:
      return "\(count(baseline.findings, "finding")) in the baseline \(file), \(entries) fixed by now and removed"
    case .applied:
      var text = "\(count(baseline.findings, "finding")) in the baseline \(file)"
      if baseline.fixed > 0 {
        let (verb, them) = baseline.fixed == 1 ? ("is", "it") : ("are", "them")
        text += ", \(entries) \(verb) fixed by now (remove \(them) with --prune-baseline)"
      }
      return text
    }
  }

  private static func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(number) \(number == 1 ? one : many)"
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(plural(noun))"
  }

  /// The plural stands on the first noun: "templates with an AWS::SageMaker::Endpoint".
  private static func plural(_ noun: String) -> String {
    for word in [" with ", " without ", " of "] {
      if let range = noun.firstRange(of: word) {
        return noun[..<range.lowerBound] + "s" + noun[range.lowerBound...]
      }
    }
    return noun + "s"
  }
}
