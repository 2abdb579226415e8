import ArgumentParser
import DeployLint

/// `deploylint schema SUBJECT`
struct Schema: ToolCommand {
  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case report
    case reportLine = "report-line"
    case config
  }

  static let configuration = CommandConfiguration(
    commandName: "deploylint schema",
    abstract: "Print a JSON Schema (2020-12).",
    discussion: """
      SUBJECTS
        report            what 'deploylint check --format json' prints
        report-line       a line of what 'deploylint check --format ndjson' prints
        config            .deploylint.yaml
      """)

  @Argument(help: "What the schema is of.")
  var subject: Subject

  func run() throws {
    switch subject {
    case .report: try Terminal.show(ReportSchema.text)
    case .reportLine: try Terminal.show(ReportSchema.line)
    case .config: try Terminal.show(ConfigurationSchema.text)
    }
  }
}
