import ArgumentParser
import DeployLint

/// `deploylint new-rule ID`
struct NewRule: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "deploylint new-rule",
    abstract: "Print a rule file to begin with, with examples that pass.",
    discussion: """
      EXAMPLES
        deploylint new-rule team/small-canary > rules/team/small-canary.yaml
        deploylint test rules/
      """)

  @Argument(help: ArgumentHelp("The id of the rule: GROUP/NAME.", valueName: "id"))
  var id: String

  func run() throws {
    if let problem = RuleSkeleton.problem(ofID: id) {
      Terminal.complain(problem)
      throw ExitCode(ExitStatus.failed)
    }
    try Terminal.show(RuleSkeleton.text(id: id))
  }
}
