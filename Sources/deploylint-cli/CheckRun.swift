import ArgumentParser
import DeployLint

/// A run of `check`: what a command line asks for, whoever has read it.
struct CheckRun: QuickRun {
  var paths: [String] = []
  /// A list of more paths.
  var filesFrom: String?
  var settings = PathRun.Settings()
  var includesPreview = false
  var color = Check.Color.auto
  var showsSuppressed = false
  /// How many findings of a document are shown to people; 0 is all.
  var mostShown = 100
  private var targets: [ReportTarget] = []

  func validate() throws(ValidationError) {
    if mostShown < 0 { throw ValidationError("--max-shown is a number of findings; 0 shows all") }
    if paths.isEmpty, filesFrom == nil {
      throw ValidationError("no path is given; name files or folders, or '-' for standard input")
    }
    if filesFrom == "-", paths.contains("-") {
      throw ValidationError("standard input cannot be a list of files and a request; name one of them by a path")
    }
  }

  mutating func finish(_ words: [String]) throws(ValidationError) {
    try validate()
    targets = try ReportTarget.targets(in: words)
    try ReportTarget.refuseOverwriting(paths, by: targets)
  }

  func run() throws -> Int32 {
    var options = Linter.Options()
    options.rules.includesPreview = includesPreview
    var settings = settings
    var output = ReportOutput(
      targets, isColored: color == .auto ? nil : color == .always,
      showsSuppressed: showsSuppressed, mostShown: mostShown == 0 ? nil : mostShown)
    settings.looksAhead = output.streamsFindings
    let listed = try filesFrom.map(ListedFiles.read) ?? []
    let progress = ProgressLine()
    settings.whenAdvanced = progress.advance
    let report = PathRun.run(paths + listed, options, settings) { part in
      progress.clear()
      output.stream(part)
    }
    progress.clear()
    try ReportTarget.refuseOverwriting(report.files, by: targets)
    let failLevel = settings.overrides.failLevel?.value
    output.showsLoneNotes = report.failsOnNotes(overriding: failLevel)
    let status = report.exitStatus(overriding: failLevel)
    defer {
      Terminal.remark(IssueReporter.render(report.issues))
      Terminal.remark(SummaryLine.render(report))
    }
    try output.finish(report, exitStatus: status)
    return status
  }
}

// MARK: The usual words

extension CheckRun {
  mutating func take(path: String) -> Bool {
    paths.append(path)
    return true
  }

  mutating func take(flag: String) -> Bool {
    switch flag {
    case "--no-config":
      if case .file = settings.configuration { return false }
      settings.configuration = .none
    case "--no-gitignore": settings.honoursIgnoreFiles = false
    case "--preview": includesPreview = true
    case "--show-suppressed": showsSuppressed = true
    case "--skip-unrecognized": settings.skipsUnrecognized = true
    default: return false
    }
    return true
  }

  mutating func take(option: String, _ value: String) -> Bool {
    switch option {
    case "--baseline": settings.baselinePath = value
    case "--color":
      guard let color = Check.Color(rawValue: value) else { return false }
      self.color = color
    case "--config":
      if case .none = settings.configuration { return false }
      settings.configuration = .file(value)
    case "--fail-level":
      guard let level = FailLevel(rawValue: value) else { return false }
      settings.overrides.failLevel = Configured(given: level)
    case "--files-from": filesFrom = value
    case ReportTarget.format: return ReportFormat(rawValue: value) != nil
    case "--instances":
      guard let option = InstancesOption(argument: value), (try? option.validate()) != nil else { return false }
      settings.overrides.take(option)
    case "--kind":
      guard let kind = RequestKind(rawValue: value) else { return false }
      settings.overrides.kind = Configured(given: kind)
    case ReportTarget.output: break
    case "--preset":
      guard let preset = RuleSettings.Preset(rawValue: value) else { return false }
      settings.overrides.preset = Configured(given: preset)
    case "--stdin-filename": settings.stdinName = value
    default: return false
    }
    return true
  }
}
