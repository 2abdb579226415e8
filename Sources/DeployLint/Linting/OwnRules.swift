/// Rules of one's own: those that can be used, and what is wrong with the files of the others.
package struct OwnRules: Sendable {
  /// Sorted by id; only those whose file is sound.
  package private(set) var rules: [Rule] = []
  /// What is wrong or doubtful, in the order of the files.
  package private(set) var issues: [RunIssue] = []

  /// More mistakes of one file would hide those of the next.
  private static let mostIssues = 20

  /// Loads the rules of the folders, and those that a program has handed in.
  package init(_ paths: [String], texts: [Linter.RuleText] = [], model: Model) {
    self.init(RuleFolder(paths), model: model)
    var ids = rules.map(\.id)
    for text in texts {
      var file = RuleFile(Source(name: text.id + ".yaml", bytes: Array(text.yaml.utf8)), id: text.id, model: model)
      if let problem = RuleID.problem(text.id) {
        file.add(problem, "", 0..<0)
      } else if RuleID.isReserved(group: RuleID.group(of: text.id)) {
        file.add(
          "the group '\(RuleID.group(of: text.id))' is that of built-in rules", "name the group after your team", 0..<0)
      } else if ids.contains(where: { TextOrder.isEqual($0, text.id) }) {
        file.add("there is a rule '\(text.id)' already", "give one of the two another name", 0..<0)
      }
      file.checkPrecedence(among: texts.map(\.id) + ids)
      ids.append(text.id)
      add(file)
    }
    rules.sort { TextOrder.isLess($0.id, $1.id) }
  }

  /// Loads the rules of files that have been found.
  package init(_ folder: RuleFolder, model: Model) {
    for problem in folder.problems {
      issues.append(RunIssue(id: .ruleFile, message: problem.message, file: problem.path))
    }
    for file in folder.files {
      do throws(FileError) {
        var ruleFile = RuleFile(
          Source(name: file.path, bytes: try FileReader.read(file.path)), id: file.id, model: model)
        if let problem = file.problem { ruleFile.add(problem.message, problem.help, 0..<0) }
        ruleFile.checkPrecedence(among: folder.ids)
        add(ruleFile)
      } catch {
        issues.append(
          RunIssue(
            id: .ruleFile, message: "cannot read the rule file \(DisplayText.escaped(file.path)): \(error.message)",
            file: file.path))
      }
    }
  }

  /// Takes in a file that has been read.
  private mutating func add(_ file: RuleFile) {
    if file.isSound { rules.append(file.rule) }
    guard !file.problems.isEmpty else { return }
    let index = LineIndex(file.source)
    let snippets = SnippetMaker(source: file.source, index: index, masked: [])
    for problem in file.problems.prefix(Self.mostIssues) {
      let span = index.span(of: problem.range)
      var issue = RunIssue(
        id: .ruleFile, severity: problem.isError ? .error : .warning, message: problem.message, file: file.source.name)
      issue.help = problem.help
      issue.span = span
      issue.snippet = snippets.snippet(for: span, related: [])
      issues.append(issue)
    }
    if file.problems.count > Self.mostIssues {
      issues.append(
        RunIssue(
          id: .ruleFile, severity: file.isSound ? .warning : .error,
          message: "\(DisplayText.escaped(file.source.name)) has more mistakes than these \(Self.mostIssues)",
          file: file.source.name))
    }
  }

  /// The folders of rules that the configuration of the working folder names.
  package static func configuredFolders(_ choice: ConfigurationFinder.Choice) -> [String] {
    guard case .file(let path) = ConfigurationFinder(choice).configuration(forFilesIn: PathNames.workingFolder),
      let file = try? ConfigurationFile.read(path)
    else { return [] }
    return (file.configuration.rulePaths ?? []).map(\.value)
  }

  /// What there is to tell of each rule.
  package var entries: [RuleEntry] { rules.map(RuleCatalog.entry) }

  /// The rule of an id, if it could be loaded.
  package func rule(_ id: String) -> Rule? { rules.first { TextOrder.isEqual($0.id, id) } }
}
