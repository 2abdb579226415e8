import ArgumentParser
import DeployLint

/// `deploylint rules`
struct Rules: ToolCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  static let configuration = CommandConfiguration(
    commandName: "deploylint rules", abstract: "List all rules and checks.")

  @Option(help: "How the list is shown.")
  var format = Format.text

  @OptionGroup
  var rulePaths: RulePaths

  func run() throws {
    let (own, isSound) = rulePaths.load()
    let entries = try RuleCatalog.entries(with: own.entries)
    try Terminal.show(format == .json ? RuleListReporter.json(entries) : RuleListReporter.text(entries))
    if !isSound { throw ExitCode(ExitStatus.failed) }
  }
}
