import ArgumentParser
import DeployLint

/// `deploylint schema SUBJECT`
struct Schema: ToolCommand {
  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case report
    case reportLine = "report-line"
    case config
    case rule
    case createEndpoint = "CreateEndpoint"
    case updateEndpoint = "UpdateEndpoint"
    case deploymentConfig = "DeploymentConfig"
  }

  static let configuration = CommandConfiguration(
    commandName: "deploylint schema",
    abstract: "Print a JSON Schema (2020-12).",
    discussion: """
      SUBJECTS
        report            what 'deploylint check --format json' prints
        report-line       a line of what 'deploylint check --format ndjson' prints
        config            .deploylint.yaml
        rule              a rule file
        CreateEndpoint    a request, as the service's API model has it
        UpdateEndpoint    the same of an update
        DeploymentConfig  the same of a DeploymentConfig alone

      Editors complete and check a file against such a schema; for YAML, a first line says where it is:
        # yaml-language-server: $schema=rule.schema.json
      """)

  @Argument(help: "What the schema is of.")
  var subject: Subject

  func run() throws {
    switch subject {
    case .report: try Terminal.show(ReportSchema.text)
    case .reportLine: try Terminal.show(ReportSchema.line)
    case .config: try Terminal.show(ConfigurationSchema.text)
    case .rule: try Terminal.show(RulePack.ruleSchema)
    case .createEndpoint, .updateEndpoint, .deploymentConfig:
      guard let kind = RequestKind(rawValue: subject.rawValue) else { return }
      try Terminal.show(RequestSchema.text(of: kind, model: RulePack.model))
    }
  }
}
