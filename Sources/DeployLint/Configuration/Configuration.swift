/// Where a value in force was said.
package enum ConfigurationOrigin: Sendable, Hashable {
  /// Nobody said anything.
  case standard
  case file(ConfigurationPlace)
  case commandLine

  /// `default`, `.deploylint.yaml:3:5` or `command line`.
  package var display: String {
    switch self {
    case .standard: "default"
    case .file(let place): place.display
    case .commandLine: "command line"
    }
  }
}

/// A value with the place where it was said.
package struct Configured<Value: Sendable>: Sendable {
  package let value: Value
  package let origin: ConfigurationOrigin

  package init(_ value: Value, _ origin: ConfigurationOrigin) {
    self.value = value
    self.origin = origin
  }
}

/// What a team, or a command line, says about how files are checked. What is `nil` or empty is not said.
package struct Configuration: Sendable {
  /// The severity of a rule, or of all with a prefix.
  package struct RuleEntry: Sendable {
    package let selector: RuleSelector
    package let setting: RuleSettings.Setting

    package init(selector: RuleSelector, setting: RuleSettings.Setting) {
      self.selector = selector
      self.setting = setting
    }
  }

  /// What is known of the files that a pattern matches.
  package struct FileEntry: Sendable {
    package let pattern: PathPattern
    package var kind: Configured<RequestKind>?
    package var instances: Configured<Int>?
  }

  /// How many instances the endpoint of a name has.
  package struct FleetSize: Sendable {
    package let endpoint: String
    package let instances: Int

    package init(endpoint: String, instances: Int) {
      self.endpoint = endpoint
      self.instances = instances
    }
  }

  /// The configuration file, as messages call it; `nil` where there is none.
  package var file: String?
  /// The folder of the file, from the root: what `PathSuppression.files` starts at.
  package var folder = PathNames.workingFolder

  package var requiredVersion: Configured<VersionRequirement>?
  package var preset: Configured<RuleSettings.Preset>?
  package var rules: [Configured<RuleEntry>] = []
  package var failLevel: Configured<FailLevel>?
  package var files: [FileEntry] = []
  package var fleetSizes: [Configured<FleetSize>] = []
  package var exclude: [Configured<PathPattern>]?
  /// Folders with rules of one's own, as paths that can be opened.
  package var rulePaths: [Configured<String>]?
  package var placeholders: [Configured<PlaceholderStyle>]?
  /// The API model to check against, as a path that can be opened.
  package var model: Configured<String>?
  package var suppressions: [PathSuppression] = []
  package var unsuppressible: [Configured<RuleSelector>]?
  /// A path that can be opened, if the file is there.
  package var baseline: Configured<String>?

  /// What every document is taken for, and the size of every fleet; only the command line says so of all files.
  package var kind: Configured<RequestKind>?
  package var instances: Configured<Int>?

  package init() {}

  /// This configuration where it says something, and elsewhere the other one: the command line over a file. A list takes
  /// the place of the other; of rules and fleet sizes those that are named here go before.
  package func over(_ other: Configuration) -> Configuration {
    var result = other
    result.requiredVersion = requiredVersion ?? other.requiredVersion
    result.preset = preset ?? other.preset
    result.rules = other.rules + rules
    result.failLevel = failLevel ?? other.failLevel
    result.files = other.files + files
    result.fleetSizes = other.fleetSizes + fleetSizes
    result.exclude = exclude ?? other.exclude
    result.rulePaths = rulePaths ?? other.rulePaths
    result.placeholders = placeholders ?? other.placeholders
    result.model = model ?? other.model
    result.suppressions = other.suppressions + suppressions
    result.unsuppressible = unsuppressible ?? other.unsuppressible
    result.baseline = baseline ?? other.baseline
    result.kind = kind ?? other.kind
    result.instances = instances ?? other.instances
    return result
  }

  // MARK: What holds for a file

  /// Whether it may say of one file what it does not say of another.
  var tellsFilesApart: Bool { !files.isEmpty || !suppressions.isEmpty }

  /// What `rules` and `preset` come to; its entries are in the order of `rules`.
  package var ruleSettings: RuleSettings {
    var settings = RuleSettings()
    settings.preset = preset?.value ?? .recommended
    for entry in rules {
      let layer =
        if case .commandLine = entry.origin { RuleSettings.Layer.commandLine } else { RuleSettings.Layer.file }
      settings.set(entry.value.selector, entry.value.setting, layer: layer)
    }
    return settings
  }

  /// The pattern by which a file, or a folder with all that is in it, is left out.
  ///
  /// - Parameter path: from the root.
  package func exclusion(of path: String, isFolder: Bool = false) -> Configured<PathPattern>? {
    exclude?.first { $0.value.matches(path, isFolder: isFolder) }
  }

  /// What `files` says a file holds: of several patterns that match, the last one that says it.
  ///
  /// - Parameter path: from the root.
  package func fileKind(of path: String) -> Configured<RequestKind>? {
    files.last { $0.kind != nil && $0.pattern.matches(path) }?.kind
  }

  /// As `fileKind(of:)`, the number of instances.
  package func fileInstances(of path: String) -> Configured<Int>? {
    files.last { $0.instances != nil && $0.pattern.matches(path) }?.instances
  }
}

/// A pattern with the folder that it starts at.
package struct PathPattern: Sendable {
  package let glob: Glob
  /// From the root.
  package let folder: String

  package init(_ glob: Glob, in folder: String) {
    self.glob = glob
    self.folder = folder
  }

  /// - Parameter path: from the root. What is not in the folder is matched by its whole path, which patterns without a
  ///   folder of their own can match.
  package func matches(_ path: String, isFolder: Bool = false) -> Bool {
    let way = PathNames.relative(path, to: folder) ?? String(decoding: path.utf8.dropFirst(), as: UTF8.self)
    return !way.isEmpty && glob.matches(way, isFolder: isFolder)
  }
}
