import ArgumentParser
import DeployLint

/// `deploylint test [PATH…]`
struct Test: ToolCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, junit
  }

  static let configuration = CommandConfiguration(
    commandName: "deploylint test",
    abstract: "Run the examples of rule files.",
    usage: "deploylint test [<path> ...] [<options>]",
    discussion: """
      A path is a rule file, or a folder of them: DIR/acme/name.yaml is the rule acme/name. Without a path, the examples \
      of the built-in rules and of those of --rule-path, or of the configuration, are run. An example is tried with its own rule and the schema \
      checks. It is skipped where the rule has no answer.

      EXAMPLES
        deploylint test rules/
        deploylint test rules/acme/require-cost-center.yaml
        deploylint test --format junit rules/ > rules.xml

      EXIT STATUS
        0  no example fails
        1  an example fails
        2  a rule cannot be loaded, or a path cannot be read
      """)

  @Argument(help: ArgumentHelp("Rule files and folders of rules.", valueName: "path"))
  var paths: [String] = []

  @Option(help: "How the results are shown.")
  var format = Format.text

  @Flag(help: "Show only what fails or is skipped; holds for text.")
  var quiet = false

  @OptionGroup
  var rulePaths: RulePaths

  func validate() throws {
    if !paths.isEmpty, !rulePaths.folders.isEmpty {
      throw ValidationError("a path and --rule-path are given; name the folder as a path alone")
    }
  }

  func run() throws {
    var options = Linter.Options()
    options.rulePaths = rulePaths.folders()
    let report = try ExampleRun.run(paths, options)
    switch format {
    case .text: try Terminal.show(ExampleReporter.text(report, isQuiet: quiet))
    case .json: try Terminal.show(ExampleReporter.json(report))
    case .junit: try Terminal.show(ExampleJUnitReporter.render(report))
    }
    Terminal.remark(IssueReporter.render(report.issues))
    Terminal.remark(report.summary)
    throw ExitCode(report.exitStatus)
  }
}
