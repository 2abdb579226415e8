/// What a run knows of the files of a folder before it opens one: most answers are the same for all of them, and are found
/// once.
final class RunFolder {
  /// From the root.
  let path: String
  /// What its configuration and the command line say together.
  let configuration: Configuration

  private let projects: Projects
  private var project: Projects.Project?
  /// What holds for each of its files, where the configuration does not tell them apart.
  private var settings: FileCheck.Settings?

  init(_ path: String, _ projects: Projects) {
    self.path = path
    self.projects = projects
    configuration = projects.configuration(ofFilesIn: path)
  }

  /// The pattern by which a file, or a folder with all that is in it, is left out.
  func exclusion(of name: @autoclosure () -> String, isFolder: Bool = false) -> Configured<PathPattern>? {
    // Most configurations exclude nothing, and then no path has to be made.
    guard configuration.exclude?.isEmpty == false else { return nil }
    return configuration.exclusion(of: PathNames.join(path, name()), isFolder: isFolder)
  }

  /// How a file is checked; `nil` where its configuration is wrong.
  ///
  /// - Parameter kind: which kind of request every file holds, if somebody said so.
  func settings(
    of name: @autoclosure () -> String, kind: RequestKind?,
    whenAdvanced: (@Sendable (PathRun.Advance) -> Void)?
  ) throws(Linter.SetupError) -> FileCheck.Settings? {
    if let settings { return settings }
    let project = if let project { project } else { try projects.project(ofFilesIn: path) }
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
