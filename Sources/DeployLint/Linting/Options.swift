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
    package var limits = ReaderLimits.standard

    /// Options with the defaults for everything that is not given.
    public init(kind: RequestKind? = nil, instances: Int? = nil) {
      self.kind = kind
      self.instances = instances
    }
  }
}
