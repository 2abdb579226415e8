/// What a run knows of the files of a folder before it opens one: most answers are the same for all of them, and are found
/// once.
final class RunFolder {
  /// From the root.
  let path: String
  /// What its configuration and the command line say together.
  let configuration: Configuration

  private let exclusions: [FolderPattern]
  private let projects: Projects
  private var project: Projects.Project?
  /// What holds for each of its files, where the configuration does not tell them apart.
  private var settings: FileCheck.Settings?
  private let kind: RequestKind?
  private let whenAdvanced: (@Sendable (PathRun.Advance) -> Void)?

  /// - Parameters:
  ///   - kind: which kind of request every file holds, if somebody said so.
  ///   - whenAdvanced: told how far a long file is.
  init(
    _ path: String, _ projects: Projects, kind: RequestKind?,
    whenAdvanced: (@Sendable (PathRun.Advance) -> Void)?
  ) {
    self.path = path
    self.projects = projects
    self.kind = kind
    self.whenAdvanced = whenAdvanced
    configuration = projects.configuration(ofFilesIn: path)
    exclusions = (configuration.exclude ?? []).map { FolderPattern($0.value, in: path) }
  }

  /// The pattern by which a file is left out.
  func exclusion(of name: String) -> Configured<PathPattern>? {
    configuration.exclusion(of: PathNames.join(path, name))
  }

  /// Whether one of the patterns leaves out an entry, with all that is in it.
  func isExcluded(_ name: UnsafeBufferPointer<UInt8>, isFolder: Bool) -> Bool {
    // Most configurations exclude nothing.
    if exclusions.isEmpty { return false }
    let name = Array(name)
    return exclusions.contains { $0.matches(name, isFolder: isFolder) }
  }

  /// How a file is checked; `nil` where its configuration is wrong.
  func settings(of name: @autoclosure () -> String) -> FileCheck.Settings? {
    if let settings { return settings }
    let project = project ?? projects.project(ofFilesIn: path)
    self.project = project
    guard let linter = project.linter else { return nil }
    let defaults = Linter.FileDefaults(configuration, ofFileAt: PathNames.join(path, name()))
    var failLevel: FailLevel?
    if let level = configuration.failLevel, case .file = level.origin { failLevel = level.value }
    let settings = FileCheck.Settings(
      linter: linter, defaults: defaults, hasKind: (kind ?? defaults.kind) != nil, failLevel: failLevel,
      whenAdvanced: whenAdvanced)
    if !configuration.tellsFilesApart { self.settings = settings }
    return settings
  }
}
