import ArgumentParser
import DeployLint

/// `deploylint check PATH…`
struct Check: ToolCommand {
  enum Color: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
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
        deploylint check --preset strict --exclude vendor/ .
        deploylint check --format text --format sarif --output d.sarif deploy/
        deploylint check --instances 4 --rules sagemaker/zero-bake=off endpoint.yaml
        git diff --name-only -z --diff-filter=d main | deploylint check --skip-unrecognized --files-from -

      EXIT STATUS
        0  nothing found at or above --fail-level
        1  findings at or above --fail-level
        2  the run itself went wrong: usage, unreadable input, a wrong configuration, nothing checked
      """)

  @Argument(
    help: ArgumentHelp("Files and folders; '-' is standard input.", valueName: "path"), completion: .file())
  var paths: [String] = []

  @Option(
    help: ArgumentHelp(
      "A list of more files and folders, separated by line breaks or NUL; '-' is standard input.", valueName: "file"),
    completion: .file())
  var filesFrom: String?

  @Option(
    help: ArgumentHelp(
      "How findings are shown; may be repeated, each with its own --output. "
        + "auto is github in GitHub Actions, else text. (default: text)", valueName: "format"))
  var format: [ReportFormat] = []

  @Option(
    help: ArgumentHelp(
      "Write the report of the --format before it to a file; '-' is standard output (default: standard output).",
      valueName: "file"))
  var output: [String] = []

  @OptionGroup
  var settings: ConfigurationOptions

  @Flag(name: .customLong("no-gitignore"), help: "Also walk what .gitignore files leave out.")
  var ignoresIgnoreFiles = false

  @Flag(help: "Run rules in preview, too: new ones, which may still change their findings.")
  var preview = false

  @Flag(help: "Pass over files without a request, and let a run pass that checked nothing.")
  var skipUnrecognized = false

  @OptionGroup(title: "Known findings")
  var known: KnownFindings

  @Option(
    help: ArgumentHelp(
      "How many findings of a document text and github show, the gravest first; 0 is all.", valueName: "count"))
  var maxShown = 100

  @Option(help: ArgumentHelp("What findings call standard input; its extension tells the format.", valueName: "name"))
  var stdinFilename: String?

  @Option(help: "Colours; auto means on a terminal, unless NO_COLOR is set.")
  var color = Color.auto

  func validate() throws { try asked.validate() }

  func run() throws {
    var run = asked
    try run.finish(CommandLine.arguments)
    throw ExitCode(try run.run())
  }

  static func usualRun(_ words: [String]) -> (any ToolRun)? { QuickArguments.read(words) as CheckRun? }

  /// What the parser has read.
  var asked: CheckRun {
    var run = CheckRun()
    run.paths = paths
    run.filesFrom = filesFrom
    run.settings.configuration = settings.choice
    run.settings.overrides = settings.overrides
    run.settings.honoursIgnoreFiles = !ignoresIgnoreFiles
    run.settings.stdinName = stdinFilename
    run.settings.skipsUnrecognized = skipUnrecognized
    run.settings.baselinePath = known.baselinePath
    run.settings.baselineAction = known.baselineAction
    run.includesPreview = preview
    run.color = color
    run.showsSuppressed = known.showSuppressed
    run.mostShown = maxShown
    return run
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
  let selector: RuleSelector
  let setting: RuleSettings.Setting
  let isBuiltIn: Bool

  init(_ argument: String) throws {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    selector = RuleSelector(parts[0])
    isBuiltIn = RuleCatalog.ids.contains(where: selector.matches)
    guard !RuleSettings.fixed.contains(selector.text) else {
      throw ValidationError("'\(selector.text)' stays an error: a text that cannot be read is not checked")
    }
    // A name that no rule has is the first mistake, and whose it is shows only with the folders of rules.
    guard isBuiltIn || parts.count == 2 else {
      setting = .off
      return
    }
    guard parts.count == 2 else {
      throw ValidationError("write \(selector.text)=error, =warning, =note or =off")
    }
    guard let setting = RuleSettings.Setting(parts[1]) else {
      throw ValidationError("'\(DisplayText.escaped(parts[1]))' is no severity; write error, warning, note or off")
    }
    self.setting = setting
  }

  /// Refuses what is neither built in nor among one's own rules.
  func validate(own: [String]) throws {
    if !isBuiltIn, !own.contains(where: selector.matches) {
      throw ValidationError(RuleName.unknown(selector.text, own: own))
    }
  }
}
