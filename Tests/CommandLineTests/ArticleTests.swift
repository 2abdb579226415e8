import Foundation
import Testing

/// The article on writing rules shows files of the project and what the program prints.
@Suite struct ArticleTests {
  private static let path = "Sources/DeployLint/DeployLint.docc/WritingRules.md"

  static let samples = (try? Project.text(path)).map(ReadmeTests.samples(in:)) ?? []
  /// Files that the article shows as a whole, after `<!-- file: PATH -->`.
  static let files =
    (try? Project.text(path)).map { text in
      ReadmeTests.samples(
        in: text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
          line.hasPrefix("<!-- file: ")
            ? "<!-- run: " + line.dropFirst("<!-- file: ".count) : line.hasPrefix("<!-- run: ") ? "" : String(line)
        }.joined(separator: "\n"))
    } ?? []

  @Test func `there are samples and files`() {
    #expect(Self.samples.count >= 4)
    #expect(Self.files.count >= 3)
  }

  @Test(arguments: samples)
  func `a sample is what the command prints`(sample: ReadmeTests.Sample) throws {
    let outcome = try Executable.shell(sample.command)
    #expect(outcome.status <= 1, "\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(String(line.reversed()).drop { $0 == " " }.reversed())
    }
    let printed = lines.reversed().drop { $0.isEmpty }.reversed().joined(separator: "\n")
    if let difference = Golden.firstDifference(sample.text, printed) {
      Issue.record("'\(sample.command)' differs: \(difference)")
    }
  }

  @Test(arguments: files)
  func `a file is shown as it is`(file: ReadmeTests.Sample) throws {
    #expect(try Project.text(file.command) == file.text + "\n")
  }

  /// Each of them is in the table of what a rule says.
  @Test func `every key of a rule file is described`() throws {
    let schema = try JSONSerialization.jsonObject(with: Data(try Executable.run("schema", "rule").output.utf8))
    let keys = try #require(((schema as? [String: Any])?["properties"] as? [String: Any])?.keys)
    let text = try Project.text(Self.path)
    for key in keys { #expect(text.contains("`\(key)`") || text.contains("`\(key): "), "\(key)") }
  }
}
