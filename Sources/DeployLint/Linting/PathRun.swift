/// A run over files, folders and standard input.
package struct PathRun {
  package struct Settings: Sendable {
    /// How findings call standard input; its extension also tells the format.
    package var stdinName: String?
    /// Passes over files without a request, and lets a run end well that checked nothing: what a hook wants.
    package var skipsUnrecognized = false
    /// The baseline; `nil` for that of the configuration, if it names one.
    package var baselinePath: String?
    package var baselineAction = BaselineUse.Action.apply

    /// Where configurations come from.
    package var configuration = ConfigurationFinder.Choice.nearest
    /// What the command line says, which goes before every configuration file.
    package var overrides = Configuration()
    /// Whether walks leave out what a repository ignores.
    package var honoursIgnoreFiles = true
    /// Looks through all files for endpoint configurations first: where there are none, no file has to wait for another
    /// before its findings are handed out.
    package var looksAhead = false
    /// Is told how far a run has come, from any thread.
    package var whenAdvanced: (@Sendable (Advance) -> Void)?

    package init() {}
  }

  package enum Advance: Sendable {
    /// So many files have been checked, of those that are known by now.
    case files(done: Int, known: Int)
    /// So many further bytes of a stream, or of a file that is read like one.
    case bytes(Int)
  }

  private let projects: Projects
  private let settings: Settings
  /// What the options say of all files.
  private let kind: RequestKind?
  private var hasReadStandardInput = false
  private var filesDone = 0
  private var filesKnown = 0
  /// What is to be checked, a bunch at a time.
  private var pending: [FileCheck] = []
  private var checked: [(check: FileCheck, result: FileResult)] = []
  /// The files that were named and are left out, with the first pattern that says so.
  private var excluded: (count: Int, first: Configured<PathPattern>)?
  private var report = Report()
  /// How many results have been handed out as finished.
  private var finished = 0
  private var baseline: BaselineRun?
  private var entries = SuppressionEntryReview()
  /// Whether what a file holds may change the findings of one before it.
  private var mayChange = true

  /// So many files are checked before anything of them is handed out.
  static let bunch = 64

  /// What findings call standard input that has no name.
  static let standardInput = "<stdin>"

  /// Checks the paths in their order, each file once; `-` is standard input.
  ///
  /// - Parameter whenFinished: is given the report of each file with findings, in the order of the whole report, as soon
  ///   as nothing can change it any more.
  package static func run(
    _ paths: [String], _ options: Linter.Options, _ settings: Settings, whenFinished: (Report) -> Void = { _ in }
  ) throws(Linter.SetupError) -> Report {
    var run = PathRun(options, settings)
    do throws(BaselineIssue) {
      if let use = try run.baselineUse(paths) { run.baseline = try BaselineRun(use) }
    } catch {
      // A thousand known findings would bury what is wrong.
      run.report.issues = run.projects.issues + [error.issue]
      return run.report
    }
    try run.check(paths, whenFinished)
    return run.report
  }

  private init(_ options: Linter.Options, _ settings: Settings) {
    projects = Projects(settings.configuration, overrides: settings.overrides, options: options)
    self.settings = settings
    kind = options.kind ?? settings.overrides.kind?.value
  }

  private mutating func check(_ paths: [String], _ whenFinished: (Report) -> Void) throws(Linter.SetupError) {
    var seen = TextTable()
    var emptyFolders: [String] = []
    mayChange = !settings.looksAhead || paths.contains(where: mayHoldConfiguration)
    for path in paths {
      if path == "-" {
        // What has been read is gone.
        if !hasReadStandardInput { try checkStandardInput(whenFinished) }
        hasReadStandardInput = true
      } else if FileReader.isDirectory(path) {
        let walk = self.walk(path)
        tell(walk.problems)
        if walk.files.isEmpty { emptyFolders.append(path) }
        for path in walk.terraformFiles where Self.mayHoldEndpoint(path) {
          report.count(path.utf8.suffix(3).elementsEqual(".tf".utf8) ? Self.terraformFile : Self.terraformState, 1)
        }
        try check(walk.files, &seen, whenFinished)
      } else if let matches = self.matches(of: path) {
        try check(matches, &seen, whenFinished)
      } else {
        let name = PathWalker.normalised(path)
        filesKnown += 1
        if seen.enter(name).isNew { try check(name, isExplicit: true, whenFinished) }
      }
    }
    checkPending(whenFinished)
    resolveConfigurations()
    handOut(to: whenFinished, areAllFinal: true)
    for entry in checked { report.add(entry.result) }
    for result in entries.results() {
      report.add(result)
      hand(result, to: whenFinished)
    }
    report.issues = projects.issues + report.issues
    report.ownRules = projects.ownRules
    reportNothingChecked(paths, emptyFolders)
    finishBaseline()
  }

  // MARK: Baseline

  /// What is done with which baseline. A configuration names one for the run if it is that of the first path.
  private func baselineUse(_ paths: [String]) throws(BaselineIssue) -> BaselineUse? {
    let path = settings.baselinePath ?? configuredBaseline(paths)
    guard let path else {
      if settings.baselineAction == .prune { throw BaselineIssue.nothingToPrune }
      return nil
    }
    return BaselineUse(path: path, action: settings.baselineAction)
  }

  private func configuredBaseline(_ paths: [String]) -> String? {
    guard let first = paths.first else { return nil }
    let name = first == "-" ? settings.stdinName ?? Self.standardInput : first
    let path = PathNames.absolute(name)
    // A folder's configuration may stand in it.
    return projects.configuration(ofFileAt: FileReader.isDirectory(path) ? PathNames.join(path, "file") : path)
      .baseline?.value
  }

  private mutating func finishBaseline() {
    let isComplete = !report.issues.contains { $0.severity == .error }
    do throws(FileError) {
      report.baseline = try baseline?.finish(isComplete: isComplete)
    } catch {
      report.issues.append(BaselineIssue(unwritable: error).issue)
    }
  }

  /// Checks files that nobody named one by one.
  private mutating func check(
    _ files: [String], _ seen: inout TextTable, _ whenFinished: (Report) -> Void
  ) throws(Linter.SetupError) {
    filesKnown += files.count
    for file in files where seen.enter(file).isNew {
      try check(file, isExplicit: false, whenFinished)
    }
  }

  /// A file whose requests name configurations of other files may be checked once more, and holds up those behind it.
  private mutating func handOut(to receiver: (Report) -> Void, areAllFinal: Bool = false) {
    while finished < checked.count,
      areAllFinal || !mayChange || checked[finished].result.missingConfigurations.names.isEmpty
    {
      entries.add(checked[finished].result)
      if let lifted = baseline?.lift(checked[finished].result) { checked[finished].result = lifted }
      hand(checked[finished].result, to: receiver)
      finished += 1
    }
  }

  private func hand(_ result: FileResult, to receiver: (Report) -> Void) {
    var part = Report()
    part.add(result)
    if !part.diagnostics.isEmpty || !part.suppressed.isEmpty { receiver(part) }
  }

  private func mayHoldConfiguration(_ path: String) -> Bool {
    // Standard input cannot be read twice.
    if TextOrder.isEqual(path, "-") { return true }
    let files = FileReader.isDirectory(path) ? walk(path).files : matches(of: path) ?? [path]
    return files.contains { file in
      (try? FileReader.hasPiece(of: file, RelatedResources.mayStand)) ?? true
    }
  }

  // MARK: Folders

  private func walk(_ path: String) -> PathWalker {
    PathWalker.walk(path, honoursIgnoreFiles: settings.honoursIgnoreFiles) { [projects] entry, isFolder in
      let path = PathNames.absolute(entry)
      return projects.configuration(ofFileAt: path).exclusion(of: path, isFolder: isFolder) != nil
    }
  }

  private mutating func tell(_ problems: [PathWalker.Problem]) {
    for problem in problems {
      report.issues.append(
        RunIssue(
          id: .unreadableFile,
          message: "cannot read the folder \(DisplayText.escaped(problem.path)): \(problem.reason)",
          file: problem.path))
    }
  }

  /// The files that a path with wildcards matches, for shells and programs that leave them as they are; `nil` where the
  /// path is that of a file, or matches nothing.
  private func matches(of path: String) -> [String]? {
    guard path.utf8.contains(where: { "*?[{".utf8.contains($0) }), !FileReader.exists(path),
      let glob = try? Glob(path.utf8.contains(UInt8(ascii: "/")) ? path : "./" + path)
    else { return nil }
    // What stands before the first wildcard is a folder.
    let steps = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .prefix { !$0.contains { "*?[{\\".utf8.contains($0) } }
    let folder = steps.map { String(Substring($0)) }.joined(separator: "/")
    let root = folder.isEmpty ? PathNames.isAbsolute(path) ? "/" : "." : folder
    guard FileReader.isDirectory(root) else { return nil }
    let files = walk(root).files.filter { file in
      let way = PathNames.isAbsolute(file) ? String(decoding: file.utf8.dropFirst(), as: UTF8.self) : file
      return glob.matches(way)
    }
    return files.isEmpty ? nil : files
  }

  /// HCL is not read; a file that holds an endpoint is named, so that it is not passed over silently.
  private static let terraformFile =
    "Terraform file with an aws_sagemaker_endpoint (check its plan: terraform show -json PLAN | deploylint check -)"

  /// What a state holds has been made, and is checked where somebody names the file.
  private static let terraformState =
    "Terraform state with an aws_sagemaker_endpoint (check it: terraform show -json | deploylint check -)"

  private static func mayHoldEndpoint(_ path: String) -> Bool {
    (try? FileReader.hasPiece(of: path, WordSearch.mayHoldRequest)) ?? false
  }

  // MARK: Files

  private mutating func check(
    _ path: String, isExplicit: Bool, _ whenFinished: (Report) -> Void
  ) throws(Linter.SetupError) {
    let absolute = PathNames.absolute(path)
    // A walk has asked already.
    if isExplicit, isExcluded(absolute) { return }
    if TextOrder.isEqual(PathNames.name(of: absolute), ConfigurationFile.name) {
      return passOver(configuration: absolute)
    }
    guard let check = try fileCheck(path, path: path, absolute, isExplicit: isExplicit) else { return }
    pending.append(check)
    if pending.count >= Self.bunch { checkPending(whenFinished) }
  }

  /// A configuration is no request, whatever its own patterns say of it; that one is named says that it is to be read.
  private mutating func passOver(configuration path: String) {
    _ = projects.configuration(ofFileAt: path)
    report.summary.passedOver += 1
  }

  private mutating func checkStandardInput(_ whenFinished: (Report) -> Void) throws(Linter.SetupError) {
    checkPending(whenFinished)
    let name = settings.stdinName ?? Self.standardInput
    let absolute = PathNames.absolute(name)
    // Whoever writes it is not to be stopped half way.
    if settings.stdinName != nil, isExcluded(absolute) { return FileReader.skipStandardInput() }
    guard let check = try fileCheck(name, path: nil, absolute, isExplicit: true) else { return }
    do throws(FileError) {
      add(try check.runOnStandardInput(), of: check)
    } catch {
      return report.issues.append(
        RunIssue(id: .unreadableFile, message: "cannot read standard input: \(error.message)", file: name))
    }
    handOut(to: whenFinished)
  }

  /// Whether a file that was named is left out all the same: hooks name every file that has changed.
  private mutating func isExcluded(_ absolute: String) -> Bool {
    guard let pattern = projects.configuration(ofFileAt: absolute).exclusion(of: absolute) else { return false }
    excluded = ((excluded?.count ?? 0) + 1, excluded?.first ?? pattern)
    return true
  }

  /// `nil` where the file's configuration is wrong.
  private mutating func fileCheck(
    _ name: String, path: String?, _ absolute: String, isExplicit: Bool
  ) throws(Linter.SetupError) -> FileCheck? {
    let project = try projects.project(ofFileAt: absolute)
    guard let linter = project.linter else {
      report.count("file with a wrong configuration")
      return nil
    }
    let defaults = Linter.FileDefaults(project.configuration, ofFileAt: absolute)
    var failLevel: FailLevel?
    if let level = project.configuration.failLevel, case .file = level.origin { failLevel = level.value }
    return FileCheck(
      name: name, path: path, linter: linter, defaults: defaults, hasKind: (kind ?? defaults.kind) != nil,
      isStrict: isExplicit && !settings.skipsUnrecognized, failLevel: failLevel, whenAdvanced: settings.whenAdvanced)
  }

  private mutating func checkPending(_ whenFinished: (Report) -> Void) {
    let checks = pending
    pending = []
    for (check, outcome) in zip(checks, Workers.map(checks) { $0.run() }) { add(outcome, of: check) }
    filesDone += checks.count
    settings.whenAdvanced?(.files(done: filesDone, known: filesKnown))
    handOut(to: whenFinished)
  }

  private mutating func add(_ outcome: FileCheck.Outcome, of check: FileCheck) {
    switch outcome {
    case .unreadable(let error):
      report.issues.append(
        RunIssue(
          id: .unreadableFile, message: "cannot read \(DisplayText.escaped(check.name)): \(error.message)",
          file: check.name))
    case .passedOver:
      report.summary.passedOver += 1
      baseline?.look(at: check.name)
    case .template:
      report.summary.passedOver += 1
      report.count(Self.template)
    case .checked(let result, let issue):
      checked.append((check, result))
      if let failLevel = check.failLevel { report.failLevels[check.name] = failLevel }
      if let issue { report.issues.append(issue) }
    }
  }

  private static let template =
    "template with placeholders that are not filled in (check what it renders to: helm template CHART | deploylint check -)"

  /// A request may name an endpoint configuration that stands in another file. All of those are known only now, so the
  /// few files with such requests are checked once more; what a second file defines under the same name stays out.
  private mutating func resolveConfigurations() {
    var found: [RelatedResources.Name: EndpointConfiguration] = [:]
    var repeated: Set<RelatedResources.Name> = []
    for entry in checked {
      for (name, configuration) in entry.result.configurations
      where found.updateValue(configuration, forKey: name) != nil {
        repeated.insert(name)
      }
    }
    for name in repeated { found[name] = nil }
    guard !found.isEmpty else { return }
    for (index, entry) in checked.enumerated()
    where entry.result.missingConfigurations.names.contains(where: { found[$0] != nil }) {
      if let result = entry.check.run(with: found) { checked[index].result = result }
    }
  }

  // MARK: Nothing checked

  private mutating func reportNothingChecked(_ paths: [String], _ emptyFolders: [String]) {
    guard !settings.skipsUnrecognized, report.summary.requests == 0, report.diagnostics.isEmpty,
      !report.issues.contains(where: { $0.severity == .error })
    else { return }
    var message = "nothing was checked: "
    if paths.isEmpty {
      message += "the list of files is empty"
    } else if let excluded, report.summary.passedOver == 0, emptyFolders.isEmpty {
      let verb = excluded.count == 1 ? "file is" : "files are"
      message += "\(excluded.count) \(verb) excluded (\(excluded.first.origin.display))"
    } else if report.summary.passedOver == 0, let folder = emptyFolders.first {
      message +=
        "\(DisplayText.escaped(folder)) holds no .yaml, .yml, .json, .ndjson or .jsonl file"
    } else {
      let count = report.summary.passedOver
      message += "\(count) file\(count == 1 ? "" : "s") looked at, none holds \(RunIssue.wantedRequest)"
    }
    message += "; --skip-unrecognized lets such a run pass"
    report.issues.append(RunIssue(id: .nothingChecked, message: message))
  }
}
