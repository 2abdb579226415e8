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
    let report = PathRun.run(paths, Linter.Options(), PathRun.Settings()) { parts.append($0) }
    return (parts, report)
  }

  private let wrong = "EndpointName: churn\nEndpointConfigName: 1\n"

  @Test func partsMakeTheReport() throws {
    let (parts, report) = try run([("b.yaml", wrong), ("ok.yaml", Requests.names), ("a.yaml", wrong + "X: 1\n")])
    #expect(parts.map(\.diagnostics.count) == [1, 2])
    #expect(parts.flatMap(\.diagnostics) == report.diagnostics)
    #expect(report.files.map { ($0 as NSString).lastPathComponent } == ["b.yaml", "ok.yaml", "a.yaml"])
  }

  /// How many files had been checked each time that findings were handed out.
  private func checkedBeforeFindings(_ texts: [(name: String, text: String)]) throws -> [Int] {
    let folder = try TemporaryFolder()
    for (name, text) in texts { try folder.write(name, text) }
    let done = Lock(0)
    var settings = PathRun.Settings()
    settings.looksAhead = true
    settings.whenAdvanced = { advance in
      if case .files(let count, _) = advance { done.withLock { $0 = count } }
    }
    var counts: [Int] = []
    _ = PathRun.run(texts.map { folder.path + "/" + $0.name }, Linter.Options(), settings) { _ in
      counts.append(done.withLock { $0 })
    }
    return counts
  }

  @Test func findingsAreHandedOutBeforeTheNextBunchIsChecked() throws {
    let texts = (0...PathRun.bunch).map { ("f\($0).yaml", wrong) }
    let counts = try checkedBeforeFindings(texts)
    #expect(counts == texts.indices.map { $0 < PathRun.bunch ? PathRun.bunch : PathRun.bunch + 1 })
  }

  @Test func findingsThatMayChangeWaitForAllFiles() throws {
    let configuration = "EndpointConfigName: other\nProductionVariants: []\n"
    let wrong = "EndpointName: a b\nEndpointConfigName: c\n"
    let texts = (0..<PathRun.bunch).map { ("f\($0).yaml", wrong) } + [("g.yaml", configuration)]
    #expect(try checkedBeforeFindings(texts) == texts.dropLast().map { _ in PathRun.bunch + 1 })
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
