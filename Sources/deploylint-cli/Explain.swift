import ArgumentParser
import DeployLint

/// `deploylint explain RULE`
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deploylint explain",
    abstract: "Explain a rule: what it asks, why, and what a finding looks like.",
    discussion: """
      EXAMPLES
        deploylint explain sagemaker/canary-too-large
        deploylint explain schema/type
      """)

  @Argument(help: ArgumentHelp("The id of a rule.", valueName: "rule"))
  var rule: String

  func run() throws {
    guard let explanation = try Explanation.text(of: rule) else {
      let nearest =
        Suggestion.nearest(to: rule, among: RuleCatalog.ids)
        ?? RuleCatalog.ids.first { Suggestion.distance(RuleCatalog.name(of: $0), rule) != nil }
      let hint = nearest.map { "did you mean '\($0)'?" } ?? "'deploylint rules' lists all of them"
      Terminal.complain("there is no rule '\(DisplayText.escaped(rule))'; \(hint)")
      throw ExitCode(ExitStatus.usage)
    }
    Terminal.write(explanation, to: .output)
  }
}
