import ArgumentParser
import DeployLint

/// `deploylint check PATH…`
struct Check: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, compact, json
  }

  enum Color: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
  }

  enum FailLevel: String, ExpressibleByArgument, CaseIterable {
    case error, warning, note, never

    var severity: Severity? { Severity(rawValue: rawValue) }
  }

  static let configuration = CommandConfiguration(
    commandName: "deploylint check",
    abstract: "Check requests in files, folders and standard input.",
    discussion: """
      YAML, JSON and JSON Lines are read; folders are walked for .yaml, .yml, .json, .ndjson and .jsonl. A document is \
      checked where it is a CreateEndpoint or UpdateEndpoint request or a bare DeploymentConfig.

      EXAMPLES
        deploylint check endpoint.yaml
        deploylint check --fail-level warning --skip-unrecognized deploy/
        deploylint check --kind UpdateEndpoint --instances 4 --format json - < update.json

      EXIT STATUS
        0  nothing found at or above --fail-level
        1  findings at or above --fail-level
        2  the run itself went wrong: usage, unreadable input, nothing checked
      """)

  @Argument(help: ArgumentHelp("Files and folders; '-' is standard input.", valueName: "path"))
  var paths: [String]

  @Option(help: "How findings are shown: text, compact or json.")
  var format = Format.text

  @Option(help: ArgumentHelp("The findings that make the run fail: error, warning, note or never.", valueName: "level"))
  var failLevel = FailLevel.error

  @Option(
    help: ArgumentHelp(
      "Take every document for this kind: CreateEndpoint, UpdateEndpoint or DeploymentConfig.", valueName: "kind"))
  var kind: KindOption?

  @Option(help: ArgumentHelp("How many instances the endpoint has.", valueName: "number"))
  var instances: Int?

  @Option(
    help: ArgumentHelp(
      "Set a rule's severity (error, warning, note) or switch it off: id=severity.", valueName: "setting"))
  var rules: [RuleOption] = []

  @Flag(help: "Pass over files without a request, and let a run pass that checked nothing.")
  var skipUnrecognized = false

  @Option(help: ArgumentHelp("What findings call standard input; its extension tells the format.", valueName: "name"))
  var stdinFilename: String?

  @Option(help: "Colours: auto (on a terminal, unless NO_COLOR is set), always or never.")
  var color = Color.auto

  func validate() throws {
    if paths.isEmpty { throw ValidationError("no path is given; name files or folders, or '-' for standard input") }
    if let instances, instances < 1 || instances > Int(Int32.max) {
      throw ValidationError("--instances is \(instances); an endpoint has at least 1 instance")
    }
  }

  func run() throws {
    var options = Linter.Options(kind: kind?.kind, instances: instances)
    for option in rules { options.rules.set(option.id, option.setting) }
    var settings = PathRun.Settings()
    settings.stdinName = stdinFilename
    settings.skipsUnrecognized = skipUnrecognized

    let report = try PathRun.run(paths, options, settings)
    let isWritten = Terminal.write(render(report), to: .output)
    for issue in report.issues { Terminal.write("\(issue.severity.rawValue): \(issue.message)\n", to: .errors) }
    Terminal.write(SummaryLine.render(report), to: .errors)
    if !isWritten {
      Terminal.complain("the report could not be written to standard output")
      throw ExitCode(ExitStatus.usage)
    }
    throw ExitCode(report.exitStatus(failLevel: failLevel.severity))
  }

  private func render(_ report: Report) -> String {
    switch format {
    case .json: return JSONReporter.render(report)
    case .compact: return CompactReporter.render(report)
    case .text:
      let isColored = color == .always || (color == .auto && Terminal.showsColor)
      return TextReporter.render(report, style: isColored ? .colored : .plain)
    }
  }
}

/// `--kind`; the library's own type stays free of the parser.
enum KindOption: String, ExpressibleByArgument, CaseIterable {
  case createEndpoint = "CreateEndpoint"
  case updateEndpoint = "UpdateEndpoint"
  case deploymentConfig = "DeploymentConfig"

  var kind: RequestKind? { RequestKind(rawValue: rawValue) }
}

/// `sagemaker/zero-bake=off`
struct RuleOption: ExpressibleByArgument {
  let id: String
  let setting: RuleSettings.Setting

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, RuleCatalog.ids.contains(parts[0]) else { return nil }
    id = parts[0]
    if parts[1] == "off" {
      setting = .off
    } else if let severity = Severity(rawValue: parts[1]) {
      setting = .severity(severity)
    } else {
      return nil
    }
  }
}
