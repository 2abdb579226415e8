import Foundation
import Testing

@testable import DeployLint

struct RuleListReporterTests {
  @Test func listsOneRuleALineInColumns() throws {
    let lines = RuleListReporter.text(try RuleCatalog.entries()).split(separator: "\n")
    #expect(lines.count == RuleCatalog.ids.count)
    let columns = Set(lines.compactMap { line in line.firstRange(of: "  error ")?.lowerBound.utf16Offset(in: line) })
    #expect(columns.count <= 1)
    let canary = try #require(lines.first { $0.hasPrefix("sagemaker/canary-too-large ") })
    #expect(canary.contains("  error  ") && canary.hasSuffix("  A canary in percent takes at most half of the fleet"))
    #expect(lines.contains { $0.hasPrefix("sagemaker/missing-timeout ") && $0.contains("  note, off  ") })
  }

  @Test func writesJSONForPrograms() throws {
    let data = Data(RuleListReporter.json(try RuleCatalog.entries()).utf8)
    let list = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    #expect(list.compactMap { $0["id"] as? String } == RuleCatalog.ids)
    let canary = try #require(list.first { $0["id"] as? String == "sagemaker/canary-too-large" })
    #expect(canary["severity"] as? String == "error")
    #expect(canary["evidence"] as? String == "documented")
    #expect(canary["default"] as? String == "on")
    #expect(canary["shapes"] as? [String] == ["TrafficRoutingConfig"])
  }
}
