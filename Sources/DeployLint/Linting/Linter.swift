/// Checks requests. Made once, it can be shared between threads.
public struct Linter: Sendable {
  /// The library's own content is at fault; a build that was tested does not throw it.
  package typealias SetupError = RulePack.FormatError

  package let model: Model
  private let rules: RuleSet
  private let options: Options
  private let locator: Locator

  /// A linter with the built-in model and rules.
  package init(_ options: Options) throws(SetupError) {
    model = try RulePack.model()
    rules = RuleSet(try RulePack.rules(), settings: options.rules)
    locator = Locator(model: model)
    self.options = options
  }

  /// Checks every document of a text.
  ///
  /// - Parameter reportsSyntax: whether a text that cannot be read is a finding; a text that shows no sign of a request
  ///   is somebody else's, and what is wrong with it stays untold.
  package func lint(_ source: Source, format: TextFormat, reportsSyntax: Bool = true) -> FileResult {
    var run = FileRun(source: source, format: format, linter: self, reportsSyntax: reportsSyntax)
    var reader = DocumentReader(source: source, format: format, limits: options.limits)
    while let event = reader.next() {
      switch event {
      case .document(let document): run.check(document)
      case .problem(let problem, let number): run.add(problem, document: number)
      }
    }
    return run.finish()
  }

  /// What the schema checks and these rules find in a part of a request, such as a rule's example.
  static func check(
    part root: Node, shape: Int, model: Model, rules: RuleSet, instances: Int64?
  ) -> FileResult {
    let (checked, schemaFindings) = SchemaCheck.check(root, kind: .createEndpoint, model: model, shape: shape)
    var run = RuleRun(checked, instances: instances)
    run.run(rules)
    var collector = FindingCollector(source: root.document.source)
    collector.add(schemaFindings + run.findings, document: root.document.number, request: nil)
    for failure in run.failures { collector.add(failure) }
    return collector.finish()
  }

  /// The run over one text.
  private struct FileRun {
    private let linter: Linter
    private let documentation: String
    private let mayHoldComments: Bool
    private let reportsSyntax: Bool
    /// What comments before the first value say, for all documents of the file.
    private var fileSettings = Settings()
    private var names = DuplicateNames()
    private var collector: FindingCollector

    /// What comments tell the linter.
    private struct Settings {
      var kind: RequestKind?
      var instances: Int64?
    }

    init(source: Source, format: TextFormat, linter: Linter, reportsSyntax: Bool) {
      self.linter = linter
      mayHoldComments = format == .yaml
      documentation = format == .yaml ? Documentation.yaml : Documentation.json
      self.reportsSyntax = reportsSyntax
      collector = FindingCollector(source: source)
    }

    mutating func check(_ document: Document) {
      let comments = settings(of: document)
      let kind = linter.options.kind ?? comments.kind
      // A stream may end with an empty document; a text without any is taken at its word.
      if document.isEmpty, kind == nil || document.number > 0 {
        collector.result.outcomes.append(.empty)
        return
      }
      let recognition = kind.map(Recognition.request) ?? linter.locator.recognize(document)
      collector.result.outcomes.append(recognition)
      guard case .request(let kind) = recognition else { return }
      check(document.root, kind, instances: comments.instances ?? linter.options.instances.map(Int64.init))
    }

    private mutating func settings(of document: Document) -> Settings {
      guard mayHoldComments else { return fileSettings }
      let found = Directives(in: document, kinds: RequestKind.allCases.map(\.rawValue))
      for problem in found.problems { add(problem, document: document.number) }
      var settings = fileSettings
      for directive in found.directives {
        switch directive.setting {
        case .kind(let name): settings.kind = RequestKind(rawValue: name)
        case .instances(let number): settings.instances = Int64(number)
        }
        if directive.isForFile { fileSettings = settings }
      }
      return settings
    }

    private mutating func check(_ root: Node, _ kind: RequestKind, instances: Int64?) {
      collector.result.requests += 1
      let name = kind == .deploymentConfig ? nil : root.member("EndpointName")
      let request = Diagnostic.Request(kind: kind, name: name.flatMap { $0.kind == .string ? $0.text : nil })
      let document = root.document.number
      if Skeleton.isUnfilled(root, kind: kind, model: linter.model) {
        add([SchemaCheck.unfilledSkeleton(root, kind, linter.model)], document: document, request: request)
        return
      }
      let (checked, schemaFindings) = SchemaCheck.check(root, kind: kind, model: linter.model)
      var findings = DuplicateKeys.findings(in: root) + schemaFindings
      var run = RuleRun(checked, instances: instances)
      run.run(linter.rules)
      findings += run.findings
      if kind == .createEndpoint, let finding = names.add(checked) {
        findings.append(finding)
      }
      add(findings, document: document, request: request)
      for failure in run.failures { collector.add(failure) }
    }

    mutating func add(_ problem: SyntaxProblem, document: Int) {
      guard reportsSyntax else {
        collector.result.unreadable = collector.result.unreadable ?? problem
        return
      }
      let isWarning = problem.rule == SyntaxProblem.byteOrderMark
      if !isWarning { collector.result.hasSyntaxFinding = true }
      var finding = Finding(
        rule: problem.rule, severity: isWarning ? .warning : .error, message: problem.message, help: problem.help,
        url: documentation, range: problem.range)
      finding.related = problem.related.map {
        Finding.Related(message: $0.label, path: RequestPath(), range: $0.range)
      }
      finding.identity = problem.message
      add([finding], document: document, request: nil)
    }

    private mutating func add(_ findings: [Finding], document: Int, request: Diagnostic.Request?) {
      let settings = linter.options.rules
      collector.add(findings.compactMap(settings.apply), document: document, request: request)
    }

    func finish() -> FileResult { collector.finish() }
  }
}
