import ArgumentParser
import DeployLint

/// `deploylint filter`
struct Filter: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "deploylint filter",
    abstract: "Check a stream of requests, one JSON value a line, as it comes.",
    usage: "deploylint filter [<options>] < requests.ndjson",
    discussion: """
      Reads standard input line by line in constant memory and writes what it finds as JSON lines, in order, and as soon \
      as there is no further line to read: so it can stand in a pipe, or be driven by a program that waits for each \
      answer. A line is a request, or {"id": ID, "request": {...}}; the id comes back with each finding. Beside 'request', \
      'kind' and 'instances' say what the options say; in its place, 'text' or 'base64' holds the text of a file, and \
      'file' its name. Lines without a request are passed over. No configuration file is read.

      EXAMPLES
        deploylint filter < requests.ndjson
        deploylint filter --kind CreateEndpoint --reports < requests.ndjson

      EXIT STATUS
        0  nothing found at or above --fail-level
        1  findings at or above --fail-level
        2  usage, a line that cannot be followed, a rule that cannot be evaluated
      """)

  @Flag(help: "Answer each line with one line, a report, also where nothing is found.")
  var reports = false

  @Option(help: ArgumentHelp("The lowest severity that makes the run fail.", valueName: "level"))
  var failLevel = FailLevelOption.error

  @Option(help: ArgumentHelp("Take every request for this kind.", valueName: "kind"))
  var kind: KindOption?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many instances the endpoints have; some rules need it.", valueName: "number"))
  var instances: Int?

  @OptionGroup
  var severities: RuleSeverities

  @Option(help: "Which rules run: recommended, strict or minimal.")
  var preset = PresetOption.recommended

  @OptionGroup
  var rulePaths: RulePaths

  static let possibleInstances = 1...Int(Int32.max)

  func validate() throws {
    if let instances, !Self.possibleInstances.contains(instances) {
      throw ValidationError("--instances is \(instances); an endpoint has 1 to \(Int32.max) instances")
    }
    let own = severities.rules.allSatisfy(\.isBuiltIn) ? [] : rulePaths.ids(.none)
    for option in severities.rules { try option.validate(own: own) }
  }

  func run() throws { throw ExitCode(try asked.run()) }

  static func usualRun(_ words: [String]) -> (any ToolRun)? { QuickArguments.read(words) as FilterRun? }

  /// What the parser has read.
  var asked: FilterRun {
    var run = FilterRun()
    run.options.kind = kind?.kind
    run.options.instances = instances
    if let preset = preset.preset { run.options.rules.preset = preset }
    for option in severities.rules { run.options.rules.set(option.selector, option.setting, layer: .commandLine) }
    run.options.rulePaths = rulePaths.folders
    run.answer = reports ? .reports : .findings
    if let level = failLevel.level { run.failLevel = level }
    return run
  }
}
