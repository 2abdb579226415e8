/// What `deploylint config` tells of a path.
package struct ConfigurationInquiry {
  package let configuration: EffectiveConfiguration
  /// What is wrong with the configuration file, or with what it names.
  package let issues: [RunIssue]

  /// - Parameters:
  ///   - path: a file or folder, which need not exist.
  ///   - overrides: what the command line says.
  package static func run(
    _ path: String, _ choice: ConfigurationFinder.Choice, overrides: Configuration
  ) throws(RulePack.FormatError) -> ConfigurationInquiry {
    let projects = Projects(choice, overrides: overrides, options: Linter.Options())
    let absolute = PathNames.absolute(path)
    let isFolder = FileReader.isDirectory(absolute)
    // A folder's own file holds for what is in it.
    let project = projects.project(ofFilesIn: isFolder ? absolute : PathNames.folder(of: absolute))
    let model = project.linter?.model ?? RulePack.model
    return ConfigurationInquiry(
      configuration: EffectiveConfiguration(
        project.configuration, PathNames.shown(absolute), absolute, isFolder: isFolder,
        builtInModel: "\(model.version) of \(model.date)", rules: try RuleCatalog.entries(with: projects.ownRules)),
      issues: projects.issues)
  }
}
