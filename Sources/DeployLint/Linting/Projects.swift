/// The configurations of a run, each with the linter that does what it says. All are read when a file first needs them.
final class Projects {
  /// What holds for the files of one configuration.
  struct Project {
    /// The command line over the configuration file.
    let configuration: Configuration
    /// `nil` where the configuration is wrong: its files are not checked.
    let linter: Linter?
  }

  /// What went wrong with configurations, once for each.
  private(set) var issues: [RunIssue] = []
  /// The rules of one's own that any of the linters has, sorted by id.
  private(set) var ownRules: [RuleEntry] = []

  private let finder: ConfigurationFinder
  private let overrides: Configuration
  private let options: Linter.Options
  /// The paths of the configuration files; that of files without one is empty.
  private var paths = TextTable()
  /// What is known of each of them.
  private var known: [Known] = []

  private struct Known {
    let loaded: Loaded
    var project: Project?
  }

  /// A configuration file as it was read.
  private struct Loaded {
    /// The command line over the file.
    let value: Configuration
    let source: Source?
    let isWrong: Bool
  }

  /// - Parameters:
  ///   - overrides: what the command line says.
  ///   - options: what holds whatever a configuration says.
  init(_ choice: ConfigurationFinder.Choice, overrides: Configuration, options: Linter.Options) {
    finder = ConfigurationFinder(choice)
    self.overrides = overrides
    self.options = options
  }

  /// What the configuration of a folder's files and the command line say together.
  ///
  /// - Parameter folder: from the root.
  func configuration(ofFilesIn folder: String) -> Configuration {
    known[number(finder.configuration(forFilesIn: folder))].loaded.value
  }

  /// - Parameter folder: from the root.
  func project(ofFilesIn folder: String) -> Project {
    let number = number(finder.configuration(forFilesIn: folder))
    if let project = known[number].project { return project }
    let loaded = known[number].loaded
    let linter = loaded.isWrong ? nil : makeLinter(loaded.value, loaded.source)
    let project = Project(configuration: loaded.value, linter: linter)
    known[number].project = project
    return project
  }

  private static func key(_ found: ConfigurationFinder.Found) -> String {
    switch found {
    case .nothing: ""
    case .file(let path), .misspelt(let path): path
    }
  }

  /// Into `known`; reads the file at the first call.
  private func number(_ found: ConfigurationFinder.Found) -> Int {
    let (number, isNew) = paths.enter(Self.key(found))
    if isNew { known.append(Known(loaded: load(found))) }
    return number
  }

  private func load(_ found: ConfigurationFinder.Found) -> Loaded {
    switch found {
    case .nothing: return Loaded(value: overrides, source: nil, isWrong: false)
    case .misspelt(let path):
      issues.append(RunIssue(misspeltConfiguration: path))
      return Loaded(value: overrides, source: nil, isWrong: true)
    case .file(let path):
      do throws(FileError) {
        let file = try ConfigurationFile.read(path)
        let configuration = overrides.over(file.configuration)
        let ownRules = RuleFolder((configuration.rulePaths ?? []).map(\.value)).ids
        let problems = (file.problems + file.problems(withRules: RuleCatalog.ids + ownRules))
          .sorted { $0.range.lowerBound < $1.range.lowerBound }
        issues += problems.map { RunIssue($0, in: file.source) }
        return Loaded(value: configuration, source: file.source, isWrong: !problems.isEmpty)
      } catch {
        issues.append(RunIssue(error, path))
        return Loaded(value: overrides, source: nil, isWrong: true)
      }
    }
  }

  // MARK: Linters

  /// `nil` where something that the configuration names is wrong, which is then an issue.
  private func makeLinter(_ configuration: Configuration, _ source: Source?) -> Linter? {
    var options = options
    options.kind = options.kind ?? configuration.kind?.value
    options.instances = options.instances ?? configuration.instances?.value
    options.rules = configuration.ruleSettings.under(options.rules)
    if let paths = configuration.rulePaths { options.rulePaths = paths.map(\.value) }
    if let placeholders = configuration.placeholders { options.placeholders = placeholders.map(\.value) }
    if let path = configuration.model {
      do throws(ModelFile.Failure) {
        let model = try ModelFile.read(path.value)
        options.model = model
        tellUnreadablePatterns(of: model, path.origin, source)
        leaveOut(rulesThatDoNotFit: model, path, source, &options)
      } catch {
        issues.append(RunIssue(error.message, help: error.help, from: path.origin, source))
        return nil
      }
    }
    let linter = Linter(options)
    // Several configurations may name one folder.
    issues += linter.ownRules.issues.filter { !issues.contains($0) }
    let known = ownRules
    ownRules += linter.ownRules.entries.filter { !known.contains($0) }
    ownRules.sort { TextOrder.isLess($0.id, $1.id) }
    return linter
  }

  private func tellUnreadablePatterns(of model: Model, _ origin: ConfigurationOrigin, _ source: Source?) {
    for shape in model.shapes where shape.pattern?.isReadable == false {
      issues.append(
        RunIssue(
          "the pattern of \(DisplayText.escaped(shape.name)) in \(model.name) is not checked",
          help: "it has look-ahead or another construct that takes more than linear time", severity: .warning,
          from: origin, source))
    }
  }

  /// A rule that reads what another model has not would err on every request.
  private func leaveOut(
    rulesThatDoNotFit model: Model, _ path: Configured<String>, _ source: Source?, _ options: inout Linter.Options
  ) {
    for packed in RulePack.rules where options.rules.isOn(packed) {
      guard let rule = try? packed.rule(),
        let problem = RuleCheck.problems(of: rule, model: model).first(where: \.isError)
      else { continue }
      options.rules.set(rule.id, .off)
      issues.append(
        RunIssue(
          "the rule \(rule.id) does not fit \(model.name), and is off: \(problem.message)",
          help: "set 'rules: {\(rule.id): off}' to be silent about it", severity: .warning, from: path.origin, source))
    }
  }
}

extension Linter.FileDefaults {
  /// What a configuration says of a file.
  ///
  /// - Parameter path: of the file, from the root.
  init(_ configuration: Configuration, ofFileAt path: String) {
    kind = configuration.fileKind(of: path)?.value
    instances = configuration.fileInstances(of: path)?.value
    suppressions = SuppressionSettings(configuration, ofFileAt: path)
    for size in configuration.fleetSizes {
      let entry = (size.value.endpoint, size.value.instances)
      if case .commandLine = size.origin { givenFleetSizes.append(entry) } else { fleetSizes.append(entry) }
    }
  }
}
