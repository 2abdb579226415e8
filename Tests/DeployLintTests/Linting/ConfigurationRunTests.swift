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
    return (PathRun.run([folder.path], Linter.Options(), PathRun.Settings()), folder.path)
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

  /// Longer than what is read whole.
  @Test func aConfigurationOfAnotherFileIsFoundFromAStream() throws {
    let filler = String(repeating: "{\"a\": \"" + String(repeating: "x", count: 100_000) + "\"}\n", count: 50)
    let request = FleetTexts.request().replacing("\n", with: "") + "\n"
    let (report, folder) = try run([
      ("a.ndjson", filler + request), ("b.json", FleetTexts.configuration(FleetTexts.variant("4"))),
    ])
    #expect(report.diagnostics.map(\.rule) == ["sagemaker/rolling-batch-count-out-of-range"])
    #expect(report.diagnostics.first?.span?.start.line == 51)
    #expect(report.diagnostics.first?.related.last?.file == "\(folder)/b.json")
    #expect(report.summary.requests == 1)
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

  @Test func otherToolsFindConfigurationsOfTheRunToo() throws {
    let (report, folder) = try run([
      ("a.yaml", FleetTexts.template(FleetTexts.variant("6"), reference: "churn-other")),
      ("b.json", FleetTexts.configuration(FleetTexts.variant("4"), name: "churn-other")),
      (
        "c.yaml",
        FleetTexts.manifests("6", name: "unused").replacing(
          "endpointConfigName: churn-config", with: "endpointConfigName: churn-other")
      ),
    ])
    #expect(report.diagnostics.map(\.file) == ["\(folder)/a.yaml", "\(folder)/c.yaml"])
    #expect(Set(report.diagnostics.map(\.rule)) == ["sagemaker/rolling-batch-count-out-of-range"])
    #expect(report.diagnostics.allSatisfy { $0.related.last?.file == "\(folder)/b.json" })
  }

  @Test func theirOwnDocumentsGoFirst() throws {
    let (report, _) = try run([
      ("a.yaml", FleetTexts.template(FleetTexts.variant("6"), reference: "churn-config")),
      ("b.json", FleetTexts.configuration(FleetTexts.variant("4"))),
    ])
    #expect(report.diagnostics == [])
  }

  @Test func aManifestFindsItsConfigurationInAnotherFile() throws {
    let manifests = FleetTexts.manifests("4").split(separator: "---\n").map(String.init)
    for endpoint in [
      manifests[0],
      manifests[0].replacing(
        "endpointConfigName: churn-config", with: "endpointConfigRef: {from: {name: churn-config}}"),
    ] {
      let (report, folder) = try run([("endpoint.yaml", endpoint), ("config.yaml", manifests[1])])
      #expect(report.diagnostics.map(\.rule) == ["sagemaker/rolling-batch-count-out-of-range"])
      #expect(report.diagnostics.first?.related.last?.file == "\(folder)/config.yaml")
      #expect(report.unchecked.map(\.description) == ["EndpointConfig manifest"])
    }
  }
}
