import Foundation
import Testing

@testable import DeployLint

/// The rule files of the project, read from the disk: what an author edits, whether or not it is embedded yet.
struct RuleFile: Sendable, CustomStringConvertible {
  let id: String
  let rule: Rule
  let problems: [RuleReader.Problem]
  let lines: LineIndex
  /// The lists of examples as the file has them.
  let examples: Node?

  var description: String { id }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "rules/sagemaker")

  /// Sorted by id; a file that cannot be read is not there, which `RuleListTests` notices.
  static let all: [RuleFile] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted().compactMap(read)
  }()

  private static func read(_ name: String) -> RuleFile? {
    guard let data = try? Data(contentsOf: folder.appending(path: name)) else { return nil }
    let source = Source(name: "rules/sagemaker/\(name)", bytes: Array(data))
    var reader = DocumentReader(source: source, format: .yaml)
    guard case .document(let document) = reader.next() else { return nil }
    let id = "sagemaker/" + name.dropLast(".yaml".count)
    let (rule, problems) = RuleReader.read(document.root, id: id)
    return RuleFile(
      id: id, rule: rule, problems: problems, lines: LineIndex(source), examples: document.root.member("examples"))
  }
}

/// One example of a rule file.
struct ExampleCase: Sendable, CustomStringConvertible {
  let rule: Rule
  let example: Rule.Example
  let description: String

  static let all: [ExampleCase] = RuleFile.all.flatMap { file in
    file.rule.examples.map { example in
      let line = file.lines.position(of: example.input.mark.lowerBound).line
      return ExampleCase(rule: file.rule, example: example, description: "\(file.id):\(line)")
    }
  }

  static let valid = all.filter { $0.example.at == nil }
  static let invalid = all.filter { $0.example.at != nil }
}
