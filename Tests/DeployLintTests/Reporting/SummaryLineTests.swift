import Testing

@testable import DeployLint

struct SummaryLineTests {
  @Test(arguments: [
    (Suppression.Kind.comment, "suppressed (by a comment)"), (.configuration, "suppressed (by the configuration)"),
    (.baseline, "suppressed (in the baseline)"),
  ])
  func aSuppressionWithoutAReasonIsToldByItsKind(kind: Suppression.Kind, sentence: String) {
    #expect(Suppression(kind: kind, reason: nil).sentence == sentence)
  }

  private func render(_ summary: Report.Summary, _ unchecked: [(String, Int)] = []) -> String {
    var report = Report()
    report.summary = summary
    for (description, count) in unchecked { report.count(description, count) }
    return SummaryLine.render(report)
  }

  @Test(arguments: [
    (Report.Summary(), "checked 0 requests in 0 files: nothing found\n"),
    (Report.Summary(files: 1, requests: 1), "checked 1 request in 1 file: nothing found\n"),
    (
      Report.Summary(files: 2, passedOver: 1, requests: 3, errors: 1, warnings: 1, notes: 1),
      "checked 3 requests in 2 files, passed over 1 file: 1 error, 1 warning, 1 note\n"
    ),
    (
      Report.Summary(files: 1, passedOver: 2, requests: 1, errors: 2, warnings: 0, notes: 2),
      "checked 1 request in 1 file, passed over 2 files: 2 errors, 2 notes\n"
    ),
  ])
  func countsInWords(_ summary: Report.Summary, _ line: String) {
    #expect(render(summary) == line)
  }

  @Test func namesWhatWasNotChecked() {
    #expect(
      render(
        Report.Summary(passedOver: 6),
        [
          ("CreateEndpointConfig request", 3), ("DescribeEndpoint answer", 1),
          ("CloudFormation template with an AWS::SageMaker::Endpoint", 2), ("document without a request", 2),
        ]) == """
          checked 0 requests in 0 files, passed over 6 files: nothing found
          not checked: 2 CloudFormation templates with an AWS::SageMaker::Endpoint, 3 CreateEndpointConfig requests, \
          1 DescribeEndpoint answer, 2 documents without a request

          """)
  }
}
