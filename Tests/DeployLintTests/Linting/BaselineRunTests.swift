import Foundation
import Testing

@testable import DeployLint

/// Runs with a baseline over files of a folder.
@Suite struct BaselineRunTests {
  /// A folder with files and a baseline.
  private final class Folder {
    let url: URL

    init(_ files: [String: String]) throws {
      url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      for (name, text) in files { try write(name, text) }
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    var baseline: String { url.appending(path: "known.json").path }

    func write(_ name: String, _ text: String) throws {
      let file = url.appending(path: name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(at: url.appending(path: name)) }

    func run(
      _ action: BaselineUse.Action, _ names: String..., options: Linter.Options = Linter.Options(),
      baseline: String? = nil, forbidden: [Configured<RuleSelector>]? = nil
    ) throws -> Report {
      var settings = PathRun.Settings()
      settings.baselinePath = baseline ?? self.baseline
      settings.baselineAction = action
      settings.overrides.unsuppressible = forbidden
      let paths = names.isEmpty ? [url.path] : names.map { url.appending(path: $0).path }
      return PathRun.run(paths, options, settings)
    }

    var entries: [Baseline.Entry] {
      get throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: baseline))
        return try BaselineReader.read(Source(name: "known.json", bytes: Array(data))).entries
      }
    }

    var files: [String] { get throws { try entries.map(\.file) } }
  }

  private static let good = "EndpointName: churn\nEndpointConfigName: churn-config\n"
  private static let bad = "EndpointName: churn_prod\nEndpointConfigName: churn_config\n"

  @Test func whatIsThereAlreadyDoesNotCount() throws {
    let folder = try Folder(["a.yaml": Self.bad, "b/c.yaml": Self.bad])
    let written = try folder.run(.write)
    #expect(written.diagnostics == [])
    #expect(written.suppressed.count == 4)
    #expect(written.summary.suppressed == 4)
    #expect(written.summary.errors == 0)
    #expect(written.exitStatus(failLevel: .note) == 0)
    #expect(written.baseline == Report.BaselineOutcome(file: folder.baseline, findings: 4, fixed: 0, action: .written))
    #expect(try folder.files == ["a.yaml", "a.yaml", "b/c.yaml", "b/c.yaml"])

    let applied = try folder.run(.apply)
    #expect(applied.diagnostics == [])
    #expect(applied.suppressed.map(\.suppression) == Array(repeating: Suppression(kind: .baseline), count: 4))
    #expect(applied.baseline == Report.BaselineOutcome(file: folder.baseline, findings: 4, fixed: 0, action: .applied))
  }

  @Test func aNewFindingCounts() throws {
    let folder = try Folder(["a.yaml": Self.bad])
    _ = try folder.run(.write)
    try folder.write("a.yaml", "# moved\n\n" + Self.bad + "Tags: [{Key: 'aws:a', Value: b}]\n")
    let report = try folder.run(.apply)
    #expect(report.diagnostics.map(\.rule) == ["sagemaker/reserved-tag-key"])
    #expect(report.suppressed.count == 2)
    #expect(report.exitStatus(failLevel: .error) == 1)
  }

  @Test func anotherValueIsAnotherFinding() throws {
    let folder = try Folder(["a.yaml": Self.bad])
    _ = try folder.run(.write)
    try folder.write("a.yaml", Self.bad.replacingOccurrences(of: "churn_prod", with: "churn_test"))
    let report = try folder.run(.apply)
    #expect(report.diagnostics.map(\.message).count == 1)
    #expect(report.baseline?.findings == 1)
    #expect(report.baseline?.fixed == 1)
  }

  @Test func ofEqualFindingsAsManyAreLiftedAsThereWere() throws {
    let folder = try Folder(["a.yaml": Self.bad + "---\n" + Self.bad.replacingOccurrences(of: "prod", with: "test")])
    _ = try folder.run(.write)
    #expect(try folder.entries.count == 4)
    let third = "---\n" + Self.bad.replacingOccurrences(of: "prod", with: "third")
    try folder.write("a.yaml", Self.bad + "---\n" + Self.bad.replacingOccurrences(of: "prod", with: "test") + third)
    let report = try folder.run(.apply)
    #expect(report.suppressed.count == 4)
    #expect(report.diagnostics.map(\.document) == [2, 2])
  }

  @Test func fixedEntriesAreCountedAndPruned() throws {
    let folder = try Folder(["a.yaml": Self.bad, "b.yaml": Self.bad, "c.yaml": Self.bad, "d.yaml": Self.bad])
    _ = try folder.run(.write)
    try folder.write("a.yaml", Self.bad.replacingOccurrences(of: "churn_prod", with: "churn"))
    try folder.remove("b.yaml")
    try folder.write("c.yaml", "nothing: here\n")
    let before = try folder.entries
    let applied = try folder.run(.apply)
    #expect(applied.baseline == Report.BaselineOutcome(file: folder.baseline, findings: 3, fixed: 5, action: .applied))
    #expect(try folder.entries == before)
    let pruned = try folder.run(.prune)
    #expect(pruned.baseline == Report.BaselineOutcome(file: folder.baseline, findings: 3, fixed: 5, action: .pruned))
    #expect(try folder.files == ["a.yaml", "d.yaml", "d.yaml"])
    #expect(try folder.run(.apply).baseline?.fixed == 0)
  }

  @Test func pruningAddsNothing() throws {
    let folder = try Folder(["a.yaml": Self.good])
    _ = try folder.run(.write)
    #expect(try folder.entries == [])
    try folder.write("a.yaml", Self.bad)
    let report = try folder.run(.prune)
    #expect(report.diagnostics.count == 2)
    #expect(try folder.entries == [])
  }

  /// A hook passes just the changed files.
  @Test func filesThatTheRunDoesNotLookAtAreLeftAlone() throws {
    let folder = try Folder(["a.yaml": Self.bad, "b.yaml": Self.bad])
    _ = try folder.run(.write)
    try folder.write("a.yaml", Self.good)
    try folder.write("b.yaml", Self.good)
    #expect(try folder.run(.prune, "a.yaml").baseline?.fixed == 2)
    #expect(try folder.files == ["b.yaml", "b.yaml"])
  }

  @Test func aFileThatCannotBeReadIsLeftAlone() throws {
    let folder = try Folder(["a.yaml": Self.bad])
    _ = try folder.run(.write)
    try folder.write("a.yaml", Self.good + "Tags: [\n")
    let report = try folder.run(.prune)
    #expect(report.diagnostics.map(\.rule) == ["syntax/error"])
    #expect(report.baseline?.fixed == 0)
    #expect(try folder.entries.count == 2)
  }

  @Test func rulesThatAreNotAskedAreLeftAlone() throws {
    let text = Requests.blueGreen(
      routing: "{Type: CANARY, WaitIntervalInSeconds: 300, CanarySize: {Type: INSTANCE_COUNT, Value: 3}}")
    let folder = try Folder(["a.yaml": text, "b.yaml": Self.bad])
    _ = try folder.run(.write, options: Linter.Options(instances: 4))
    #expect(try folder.entries.first?.rule == "sagemaker/canary-count-too-large")
    var options = Linter.Options()
    options.rules.set("schema/pattern", .off)
    #expect(try folder.run(.prune, options: options).baseline?.fixed == 0)
    #expect(try folder.entries.count == 3)
  }

  @Test func syntaxErrorsAreNotTakenIn() throws {
    let folder = try Folder(["a.yaml": Self.bad, "b.yaml": "EndpointName: [\nEndpointConfigName: a\n"])
    let report = try folder.run(.write)
    #expect(report.diagnostics.map(\.rule) == ["syntax/error"])
    #expect(try folder.files == ["a.yaml", "a.yaml"])
  }

  @Test func whatCommentsSuppressIsNotTakenIn() throws {
    let folder = try Folder(["a.yaml": "# deploylint: ignore-file[schema/pattern]\n" + Self.bad])
    #expect(try folder.run(.write).suppressed.count == 2)
    #expect(try folder.entries == [])
  }

  @Test func whatMustNotBeSuppressedIsNotTakenIn() throws {
    let start = Position(line: 1, column: 1, offset: 0)
    let place = ConfigurationPlace(file: ".deploylint.yaml", span: Span(start: start, end: start))
    let forbidden = [Configured(RuleSelector("schema/"), .file(place))]
    let folder = try Folder(["a.yaml": Self.bad])
    #expect(try folder.run(.write, forbidden: forbidden).diagnostics.count == 2)
    #expect(try folder.entries == [])
    _ = try folder.run(.write)
    #expect(try folder.run(.apply, forbidden: forbidden).diagnostics.count == 2)
  }

  @Test func aRunThatCouldNotSeeEverythingWritesNothing() throws {
    let folder = try Folder(["a.yaml": Self.bad])
    _ = try folder.run(.write)
    let before = try folder.entries
    let report = try folder.run(.write, "a.yaml", "missing.yaml")
    #expect(report.baseline?.action == .leftAlone)
    #expect(SummaryLine.render(report).contains("was not written, because the run could not see everything"))
    #expect(report.exitStatus(failLevel: nil) == 2)
    #expect(try folder.entries == before)
  }

  @Test func pathsAreRelativeToTheBaseline() throws {
    let folder = try Folder(["a.yaml": Self.bad, "x/y.yaml": Self.bad, "z/known.json": "{}"])
    let baseline = folder.url.appending(path: "z/known.json").path
    let report = try folder.run(.write, "a.yaml", "x/../x/y.yaml", baseline: baseline)
    #expect(report.issues == [])
    let data = try Data(contentsOf: URL(fileURLWithPath: baseline))
    let files = try BaselineReader.read(Source(name: "b", bytes: Array(data))).entries.map(\.file)
    #expect(files == ["../a.yaml", "../a.yaml", "../x/y.yaml", "../x/y.yaml"])
    #expect(try folder.run(.apply, "a.yaml", "x/y.yaml", baseline: baseline).diagnostics == [])
  }

  @Test func withoutItsBaselineARunChecksNothing() throws {
    let folder = try Folder(["a.yaml": Self.bad])
    for text in [nil, "{}"] {
      if let text { try folder.write("known.json", text) }
      let report = try folder.run(.apply)
      #expect(report.diagnostics == [])
      #expect(report.issues.map(\.id) == [.baseline])
      #expect(report.exitStatus(failLevel: nil) == 2)
    }
  }

  @Test func aBaselineThatCannotBeWrittenIsAnIssue() throws {
    let folder = try Folder(["a.yaml": Self.bad])
    let report = try folder.run(.write, baseline: folder.url.appending(path: "no/such/known.json").path)
    #expect(report.issues.map(\.id) == [.baseline])
    #expect(report.issues.first?.message.hasPrefix("cannot write the baseline ") == true)
  }
}
