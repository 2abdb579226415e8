/// The entry points for programs.
extension Linter {
  /// A linter with the built-in rules in their default severities.
  ///
  /// Making one sets up the rules, so make it once; copies are cheap, and it may be used from any thread.
  public init() {
    self.init(Options())
  }

  // MARK: Texts

  /// Checks all requests in a YAML text, as `deploylint check FILE` does.
  ///
  /// What the text's comments say (`# deploylint: instances=4`) goes before the parameters, except for `kind`. A text
  /// without a request is an issue of the report, not a silent success.
  ///
  /// - Parameters:
  ///   - text: one document or several.
  ///   - file: what findings call the text; nothing is read from there.
  ///   - kind: takes every document for a request of this kind; `nil` finds out.
  ///   - instances: how many instances the endpoints have, where it is known; a number below 1 counts as unknown.
  public func lint(
    yaml text: String, file: String = "<yaml>", as kind: RequestKind? = nil, instances: Int? = nil
  ) -> Report {
    asked(kind, instances).report(Source(name: file, bytes: Array(text.utf8)), .yaml)
  }

  /// Checks the request, or the requests in another tool's document, of a JSON text, as `deploylint check FILE` does.
  ///
  /// The parameters are those of ``lint(yaml:file:as:instances:)``.
  public func lint(
    json text: String, file: String = "<json>", as kind: RequestKind? = nil, instances: Int? = nil
  ) -> Report {
    asked(kind, instances).report(Source(name: file, bytes: Array(text.utf8)), .json)
  }

  /// Checks the requests in the bytes of a file, as `deploylint check FILE` does.
  ///
  /// The name's extension says how they are read (`.yaml`, `.yml`, `.json`, `.jsonl`, `.ndjson`); with another one, a
  /// text that starts with a brace or bracket is JSON, and all else is YAML. Bytes that are no UTF-8 are a finding.
  /// The parameters are those of ``lint(yaml:file:as:instances:)``.
  public func lint(
    bytes: [UInt8], file: String, as kind: RequestKind? = nil, instances: Int? = nil
  ) -> Report {
    let source = Source(name: file, bytes: bytes)
    return asked(kind, instances).report(source, TextFormat(path: file) ?? TextFormat(of: source))
  }

  // MARK: Values

  /// Checks a request that a program is about to send: any `Encodable` whose keys are the API's.
  ///
  /// Findings carry key paths and no lines. A value that JSON cannot express, or whose `encode(to:)` throws, is not
  /// checked: the report then has an issue with the id ``RunIssue/ID/unencodableRequest`` that says where and why. What
  /// is nested too deep, or contains itself, is a finding `syntax/limit`.
  ///
  /// - Parameters:
  ///   - request: encoded with its own keys, in their order; those of a `Dictionary` are sorted.
  ///   - kind: what the value is a request of.
  ///   - instances: how many instances the endpoint has, where it is known; a number below 1 counts as unknown.
  @_disfavoredOverload  // A literal is a value tree, whose members keep their order.
  public func lint(_ request: some Encodable, as kind: RequestKind, instances: Int? = nil) -> Report {
    lint(kind, instances) { () throws(RequestEncoder.Failure) in
      try RequestEncoder.text(of: request, limits: limits)
    }
  }

  /// Checks a request that was built from literals; otherwise as for any `Encodable`.
  public func lint(_ request: RequestValue, as kind: RequestKind, instances: Int? = nil) -> Report {
    lint(kind, instances) { () throws(RequestEncoder.Failure) in
      try RequestEncoder.text(of: request, limits: limits)
    }
  }

  /// Throws where a request must not be sent: for findings at or above a level, or where it could not be checked.
  ///
  /// - Parameters:
  ///   - request: encoded with its own keys, as ``lint(_:as:instances:)`` does.
  ///   - kind: what the value is a request of.
  ///   - instances: how many instances the endpoint has, where it is known.
  ///   - failLevel: the lowest severity that stops the request.
  /// - Returns: the report, for the warnings that let the request pass.
  @discardableResult
  @_disfavoredOverload
  public func validate(
    _ request: some Encodable, as kind: RequestKind, instances: Int? = nil, failLevel: Severity = .error
  ) throws(ValidationError) -> Report {
    try lint(request, as: kind, instances: instances).validate(failLevel: failLevel)
  }

  /// The same for a request that was built from literals.
  @discardableResult
  public func validate(
    _ request: RequestValue, as kind: RequestKind, instances: Int? = nil, failLevel: Severity = .error
  ) throws(ValidationError) -> Report {
    try lint(request, as: kind, instances: instances).validate(failLevel: failLevel)
  }

  // MARK: Common to all

  /// What a request without a text of its own is called.
  static let requestName = "<request>"

  private func lint(
    _ kind: RequestKind, _ instances: Int?, _ encode: () throws(RequestEncoder.Failure) -> [UInt8]
  ) -> Report {
    do {
      let source = Source(name: Self.requestName, bytes: try encode(), isSynthetic: true)
      return asked(kind, instances).report(source, .json)
    } catch {
      var report = Report()
      report.issues.append(
        RunIssue(
          id: .unencodableRequest, message: "the request cannot be checked: \(error.description)",
          file: Self.requestName))
      return report
    }
  }

  /// The linter with what one call says.
  func asked(_ kind: RequestKind?, _ instances: Int?) -> Linter {
    var linter = self
    if let kind { linter.kind = kind }
    if let instances, (1...Int(Int32.max)).contains(instances) { linter.instances = instances }
    return linter
  }

  /// What the command line reports about a file that is named there.
  func report(_ source: Source, _ format: TextFormat) -> Report {
    let mayHoldRequest = kind != nil || WordSearch.mayHoldRequest(source.bytes)
    let result = lint(source, format: format, reportsSyntax: mayHoldRequest)
    return report(on: result, of: source)
  }

  func report(on result: FileResult, of source: Source) -> Report {
    var report = Report()
    report.add(result)
    report.ownRules = ownRules.entries
    if result.requests == 0, !result.hasSyntaxFinding {
      report.issues.append(
        RunIssue(noRequestIn: source, result, remedy: "name the kind of request that it is meant to be"))
    }
    return report
  }
}
