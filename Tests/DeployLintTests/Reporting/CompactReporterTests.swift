import Testing

@testable import DeployLint

struct CompactReporterTests {
  @Test func writesOneLineAFinding() throws {
    let result = try lint(
      "EndpointName: 1\nEndpointConfigName: c\nTags: [{Key: team, Value: 'aws:x'}]\n", name: "r.yaml")
    #expect(
      CompactReporter.render(result.report) == """
        r.yaml:1:15: error: EndpointName is the number 1; a string is expected [schema/type]
        r.yaml:3:27: warning: tag value 'aws:x' begins with 'aws:'; some services refuse that prefix in values too \
        [sagemaker/reserved-tag-value]

        """)
  }

  @Test func aReportWithoutFindingsIsEmpty() throws {
    #expect(CompactReporter.render(try lint(Requests.names).report) == "")
  }

  @Test func aRequestWithoutATextHasAKeyPathInPlaceOfALine() throws {
    let source = Source(
      name: "value", bytes: Array(#"{"EndpointName": 1, "EndpointConfigName": "c"}"#.utf8), isSynthetic: true)
    let report = Linter.shared(kind: .createEndpoint).lint(source, format: .json).report
    #expect(
      CompactReporter.render(report)
        == "value: EndpointName: error: EndpointName is the number 1; a string is expected [schema/type]\n")
    #expect(report.diagnostics.allSatisfy { $0.span == nil && $0.snippet == nil && $0.fix == nil })
    #expect(
      TextReporter.render(report) == """
        error[schema/type]: EndpointName is the number 1; a string is expected
          --> value
           = at EndpointName
           = help: put it in quotes: "1"

        """)
  }

  @Test func escapesTheNameOfTheFile() throws {
    let result = try lint("EndpointName: 1\nEndpointConfigName: c\n", name: "a\nb.yaml")
    #expect(CompactReporter.render(result.report).hasPrefix("a\\nb.yaml:1:15: "))
  }
}
