import ArgumentParser
import DeployLint

/// `deploylint config PATH`
struct Config: ToolCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  static let configuration = CommandConfiguration(
    commandName: "deploylint config",
    abstract: "Print what is in force for a path, and where each value was said.",
    usage: "deploylint config [<path>] [<options>]",
    discussion: """
      A file is checked by the nearest .deploylint.yaml on the way from its folder up to the repository's root. \
      Options go before its keys.

      EXAMPLES
        deploylint config deploy/churn.yaml
        deploylint config --format json --preset strict .

      EXIT STATUS
        0  the configuration is printed
        2  it is wrong
      """)

  @Argument(help: ArgumentHelp("A file or folder, which need not exist.", valueName: "path"))
  var path = "."

  @OptionGroup
  var settings: ConfigurationOptions

  @Option(help: "How it is shown.")
  var format = Format.text

  func run() throws {
    let inquiry = try ConfigurationInquiry.run(path, settings.choice, overrides: settings.overrides)
    Terminal.remark(IssueReporter.render(inquiry.issues))
    if inquiry.issues.contains(where: { $0.severity == .error }) { throw ExitCode(ExitStatus.failed) }
    let report = inquiry.configuration
    try Terminal.show(format == .json ? ConfigurationReporter.json(report) : ConfigurationReporter.text(report))
  }
}
