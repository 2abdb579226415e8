import Foundation
import Testing

@testable import DeployLint

struct JSONReporterTests {
  private func object(_ report: Report) throws -> [String: Any] {
    let data = Data(JSONReporter.render(report).utf8)
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private func diagnostic(_ text: String, name: String = "r.yaml", kind: RequestKind? = .createEndpoint) throws
    -> [String: Any]
  {
    let diagnostics = try object(try lint(text, name: name, kind: kind).report)["diagnostics"]
    return try #require((diagnostics as? [[String: Any]])?.first)
  }

  private func place(_ value: Any?) -> [Int]? {
    (value as? [String: Int]).map { [$0["line"] ?? 0, $0["column"] ?? 0, $0["offset"] ?? -1] }
  }

  @Test func aReportWithoutFindingsIsCompleteToo() throws {
    #expect(
      JSONReporter.render(Report()) == """
        {
          "version": 1,
          "tool": {
            "name": "deploylint",
            "version": "\(Tool.version)"
          },
          "diagnostics": [],
          "issues": [],
          "summary": {
            "files": 0,
            "passedOver": 0,
            "requests": 0,
            "errors": 0,
            "warnings": 0,
            "notes": 0,
            "suppressed": 0
          }
        }

        """)
  }

  @Test func saysWhatWhereAndWhy() throws {
    let finding = try diagnostic(Requests.canary(percent: "60"))
    #expect(finding["rule"] as? String == "sagemaker/canary-too-large")
    #expect(finding["severity"] as? String == "error")
    #expect(finding["evidence"] as? String == "documented")
    #expect(finding["message"] as? String == "the canary takes 60% of the fleet; at most 50% is allowed")
    #expect(finding["request"] as? [String: String] == ["kind": "CreateEndpoint", "name": "churn"])
    #expect(finding["file"] as? String == "r.yaml")
    #expect(finding["document"] as? Int == 0)
    let path = "DeploymentConfig.BlueGreenUpdatePolicy.TrafficRoutingConfiguration.CanarySize.Value"
    #expect(finding["path"] as? String == path)
    #expect(finding["pointer"] as? String == "/" + path.replacing(".", with: "/"))
    #expect(finding["actual"] as? Int == 60)
    #expect(finding["allowed"] as? [String: Int] == ["maximum": 50])
    #expect((finding["url"] as? String)?.hasPrefix("https://docs.aws.amazon.com/") == true)
    for name in ["member", "related", "suppressed"] { #expect(finding[name] == nil) }
  }

  @Test func leavesOutWhatThereIsNot() throws {
    let missing = try diagnostic("EndpointName: churn\n")
    #expect(missing["member"] as? String == "EndpointConfigName")
    #expect(missing["pointer"] as? String == "")
    #expect(missing["actual"] == nil)
    #expect(missing["allowed"] == nil)
    let syntax = try diagnostic("EndpointName: [\n")
    #expect(syntax["request"] == nil)
  }

  @Test func aByteOrderMarkCountsInOffsetsOnly() throws {
    let finding = try diagnostic("\u{FEFF}EndpointName: 1\nEndpointConfigName: c\n")
    #expect(place(finding["start"]) == [1, 15, 17])
    #expect(place(finding["end"]) == [1, 16, 18])
  }

  @Test func columnsCountScalarsAndOffsetsBytes() throws {
    let finding = try diagnostic(Requests.names + "Tags: [{Key: 推é, Value: 1}]\n")
    #expect(finding["rule"] as? String == "schema/type")
    #expect(place(finding["start"]) == [3, 25, Requests.names.utf8.count + 27])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func everyLineBreakEndsALine(_ lineBreak: String) throws {
    let text = "EndpointConfigName: c\nEndpointName: 1\n".replacing("\n", with: lineBreak)
    let finding = try diagnostic(text)
    #expect(place(finding["start"]) == [2, 15, 21 + lineBreak.utf8.count + 14])
  }

  @Test func writesRelatedPlacesAndFixes() throws {
    let duplicate = try diagnostic(Requests.names + "Tags: [{Key: a, Value: x}, {Key: a, Value: y}]\n")
    let related = try #require((duplicate["related"] as? [[String: Any]])?.first)
    #expect(related["message"] as? String == "first used here")
    #expect(related["pointer"] as? String == "/Tags/0/Key")
    #expect(related["file"] as? String == "r.yaml")
    #expect(related["document"] as? Int == 0)
    #expect(place(related["start"]) == [3, 14, Requests.names.utf8.count + 13])

    let misspelt = try diagnostic("# a comment\n" + Requests.names + "tags: []\n")
    let fix = try #require(misspelt["fix"] as? [String: Any])
    #expect(fix["title"] as? String == "rename to 'Tags'")
    #expect(fix["safe"] as? Bool == true)
    let edit = try #require((fix["edits"] as? [[String: Any]])?.first)
    #expect(edit["start"] as? Int == 12 + Requests.names.utf8.count)
    #expect(edit["end"] as? Int == 16 + Requests.names.utf8.count)
    #expect(edit["text"] as? String == "Tags")
  }

  @Test func writesIssues() throws {
    let report = PathRun.run(["no/such.yaml"], Linter.Options(), PathRun.Settings())
    let issue = try #require((try object(report)["issues"] as? [[String: Any]])?.first)
    #expect(issue["id"] as? String == "unreadable-file")
    #expect(issue["severity"] as? String == "error")
    #expect(issue["message"] as? String == "cannot read no/such.yaml: no such file or directory")
    #expect(issue["file"] as? String == "no/such.yaml")
  }

  @Test func theSchemaIsJSONAndKnowsEveryMember() throws {
    let schema = try #require(
      try JSONSerialization.jsonObject(with: Data(ReportSchema.text.utf8)) as? [String: Any])
    let definitions = try #require(schema["$defs"] as? [String: Any])
    let known = try #require((definitions["diagnostic"] as? [String: Any])?["properties"] as? [String: Any])
    for row in Constraints.cases where row.name == "request.json" {
      let diagnostics = try object(try row.lint().report)["diagnostics"] as? [[String: Any]] ?? []
      for diagnostic in diagnostics { #expect(Set(diagnostic.keys).isSubset(of: known.keys)) }
    }
  }
}
