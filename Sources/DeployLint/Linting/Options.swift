extension Linter {
  /// What a run is told about the requests and the rules.
  public struct Options: Sendable {
    /// Takes every document for a request of this kind, whatever it looks like; `nil` finds out.
    public var kind: RequestKind?
    /// How many instances the endpoint's fleet has; `nil` where nobody said it. A comment
    /// `# deploylint: instances=4` in a file says it for that file. Where neither does, the endpoint configuration that
    /// a request names says it, if it is found beside the request or in another file of the run.
    public var instances: Int?
    /// Which rules run with which severity, beside the defaults.
    package var rules = RuleSettings()
    /// Folders of rules of one's own, which run beside the built-in ones.
    package var rulePaths: [String] = []
    package var limits = ReaderLimits.standard
    /// What becomes of rules and built-in checks, by id; of all in a group, by a prefix such as `sagemaker/`.
    public var severities: [String: RuleSetting] = [:]
    /// Rules of one's own, which run beside the built-in ones.
    public var ruleTexts: [RuleText] = []
    /// The placeholders whose values are unknown rather than wrong.
    package var placeholders: [PlaceholderStyle] = []
    /// What requests are held against; `nil` for the built-in model.
    package var model: Model?

    /// Options with the defaults for everything that is not given.
    public init(
      kind: RequestKind? = nil, instances: Int? = nil, severities: [String: RuleSetting] = [:],
      ruleTexts: [RuleText] = []
    ) {
      self.kind = kind
      self.instances = instances
      self.severities = severities
      self.ruleTexts = ruleTexts
    }
  }

  /// What is known of one file where neither the options nor a comment says it.
  struct FileDefaults: Sendable {
    /// Whether no other file can define what its requests name.
    var isAlone = false
    var kind: RequestKind?
    var instances: Int?
    /// What the configuration says about suppressions of it.
    var suppressions = SuppressionSettings()
    /// By the name of the endpoint, which goes before the file's number. Of equal names the last one counts.
    var fleetSizes: [(endpoint: String, instances: Int)] = []
    /// The same, said on the command line: goes before `Options.instances` too.
    var givenFleetSizes: [(endpoint: String, instances: Int)] = []

    /// - Parameters:
    ///   - comment: what a comment in the file says, which goes before everything else.
    ///   - given: what the options say of all files.
    func instances(of endpoint: () -> String?, comment: Int64?, given: Int?) -> Int64? {
      func size(in sizes: [(endpoint: String, instances: Int)]) -> Int? {
        guard !sizes.isEmpty, let endpoint = endpoint() else { return nil }
        return sizes.last { TextOrder.isEqual($0.endpoint, endpoint) }?.instances
      }
      if let comment { return comment }
      return (size(in: givenFleetSizes) ?? given ?? size(in: fleetSizes) ?? instances).map(Int64.init)
    }
  }
}
