/// A configuration file as it was read.
package struct ConfigurationFile: Sendable {
  package static let name = ".deploylint.yaml"
  /// What people write instead, which must not be passed over silently.
  static let misspeltName = ".deploylint.yml"

  package let source: Source
  package let configuration: Configuration
  /// What is wrong with it, beside the names of rules; a file with problems must not be used.
  package private(set) var problems: [ConfigurationProblem] = []
  private let namedRules: [(selector: RuleSelector, range: Range<Int>)]

  /// - Parameter path: from the root.
  package static func read(_ path: String) throws(FileError) -> ConfigurationFile {
    let source = Source(name: PathNames.shown(path), bytes: try FileReader.read(path))
    return ConfigurationFile(source, folder: PathNames.folder(of: path))
  }

  /// - Parameter folder: what patterns and paths start at, from the root.
  package init(_ source: Source, folder: String) {
    self.source = source
    var reader = DocumentReader(source: source, format: .yaml)
    var documents: [Document] = []
    while let event = reader.next() {
      switch event {
      case .document(let document): documents.append(document)
      case .problem(let problem, _):
        problems.append(ConfigurationProblem(message: problem.message, help: problem.help, range: problem.range))
      }
    }
    let found = ConfigurationReader.read(documents.first ?? Document.empty(source), folder: folder)
    configuration = found.configuration
    // What could not be read leaves holes that look like mistakes.
    namedRules = problems.isEmpty ? found.namedRules : []
    if problems.isEmpty { problems = found.problems }
    if documents.count > 1 {
      problems.append(
        ConfigurationProblem(
          message: "a configuration is one document, and here a second one begins",
          help: "remove it, and the '---' before it", range: documents[1].root.mark))
    }
  }

  /// What is wrong with the names of rules.
  ///
  /// - Parameter ids: of all rules that are known, one's own among them.
  package func problems(withRules ids: [String]) -> [ConfigurationProblem] {
    namedRules.compactMap { selector, range in
      if ids.contains(where: selector.matches) { return nil }
      let shown = DisplayText.quoted(selector.text)
      let nearest = RuleSelector.nearest(to: selector.text, among: ids).map { "did you mean '\($0)'?" }
      return ConfigurationProblem(
        message: selector.isPrefix ? "no rule's id begins with \(shown)" : "there is no rule \(shown)",
        help: nearest ?? "'deploylint rules' lists all of them", range: range)
    }
  }
}
