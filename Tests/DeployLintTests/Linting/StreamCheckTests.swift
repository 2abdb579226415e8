import Foundation
import Testing

@testable import DeployLint

/// A long text is checked in parts, and what is said of it is what is said of the whole.
struct StreamCheckTests {
  private static let partSizes = [1, 64, 300, 1000, 1 << 20]

  /// Parts of one text, read from a file.
  private func inParts(
    _ text: String, _ format: TextFormat, _ defaults: Linter.FileDefaults = Linter.FileDefaults(), partBytes: Int
  ) throws -> FileResult {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    defer { try? FileManager.default.removeItem(atPath: file) }
    let name = "stream" + (format == .yaml ? ".yaml" : ".ndjson")
    let settings = FileCheck.Settings(
      linter: Linter.shared(), defaults: defaults, hasKind: false, failLevel: nil, whenAdvanced: nil)
    let check = FileCheck(name: name, path: file, settings: settings, isStrict: true)
    let parts = DocumentParts(
      descriptor: try FileReader.open(file).descriptor, format: format, path: file, partBytes: partBytes)
    return try StreamCheck(check, format: format).run(parts).result
  }

  private func whole(
    _ text: String, _ format: TextFormat, _ defaults: Linter.FileDefaults = Linter.FileDefaults()
  ) throws -> FileResult {
    let source = Source(name: "stream" + (format == .yaml ? ".yaml" : ".ndjson"), bytes: Array(text.utf8))
    return Linter.shared().lint(source, format: format, reportsSyntax: true, defaults: defaults)
  }

  /// Without the lines around the places, of which a part shows none before its first.
  private func places(_ result: FileResult) -> [Diagnostic] {
    result.diagnostics.map { diagnostic in
      var diagnostic = diagnostic
      diagnostic.snippet?.lines.removeAll { $0.number != diagnostic.span?.start.line }
      return diagnostic
    }
  }

  private static let request = #"{"EndpointName": "churn-@", "EndpointConfigName": "c_@"}"#
  /// The first ones are requests, since what is read side by side with the first part does not know of it.
  private static let lines = (0..<24).map { number in
    switch number < 4 ? 0 : number % 5 {
    case 1: "{\"services\": {}}"
    case 2: ""
    case 3: "{\"EndpointName\": }"
    default: request.replacing("@", with: "\(number)")
    }
  }

  @Test(arguments: partSizes) func linesHaveTheFindingsOfTheWhole(partBytes: Int) throws {
    let text = Self.lines.joined(separator: "\r\n") + "\n"
    let (parts, all) = (try inParts(text, .jsonLines, partBytes: partBytes), try whole(text, .jsonLines))
    #expect(parts.requests == all.requests)
    #expect(parts.documents == all.documents)
    #expect(places(parts) == places(all))
    #expect(parts.report.unchecked == all.report.unchecked)
    #expect(!all.diagnostics.isEmpty)
  }

  private static let documents = (0..<12).map { number in
    "# before \(number)\nEndpointName: churn-\(number)\nEndpointConfigName: c_\(number)\n"
      + (number % 3 == 0 ? "Tags: []\n...\n%YAML 1.2\n" : "")
  }

  @Test(arguments: partSizes) func documentsHaveTheFindingsOfTheWhole(partBytes: Int) throws {
    let text = Self.documents.joined(separator: "---\n") + "---\n"
    let (parts, all) = (try inParts(text, .yaml, partBytes: partBytes), try whole(text, .yaml))
    #expect(all.requests == 12)
    #expect(parts.requests == all.requests)
    #expect(parts.documents == all.documents)
    #expect(places(parts) == places(all))
  }

  @Test(arguments: partSizes, ["# of it\n\n", "\u{FEFF}# of it\n", "\u{FEFF}%YAML 1.2\n", "# of it\n%YAML 1.2\n"])
  func whatStandsBeforeADocumentBelongsToIt(partBytes: Int, before: String) throws {
    let request = "---\nEndpointName: a_b\nEndpointConfigName: c\n"
    let text = before + request + request.replacing("a_b", with: "d-e")
    let (parts, all) = (try inParts(text, .yaml, partBytes: partBytes), try whole(text, .yaml))
    #expect(parts.documents == all.documents)
    #expect(parts.places == all.places)
  }

  @Test(arguments: partSizes) func nothingIsReadBehindBrokenYAML(partBytes: Int) throws {
    let text = "EndpointName: a_\nEndpointConfigName: c\n---\nEndpointName: [\n---\nEndpointName: b_\n"
    let (parts, all) = (try inParts(text, .yaml, partBytes: partBytes), try whole(text, .yaml))
    #expect(parts.isIncomplete)
    #expect(parts.diagnostics.map(\.rule) == all.diagnostics.map(\.rule))
    #expect(parts.requests == 1)
  }

  @Test(arguments: partSizes) func aPartEndsBetweenDocuments(partBytes: Int) throws {
    let text = "a: |\n  ---\n  b\n---\nc: 1\n%d: 2\n---\ne\n--- f\n---g\n"
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    defer { try? FileManager.default.removeItem(atPath: file) }
    var parts = DocumentParts(
      descriptor: try FileReader.open(file).descriptor, format: .yaml, path: file, partBytes: partBytes)
    var read: [String] = []
    var lines = 0
    while let part = try parts.next() {
      #expect(part.origin.offset == read.joined().utf8.count)
      #expect(part.origin.lines == lines)
      read.append(String(decoding: part.bytes, as: UTF8.self))
      lines = read.joined().count { $0 == "\n" }
    }
    #expect(read.joined() == text)
    #expect(read.dropFirst().allSatisfy { $0.hasPrefix("---\n") || $0.hasPrefix("--- ") })
    if partBytes == 1 { #expect(read.count == 3) }
  }

  @Test(arguments: [0, 1, 5, 400]) func configurationsAreKnownToTheDocumentsBehindThem(others: Int) throws {
    let configuration =
      #"{"EndpointConfigName": "c", "ProductionVariants": [{"VariantName": "a", "ModelName": "m", "#
      + #""InstanceType": "ml.m5.large", "InitialInstanceCount": 4}]}"#
    let request =
      #"{"EndpointName": "churn", "EndpointConfigName": "c", "DeploymentConfig": {"RollingUpdatePolicy": "#
      + #"{"MaximumBatchSize": {"Type": "INSTANCE_COUNT", "Value": 3}, "WaitIntervalInSeconds": 600}, "#
      + #""AutoRollbackConfiguration": {"Alarms": [{"AlarmName": "churn-5xx"}]}}}"#
    let filler = String(repeating: "{}\n", count: others)
    let text = filler + configuration + "\n" + filler + request + "\n"
    let result = try inParts(text, .jsonLines, partBytes: 100)
    #expect(result.diagnostics.map(\.rule).contains("sagemaker/rolling-batch-count-out-of-range"))
    let all = try whole(text, .jsonLines)
    #expect(result.places == all.places)
    #expect(result.diagnostics.map(\.span) == all.diagnostics.map(\.span))
    #expect(result.diagnostics.map { $0.related.map(\.span) } == all.diagnostics.map { $0.related.map(\.span) })
    #expect(result.diagnostics.map { $0.related.map(\.document) } == all.diagnostics.map { $0.related.map(\.document) })
  }

  @Test(arguments: [
    ("# deploylint: instances=4\nEndpointName: a\n", true), ("%YAML 1.2\n---\n# deploylint: kind=x\na: 1\n", true),
    ("\u{FEFF}# deploylint: instances=4\na: 1\n", true), ("!!map\n# deploylint: instances=4\na: 1\n", true),
    ("EndpointName: a\n# deploylint: instances=4\n", false), ("# nothing\na: 1\n", false), ("", false),
  ])
  func aCommentForTheWholeFileIsSeen(text: String, isSeen: Bool) {
    #expect(Directives.mayHoldForFile(Array(text.utf8)) == isSeen)
  }

  @Test(arguments: [
    ("a: 1\n---\nb: 1\n", 2), ("---\na: 1\n---\nb: 1\n", 2), ("# no document\n---\na: 1\n", 1), ("a: 1\n", 1),
    ("%YAML 1.1\n---\na: 1\n", 1), ("a: |\n  ---\n---x: 1\n", 1), ("---\ta\n--- b\n", 2),
  ])
  func documentsThatNobodyReadsAreCounted(text: String, count: Int) {
    #expect(DocumentParts.documentCount(of: Array(text.utf8), .yaml, isFirst: true) == count)
    #expect(DocumentParts.documentCount(of: Array(("---\n" + text).utf8), .yaml, isFirst: false) >= count)
    let lines = "{}\n\n{\"a\": 1}\r\n  \n"
    #expect(DocumentParts.documentCount(of: Array(lines.utf8), .jsonLines, isFirst: true) == 2)
  }

  @Test(arguments: partSizes) func brokenYAMLBehindRequestsIsTold(partBytes: Int) throws {
    let text = Self.documents.joined(separator: "---\n") + "---\nservices: [\n---\nEndpointName: a_b\n"
    let (parts, all) = (try inParts(text, .yaml, partBytes: partBytes), try whole(text, .yaml))
    #expect(parts.diagnostics.map(\.rule) == all.diagnostics.map(\.rule))
    #expect(all.diagnostics.last?.rule == SyntaxProblem.error)
  }

  @Test(arguments: ["", "\n# of the second\n \n"]) func directivesStayWithTheirDocument(between: String) throws {
    let text = "EndpointName: a\n...\n%YAML 1.1\n\(between)---\nEndpointName: b_c\nEndpointConfigName: d\n"
    for partBytes in Self.partSizes {
      #expect(try inParts(text, .yaml, partBytes: partBytes).places == whole(text, .yaml).places)
    }
  }

  @Test(arguments: partSizes) func aFirstDocumentOfOneLineIsReadLikeTheOthers(partBytes: Int) throws {
    let text = "EndpointName: a\n---\nEndpointName: b_c\nEndpointConfigName: d\n"
    #expect(try inParts(text, .yaml, partBytes: partBytes).places == whole(text, .yaml).places)
  }

  @Test(arguments: partSizes) func suppressionsHoldInAllParts(partBytes: Int) throws {
    let text = (0..<6).map { number in
      "EndpointName: a_\(number)" + (number < 3 ? " # deploylint: ignore[schema/pattern]" : "")
        + "\nEndpointConfigName: c\nTags: [{Key: 'aws:b', Value: v}]\n"
    }.joined(separator: "---\n")
    var defaults = Linter.FileDefaults()
    defaults.suppressions.entries = [try PathSuppressionTests.entry("schema/length", "sagemaker/reserved-tag-key")]
    let (parts, all) = (try inParts(text, .yaml, defaults, partBytes: partBytes), try whole(text, .yaml, defaults))
    #expect(all.suppressed.count == 9)
    #expect(parts.suppressed.map(\.line) == all.suppressed.map(\.line))
    #expect(parts.suppressed.map(\.document) == all.suppressed.map(\.document))
    #expect(places(parts) == places(all))
    #expect(parts.pathSuppressions.map(\.isUsed) == [[false, true]])
  }

  @Test func aDocumentWithoutAnEndIsNotWaitedFor() throws {
    let descriptor = open("/dev/zero", O_RDONLY)
    var parts = DocumentParts(descriptor: descriptor, format: .jsonLines, path: "-", partBytes: 32 << 20)
    do throws(FileError) {
      _ = try parts.next()
      Issue.record("a part of zeros")
    } catch {
      #expect(error.reason == .tooLarge)
    }
  }
}
