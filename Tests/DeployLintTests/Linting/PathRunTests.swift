import Foundation
import Testing

@testable import DeployLint

struct PathRunTests {
  private func run(_ files: [String: String], _ paths: [String], kind: RequestKind? = nil, skips: Bool = false) throws
    -> (report: Report, folder: String)
  {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
    var settings = PathRun.Settings()
    settings.skipsUnrecognized = skips
    let named = paths.map { $0.isEmpty ? folder.path : folder.appending(path: $0).path }
    return (PathRun.run(named, Linter.Options(kind: kind), settings), folder.path)
  }

  /// More than are checked at a time, each by any thread.
  @Test func manyFilesAreReportedInTheOrderOfTheirNames() throws {
    let names = (0..<200).map { "f\(1000 + $0).yaml" }
    let files = Dictionary(uniqueKeysWithValues: names.map { ($0, "EndpointName: a_b\nEndpointConfigName: \($0)\n") })
    let (report, _) = try run(files, [""])
    #expect(report.diagnostics.map(\.rule) == names.flatMap { _ in ["schema/pattern", "schema/pattern"] })
    #expect(report.files.map { $0.split(separator: "/").last.map(String.init) } == names)
  }

  @Test func aMissingPathIsAnIssueAndTheOthersAreChecked() throws {
    let (report, folder) = try run(["a.yaml": Requests.names], ["no.yaml", "a.yaml"])
    #expect(report.issues.map(\.id) == [.unreadableFile])
    #expect(report.issues.first?.message == "cannot read \(folder)/no.yaml: no such file or directory")
    #expect(report.summary.requests == 1)
    #expect(report.exitStatus(failLevel: nil) == 2)
  }

  @Test(arguments: [
    ("", " is empty; looked for "), ("# nothing\n", ", and found an empty document"),
    ("[1, 2]\n", ", and found a list of 2 items"), ("42\n", ", and found a single value, '42'"),
    ("services: {}\n", ", and found a mapping with services"),
    (
      "- EndpointName: a\n  EndpointConfigName: b\n",
      ", and found a list of CreateEndpoint requests, each of which must be a document of its own"
    ),
  ])
  func aNamedFileWithoutARequestSaysWhatItHolds(_ text: String, _ words: String) throws {
    let (report, _) = try run(["a.yaml": text], ["a.yaml"])
    #expect(report.issues.map(\.id) == [.noRequest])
    #expect(report.issues.first?.message.contains(words) == true)
    #expect(report.summary.passedOver == 1)
  }

  @Test func someoneElsesBrokenYAMLIsNoFinding() throws {
    let text = "{{ if .x }}\na: [\n"
    let (walk, _) = try run(["a.yaml": text, "b.yaml": Requests.names], [""])
    #expect(walk.diagnostics == [])
    #expect(walk.issues == [])
    #expect(walk.summary.passedOver == 1)
    let (named, _) = try run(["a.yaml": text], ["a.yaml"])
    #expect(named.diagnostics == [])
    #expect(named.issues.first?.message.contains("and the text cannot be read at ") == true)
  }

  @Test func aBrokenRequestIsAFinding() throws {
    let (report, _) = try run(["a.yaml": "EndpointName: [\n"], ["a.yaml"])
    #expect(report.diagnostics.map(\.rule) == ["syntax/error"])
    #expect(report.issues == [])
    #expect(report.exitStatus(failLevel: .error) == 1)
  }

  @Test func aNamedKindMakesEveryTextARequest() throws {
    let (report, _) = try run(["a.yaml": "services: {}\n"], ["a.yaml"], kind: .createEndpoint)
    #expect(report.summary.requests == 1)
    #expect(report.summary.errors == 3)
  }

  @Test func anEmptyFolderIsAnIssueUnlessItIsPassedOver() throws {
    let (report, folder) = try run(["a.txt": "EndpointName: a\n"], [""])
    #expect(report.issues.map(\.id) == [.nothingChecked])
    #expect(report.issues.first?.message.contains("\(folder) holds no .yaml") == true)
    #expect(try run([:], [""], skips: true).report.exitStatus(failLevel: .note) == 0)
  }

  @Test func aNameWithEscapesIsShownHarmless() throws {
    let (report, _) = try run([:], ["a\u{1B}[31m.yaml"])
    #expect(report.issues.first?.message.contains("\\u{1b}") == true)
  }

  @Test func unlikelyNamesAreReadByTheirContent() throws {
    let (report, _) = try run(
      ["request": #"{"EndpointName": "a", "EndpointConfigName": "c",}"#], ["request"])
    #expect(report.diagnostics.map(\.rule) == ["syntax/error"])
  }
}
