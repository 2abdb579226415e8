/// The last words of a run: what was looked at, what was passed over, what was found.
public enum SummaryLine {
  /// One line, or more where something was recognised and not checked; each ends with a line break.
  public static func render(_ report: Report) -> String {
    let summary = report.summary
    var text = "checked \(count(summary.requests, "request")) in \(count(summary.files, "file"))"
    if summary.passedOver > 0 { text += ", passed over \(count(summary.passedOver, "file"))" }
    let found = [(summary.errors, "error"), (summary.warnings, "warning"), (summary.notes, "note")]
      .filter { $0.0 > 0 }.map { count($0.0, $0.1) }
    text += ": " + (found.isEmpty ? "nothing found" : found.joined(separator: ", ")) + "\n"
    if !report.unchecked.isEmpty {
      let parts = report.unchecked.map { count($0.count, $0.description) }
      text += "not checked: " + parts.joined(separator: ", ") + "\n"
    }
    return text
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
