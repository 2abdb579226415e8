import Testing

@testable import DeployLint

/// Files are read one behind the other into the same memory; what is checked of them later must not depend on that.
struct FileSearchTests {
  private static let wrong = "EndpointName: a_b\nEndpointConfigName: c\n"
  private static let unrelated = "services: {web: {image: nginx}}\n"

  private func run(
    _ folder: TemporaryFolder, _ paths: [String] = [""], _ change: (inout PathRun.Settings) -> Void = { _ in }
  ) -> Report {
    folder.run(paths) { settings in
      settings.looksAhead = true
      change(&settings)
    }
  }

  /// Long and short files, with and without requests, in turns.
  @Test(arguments: [0, 1000, 70_000, 4 << 20])
  func whatWasReadBeforeIsGone(length: Int) throws {
    let folder = try TemporaryFolder()
    let comment = "# " + String(repeating: "x", count: length) + "\n"
    for index in 0..<4 {
      try folder.write("\(index)a.yaml", comment + Self.wrong)
      try folder.write("\(index)b.yaml", Self.unrelated)
      try folder.write("\(index)c.yaml", Self.wrong)
      try folder.write("\(index)d.yaml", comment + Self.unrelated)
      try folder.write("\(index)e.yaml", "")
    }
    let report = run(folder)
    let names = report.files.map { String($0.dropFirst(folder.path.count + 1)) }
    #expect(names == (0..<4).flatMap { ["\($0)a.yaml", "\($0)c.yaml"] })
    #expect(report.diagnostics.map(\.span?.start.line) == (0..<4).flatMap { _ in [2, 1] })
    #expect(report.summary.passedOver == 12)
  }

  /// At 4 MiB a text begins to be read in parts.
  @Test(arguments: [-1, 0, 1, 2])
  func aFileOfFourMiBIsFoundOnBothSidesOfTheBorder(excess: Int) throws {
    let folder = try TemporaryFolder()
    let head = "# "
    let tail = "\n" + Self.wrong
    let padding = DocumentParts.longText + excess - head.utf8.count - tail.utf8.count
    try folder.write("a.yaml", head + String(repeating: "x", count: padding) + tail)
    try folder.write("b.yaml", head + String(repeating: "x", count: padding + tail.utf8.count))
    let report = run(folder)
    #expect(report.diagnostics.map(\.rule) == ["schema/pattern"])
    #expect(report.summary.passedOver == 1)
    #expect(report.issues == [])
  }

  @Test func filesBeyondWhatIsKeptInMemoryAreReadAgain() throws {
    let folder = try TemporaryFolder()
    let comment = "# " + String(repeating: "x", count: 3 << 20) + "\n"
    for index in 0..<7 { try folder.write("\(index).yaml", comment + Self.wrong) }
    #expect(run(folder).diagnostics.map(\.span?.start.line) == (0..<7).map { _ in 2 })
  }

  @Test func pathsThatOverlapAreCheckedOnce() throws {
    let folder = try TemporaryFolder()
    for name in ["a/x.yaml", "a/y.yaml", "b/x.yaml"] { try folder.write(name, Self.wrong) }
    for paths in [["a", ""], ["a/x.yaml", "a", "", "b/x.yaml"], ["", "a"], ["a/*.yaml", "."]] {
      let report = run(folder, paths)
      #expect(report.summary.requests == 3, "\(paths)")
    }
  }

  /// What cannot be read is told in its place among what else is wrong with files.
  @Test func issuesStandInTheOrderOfThePaths() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.yaml", Self.unrelated)
    try folder.write("c.yaml", Self.unrelated)
    let report = run(folder, ["a.yaml", "b.yaml", "c.yaml", "d.yaml"])
    #expect(report.issues.map(\.id) == [.noRequest, .unreadableFile, .noRequest, .unreadableFile])
  }

  @Test func terraformFilesThatHoldAnEndpointAreNamed() throws {
    let folder = try TemporaryFolder()
    let endpoint = "resource \"aws_sagemaker_endpoint\" \"e\" {}\n"
    try folder.write("a.tf", endpoint)
    try folder.write("b.tf", "# nothing\n")
    try folder.write("c.tfstate", endpoint)
    try folder.write("d/long.tf", String(repeating: " ", count: 5 << 20) + endpoint)
    try folder.write("x.yaml", Self.wrong)
    #expect(run(folder).unchecked.map(\.count) == [2, 1])
  }

  /// A configuration that tells files apart does so in each folder and for each file.
  @Test func aFolderDoesNotMakeItsFilesEqual() throws {
    let folder = try TemporaryFolder()
    try folder.write(".git/HEAD")
    try folder.write(
      ".deploylint.yaml", "files: {'u*.yaml': {kind: UpdateEndpoint}}\nexclude: ['z*.yaml']\n")
    for name in ["a.yaml", "u.yaml", "v.yaml", "z.yaml", "b/a.yaml", "b/u.yaml", "b/z.yaml"] {
      try folder.write(name, Self.wrong)
    }
    let report = run(folder)
    let kinds: [RequestKind?] = [.createEndpoint, .createEndpoint, .updateEndpoint, .updateEndpoint, .createEndpoint]
    #expect(report.diagnostics.map(\.request?.kind) == kinds)
  }

  @Test func aBaselineKnowsOfFilesThatArePassedOver() throws {
    let folder = try TemporaryFolder()
    for name in ["a.yaml", "b.yaml"] { try folder.write(name, Self.wrong) }
    let baseline = folder.path + "/known.baseline"
    _ = run(folder) { ($0.baselinePath, $0.baselineAction) = (baseline, .write) }
    try folder.write("a.yaml", Self.unrelated)
    let report = run(folder) { $0.baselinePath = baseline }
    #expect(report.baseline?.findings == 1)
    #expect(report.baseline?.fixed == 1)
  }
}
