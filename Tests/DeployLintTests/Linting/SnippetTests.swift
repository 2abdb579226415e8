import Testing

@testable import DeployLint

struct SnippetTests {
  private func snippet(_ text: String, rule: String, name: String = "request.yaml") throws -> (Snippet, Diagnostic) {
    let diagnostic = try #require(try lint(text, name: name).diagnostics(of: rule).first)
    return (try #require(diagnostic.snippet), diagnostic)
  }

  @Test func showsTheLineAndTheOneBefore() throws {
    let (snippet, _) = try snippet("EndpointName: churn_prod\nEndpointConfigName: a_b\n", rule: "schema/pattern")
    #expect(snippet.lines.map(\.number) == [1])
    let result = try lint("EndpointName: churn\nEndpointConfigName: a_b\n")
    #expect(result.diagnostics.first?.snippet?.lines.map(\.text) == ["EndpointName: churn", "EndpointConfigName: a_b"])
  }

  @Test func leavesABlankLineBeforeOut() throws {
    let (snippet, _) = try snippet("EndpointName: churn\n  \nEndpointConfigName: a_b\n", rule: "schema/pattern")
    #expect(snippet.lines.map(\.text) == ["EndpointConfigName: a_b"])
  }

  @Test func aLineOf160ScalarsIsWhole() throws {
    let value = String(repeating: "é", count: 160 - #"Tags: [{Key: k, Value: "!"}]"#.count)
    let (whole, _) = try snippet(Requests.names + "Tags: [{Key: k, Value: \"\(value)!\"}]\n", rule: "schema/pattern")
    #expect(whole.lines.last?.isCut == false)
    #expect(whole.lines.last?.text.unicodeScalars.count == 160)
    let (cut, _) = try snippet(Requests.names + "Tags: [{Key: k, Value: \"\(value)é!\"}]\n", rule: "schema/pattern")
    #expect(cut.lines.last?.isCut == true)
    #expect(cut.lines.last?.text.unicodeScalars.count == 160)
  }

  @Test func cutsALongLineAroundThePlace() throws {
    let padding = String(repeating: "x ", count: 5000)
    let (snippet, finding) = try snippet(
      "{EndpointConfigName: a, \"Padding\": \"\(padding)\", EndpointName: churn_prod, More: \"\(padding)\"}\n",
      rule: "schema/pattern")
    let line = try #require(snippet.lines.first)
    let span = try #require(finding.span)
    #expect(line.isCut)
    #expect(line.firstColumn > 1)
    let shown = Array(line.text.unicodeScalars)
    let start = span.start.column - line.firstColumn
    #expect(String(String.UnicodeScalarView(shown[start..<start + 10])) == "churn_prod")
  }

  @Test func manyFindingsInOneLongLineAreEachShownAtTheirPlace() throws {
    let tags = (0..<500).map { #"{"Key": "k\#($0)", "Value": 1, "Note": "\#(String(repeating: "y", count: 1970))"}"# }
    let text =
      #"{"EndpointName": "churn", "EndpointConfigName": "c", "Tags": [\#(tags.joined(separator: ","))]}"#
    #expect(text.utf8.count > 1_000_000)
    let findings = try lint(text, name: "request.json").diagnostics(of: "schema/type")
    #expect(findings.count == 500)
    for finding in findings {
      let line = try #require(finding.snippet?.lines.first)
      let span = try #require(finding.span)
      let start = span.start.column - line.firstColumn
      #expect(line.text.unicodeScalars.dropFirst(start).first == "1")
      #expect(line.text.unicodeScalars.count <= 160)
    }
  }

  @Test func aScalarIsNeverCutInTwo() throws {
    let padding = String(repeating: "推", count: 3000)
    for shift in 0..<3 {
      let text =
        #"{"Padding": "\#(String(repeating: "a", count: shift))\#(padding)", "EndpointName": "a_b", "X": "\#(padding)"}"#
      let (snippet, _) = try snippet(text, rule: "schema/pattern", name: "request.json")
      #expect(!snippet.lines.contains { $0.text.unicodeScalars.contains("\u{FFFD}") })
    }
  }

  @Test func masksACredentialWhereverALineShowsIt() throws {
    let text = Requests.names + "Tags:\n- Key: password\n  Value: hunter2é\n- Key: 1\n  Value: prod\n"
    let result = try lint(text)
    #expect(result.diagnostics.map(\.rule) == ["sagemaker/secret-in-tag", "schema/type"])
    for diagnostic in result.diagnostics {
      for line in diagnostic.snippet?.lines ?? [] { #expect(!line.text.contains("hunter2")) }
      #expect(!diagnostic.message.contains("hunter2"))
      #expect(!diagnostic.help.contains("hunter2"))
      #expect(diagnostic.actual != .string("hunter2é"))
    }
    #expect(result.diagnostics.first?.snippet?.lines.last?.text == "  Value: *********")
    #expect(!JSONReporter.render(result.report).contains("hunter2"))
    #expect(!TextReporter.render(result.report).contains("hunter2"))
  }

  @Test func masksACredentialOfSeveralLines() throws {
    let text = Requests.names + "Tags:\n- Key: password\n  Value: \"hunter2\n    tail2\"\n- Key: 1\n  Value: prod\n"
    let shown = TextReporter.render(try lint(text).report)
    #expect(!shown.contains("hunter2"))
    #expect(!shown.contains("tail2"))
  }
}
