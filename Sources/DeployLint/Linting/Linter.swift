/// Checks requests. Made once, it can be shared between threads.
public struct Linter: Sendable {
  /// What all copies of a linter share.
  private final class Setup: Sendable {
    let model: Model
    let ownRules: OwnRules
    let rules: RuleSet
    let options: Options
    let locator: Locator

    init(_ options: Options) {
      model = options.model ?? RulePack.model
      ownRules = OwnRules(options.rulePaths, texts: options.ruleTexts, model: model)
      rules = RuleSet(
        RulePack.rules + ownRules.rules.map { RuleSource($0) }, settings: options.rules, model: model)
      locator = Locator(model: model)
      self.options = options
    }
  }

  private let setup: Setup
  /// Takes every document for a request of this kind.
  var kind: RequestKind?
  /// How many instances the endpoints have, where nothing says it of one.
  var instances: Int?

  package var model: Model { setup.model }
  /// The rules of one's own, with what is wrong with their files.
  package var ownRules: OwnRules { setup.ownRules }

  /// A linter with the built-in rules, and the built-in model unless the options bring one.
  package init(_ options: Options) {
    setup = Setup(options)
    kind = options.kind
    instances = options.instances
  }

  var limits: ReaderLimits { setup.options.limits }

  /// Checks every document of a text.
  ///
  /// - Parameter reportsSyntax: whether a text that cannot be read is a finding; a text that shows no sign of a request
  ///   is somebody else's, and what is wrong with it stays untold.
  package func lint(_ source: Source, format: TextFormat, reportsSyntax: Bool = true) -> FileResult {
    var defaults = FileDefaults()
    defaults.isAlone = true
    return lint(source, format: format, reportsSyntax: reportsSyntax, defaults: defaults)
  }

  /// - Parameters:
  ///   - hasSigns: whether requests are known to stand in the text around it.
  ///   - defaults: what is known of the file.
  ///   - configurations: the endpoint configurations of other files.
  func lint(
    _ source: Source, format: TextFormat, reportsSyntax: Bool, hasSigns: Bool = false,
    defaults: FileDefaults = FileDefaults(), configurations: [RelatedResources.Name: EndpointConfiguration] = [:]
  ) -> FileResult {
    var run = FileRun(
      source: source, format: format, linter: self, reportsSyntax: reportsSyntax, hasSigns: hasSigns,
      defaults: defaults, configurations: configurations)
    var reader = DocumentReader(source: source, format: format, limits: limits)
    guard RelatedResources.mayStand(in: source.bytes) else {
      while let event = reader.next() { run.handle(event) }
      return run.finish()
    }
    // What a request names may stand behind it.
    var events: [DocumentReader.Event] = []
    while let event = reader.next() {
      if case .document(let document) = event { run.collect(document) }
      events.append(event)
    }
    for event in events { run.handle(event) }
    return run.finish()
  }

  /// Which rules could be asked of a file.
  func askedRules(of result: FileResult) -> AskedRules {
    var undecided: Set<String> = []
    if result.isFleetUnknown { undecided.formUnion(setup.rules.idsThatDependOnFleet) }
    if result.isConfigurationUnknown { undecided.formUnion(BuiltInCheck.idsThatDependOnConfiguration) }
    return AskedRules(
      ids: RuleCatalog.ids + ownRules.rules.map(\.id), active: setup.rules.ids,
      settings: setup.options.rules, undecided: undecided)
  }

  /// What there is to say about the suppressions of a file.
  func suppressionReview(of result: FileResult) -> SuppressionReview {
    SuppressionReview(
      rules: askedRules(of: result), settings: result.suppressionSettings, severities: setup.options.rules)
  }

  /// What the schema checks and these rules find in a part of a request, such as a rule's example.
  static func check(
    part root: Node, shape: Int, model: Model, rules: RuleSet, instances: Int64?
  ) -> FileResult {
    let (checked, schemaFindings) = SchemaCheck.check(root, kind: .createEndpoint, model: model, shape: shape)
    var run = RuleRun(checked, Fleet(instances: instances))
    run.run(rules)
    var collector = FindingCollector(source: root.document.source)
    collector.add(schemaFindings + run.findings, document: root.document.number, request: nil)
    for failure in run.failures { collector.add(failure) }
    collector.result.answers = run.answers
    return collector.finish()
  }

  /// The run over one text.
  private struct FileRun {
    private let linter: Linter
    private let documentation: String
    private let mayHoldComments: Bool
    private lazy var mayHoldMarks = UnrenderedTemplate.mayStand(in: source, format)
    private let reportsSyntax: Bool
    private let format: TextFormat
    private let defaults: FileDefaults
    /// What comments before the first value say, for all documents of the file.
    private var fileSettings = Settings()
    private var roomForComments = Directives.most
    private var names = DuplicateNames()
    /// What the documents of the file define for the requests of others.
    private var resources: RelatedResources
    private var outside: RelatedResources?
    private let source: Source
    private var collector: FindingCollector
    private let hasSignsAround: Bool
    /// A stream may have a problem in every line.
    private lazy var hasSigns = hasSignsAround || RequestSigns.areIn(source.bytes)

    /// What comments tell the linter.
    private struct Settings {
      var kind: RequestKind?
      var instances: Int64?
    }

    init(
      source: Source, format: TextFormat, linter: Linter, reportsSyntax: Bool, hasSigns: Bool, defaults: FileDefaults,
      configurations: [RelatedResources.Name: EndpointConfiguration]
    ) {
      hasSignsAround = hasSigns
      self.linter = linter
      self.defaults = defaults
      self.source = source
      self.format = format
      resources = RelatedResources(others: configurations)
      mayHoldComments = format == .yaml
      documentation = format == .yaml ? Documentation.yaml : Documentation.json
      self.reportsSyntax = reportsSyntax
      collector = FindingCollector(source: source, linter: linter, suppressions: defaults.suppressions)
    }

    mutating func handle(_ event: DocumentReader.Event) {
      switch event {
      case .document(let document):
        collector.result.documents = document.number + 1
        collector.result.work.nodes += document.records.count
        check(document)
      case .problem(let problem, let number):
        collector.result.documents = number + 1
        collector.result.isIncomplete = problem.rule != SyntaxProblem.byteOrderMark || collector.result.isIncomplete
        add(problem, document: number)
      }
    }

    /// Takes in what a document defines for the requests of others.
    mutating func collect(_ document: Document) {
      if document.root.member("ProductionVariants") != nil,
        case .other(let operation) = linter.setup.locator.recognize(document), !operation.isAnswer,
        TextOrder.isEqual(operation.name, "CreateEndpointConfig")
      {
        resources.add(request: document.root)
      } else {
        resources.add(manifests: document.root)
      }
    }

    private mutating func check(_ document: Document) {
      let comments = settings(of: document)
      let kind = linter.kind ?? comments.kind ?? defaults.kind
      // A stream may end with an empty document; a text without any is taken at its word.
      if document.isEmpty, kind == nil || document.number > 0 || source.origin.offset > 0 {
        collector.result.outcomes.append(.empty)
        return
      }
      var recognition = kind.map(Recognition.request) ?? linter.setup.locator.recognize(document)
      var located: [LocatedRequest] = []
      var resources = resources
      switch recognition {
      case .request(let kind):
        located = [LocatedRequest(kind: kind, root: document.root)]
      case .carrier(let carrier):
        let carried = linter.setup.locator.carried(in: document, carrier)
        located = carried.requests
        if carrier != .kubernetes { resources = outsideResources() }
        if !located.isEmpty { resources.add(document, carrier, carried) }
        for problem in carried.problems { add(problem, document: document.number) }
        // What the words promised is never made, or was only mentioned; Crossplane's endpoints are there and not read.
        if carrier != .kubernetes { recognition = .unknown(Locator.look(of: document.root)) }
      case .other, .list, .empty, .unknown: break
      }
      collector.result.outcomes.append(located.isEmpty ? recognition : .request(located[0].kind))
      if !located.isEmpty, mayHoldMarks, located.contains(where: { UnrenderedTemplate.stands(in: $0.root) }) {
        collector.result.isTemplate = true
      }
      let placeholders = linter.setup.options.placeholders
      if !placeholders.isEmpty { located = located.map { $0.marking(placeholders) } }
      for index in located.indices {
        check(located[index], resources, commentedInstances: comments.instances)
      }
    }

    /// What documents of other tools find in the rest of the stream, all of which has been read by then.
    private mutating func outsideResources() -> RelatedResources {
      let outside = outside ?? RelatedResources(outside: resources)
      self.outside = outside
      return outside
    }

    private mutating func settings(of document: Document) -> Settings {
      guard mayHoldComments else {
        collector.enter(document, nil)
        return fileSettings
      }
      let found = Directives(
        in: document, kinds: RequestKind.allCases.map(\.rawValue), room: roomForComments)
      roomForComments -= found.count
      collector.enter(document, found)
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

    private mutating func check(
      _ located: LocatedRequest, _ resources: RelatedResources, commentedInstances: Int64?
    ) {
      collector.result.requests += 1
      let root = located.root
      let document = root.document.number
      var label = Diagnostic.Request(kind: located.kind, name: nil)
      if !located.location.components.isEmpty {
        label.carrier = located.dialect.name
        label.location = located.location
      }
      if let key = located.missingKey {
        let finding = SchemaCheck.missingRequest(key, root, located.kind, located.dialect, linter.model)
        add([finding], document: document, request: label)
        return
      }
      if Skeleton.isUnfilled(root, kind: located.kind, model: linter.model) {
        add([SchemaCheck.unfilledSkeleton(root, located.kind, linter.model)], document: document, request: label)
        return
      }
      var merged = VariantFindings(variants: located.variants)
      var first: CheckedRequest?
      // Where a check ended because it had found too much.
      var cut: Range<Int>?
      func noteCut(_ findings: [Finding]) {
        if findings.count > Finding.mostOfRequest { cut = cut ?? findings.last?.range }
      }
      for (index, variant) in located.variants.enumerated() {
        let (checked, schemaFindings) = SchemaCheck.check(
          root, kind: located.kind, model: linter.model, shape: located.shape, dialect: located.dialect,
          reader: variant.reader)
        collector.result.work.values += checked.visits.count
        noteCut(schemaFindings)
        let secrets = SecretTags(in: checked)
        for node in secrets.nodes { collector.mask(node) }
        let configuration = resources.configuration(of: located, variant.reader)
        if configuration == nil, !defaults.isAlone {
          collector.result.missingConfigurations.formUnion(resources.missing(of: located, variant.reader))
        }
        let resourceFindings = ResourceCheck.findings(checked, configuration, resources.alarms)
        merged.add(schemaFindings.map(secrets.mask) + resourceFindings, variant: index)
        let instances = defaults.instances(
          of: { checked.endpointName }, comment: commentedInstances, given: linter.instances)
        let fleets = instances.map { [Fleet(instances: $0)] } ?? Fleet.all(configuration, checked)
        collector.result.note(fleets, configuration)
        var told: Set<String> = []
        for (number, fleet) in fleets.enumerated() {
          var run = RuleRun(checked, fleet)
          run.run(linter.setup.rules)
          noteCut(run.findings)
          run.unlistedSecrets.forEach { collector.mask($0) }
          collector.result.work.questions += run.questions
          collector.result.work.evaluations += run.evaluations
          // What is said of one fleet and of another in the same words is said once.
          let findings = run.findings.filter { finding in
            finding.fleet == nil || told.insert(finding.rule + finding.path.pointer + " " + finding.message).inserted
          }
          merged.add(findings.map(secrets.mask), variant: index)
          if index == 0, number == 0 { for failure in run.failures { collector.add(failure) } }
        }
        if index == 0 {
          first = checked
          if located.kind == .createEndpoint, !located.isConditional, let finding = names.add(checked) {
            merged.add([finding], variant: nil)
          }
        }
      }
      let duplicates = DuplicateKeys.findings(in: root)
      noteCut(duplicates)
      let findings = duplicates + merged.findings
      if findings.isEmpty { return }
      label.name = first?.endpointName
      add(findings, document: document, request: label, cut: cut)
    }

    private mutating func add(_ problem: SyntaxProblem, document: Int) {
      if UnrenderedTemplate.explains(problem, in: source, format) { collector.result.isTemplate = true }
      guard reportsSyntax, linter.kind ?? defaults.kind != nil || hasSigns else {
        if collector.result.unreadable == nil {
          collector.result.unreadable = problem
          collector.result.unreadablePlace = LineIndex(source).position(of: problem.range.lowerBound).display
        }
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

    private mutating func add(
      _ findings: [Finding], document: Int, request: Diagnostic.Request?, cut: Range<Int>? = nil
    ) {
      let settings = linter.setup.options.rules
      collector.add(findings.compactMap(settings.apply), document: document, request: request, cut: cut)
    }

    func finish() -> FileResult {
      var result = collector.finish()
      let named = defaults.isAlone ? [] : resources.named
      guard !named.isEmpty else { return result }
      let index = LineIndex(source)
      for (name, configuration) in named {
        result.configurations[name] = configuration.standing(in: source.name, index)
      }
      return result
    }
  }
}
