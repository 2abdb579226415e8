import Foundation
import Testing

@testable import DeployLint

/// What the documents show of a configuration is one.
struct ConfigurationArticleTests {
  static let article = "Sources/DeployLint/DeployLint.docc/Configuration.md"

  /// The fenced blocks of YAML that begin with a key of the configuration.
  private static func samples(in path: String) throws -> [String] {
    let text = String(decoding: try ProjectFiles.bytes(path), as: UTF8.self)
    return text.components(separatedBy: "```yaml\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```\n").first }
      .filter { sample in ConfigurationReader.keys.contains { sample.hasPrefix($0 + ":") } }
  }

  @Test(arguments: [article, "README.md"])
  func aSampleIsReadWithoutAMistake(_ path: String) throws {
    let samples = try Self.samples(in: path)
    #expect(!samples.isEmpty)
    for sample in samples {
      let file = ConfigurationFileTests.read(sample)
      #expect(file.problems.map(\.message) == [])
      #expect(file.problems(withRules: RuleCatalog.ids).map(\.message) == [])
      #expect(file.configuration.preset?.value == (sample.contains("preset: recommended") ? .recommended : nil))
    }
  }

  @Test func theArticleDescribesEveryKeyAndStyleAndPreset() throws {
    let text = String(decoding: try ProjectFiles.bytes(Self.article), as: UTF8.self)
    let values = PlaceholderStyle.allCases.map(\.rawValue) + RuleSettings.Preset.allCases.map(\.rawValue)
    for name in ConfigurationReader.keys + values { #expect(text.contains("`\(name)`"), "\(name)") }
  }
}
