import Foundation
import Testing

@testable import DeployLint

/// A run hands out the findings of each file as soon as nothing can change them.
struct FinishedFilesTests {
  /// What was handed out, file by file, and the report of the run over texts in a folder.
  private func run(_ texts: [(name: String, text: String)]) throws -> (parts: [Report], report: Report) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("finished-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in texts { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
    var parts: [Report] = []
    let paths = texts.map { folder.appendingPathComponent($0.name).path }
    let report = try PathRun.run(paths, Linter.Options(), PathRun.Settings()) { parts.append($0) }
    return (parts, report)
  }

  private let wrong = "EndpointName: churn\nEndpointConfigName: 1\n"

  @Test func partsMakeTheReport() throws {
    let (parts, report) = try run([("b.yaml", wrong), ("ok.yaml", Requests.names), ("a.yaml", wrong + "X: 1\n")])
    #expect(parts.map(\.diagnostics.count) == [1, 2])
    #expect(parts.flatMap(\.diagnostics) == report.diagnostics)
    #expect(report.files.map { ($0 as NSString).lastPathComponent } == ["b.yaml", "ok.yaml", "a.yaml"])
  }

  /// The names of what was unreadable where the last file goes away as soon as findings of another arrive.
  private func run(removingLast texts: [(name: String, text: String)]) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("finished-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = texts.map { folder.appendingPathComponent($0.name) }
    for (file, text) in zip(files, texts) { try Data(text.text.utf8).write(to: file) }
    let last = try #require(files.last)
    var settings = PathRun.Settings()
    settings.looksAhead = true
    let report = try PathRun.run(files.map(\.path), Linter.Options(), settings) { _ in
      try? FileManager.default.removeItem(at: last)
    }
    return report.issues.filter { $0.id == .unreadableFile }
      .compactMap { $0.file.map { ($0 as NSString).lastPathComponent } }
  }

  @Test func findingsAreHandedOutBeforeTheNextBunchIsRead() throws {
    let texts = (0...PathRun.bunch).map { ("f\($0).yaml", wrong) }
    #expect(try run(removingLast: texts) == ["f\(PathRun.bunch).yaml"])
  }

  @Test func findingsThatMayChangeWaitForAllFiles() throws {
    let configuration = "EndpointConfigName: other\nProductionVariants: []\n"
    let texts = [("a.yaml", "EndpointName: a b\nEndpointConfigName: c\n"), ("b.yaml", configuration)]
    #expect(try run(removingLast: texts) == [])
  }

  @Test func aFileThatAnotherMayChangeHoldsUpThoseBehindIt() throws {
    let rolling = """
      EndpointName: rolling
      EndpointConfigName: later
      DeploymentConfig:
        RollingUpdatePolicy:
          MaximumBatchSize: {Type: INSTANCE_COUNT, Value: 3}
          WaitIntervalInSeconds: 300
      """
    let configuration = """
      EndpointConfigName: later
      ProductionVariants: [{VariantName: a, InitialInstanceCount: 4, InstanceType: ml.m5.large, ModelName: m}]
      """
    let (parts, report) = try run([
      ("a.yaml", rolling), ("b.yaml", wrong), ("c.yaml", wrong), ("d.yaml", configuration),
    ])
    #expect(parts.flatMap(\.diagnostics) == report.diagnostics)
    #expect(report.diagnostics.contains { $0.file.hasSuffix("a.yaml") && $0.rule.hasPrefix("sagemaker/rolling") })
  }
}
