import ArgumentParser
import DeployLint

/// `deploylint schema report`
struct Schema: ToolCommand {
  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case report
  }

  static let configuration = CommandConfiguration(
    commandName: "deploylint schema", abstract: "Print a JSON Schema: 'report' is that of '--format json'.")

  @Argument(help: "What the schema is of: report.")
  var subject: Subject

  func run() throws {
    switch subject {
    case .report: try Terminal.show(ReportSchema.text)
    }
  }
}
