import ArgumentParser
import DeployLint

/// What a configuration file can say, for the command line: a switch goes before the key of the same name.
struct ConfigurationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Use this configuration for all files (default: the nearest .deploylint.yaml above each file).", valueName: "file"
    ))
  var config: String?

  @Flag(name: .customLong("no-config"), help: "Read no configuration file.")
  var ignoresConfiguration = false

  @Option(help: ArgumentHelp("Which rules run: recommended, strict or minimal.", valueName: "preset"))
  var preset: PresetOption?

  @OptionGroup
  var severities: RuleSeverities

  @Option(help: ArgumentHelp("The lowest severity that makes the run fail (default: error).", valueName: "level"))
  var failLevel: FailLevelOption?

  @Option(help: ArgumentHelp("Take every document for this kind of request.", valueName: "kind"))
  var kind: KindOption?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "How many instances the endpoint has; some rules need it. NAME=4 says it of the endpoint of that name.",
      valueName: "number"))
  var instances: [InstancesOption] = []

  @Option(
    help: ArgumentHelp(
      "Leave out what the pattern matches, such as 'vendor/' or '*.generated.yaml'.", valueName: "glob"),
    transform: ExcludeOption.init)
  var exclude: [ExcludeOption] = []

  @Option(
    help: ArgumentHelp(
      "Values with unfilled placeholders are unknown, not wrong: dollar (${NAME}), jinja ({{ name }}), angle (<NAME>).",
      valueName: "styles"))
  var placeholders: PlaceholdersOption?

  @OptionGroup
  var rulePaths: RulePaths

  @Option(help: ArgumentHelp("Check against this API model: botocore's service-2.json.", valueName: "file"))
  var model: String?

  func validate() throws {
    if config != nil, ignoresConfiguration {
      throw ValidationError("--config and --no-config exclude each other; give one of them")
    }
    for option in instances { try option.validate() }
    let own = severities.rules.allSatisfy(\.isBuiltIn) ? [] : rulePaths.ids(choice)
    for option in severities.rules { try option.validate(own: own) }
  }

  /// Where configuration files come from.
  var choice: ConfigurationFinder.Choice {
    if ignoresConfiguration { return .none }
    return config.map { .file($0) } ?? .nearest
  }

  /// What was given, as a configuration.
  var overrides: Configuration {
    var overrides = Configuration()
    overrides.preset = (preset?.preset).map(Configured.init(given:))
    overrides.rules = severities.rules.map {
      Configured(given: Configuration.RuleEntry(selector: $0.selector, setting: $0.setting))
    }
    overrides.failLevel = (failLevel?.level).map(Configured.init(given:))
    overrides.kind = (kind?.kind).map(Configured.init(given:))
    for option in instances { overrides.take(option) }
    if !exclude.isEmpty {
      overrides.exclude = exclude.map { Configured(given: PathPattern($0.glob, in: PathNames.workingFolder)) }
    }
    overrides.placeholders = placeholders?.styles.map(Configured.init(given:))
    if !rulePaths.folders.isEmpty { overrides.rulePaths = rulePaths.folders.map(Configured.init(given:)) }
    overrides.model = model.map(Configured.init(given:))
    return overrides
  }
}

extension Configured {
  /// What the command line says.
  init(given value: Value) { self.init(value, .commandLine) }
}

extension Configuration {
  /// Takes in an `--instances`: of several for one endpoint, or for all, the last one counts.
  mutating func take(_ option: InstancesOption) {
    if let endpoint = option.endpoint {
      fleetSizes.append(Configured(given: FleetSize(endpoint: endpoint, instances: option.count)))
    } else {
      instances = Configured(given: option.count)
    }
  }
}

/// `--fail-level`
enum FailLevelOption: String, ExpressibleByArgument, CaseIterable {
  case error, warning, note, never

  var level: FailLevel? { FailLevel(rawValue: rawValue) }
}

/// `--rules`, for all commands that check.
struct RuleSeverities: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Give a rule, or all with a prefix, another severity (error, warning, note), or switch it off: "
        + "sagemaker/zero-bake=off, sagemaker/=warning.",
      valueName: "rule=severity"),
    transform: RuleOption.init)
  var rules: [RuleOption] = []
}

/// `--preset`
enum PresetOption: String, ExpressibleByArgument, CaseIterable {
  case recommended, strict, minimal

  var preset: RuleSettings.Preset? { RuleSettings.Preset(rawValue: rawValue) }
}

/// `--instances 4` or `--instances churn=4`
struct InstancesOption: ExpressibleByArgument {
  let endpoint: String?
  let count: Int

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let number = parts.last.flatMap({ Int($0) }), parts.first?.isEmpty == false else { return nil }
    endpoint = parts.count > 1 ? String(parts[0]) : nil
    count = number
  }

  func validate() throws {
    let option = "--instances is \(endpoint.map { DisplayText.escaped($0) + "=" } ?? "")\(count)"
    if count < 1 { throw ValidationError("\(option); an endpoint has at least 1 instance") }
    if count > Int(Int32.max) { throw ValidationError("\(option); at most \(Int32.max) is possible") }
  }
}

/// `--exclude vendor/`
struct ExcludeOption {
  let glob: Glob

  init(_ argument: String) throws {
    do throws(Glob.FormatError) {
      glob = try Glob(argument)
    } catch {
      throw ValidationError("\(DisplayText.quoted(argument)) is no pattern for paths: \(error.message); \(error.help)")
    }
  }
}

/// `--placeholders dollar,jinja`
struct PlaceholdersOption: ExpressibleByArgument {
  let styles: [PlaceholderStyle]

  static var allValueStrings: [String] { PlaceholderStyle.allCases.map(\.rawValue) }

  init?(argument: String) {
    var styles: [PlaceholderStyle] = []
    for name in argument.split(separator: ",", omittingEmptySubsequences: false) {
      guard let style = PlaceholderStyle(rawValue: String(name)) else { return nil }
      styles.append(style)
    }
    self.styles = styles
  }
}
