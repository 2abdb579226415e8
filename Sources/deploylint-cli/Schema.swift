import ArgumentParser
import DeployLint

/// `deploylint schema SUBJECT`
struct Schema: ToolCommand {
  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case report, config
  }

  static let configuration = CommandConfiguration(
    commandName: "deploylint schema", abstract: "Print a JSON Schema: 'report' is that of '--format json', 'config' that of .deploylint.yaml.")

  @Argument(help: "What the schema is of: report or config.")
  var subject: Subject

  func run() throws {
    switch subject {
    case .report: try Terminal.show(ReportSchema.text)
    case .config: try Terminal.show(ConfigurationSchema.text)
    }
  }
}
