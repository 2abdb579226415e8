import Foundation
import Testing

/// The README shows what the program prints: a fenced block after `<!-- run: COMMAND -->` is the output of the command.
@Suite struct ReadmeTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    let command: String
    let text: String

    var testDescription: String { command }
  }

  static let samples = (try? Project.text("README.md")).map(samples(in:)) ?? []

  static func samples(in text: String) -> [Sample] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var samples: [Sample] = []
    for (number, line) in lines.enumerated() {
      guard line.hasPrefix("<!-- run: "), line.hasSuffix(" -->") else { continue }
      let command = String(line.dropFirst("<!-- run: ".count).dropLast(" -->".count))
      let block = lines[(number + 1)...].drop { $0.isEmpty }
      guard let opening = block.first, opening.hasPrefix("```") else {
        samples.append(Sample(command: command, text: "(no fenced block follows)"))
        continue
      }
      let fence = opening.prefix { $0 == "`" }
      samples.append(
        Sample(command: command, text: block.dropFirst().prefix { $0 != fence }.joined(separator: "\n")))
    }
    return samples
  }

  @Test func `the README has samples`() {
    #expect(!Self.samples.isEmpty)
  }

  @Test(arguments: samples)
  func `a sample is what the command prints`(sample: Sample) throws {
    let outcome = try Executable.shell(sample.command)
    #expect(outcome.status <= 1, "\(outcome.errors)")
    if let difference = Golden.firstDifference(trimmed(sample.text), trimmed(outcome.output)) {
      Issue.record("the README's '\(sample.command)' differs: \(difference)")
    }
  }

  /// Without blanks at the ends of lines and at the end of all.
  private func trimmed(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(String(line.reversed()).drop { $0 == " " }.reversed())
    }
    return lines.reversed().drop { $0.isEmpty }.reversed().joined(separator: "\n")
  }

  @Test func `samples are found with the text between their fences`() {
    let text = "# A\n\n<!-- run: deploylint a -->\n```text\nb\n\nc\n```\n\n<!-- run: x -->\nno block\n"
    let samples = Self.samples(in: text)
    #expect(samples.map(\.command) == ["deploylint a", "x"])
    #expect(samples.first?.text == "b\n\nc")
  }
}
