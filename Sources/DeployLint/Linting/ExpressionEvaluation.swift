import CEL

/// Evaluates an expression on a request as a rule would, and shows the value of each part of it.
package struct ExpressionEvaluation {
  package struct Options {
    package var kind: RequestKind?
    package var instances: Int?
    /// Where `self` is, from the request on: `DeploymentConfig.AutoRollbackConfiguration.Alarms[0]`.
    package var place = ""

    package init() {}
  }

  /// What came of it.
  package struct Outcome {
    /// The values.
    package fileprivate(set) var text = ""
    /// What is wrong or doubtful, for standard error.
    package fileprivate(set) var remarks = ""
    /// Whether there is an answer for every request.
    package fileprivate(set) var isComplete = true
  }

  private let source: String
  private let linter: Linter
  private let options: Options
  private var outcome = Outcome()
  private var requests = 0

  /// Evaluates the expression on each request of a text.
  package static func run(
    _ expression: String, on source: Source, format: TextFormat, _ options: Options
  ) -> Outcome {
    var run = ExpressionEvaluation(
      source: expression, linter: Linter(Linter.Options(kind: options.kind, instances: options.instances)),
      options: options)
    var reader = DocumentReader(source: source, format: format)
    while let event = reader.next() {
      switch event {
      case .document(let document): run.evaluate(document)
      case .problem(let problem, _):
        let place = LineIndex(source).position(of: problem.range.lowerBound).display
        run.fail("\(DisplayText.escaped(source.name)):\(place): \(problem.message)")
      }
    }
    if run.requests == 0, run.outcome.isComplete {
      run.fail("\(DisplayText.escaped(source.name)) holds no request; name the kind with --kind")
    }
    return run.outcome
  }

  private init(source: String, linter: Linter, options: Options) {
    self.source = source
    self.linter = linter
    self.options = options
  }

  private mutating func evaluate(_ document: Document) {
    var instances = options.instances.map(Int64.init)
    var kind = options.kind
    for directive in Directives(in: document, kinds: RequestKind.allCases.map(\.rawValue)).directives {
      switch directive.setting {
      case .kind(let name): kind = kind ?? RequestKind(rawValue: name)
      case .instances(let number): instances = instances ?? Int64(number)
      }
    }
    if kind == nil, case .request(let found) = Locator(model: linter.model).recognize(document) { kind = found }
    guard let kind else { return }
    requests += 1
    let (request, _) = SchemaCheck.check(document.root, kind: kind, model: linter.model)
    guard let visit = visit(in: request) else { return }
    let shape = request.visits[visit].pointee.shape
    guard isWellTyped(on: shape) else { return }
    show(request, visit, instances)
  }

  /// The node that the options name, if it is written.
  private mutating func visit(in request: CheckedRequest) -> Int? {
    if request.visits.isEmpty { return nil }
    var current = 0
    for part in options.place.utf8.split(whereSeparator: { ".[]".utf8.contains($0) }) {
      let name = String(decoding: part, as: UTF8.self)
      let items = request.visits[current].pointee.node.kind == .sequence ? request.children(of: current) : []
      if let index = Int(name), items.indices.contains(index) {
        current = items[index]
      } else if let member = request.member(name, of: current) {
        current = member
      } else {
        let path = request.path(of: current).description
        fail("\(path.isEmpty ? "the request" : path) has no \(DisplayText.quoted(name))")
        return nil
      }
    }
    return current
  }

  private mutating func isWellTyped(on shape: Int) -> Bool {
    var problems: [(severity: String, message: String, range: Range<Int>)] = []
    do throws(SyntaxError) {
      let environment = RuleCheck.environment(RuleCheck.variables(of: shape, linter.model), linter.model)
      problems = environment.check(try Expression(source)).problems.map {
        ($0.severity == .error ? "error" : "warning", $0.message, $0.range)
      }
    } catch {
      problems = [("error", error.message, error.range)]
    }
    for problem in problems {
      outcome.remarks +=
        "\(problem.severity): \(DisplayText.escaped(problem.message))\n" + ExpressionExcerpt.text(source, problem.range)
    }
    let isRight = !problems.contains { $0.severity == "error" }
    outcome.isComplete = outcome.isComplete && isRight
    return isRight
  }

  private mutating func show(_ request: CheckedRequest, _ visit: Int, _ instances: Int64?) {
    var body = Rule.Case()
    body.requirement = .holds(source)
    let compiled: CompiledCase
    let lines: [TracedValue]
    var budget = Budget(limit: RuleScope.costLimit)
    do throws(CompiledCase.Failure) {
      compiled = try CompiledCase(body, of: Rule(id: ""), linter.model, isChecked: false)
    } catch {
      return fail(error.message)
    }
    let scope = RuleScope(RequestValues(request), instances: instances)
    scope.enter(compiled, visit)
    do throws(SyntaxError) {
      lines = try Expression(source).trace(variables: compiled.names, scope, budget: &budget)
    } catch {
      return fail(error.message)
    }
    let node = request.visits[visit].pointee.node
    let position = LineIndex(node.document.source).position(of: node.mark.lowerBound).display
    if !outcome.text.isEmpty { outcome.text += "\n" }
    outcome.text +=
      "\(DisplayText.escaped(node.document.source.name)):\(position): "
      + "self is \(linter.model.shapes[request.visits[visit].pointee.shape].name)\n"
    outcome.text += table(lines)
    if budget.isExhausted { fail("evaluation cost over \(budget.limit)") }
    if case .error(let error) = lines.first?.value {
      outcome.remarks +=
        "error: \(DisplayText.escaped(error.message))\n"
        + (error.range.map { ExpressionExcerpt.text(source, $0) } ?? "")
      outcome.isComplete = false
    }
  }

  private mutating func fail(_ message: String) {
    outcome.remarks += "error: \(message)\n"
    outcome.isComplete = false
  }

  // MARK: Layout

  private static let widestName = 60
  private static let longestValue = 100

  /// A line a part: what is written, indented by depth, and its value.
  private func table(_ lines: [TracedValue]) -> String {
    let rows = lines.map { line in
      let name = line.variable ?? ExpressionExcerpt.part(source, line.range)
      return (String(repeating: "  ", count: line.depth + 1) + name, line.variable == nil ? "" : "= ", line.value)
    }
    let width = min(rows.map { $0.0.unicodeScalars.count }.max() ?? 0, Self.widestName)
    return rows.map { name, sign, value in
      let padding = String(repeating: " ", count: max(0, width - name.unicodeScalars.count))
      return "\(name)\(padding)  \(sign)\(shown(value))\n"
    }.joined()
  }

  private func shown(_ value: Value) -> String {
    let text: String
    if case .string(let content) = value {
      text = DisplayText.quoted(content)
    } else {
      text = DisplayText.escaped(value.displayText)
    }
    guard text.unicodeScalars.count > Self.longestValue else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(Self.longestValue))) + "…"
  }
}
