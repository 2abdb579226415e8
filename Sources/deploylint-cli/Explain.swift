import ArgumentParser
import DeployLint

/// `deploylint explain RULE`
struct Explain: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "deploylint explain",
    abstract: "Explain a rule: what it asks, why, and what a finding looks like.",
    discussion: """
      EXAMPLES
        deploylint explain sagemaker/canary-too-large
        deploylint explain schema/type
        deploylint explain cel                    the language of rules, in brief
      """)

  @Argument(help: ArgumentHelp("The id of a rule, or 'cel' for the language of rules.", valueName: "rule"))
  var rule: String

  func run() throws {
    if rule == "cel" { return try Terminal.show(LanguageSummary.text) }
    guard let explanation = try Explanation.text(of: rule) else {
      Terminal.complain(RuleName.unknown(rule))
      throw ExitCode(ExitStatus.failed)
    }
    try Terminal.show(explanation)
  }
}
