import CEL

/// Runs the rules on one checked request.
struct RuleRun {
  /// A rule that could not be evaluated, and where.
  struct Failure: Sendable {
    let rule: String
    let path: RequestPath
    /// Bytes of the source.
    let range: Range<Int>
    let message: String
  }

  private let request: CheckedRequest
  private let fleet: Fleet
  private(set) var findings: [Finding] = []
  /// Where sensitive values stand that no finding is kept about; bytes of the source.
  private(set) var unlistedSecrets: [Range<Int>] = []
  /// More would say the same; one makes the run fail.
  private static let mostFailures = 100
  private(set) var failures: [Failure] = []
  /// How often a rule said that something holds, does not hold, or is not its business.
  private(set) var answers = 0
  /// How often a rule was asked about a node.
  private(set) var questions = 0
  /// How many expressions and texts were evaluated as a whole.
  var evaluations: Int { knownScope?.evaluations ?? 0 }
  /// Where each rule failed, for the rules that make way for it.
  private var failedVisits: [String: [Int]] = [:]
  /// The one scope of the run; most runs need none.
  private var knownScope: RuleScope?

  init(_ request: CheckedRequest, _ fleet: Fleet) {
    self.request = request
    self.fleet = fleet
  }

  private var scope: RuleScope {
    mutating get {
      if let knownScope { return knownScope }
      let scope = RuleScope(RequestValues(request), instances: fleet.instances)
      knownScope = scope
      return scope
    }
  }

  mutating func run(_ rules: RuleSet) {
    RequestScalars.with(request, instances: fleet.instances) { scalars in
      rules.jobs.withUnsafeBufferPointer { jobs in
        for job in jobs {
          if let first = scalars.visits.first(ofShape: job.shape) { run(job, from: first, scalars) }
        }
      }
    }
  }

  /// Asks a rule about the visits of a shape.
  private mutating func run(_ job: RuleSet.Job, from first: Int, _ scalars: RequestScalars) {
    switch job.question {
    case .condition(let decision):
      forEachVisit(job, from: first, scalars) { run, scalars in run.ask(decision, job, scalars) }
    case .repetition(let member):
      forEachVisit(job, from: first, scalars) { run, scalars in
        run.answers += 1
        // A list that broke its item count is unknown as a whole, and yet its items are compared.
        if let member, UniquenessCheck.mayRepeat(member, scalars) {
          run.reportRepetitions(job.body.takeUnretainedValue(), scalars.visit)
        }
      }
    // Once tells it.
    case .none: fail(job.body.takeUnretainedValue(), first)
    }
  }

  @inline(__always)
  private mutating func forEachVisit(
    _ job: RuleSet.Job, from first: Int, _ scalars: RequestScalars, _ body: (inout Self, RequestScalars) -> Void
  ) {
    let makesWay = job.makesWay && !failedVisits.isEmpty
    var scalars = scalars
    var next: Int? = first
    while let visit = next {
      next = scalars.visits.next(ofShape: job.shape, behind: visit)
      if makesWay, self.makesWay(job.body.takeUnretainedValue().source.unless, visit) { continue }
      questions += 1
      scalars.visit = visit
      body(&self, scalars)
    }
  }

  @inline(__always)
  private mutating func ask(_ decision: CompiledCase.Decision, _ job: RuleSet.Job, _ scalars: RequestScalars) {
    if scalars.isFailed { return }
    switch decision.outcome(scalars) {
    case .passes: answers += 1
    case .unknown: break
    case nil: runWhole(job.body.takeUnretainedValue(), scalars.visit)
    }
  }

  private mutating func reportRepetitions(_ body: RuleSet.Case, _ visit: Int) {
    guard case .success(let compiled) = body.compiled, let (member, comparison) = compiled.unique else {
      return fail(body, visit)
    }
    for pair in UniquenessCheck.repetitions(of: member, comparison, in: visit, request) {
      scope.enter(compiled, visit, item: pair.item, first: pair.first)
      report(compiled, visit, at: pair.itemMember, also: [(pair.firstMember, "first used here")])
    }
  }

  private mutating func fail(_ body: RuleSet.Case, _ visit: Int) {
    if case .failure(let failure) = body.compiled { fail(body.source.id, visit, failure) }
  }

  /// Evaluates the conditions as they are, and reports what fails.
  private mutating func runWhole(_ body: RuleSet.Case, _ visit: Int) {
    guard case .success(let compiled) = body.compiled else { return fail(body, visit) }
    scope.enter(compiled, visit)
    let conditions: CompiledCase.Conditions
    do throws(CompiledCase.Failure) {
      conditions = try compiled.conditions()
    } catch {
      return fail(compiled.rule.id, visit, error)
    }
    guard let require = conditions.require else { return }
    if let when = conditions.when, decision(scope.evaluate(when), compiled, visit, "when") != true { return }
    guard decision(scope.evaluate(require), compiled, visit, "require") == false else { return }
    let failing = failingItems(compiled, require, visit)
    for item in failing {
      scope.enter(compiled, visit, item: item)
      report(compiled, visit, at: item)
    }
    if failing.isEmpty {
      let place = place(compiled.body.report, from: visit)
      report(compiled, visit, at: place.visit, missing: place.missing)
    }
  }

  /// Whether one of the rules that this one makes way for failed at or below the node.
  private func makesWay(_ unless: [String], _ visit: Int) -> Bool {
    let range = visit..<request.visits[visit].pointee.end
    return unless.contains { id in failedVisits[id]?.contains(where: range.contains) ?? false }
  }

  /// The items that a condition of the form `self.List.all(…)` fails for; none for other conditions, and where the rule
  /// says itself where its findings stand.
  private mutating func failingItems(
    _ compiled: CompiledCase, _ require: Program, _ visit: Int
  ) -> [Int] {
    guard compiled.body.report.isEmpty, let path = require.visitedPath, path.first == "self" else { return [] }
    let list = place(Array(path.dropFirst()), from: visit)
    guard list.missing == nil, request.visits[list.visit].pointee.node.kind == .sequence else { return [] }
    let items = request.children(of: list.visit)
    return scope.failingElements(require).compactMap { items.indices.contains($0) ? items[$0] : nil }
  }

  /// `nil` where the condition is unknown, or failed, which is told apart from both answers.
  private mutating func decision(_ value: Value, _ compiled: CompiledCase, _ visit: Int, _ key: String) -> Bool? {
    switch value {
    case .bool(let answer):
      // That a rule applies is no answer yet.
      if key == "require" || !answer { answers += 1 }
      return answer
    case .unknown: return nil
    case .error(let error): fail(compiled.rule.id, visit, "'\(key)' failed: \(error.message)")
    default: fail(compiled.rule.id, visit, "'\(key)' is neither true nor false")
    }
    return nil
  }

  // MARK: Findings

  /// The deepest part of the path that is written, and the first part that is not.
  private func place(_ path: [String], from visit: Int) -> (visit: Int, missing: String?) {
    var current = visit
    for name in path {
      guard let next = request.member(name, of: current) else { return (current, name) }
      current = next
    }
    return (current, nil)
  }

  private mutating func report(
    _ compiled: CompiledCase, _ visit: Int, at place: Int, missing: String? = nil,
    also: [(visit: Int, label: String)] = []
  ) {
    let rule = compiled.rule
    // One more than is kept shows that there are more; what must not be shown is known all the same.
    guard findings.count <= Finding.mostOfRequest else {
      if compiled.body.isSensitive { unlistedSecrets.append(request.visits[place].pointee.node.mark) }
      return failedVisits[rule.id, default: []].append(visit)
    }
    let texts: CaseTexts
    do throws(CompiledCase.Failure) {
      texts = try compiled.texts()
    } catch {
      return fail(rule.id, visit, error)
    }
    let node = request.visits[place].pointee.node
    let path = request.path(of: place)
    var finding = Finding(
      rule: rule.id, severity: compiled.body.severity, evidence: compiled.body.evidence,
      message: text(texts.message, rule, visit) ?? rule.id,
      help: text(texts.help, rule, visit) ?? "", url: rule.sources.first ?? "", path: path,
      range: node.mark)
    finding.member = missing.map { name in
      request.dialect.spelled(name, in: request.model.shapes[request.visits[place].pointee.shape])
    }
    if request.dialect.raises(rule.id, missing: missing) { finding.severity = .error }
    if missing == nil, !compiled.body.isSensitive { finding.actual = CheckedRequest.fact(node) }
    finding.allowed = texts.allowed.compactMap { limit in
      Fact(scope.evaluate(limit.program)).map { Limit(limit.keyword, $0) }
    }
    finding.identity = request.identity(of: place) + "="
    if !node.isContainer, !compiled.body.isSensitive { finding.identity += StableHash.short(node.text) }
    finding.related = also.map { related($0.visit, $0.label) }
    for extra in compiled.body.also {
      let place = self.place(extra.at, from: visit)
      if place.missing == nil { finding.related.append(related(place.visit, extra.label)) }
    }
    if scope.hasReadInstances {
      finding.related += fleet.places
      finding.fleet = fleet.number
    }
    for definition in Finding.Related.definition(of: node, path: path) {
      if let known = finding.related.firstIndex(where: { $0.range == definition.range && $0.elsewhere == nil }) {
        finding.related[known].isDefinition = true
      } else {
        finding.related.append(definition)
      }
    }
    finding.fix = missing == nil ? fix(texts, compiled, node, visit) : nil
    finding.isSensitive = compiled.body.isSensitive
    findings.append(finding)
    failedVisits[rule.id, default: []].append(visit)
  }

  private func related(_ visit: Int, _ label: String) -> Finding.Related {
    Finding.Related(message: label, path: request.path(of: visit), range: request.visits[visit].pointee.node.mark)
  }

  private mutating func text(
    _ template: Template, _ rule: Rule, _ visit: Int
  ) -> String? {
    switch scope.render(template) {
    // A block scalar of the rule file may end in a line break; a message is one line.
    case .text(let text): return DisplayText.escaped(request.dialect.translated(text, request.model))
    case .unknown: return nil
    case .error(let error):
      fail(rule.id, visit, "a text of it failed: \(error.message)")
      return nil
    }
  }

  private mutating func fix(
    _ texts: CaseTexts, _ compiled: CompiledCase, _ node: Node, _ visit: Int
  ) -> Fix? {
    guard let fix = texts.fix, let template = compiled.body.fix, !node.isContainer, node.isEditable,
      let value = Fact(scope.evaluate(fix.value)), let title = text(fix.title, compiled.rule, visit)
    else { return nil }
    var writer = JSONWriter(isPretty: false)
    writer.value(value)
    let range = node.valueRange
    return Fix(
      title: title, isSafe: template.isSafe,
      edits: [Fix.Edit(start: range.lowerBound, end: range.upperBound, text: writer.text)])
  }

  private mutating func fail(_ rule: String, _ visit: Int, _ failure: CompiledCase.Failure) {
    fail(rule, visit, "'\(failure.key)' is at fault: \(failure.message)")
  }

  private mutating func fail(_ rule: String, _ visit: Int, _ message: String) {
    guard failures.count < Self.mostFailures else { return }
    failures.append(
      Failure(
        rule: rule, path: request.path(of: visit), range: request.visits[visit].pointee.node.mark, message: message))
  }
}

extension Fact {
  /// The value as a fact; unknowns, errors and what JSON cannot say have none.
  fileprivate init?(_ value: Value) {
    switch value {
    case .null: self = .null
    case .bool(let value): self = .boolean(value)
    case .int(let value): self = .integer(value)
    case .double(let value): self = .number(value)
    case .string(let value): self = .string(value)
    case .list(let items): self = .list(items.compactMap(Fact.init))
    default: return nil
    }
  }
}
