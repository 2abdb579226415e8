import Foundation
import Testing

/// The Swift samples of the documents are code of this target: what compiles and runs here is what people copy.
@Suite struct DocumentTests {
  static let documents = [
    "README.md", "Sources/DeployLint/DeployLint.docc/GettingStarted.md",
    "Sources/DeployLint/DeployLint.docc/CheckingBeforeYouSubmit.md",
    "Sources/DeployLint/DeployLint.docc/ErrorHandling.md", "Sources/DeployLint/DeployLint.docc/DeployLint.md",
  ]

  private static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func lines(_ path: String) throws -> [Substring] {
    try String(contentsOf: package.appendingPathComponent(path), encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The blocks between "```swift" and "```".
  private static func samples(_ path: String) throws -> [[Substring]] {
    var samples: [[Substring]] = []
    var current: [Substring]?
    for line in try lines(path) {
      if line == "```swift" {
        current = []
      } else if line == "```" {
        if let sample = current { samples.append(sample) }
        current = nil
      } else {
        current?.append(line)
      }
    }
    return samples
  }

  private static func trimmed(_ line: some StringProtocol) -> String { line.trimmingCharacters(in: .whitespaces) }

  @Test(arguments: documents)
  func `each sample is code that is compiled and run`(_ path: String) throws {
    let code = try Self.lines("Tests/LibraryTests/Samples.swift").map(Self.trimmed)
    let samples = try Self.samples(path)
    #expect(!samples.isEmpty)
    for sample in samples {
      let wanted = sample.map(Self.trimmed).filter { !$0.isEmpty && $0 != "import DeployLint" }
      let first = try #require(wanted.first)
      let stands = code.indices.contains { start in
        code[start] == first && code[start...].filter { !$0.isEmpty }.starts(with: wanted)
      }
      #expect(
        stands, "Tests/LibraryTests/Samples.swift lacks this sample of \(path):\n\(sample.joined(separator: "\n"))")
    }
  }
}
