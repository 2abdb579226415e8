import Foundation
import Testing

@testable import DeployLint

struct OrderTests {
  @Test(arguments: Constraints.cases)
  func findingsStandInTheOrderOfTheFileThenByRule(_ row: ConstraintCase) throws {
    let diagnostics = try row.lint().diagnostics
    for (earlier, later) in zip(diagnostics, diagnostics.dropFirst()) {
      let left = (earlier.document, earlier.span?.start.offset ?? 0, earlier.span?.end.offset ?? 0)
      let right = (later.document, later.span?.start.offset ?? 0, later.span?.end.offset ?? 0)
      #expect(left < right || (left == right && earlier.rule <= later.rule))
    }
  }

  @Test func everyFindingHasAPlaceInItsText() throws {
    for row in Constraints.cases {
      for finding in try row.lint().diagnostics {
        let span = try #require(finding.span)
        #expect(span.start.offset < span.end.offset)
        #expect(span.end.offset <= row.text.utf8.count)
        #expect(finding.snippet?.lines.contains { $0.number == span.start.line } == true)
      }
    }
  }

  @Test func filesStandInTheOrderInWhichTheyWereNamedEachOnce() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["a.yaml", "b.yaml", "c.json"] {
      try Data(#"{"EndpointName": 1, "EndpointConfigName": "c"}"#.utf8).write(to: folder.appending(path: name))
    }
    let b = folder.appending(path: "b.yaml").path
    let report = PathRun.run([b, folder.path + "/", b], Linter.Options(), PathRun.Settings())
    #expect(report.issues == [])
    #expect(report.summary.requests == 3)
    #expect(report.diagnostics.map { $0.file.split(separator: "/").last } == ["b.yaml", "a.yaml", "c.json"])
  }
}
