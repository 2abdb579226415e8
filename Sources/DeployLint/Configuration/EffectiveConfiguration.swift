/// What is in force for one path, and who said it.
package struct EffectiveConfiguration: Sendable {
  /// A value with its origin.
  package struct Value: Sendable {
    package let fact: Fact
    package let origin: ConfigurationOrigin
  }

  package enum Content: Sendable {
    case scalar(Value)
    case list([Value])
    case mapping([(name: String, value: Value)])
  }

  package struct Setting: Sendable {
    /// The configuration's key.
    package let key: String
    package let content: Content
  }

  /// What becomes of a rule.
  package struct RuleState: Sendable {
    package let id: String
    /// The strongest first; none where it is off.
    package let severities: [Severity]
    package let origin: ConfigurationOrigin
  }

  package let path: String
  /// The configuration file; `nil` where there is none.
  package let file: String?
  /// The pattern by which the path is left out.
  package let exclusion: Value?
  /// In the order of the documentation. `files` has what is known of the path.
  package let settings: [Setting]
  package let rules: [RuleState]

  /// - Parameters:
  ///   - path: as it is shown.
  ///   - absolute: the same from the root.
  package init(
    _ configuration: Configuration, _ path: String, _ absolute: String, isFolder: Bool, builtInModel: String,
    rules: [RuleCatalog.Entry]
  ) {
    self.path = path
    file = configuration.file
    exclusion = configuration.exclusion(of: absolute, isFolder: isFolder).map { Self.value($0) { $0.glob.text } }
    let kind = configuration.kind ?? configuration.fileKind(of: absolute)
    let instances = configuration.instances ?? configuration.fileInstances(of: absolute)
    settings = [
      Self.scalar("required-version", configuration.requiredVersion) { $0.text },
      Self.scalar("preset", configuration.preset, or: .string(RuleSettings.Preset.recommended.rawValue)) {
        $0.rawValue
      },
      Self.scalar("fail-level", configuration.failLevel, or: .string(FailLevel.error.rawValue)) { $0.rawValue },
      Setting(
        key: "files",
        content: .mapping([
          ("kind", kind.map { Self.value($0) { $0.rawValue } } ?? Self.nothing),
          ("instances", instances.map(Self.value) ?? Self.nothing),
        ])),
      Setting(
        key: "instances",
        content: .mapping(
          configuration.fleetSizes.map { size in
            (size.value.endpoint, Self.value(Configured(size.value.instances, size.origin)))
          })),
      Self.list("exclude", configuration.exclude) { $0.glob.text },
      Self.list("rule-paths", configuration.rulePaths) { $0 },
      Self.list("placeholders", configuration.placeholders) { $0.rawValue },
      Self.scalar("model", configuration.model, or: .string(builtInModel)) { $0 },
      Self.scalar("baseline", configuration.baseline) { $0 },
      Self.list("suppressions", Self.suppressions(configuration, absolute)) { $0 },
      Self.list("forbid-suppressing", configuration.unsuppressible) { $0.text },
    ]
    self.rules = Self.states(configuration, rules)
  }

  // MARK: Settings

  private static let nothing = Value(fact: .null, origin: .standard)

  private static func value<Content>(_ configured: Configured<Content>, _ text: (Content) -> String) -> Value {
    Value(fact: .string(text(configured.value)), origin: configured.origin)
  }

  private static func value(_ number: Configured<Int>) -> Value {
    Value(fact: .integer(Int64(number.value)), origin: number.origin)
  }

  private static func scalar<Content>(
    _ key: String, _ configured: Configured<Content>?, or fallback: Fact = .null, _ text: (Content) -> String
  ) -> Setting {
    let value = configured.map { Self.value($0, text) } ?? Value(fact: fallback, origin: .standard)
    return Setting(key: key, content: .scalar(value))
  }

  private static func list<Content>(
    _ key: String, _ configured: [Configured<Content>]?, _ text: (Content) -> String
  ) -> Setting {
    Setting(key: key, content: .list((configured ?? []).map { Self.value($0, text) }))
  }

  /// The entries that are about the path, each in one line.
  private static func suppressions(_ configuration: Configuration, _ path: String) -> [Configured<String>] {
    configuration.suppressions.filter { PathPattern($0.files, in: configuration.folder).matches(path) }.map { entry in
      let rules = entry.rules.map(\.text).joined(separator: ", ")
      let pointer = entry.pointer.map { " at " + $0.pointer } ?? ""
      return Configured("\(rules)\(pointer): \(entry.reason)", .file(entry.place))
    }
  }

  // MARK: Rules

  private static func states(_ configuration: Configuration, _ rules: [RuleCatalog.Entry]) -> [RuleState] {
    let settings = configuration.ruleSettings
    return rules.map { rule in
      let severities = settings.severities(of: rule)
      return RuleState(
        id: rule.id, severities: severities, origin: origin(of: rule, severities, settings, configuration))
    }
  }

  private static func origin(
    of rule: RuleCatalog.Entry, _ severities: [Severity], _ settings: RuleSettings, _ configuration: Configuration
  ) -> ConfigurationOrigin {
    if let entry = settings.decidingEntry(of: rule.id).map({ configuration.rules[$0] }),
      // A prefix with a severity switches nothing off.
      entry.value.setting == .off || !severities.isEmpty
    {
      return entry.origin
    }
    let isChanged = severities != (rule.isOffByDefault ? [] : rule.severities)
    return isChanged ? configuration.preset?.origin ?? .standard : .standard
  }
}
