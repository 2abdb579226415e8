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
        deploylint explain --rule-path rules acme/require-cost-center
      """)

  @Argument(
    help: ArgumentHelp("The id of a rule, or 'cel' for the language of rules.", valueName: "rule"),
    completion: .custom { _, _, _ in RuleCatalog.ids + ["cel"] })
  var rule: String

  @OptionGroup
  var rulePaths: RulePaths

  func run() throws {
    if rule == "cel" { return try Terminal.show(LanguageSummary.text) }
    let (own, isSound) = rulePaths.load()
    guard let explanation = try Explanation.text(of: rule, own: own) else {
      // What is wrong with a file was told.
      let isBroken = rulePaths.ids().contains { $0.utf8.elementsEqual(rule.utf8) }
      Terminal.complain(
        isBroken
          ? "the rule '\(rule)' cannot be loaded" : RuleName.unknown(rule, own: own.rules.map(\.id)))
      throw ExitCode(ExitStatus.failed)
    }
    try Terminal.show(explanation)
    if !isSound { throw ExitCode(ExitStatus.failed) }
  }
}
