import CEL
import DeployLintPack
import LinearRegex
import Testing

@testable import DeployLint

/// What the pack says of how the built-in rules are asked is what planning their files gives.
struct PackedQuestionTests {
  /// The packed questions of a rule with its cases.
  private func questions(_ id: String) throws -> [(packed: DeployLintPackQuestion, planned: PlannedQuestion)] {
    let model = RulePack.model
    let source = try #require(RulePack.rules.first { $0.id == id })
    let first = try #require(source.packedQuestions)
    let rule = try #require(try RuleCatalog.rule(id))
    return try rule.cases.enumerated().map { number, body in
      (deploylint_pack_questions[first + number], try PlannedQuestion(body, of: rule, model))
    }
  }

  @Test(arguments: RulePack.ruleIDs)
  func `each case is packed as it is planned`(_ id: String) throws {
    for (packed, planned) in try questions(id) {
      switch planned {
      case .repetition(let member):
        #expect(packed.steps.first == nil)
        #expect(packed.member.given == member.map(Int64.init))
      case .condition(let plan, let hasWhen):
        // They are read as the program's, as a run does.
        let steps = UnsafeRawPointer(packed.steps.first)?.assumingMemoryBound(to: ScalarCode.Step.self)
        #expect(Array(UnsafeBufferPointer(start: steps, count: packed.steps.count)) == plan.steps)
        #expect(Array(String(cString: packed.texts).utf8) == plan.texts)
        #expect(packed.text_count == plan.texts.count)
        let patterns = (0..<packed.pattern_count).map { deploylint_pack_patterns[Int(packed.first_pattern + $0)] }
        #expect(patterns.map { String(cString: $0.source) } == plan.patterns.map(\.source))
        for (packed, pattern) in zip(patterns, plan.patterns) { packed.expectEqual(to: pattern, for: .search) }
        #expect((packed.has_when != 0) == hasWhen)
        #expect(packed.when.given == (hasWhen ? plan.roots[0].map(Int64.init) : nil))
        let require = try #require(plan.roots.last)
        #expect(packed.require.given == require.map(Int64.init))
      }
    }
  }

  @Test func `there is one for each case`() throws {
    let cases = RulePack.rules.map(\.caseCount)
    #expect(deploylint_pack_question_count == cases.reduce(0, +))
  }

  @Test func `steps have one layout`() throws {
    typealias Step = ScalarCode.Step
    typealias Packed = DeployLintPackStep
    #expect(MemoryLayout<Step>.size == MemoryLayout<Packed>.size)
    #expect(MemoryLayout<Step>.stride == MemoryLayout<Packed>.stride)
    #expect(MemoryLayout<Step>.alignment == MemoryLayout<Packed>.alignment)
  }

  /// What a run of all rules over an example comes to.
  private func run(_ rules: RuleSet, on example: Rule.Example, _ shape: Int, _ model: Model) -> RuleRun {
    let (request, _) = SchemaCheck.check(example.input, kind: .createEndpoint, model: model, shape: shape)
    var run = RuleRun(request, Fleet(instances: example.instances))
    run.run(rules)
    return run
  }

  @Test func `rules that are read first find the same with the same work`() throws {
    let model = RulePack.model
    let packed = RulePack.rules
    // A source that was read already knows of no pack.
    let read = try packed.map { RuleSource(try $0.rule()) }
    var settings = RuleSettings()
    for id in RulePack.ruleIDs { settings.set(id, .severity(.note)) }
    let sets = (RuleSet(packed, settings: settings, model: model), RuleSet(read, settings: settings, model: model))
    var found: Set<String> = []
    for id in RulePack.ruleIDs {
      let rule = try #require(try RuleCatalog.rule(id))
      for example in rule.examples {
        let shape = try #require(model.index(ofShape: example.shape))
        let (first, second) = (run(sets.0, on: example, shape, model), run(sets.1, on: example, shape, model))
        #expect(first.findings.map(\.message) == second.findings.map(\.message))
        #expect(first.findings.map(\.identity) == second.findings.map(\.identity))
        #expect(first.answers == second.answers)
        #expect(first.questions == second.questions)
        #expect(first.evaluations == second.evaluations)
        #expect(first.failures.isEmpty && second.failures.isEmpty)
        found.formUnion(first.findings.map(\.rule))
      }
    }
    #expect(found.isSuperset(of: RulePack.ruleIDs))
  }
}

extension DeployLintPackPattern {
  /// Compares what is packed with what the pattern comes to.
  func expectEqual(to pattern: Pattern, for mode: MatchMode) {
    #expect(least_length == pattern.leastLength)
    #expect(required.given == pattern.requiredByte.map(Int64.init))
    let table = pattern.completeTable(for: mode)
    #expect((automaton == nil) == (table == nil))
    guard let packed = automaton?.pointee, let table else { return }
    #expect(Array(UnsafeBufferPointer(start: packed.transitions, count: table.transitions.count)) == table.transitions)
    #expect(Array(UnsafeBufferPointer(start: packed.symbols, count: 256)) == table.symbols)
    #expect([packed.start, packed.accepted, packed.end_symbol] == [table.start, table.accepted, table.endSymbol])
  }
}
