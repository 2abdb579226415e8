import ArgumentParser
import DeployLint

/// `deploylint check PATH…`
struct Check: ToolCommand {
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
    usage: "deploylint check <path> ... [<options>]",
    discussion: """
      YAML, JSON and JSON Lines are read; folders are walked for .yaml, .yml, .json, .ndjson and .jsonl. A document is \
      checked where it is a CreateEndpoint or UpdateEndpoint request or a bare DeploymentConfig.

      EXAMPLES
        deploylint check endpoint.yaml
        deploylint check --fail-level warning --skip-unrecognized deploy/
        deploylint check --kind UpdateEndpoint --format json - < update.json
        deploylint check --instances 4 --rules sagemaker/zero-bake=off endpoint.yaml

      EXIT STATUS
        0  nothing found at or above --fail-level
        1  findings at or above --fail-level
        2  the run itself went wrong: usage, unreadable input, nothing checked
      """)

  @Argument(help: ArgumentHelp("Files and folders; '-' is standard input.", valueName: "path"))
  var paths: [String] = []

  @Option(help: "How findings are shown.")
  var format = Format.text

  @Option(help: ArgumentHelp("The lowest severity that makes the run fail.", valueName: "level"))
  var failLevel = FailLevel.error

  @Option(help: ArgumentHelp("Take every document for this kind of request.", valueName: "kind"))
  var kind: KindOption?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many instances the endpoint has; some rules need it.", valueName: "number"))
  var instances: Int?

  @Option(
    help: ArgumentHelp(
      "Give a rule another severity (error, warning, note) or switch it off: sagemaker/zero-bake=off.",
      valueName: "rule=severity"),
    transform: RuleOption.init)
  var rules: [RuleOption] = []

  @Flag(help: "Pass over files without a request, and let a run pass that checked nothing.")
  var skipUnrecognized = false

  @Option(help: ArgumentHelp("What findings call standard input; its extension tells the format.", valueName: "name"))
  var stdinFilename: String?

  @Option(help: "Colours; auto means on a terminal, unless NO_COLOR is set.")
  var color = Color.auto

  func validate() throws {
    if paths.isEmpty { throw ValidationError("no path is given; name files or folders, or '-' for standard input") }
    if let instances, instances < 1 {
      throw ValidationError("--instances is \(instances); an endpoint has at least 1 instance")
    }
    if let instances, instances > Int(Int32.max) {
      throw ValidationError("--instances is \(instances); at most \(Int32.max) is possible")
    }
  }

  func run() throws {
    var options = Linter.Options(kind: kind?.kind, instances: instances)
    for option in rules { options.rules.set(option.id, option.setting) }
    var settings = PathRun.Settings()
    settings.stdinName = stdinFilename
    settings.skipsUnrecognized = skipUnrecognized

    let report = try PathRun.run(paths, options, settings)
    try Terminal.show(render(report))
    for issue in report.issues { Terminal.remark("\(issue.severity.rawValue): \(issue.message)\n") }
    Terminal.remark(SummaryLine.render(report))
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
struct RuleOption {
  let id: String
  let setting: RuleSettings.Setting

  init(_ argument: String) throws {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let known = RuleCatalog.ids.first(where: { $0.utf8.elementsEqual(parts[0].utf8) }) else {
      throw ValidationError(RuleName.unknown(parts[0]))
    }
    guard !RuleSettings.fixed.contains(known) else {
      throw ValidationError("'\(known)' stays an error: a text that cannot be read is not checked")
    }
    id = known
    guard parts.count == 2 else {
      throw ValidationError("write \(id)=error, =warning, =note or =off")
    }
    if let severity = Severity(rawValue: parts[1]) {
      setting = .severity(severity)
    } else if parts[1] == "off" {
      setting = .off
    } else {
      throw ValidationError("'\(DisplayText.escaped(parts[1]))' is no severity; write error, warning, note or off")
    }
  }
}
