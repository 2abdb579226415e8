import Foundation
import Testing

@testable import DeployLint

/// YAML and JSON files such as stand in a repository.
struct UnrelatedFilesTests {
  struct Row: Decodable, Sendable, CustomStringConvertible {
    let file: String
    let expected: String

    var description: String { file }
    var isPassedOver: Bool { expected == "passed over" }
  }

  private static let folder = ProjectFiles.url("Tests/Fixtures/recognition/unrelated").path
  static let rows = (try? ProjectFiles.rows("Tests/Fixtures/recognition/unrelated-expected.jsonl", as: Row.self)) ?? []

  @Test(arguments: rows)
  func eachFileIsNamedOrPassedOver(_ row: Row) throws {
    var settings = PathRun.Settings()
    settings.skipsUnrecognized = true
    let report = PathRun.run(["\(Self.folder)/\(row.file)"], Linter.Options(), settings)
    #expect(report.diagnostics == [])
    #expect(report.issues == [])
    #expect(report.summary == Report.Summary(passedOver: 1))
    #expect(report.unchecked.count == (row.isPassedOver ? 0 : 1))
    #expect(report.unchecked.allSatisfy { $0.description.hasPrefix(row.expected) && $0.count == 1 })
  }

  @Test(arguments: rows)
  func aFileThatWasNamedSaysWhatItLooksLike(_ row: Row) throws {
    let path = "\(Self.folder)/\(row.file)"
    let report = PathRun.run([path], Linter.Options(), PathRun.Settings())
    let issue = try #require(report.issues.first)
    #expect(report.issues.count == 1)
    #expect(report.diagnostics == [])
    #expect(issue.id == .noRequest)
    #expect(issue.file == path)
    #expect(issue.message.contains("looked for a CreateEndpoint or UpdateEndpoint request"))
    if !row.isPassedOver { #expect(issue.message.contains(row.expected)) }
    #expect(report.exitStatus(failLevel: nil) == 2)
  }

  @Test func aWalkCountsAll() throws {
    let report = PathRun.run([Self.folder], Linter.Options(), PathRun.Settings())
    #expect(Self.rows.count > 20)
    #expect(report.diagnostics == [])
    #expect(report.summary == Report.Summary(passedOver: Self.rows.count))
    #expect(report.unchecked.reduce(0) { $0 + $1.count } == Self.rows.count { !$0.isPassedOver })
    #expect(report.issues.map(\.id) == [.nothingChecked])
    #expect(report.exitStatus(failLevel: .error) == 2)
  }

  @Test func aWalkThatMayFindNothingEndsWell() throws {
    var settings = PathRun.Settings()
    settings.skipsUnrecognized = true
    let report = PathRun.run([Self.folder], Linter.Options(), settings)
    #expect(report.exitStatus(failLevel: .note) == 0)
  }
}
