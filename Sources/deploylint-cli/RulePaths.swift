import ArgumentParser
import DeployLint

/// `--rule-path`, which several commands take.
struct RulePaths: ParsableArguments {
  @Option(
    name: .customLong("rule-path"),
    help: ArgumentHelp("A folder of rules of one's own: DIR/acme/name.yaml is the rule acme/name.", valueName: "dir"))
  var folders: [String] = []

  /// What was given, else the folders that the configuration of the working folder names.
  func folders(_ choice: ConfigurationFinder.Choice = .nearest) -> [String] {
    folders.isEmpty ? OwnRules.configuredFolders(choice) : folders
  }

  /// The ids of the rules in the folders, whether they can be loaded or not.
  func ids(_ choice: ConfigurationFinder.Choice = .nearest) -> [String] { RuleFolder(folders(choice)).ids }

  /// Loads the rules of the folders and tells what is wrong with them.
  ///
  /// - Returns: the rules, and whether there are no mistakes.
  func load() -> (rules: OwnRules, isSound: Bool) {
    let rules = OwnRules(folders(), model: RulePack.model)
    Terminal.remark(IssueReporter.render(rules.issues))
    return (rules, !rules.issues.contains { $0.severity == .error })
  }
}
