import Foundation
import Testing

@testable import DeployLint

/// A request and the configuration that it names in two files of one run.
struct ConfigurationRunTests {
  private func run(_ files: [(name: String, text: String)]) throws -> (report: Report, folder: String) {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for file in files { try Data(file.text.utf8).write(to: folder.appending(path: file.name)) }
    return (try PathRun.run([folder.path], Linter.Options(), PathRun.Settings()), folder.path)
  }

  @Test(arguments: [("a.json", "b.json"), ("b.json", "a.json")])
  func aConfigurationOfAnotherFileIsFound(_ request: String, _ configuration: String) throws {
    let files = [
      (request, FleetTexts.request()), (configuration, "\n" + FleetTexts.configuration(FleetTexts.variant("4"))),
    ]
    let (report, folder) = try run(files)
    let finding = try #require(report.diagnostics.first)
    #expect(report.diagnostics.map(\.rule) == ["sagemaker/rolling-batch-count-out-of-range"])
    #expect(finding.file == "\(folder)/\(request)")
    let related = try #require(finding.related.last)
    #expect(related.file == "\(folder)/\(configuration)")
    #expect(related.span?.start.line == 2)
    #expect(finding.snippet?.lines.allSatisfy { !$0.text.contains("ProductionVariants") } == true)
    #expect(report.summary.requests == 1)
    #expect(report.summary.errors == 1)
    #expect(report.issues == [])
  }

  @Test func aFleetThatAllowsItHasNoFinding() throws {
    let (report, _) = try run([
      ("a.json", FleetTexts.request()), ("b.json", FleetTexts.configuration(FleetTexts.variant("6"))),
    ])
    #expect(report.diagnostics == [])
    #expect(report.summary.requests == 1)
  }

  @Test func aNameThatTwoFilesDefineSaysNothing() throws {
    let configuration = FleetTexts.configuration(FleetTexts.variant("4"))
    let (report, _) = try run([
      ("a.json", FleetTexts.request()), ("b.json", configuration), ("c.json", configuration),
    ])
    #expect(report.diagnostics == [])
  }

  @Test func theConfigurationOfTheSameFileGoesFirst() throws {
    let (report, _) = try run([
      ("a.yaml", FleetTexts.stream(FleetTexts.variant("6"))),
      ("b.json", FleetTexts.configuration(FleetTexts.variant("4"))),
    ])
    #expect(report.diagnostics == [])
  }

  @Test func otherToolsFindTheirConfigurationsInTheirOwnDocuments() throws {
    let (report, _) = try run([
      ("a.yaml", FleetTexts.template(FleetTexts.variant("6"), reference: "churn-other")),
      ("b.json", FleetTexts.configuration(FleetTexts.variant("4"), name: "churn-other")),
    ])
    #expect(report.diagnostics == [])
  }
}
