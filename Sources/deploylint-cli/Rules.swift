import ArgumentParser
import DeployLint

/// `deploylint rules`
struct Rules: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  static let configuration = CommandConfiguration(
    commandName: "deploylint rules", abstract: "List all rules and checks.")

  @Option(help: "text or json.")
  var format = Format.text

  func run() throws {
    let entries = try RuleCatalog.entries()
    Terminal.write(format == .json ? RuleListReporter.json(entries) : RuleListReporter.text(entries), to: .output)
  }
}
