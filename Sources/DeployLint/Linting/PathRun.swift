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
  private var search: FileSearch
  /// What is to be checked when all files have been looked into.
  private var pending: [FileCheck] = []
  /// The folder of the file before.
  private var lastFolder: RunFolder?
  /// The paths of files, where one may be met again.
  private var seen: TextTable?
  private var checked: [(check: FileCheck, file: FileCheck.Finished)] = []
  /// The files that were named and are left out, with the first pattern that says so.
  private var excluded: (count: Int, first: Configured<PathPattern>)?
  private var report = Report()
  /// How many results have been handed out as finished.
  private var finished = 0
  private var baseline: BaselineRun?
  private var entries = SuppressionEntryReview()

  /// So many files are checked before anything of them is handed out. Threads are started for each bunch, which fewer
  /// files would not be worth.
  static let bunch = 512

  /// What findings call standard input that has no name.
  static let standardInput = "<stdin>"

  /// Checks the paths in their order, each file once; `-` is standard input.
  ///
  /// - Parameter whenFinished: is given the report of each file with findings, in the order of the whole report, as soon
  ///   as nothing can change it any more.
  package static func run(
    _ paths: [String], _ options: Linter.Options, _ settings: Settings, whenFinished: (Report) -> Void = { _ in }
  ) -> Report {
    var run = PathRun(options, settings)
    do throws(BaselineIssue) {
      if let use = try run.baselineUse(paths) { run.baseline = try BaselineRun(use) }
    } catch {
      // A thousand known findings would bury what is wrong.
      run.report.issues = run.projects.issues + [error.issue]
      return run.report
    }
    run.check(paths, whenFinished)
    return run.report
  }

  private init(_ options: Linter.Options, _ settings: Settings) {
    projects = Projects(settings.configuration, overrides: settings.overrides, options: options)
    self.settings = settings
    kind = options.kind ?? settings.overrides.kind?.value
    search = FileSearch(mayHoldRelatedResources: !settings.looksAhead)
  }

  private mutating func check(_ paths: [String], _ whenFinished: (Report) -> Void) {
    var emptyFolders: [String] = []
    // A walk alone meets each file once.
    if paths.count > 1 { seen = TextTable() }
    // Standard input cannot be read twice.
    if paths.contains(where: { TextOrder.isEqual($0, "-") }) { search.mayHoldRelatedResources = true }
    for path in paths {
      if TextOrder.isEqual(path, "-") {
        // What has been read is gone.
        if !hasReadStandardInput { checkStandardInput(whenFinished) }
        hasReadStandardInput = true
      } else if FileReader.isDirectory(path) {
        let before = filesKnown
        FolderWalk(honoursIgnoreFiles: settings.honoursIgnoreFiles).walk(path, &self)
        if filesKnown == before { emptyFolders.append(path) }
      } else if let matches = self.matches(of: path) {
        for match in matches { look(at: match, isExplicit: false) }
      } else {
        look(at: PathWalker.normalised(path), isExplicit: true)
      }
    }
    checkPending(whenFinished)
    resolveConfigurations()
    handOut(to: whenFinished, areAllFinal: true)
    for entry in checked { report.add(entry.file.result) }
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
    return projects.configuration(ofFilesIn: FileReader.isDirectory(path) ? path : PathNames.folder(of: path))
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

  /// A file whose requests name configurations of other files may be checked once more, and holds up those behind it.
  private mutating func handOut(to receiver: (Report) -> Void, areAllFinal: Bool = false) {
    while finished < checked.count,
      areAllFinal || !search.mayHoldRelatedResources
        || checked[finished].file.result.missingConfigurations.names.isEmpty
    {
      entries.add(checked[finished].file.result)
      if let lifted = baseline?.lift(checked[finished].file.result) {
        checked[finished].file = FileCheck.Finished(lifted)
      }
      hand(checked[finished].file.result, to: receiver)
      finished += 1
    }
  }

  private func hand(_ result: FileResult, to receiver: (Report) -> Void) {
    guard !result.diagnostics.isEmpty || !result.suppressed.isEmpty else { return }
    var part = Report()
    part.add(result)
    receiver(part)
  }

  // MARK: Folders

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
    let walk = PathWalker.walk(root, honoursIgnoreFiles: settings.honoursIgnoreFiles) { [projects] entry, isFolder in
      let path = PathNames.absolute(entry)
      let configuration = projects.configuration(ofFilesIn: PathNames.folder(of: path))
      return configuration.exclusion(of: path, isFolder: isFolder) != nil
    }
    let files = walk.files.filter { file in
      let way = PathNames.isAbsolute(file) ? String(decoding: file.utf8.dropFirst(), as: UTF8.self) : file
      return glob.matches(way)
    }
    return files.isEmpty ? nil : files
  }

  // MARK: Files

  /// Looks into a file that was named, or that a pattern matches.
  private mutating func look(at path: String, isExplicit: Bool) {
    filesKnown += 1
    guard isNew(path) else { return }
    let absolute = PathNames.absolute(path)
    let folder = folder(PathNames.folder(of: absolute))
    let name = PathNames.name(of: absolute)
    // A walk has asked already.
    if isExplicit, isExcluded(name, in: folder) { return }
    // A configuration is no request, whatever its own patterns say of it; that one is named says that it is to be read.
    if TextOrder.isEqual(name, ConfigurationFile.name) { return report.summary.passedOver += 1 }
    guard let settings = fileSettings(of: name, in: folder) else { return }
    let isStrict = isExplicit && !self.settings.skipsUnrecognized
    path.withCString { look(at: FileBuffer.Name(name: $0), path, settings, isStrict: isStrict) }
  }

  /// Reads a file, and puts it down for the check where that may find something.
  private mutating func look(
    at file: FileBuffer.Name, _ path: @autoclosure () -> String, _ settings: FileCheck.Settings, isStrict: Bool
  ) {
    switch search.search(file, path: path(), isWanted: isStrict || settings.hasKind) {
    case .passedOver:
      passOver(path())
      filesDone += 1
      if filesDone.isMultiple(of: Self.bunch) { tellProgress() }
    case .wanted(let content):
      let name = path()
      pending.append(FileCheck(name: name, path: name, settings: settings, isStrict: isStrict, content: content))
    }
  }

  private func tellProgress() { settings.whenAdvanced?(.files(done: filesDone, known: filesKnown)) }

  private mutating func passOver(_ file: @autoclosure () -> String) {
    report.summary.passedOver += 1
    baseline?.look(at: file())
  }

  /// Whether a file is met for the first time.
  private mutating func isNew(_ path: @autoclosure () -> String) -> Bool {
    seen?.enter(path()).isNew ?? true
  }

  /// - Parameter path: from the root. Files that are named one by one are mostly those of a few folders, in order.
  private mutating func folder(_ path: String) -> RunFolder {
    if let lastFolder, TextOrder.isEqual(lastFolder.path, path) { return lastFolder }
    let folder = newFolder(path)
    lastFolder = folder
    return folder
  }

  private func newFolder(_ path: String) -> RunFolder {
    RunFolder(path, projects, kind: kind, whenAdvanced: settings.whenAdvanced)
  }

  /// Whether a file that was named is left out all the same: hooks name every file that has changed.
  private mutating func isExcluded(_ name: String, in folder: RunFolder) -> Bool {
    guard let pattern = folder.exclusion(of: name) else { return false }
    excluded = ((excluded?.count ?? 0) + 1, excluded?.first ?? pattern)
    return true
  }

  /// `nil` where the file's configuration is wrong.
  private mutating func fileSettings(
    of name: @autoclosure () -> String, in folder: RunFolder
  ) -> FileCheck.Settings? {
    let found = folder.settings(of: name())
    if found == nil { report.count("file with a wrong configuration") }
    return found
  }

  private mutating func checkStandardInput(_ whenFinished: (Report) -> Void) {
    checkPending(whenFinished)
    let name = settings.stdinName ?? Self.standardInput
    let absolute = PathNames.absolute(name)
    let folder = folder(PathNames.folder(of: absolute))
    let file = PathNames.name(of: absolute)
    // Whoever writes it is not to be stopped half way.
    if settings.stdinName != nil, isExcluded(file, in: folder) { return FileReader.skipStandardInput() }
    guard let found = fileSettings(of: file, in: folder) else { return }
    let check = FileCheck(name: name, path: nil, settings: found, isStrict: !settings.skipsUnrecognized)
    do throws(FileError) {
      add(try check.runOnStandardInput(), of: check)
    } catch {
      return report.issues.append(
        RunIssue(id: .unreadableFile, message: "cannot read standard input: \(error.message)", file: name))
    }
    handOut(to: whenFinished)
  }

  private mutating func checkPending(_ whenFinished: (Report) -> Void) {
    var checks = pending
    pending = []
    for start in stride(from: 0, to: checks.count, by: Self.bunch) {
      let bunch = start..<min(start + Self.bunch, checks.count)
      let outcomes = Workers.map(Array(checks[bunch])) { $0.run() }
      for (index, outcome) in zip(bunch, outcomes) {
        checks[index].content = .notRead
        add(outcome, of: checks[index])
      }
      filesDone += bunch.count
      tellProgress()
      handOut(to: whenFinished)
    }
    search.forget()
  }

  private mutating func add(_ outcome: FileCheck.Outcome, of check: FileCheck) {
    switch outcome {
    case .unreadable(let error):
      report.issues.append(
        RunIssue(
          id: .unreadableFile, message: "cannot read \(DisplayText.escaped(check.name)): \(error.message)",
          file: check.name))
    case .passedOver: passOver(check.name)
    case .template:
      report.summary.passedOver += 1
      report.count(Self.template)
    case .checked(let file, let issue):
      checked.append((check, file))
      if let failLevel = check.settings.failLevel { report.failLevels[check.name] = failLevel }
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
      for (name, configuration) in entry.file.result.configurations
      where found.updateValue(configuration, forKey: name) != nil {
        repeated.insert(name)
      }
    }
    for name in repeated { found[name] = nil }
    guard !found.isEmpty else { return }
    for (index, entry) in checked.enumerated()
    where entry.file.result.missingConfigurations.names.contains(where: { found[$0] != nil }) {
      if let result = entry.check.run(with: found) { checked[index].file = FileCheck.Finished(result) }
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

// MARK: Walks

extension PathRun: WalkVisitor {
  /// HCL is not read; a file that holds an endpoint is named, so that it is not passed over silently.
  private static let terraformFile =
    "Terraform file with an aws_sagemaker_endpoint (check its plan: terraform show -json PLAN | deploylint check -)"

  /// What a state holds has been made, and is checked where somebody names the file.
  private static let terraformState =
    "Terraform state with an aws_sagemaker_endpoint (check it: terraform show -json | deploylint check -)"

  mutating func enter(_ path: String) -> RunFolder { newFolder(PathNames.absolute(path)) }

  static func isExcluded(_ entry: WalkedEntry, in folder: RunFolder) -> Bool {
    folder.isExcluded(entry.name, isFolder: entry.kind == .folder)
  }

  mutating func visit(_ file: WalkedEntry, in folder: RunFolder) {
    guard let opened = file.opened else { return }
    if file.kind == .terraformFile {
      guard search.mayHoldRequest(opened, path: file.path) else { return }
      return report.count(file.name.last == UInt8(ascii: "f") ? Self.terraformFile : Self.terraformState)
    }
    filesKnown += 1
    guard isNew(file.path) else { return }
    if file.isNamed(ConfigurationFile.name) { return report.summary.passedOver += 1 }
    guard let settings = fileSettings(of: file.text, in: folder) else { return }
    look(at: opened, file.path, settings, isStrict: false)
  }

  mutating func miss(_ problem: PathWalker.Problem) {
    report.issues.append(
      RunIssue(
        id: .unreadableFile,
        message: "cannot read the folder \(DisplayText.escaped(problem.path)): \(problem.reason)",
        file: problem.path))
  }
}
