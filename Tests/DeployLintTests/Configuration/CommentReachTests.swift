import Testing

@testable import DeployLint

/// Which findings a comment lifts, where it stands in a request with one finding in each part.
@Suite struct CommentReachTests {
  static let request = [
    "EndpointName: churn_prod",  // 1: schema/pattern
    "EndpointConfigName: churn-config",
    "DeploymentConfig:",
    "  BlueGreenUpdatePolicy:",
    "    TrafficRoutingConfiguration:",
    "      Type: CANARY",
    "      WaitIntervalInSeconds: 300",
    "      CanarySize:",
    "        Type: CAPACITY_PERCENT",
    "        Value: 60",  // 10: sagemaker/canary-too-large
    "  AutoRollbackConfiguration:",
    "    Alarms:",
    "    - AlarmName: churn-5xx",
    "    - AlarmName: churn-5xx",  // 14: sagemaker/duplicate-alarm
  ]

  static let pattern = "schema/pattern"
  static let canary = "sagemaker/canary-too-large"
  static let alarm = "sagemaker/duplicate-alarm"
  static let all = [pattern, canary, alarm]

  struct Case: Sendable, CustomTestStringConvertible {
    enum Place: Sendable { case above, behind }

    let place: Place
    /// Counts from 1, in the request without comments; one more than it has is the end.
    let line: Int
    let comment: String
    /// The rules whose findings it lifts.
    let lifts: [String]
    /// What is said of the comment.
    var complaint: String?

    init(_ place: Place, _ line: Int, _ comment: String, lifts: String..., complaint: String? = nil) {
      self.place = place
      self.line = line
      self.comment = comment
      self.lifts = lifts
      self.complaint = complaint
    }

    var testDescription: String { "\(comment) \(place) line \(line)" }
  }

  static let lineCases = [
    Case(.behind, 10, "ignore[sagemaker/canary-too-large] why", lifts: canary),
    Case(.above, 10, "ignore[sagemaker/canary-too-large] why", lifts: canary),
    Case(.behind, 10, "ignore[sagemaker/]", lifts: canary), Case(.above, 10, "ignore[sagemaker/]", lifts: canary),
    Case(.behind, 1, "ignore[schema/pattern]", lifts: pattern),
    Case(.above, 1, "ignore[schema/pattern]", lifts: pattern),
    Case(.behind, 14, "ignore[sagemaker/duplicate-alarm]", lifts: alarm),
    Case(.above, 14, "ignore[sagemaker/duplicate-alarm]", lifts: alarm),
    Case(
      .behind, 9, "ignore[sagemaker/canary-too-large]",
      complaint: "'ignore[sagemaker/canary-too-large]' matches nothing: line 9 has no such finding"),
    Case(
      .above, 9, "ignore[sagemaker/canary-too-large]",
      complaint: "'ignore[sagemaker/canary-too-large]' matches nothing: line 10 has no such finding"),
    Case(
      .above, 11, "ignore[sagemaker/canary-too-large]",
      complaint: "'ignore[sagemaker/canary-too-large]' matches nothing: line 12 has no such finding"),
    Case(
      .behind, 8, "ignore[sagemaker/canary-too-large]",
      complaint: "'ignore[sagemaker/canary-too-large]' matches nothing: line 8 has no such finding"),
    // The first of the two alarms is where the other one's name is first used, and has no finding.
    Case(
      .behind, 13, "ignore[sagemaker/duplicate-alarm]",
      complaint: "'ignore[sagemaker/duplicate-alarm]' matches nothing: line 13 has no such finding"),
    Case(
      .behind, 10, "ignore[schema/pattern]",
      complaint: "'ignore[schema/pattern]' matches nothing: line 10 has no such finding"),
    Case(
      .behind, 10, "ignore[schema/]", complaint: "'ignore[schema/]' matches nothing: line 10 has no such finding"),
    Case(
      .above, 15, "ignore[sagemaker/duplicate-alarm]",
      complaint: "'ignore[sagemaker/duplicate-alarm]' matches nothing: no line with code follows"),
  ]

  static let blockCases = [
    Case(.above, 3, "ignore-block[sagemaker/]", lifts: canary, alarm),
    Case(.behind, 3, "ignore-block[sagemaker/]", lifts: canary, alarm),
    Case(.above, 4, "ignore-block[sagemaker/]", lifts: canary),
    Case(.behind, 4, "ignore-block[sagemaker/]", lifts: canary),
    Case(.above, 5, "ignore-block[sagemaker/canary-too-large]", lifts: canary),
    Case(.above, 8, "ignore-block[sagemaker/canary-too-large]", lifts: canary),
    Case(.above, 10, "ignore-block[sagemaker/canary-too-large]", lifts: canary),
    Case(.behind, 10, "ignore-block[sagemaker/canary-too-large]", lifts: canary),
    Case(.above, 11, "ignore-block[sagemaker/duplicate-alarm]", lifts: alarm),
    Case(.above, 12, "ignore-block[sagemaker/duplicate-alarm]", lifts: alarm),
    Case(.above, 14, "ignore-block[sagemaker/duplicate-alarm]", lifts: alarm),
    Case(.behind, 14, "ignore-block[sagemaker/duplicate-alarm]", lifts: alarm),
    // The first member of the request is not the request.
    Case(.above, 1, "ignore-block[schema/pattern]", lifts: pattern),
    Case(
      .above, 1, "ignore-block[sagemaker/]",
      complaint: "'ignore-block[sagemaker/]' matches nothing: line 2 has no such finding"),
    Case(
      .above, 6, "ignore-block[sagemaker/]",
      complaint: "'ignore-block[sagemaker/]' matches nothing: line 7 has no such finding"),
    Case(
      .above, 3, "ignore-block[schema/pattern]",
      complaint: "'ignore-block[schema/pattern]' matches nothing: lines 4 to 15 have no such finding"),
    Case(
      .above, 4, "ignore-block[sagemaker/duplicate-alarm]",
      complaint: "'ignore-block[sagemaker/duplicate-alarm]' matches nothing: lines 5 to 11 have no such finding"),
    Case(
      .above, 13, "ignore-block[sagemaker/duplicate-alarm]",
      complaint: "'ignore-block[sagemaker/duplicate-alarm]' matches nothing: line 14 has no such finding"),
    Case(
      .above, 15, "ignore-block[sagemaker/]",
      complaint: "'ignore-block[sagemaker/]' matches nothing: no value starts on the line that follows"),
  ]

  static let fileCases = [
    Case(.above, 1, "ignore-file[sagemaker/canary-too-large]", lifts: canary),
    Case(.above, 1, "ignore-file[sagemaker/]", lifts: canary, alarm),
    Case(.above, 1, "ignore-file[schema/, sagemaker/]", lifts: pattern, canary, alarm),
    Case(
      .above, 1, "ignore-file[sagemaker/zero-bake]",
      complaint: "'ignore-file[sagemaker/zero-bake]' matches nothing: the file has no such finding"),
    Case(
      .behind, 1, "ignore-file[sagemaker/]",
      complaint: "'ignore-file' stands behind the first value of the file, where it suppresses nothing"),
    Case(
      .above, 2, "ignore-file[sagemaker/]",
      complaint: "'ignore-file' stands behind the first value of the file, where it suppresses nothing"),
    Case(
      .above, 15, "ignore-file[sagemaker/canary-too-large]",
      complaint: "'ignore-file' stands behind the first value of the file, where it suppresses nothing"),
  ]

  @Test(arguments: lineCases + blockCases + fileCases, ["\n", "\r\n", "\r"])
  func liftsWhatItIsAbout(_ row: Case, _ lineBreak: String) throws {
    var lines = Self.request
    switch row.place {
    case .behind: lines[row.line - 1] += " # deploylint: \(row.comment)"
    case .above: lines.insert("    # deploylint: \(row.comment)", at: row.line - 1)
    }
    let result = try lint(lines.map { $0 + lineBreak }.joined(), kind: nil)
    let counting = result.diagnostics.map(\.rule).filter { $0 != SyntaxProblem.suppression }
    #expect(counting == Self.all.filter { !row.lifts.contains($0) })
    #expect(result.suppressed.map(\.rule) == Self.all.filter(row.lifts.contains))
    for finding in result.suppressed {
      #expect(finding.suppression?.kind == .comment)
      #expect(finding.suppression?.reason == (row.comment.hasSuffix(" why") ? "why" : nil))
    }
    let complaints = result.diagnostics.filter { $0.rule == SyntaxProblem.suppression }
    #expect(complaints.map(\.message) == [row.complaint].compactMap(\.self))
  }

  @Test func thereAreThreeFindingsWithoutAComment() throws {
    let result = try lint(Self.request.joined(separator: "\n"), kind: nil)
    #expect(result.lines == ["1 schema/pattern", "10 sagemaker/canary-too-large", "14 sagemaker/duplicate-alarm"])
    #expect(result.suppressed == [])
  }
}
