import CEL
import LinearRegex

/// The rules of a run, ordered so that each comes after those that it makes way for.
package struct RuleSet: Sendable {
  /// A body of a rule. A built-in one is read when its question finds something, any other when one of its shapes first
  /// occurs.
  final class Case: Sendable {
    let source: RuleSource
    private let number: Int
    private let model: Model
    /// How the case is asked. In memory of its own, so that reading it counts no references to the case.
    fileprivate nonisolated(unsafe) let question: UnsafeMutablePointer<LazySlot<Question>>
    private let slot = LazySlot<Plan>()

    /// A type of its own: for a `Result`, Swift would look through all conformances of the program at start.
    private enum Plan: Sendable {
      case ready(CompiledCase)
      case failed(CompiledCase.Failure)
    }

    /// - Parameter number: which case of the rule it is.
    init(_ source: RuleSource, _ number: Int, _ model: Model) {
      self.source = source
      self.number = number
      self.model = model
      question = .allocate(capacity: 1)
      question.initialize(to: LazySlot())
    }

    deinit {
      question.deinitialize(count: 1)
      question.deallocate()
    }

    /// The planned case, or why it cannot be planned.
    var compiled: Result<CompiledCase, CompiledCase.Failure> {
      switch slot.value(plan) {
      case .ready(let compiled): .success(compiled)
      case .failed(let failure): .failure(failure)
      }
    }

    /// How the case is asked.
    enum Question: Sendable {
      /// Whether items repeat each other in the member with that name.
      case repetition(member: Int?)
      /// A condition on a node.
      case condition(CompiledCase.Decision)
      /// Nothing, because it cannot be planned.
      case none
    }

    fileprivate func makeQuestion() -> Question {
      if model.isBuiltIn, let first = source.packedQuestions { return PackedQuestions.question(first + number) }
      guard case .success(let compiled) = compiled else { return .none }
      if let unique = compiled.unique { return .repetition(member: model.memberID(unique.member)) }
      return compiled.shortcut.map { .condition($0.decision) } ?? .none
    }

    private func plan() -> Plan {
      let rule: Rule
      do throws(RulePack.FormatError) {
        rule = try source.rule()
      } catch {
        return .failed(CompiledCase.Failure(key: "rule", message: error.description))
      }
      do throws(CompiledCase.Failure) {
        return .ready(try CompiledCase(rule.cases[number], of: rule, model, isChecked: source.isChecked))
      } catch {
        return .failed(error)
      }
    }
  }

  /// A body and a shape that it runs on.
  struct Job: Sendable {
    /// Into the model's `shapes`.
    let shape: Int
    /// Whether the rule makes way for others.
    let makesWay: Bool
    /// Kept by the set.
    let body: Unmanaged<Case>
    private nonisolated(unsafe) let slot: UnsafeMutablePointer<LazySlot<Case.Question>>

    fileprivate init(shape: Int, makesWay: Bool, body: Case) {
      self.shape = shape
      self.makesWay = makesWay
      self.body = .passUnretained(body)
      slot = body.question
    }

    /// How the case is asked, for as long as it is kept.
    @inline(__always)
    var question: Case.Question { slot.pointee.value { body.takeUnretainedValue().makeQuestion() } }
  }

  /// In the order in which they run. Shapes that the model does not know are left out.
  let jobs: [Job]
  private let cases: [Case]
  /// The rules that are on.
  private let active: [RuleSource]

  /// - Parameters:
  ///   - settings: what becomes of a rule; the default is that it runs as its file says, or not at all where its file
  ///     says `default: off`.
  ///   - model: what the rules' shapes are those of, and the requests that they run on.
  package init(_ rules: [RuleSource], settings: RuleSettings, model: Model) {
    active = rules.filter { settings.isOn($0) }
    var jobs: [Job] = []
    var cases: [Case] = []
    for rule in Self.inOrder(active) {
      for number in 0..<rule.caseCount {
        let body = Case(rule, number, model)
        cases.append(body)
        for shape in rule.shapes(ofCase: number, in: model) {
          jobs.append(Job(shape: shape, makesWay: !rule.unless.isEmpty, body: body))
        }
      }
    }
    self.jobs = jobs
    self.cases = cases
  }

  /// Rules that were read already.
  package init(_ rules: [Rule], settings: RuleSettings, model: Model) {
    self.init(rules.map { RuleSource($0) }, settings: settings, model: model)
  }

  /// The ids of the rules that are on.
  var ids: [String] { active.map(\.id) }

  /// The ids of rules whose conditions ask for the size of the fleet: without it they find less, or something else.
  /// Reads all rules.
  var idsThatDependOnFleet: [String] {
    active.filter { source in
      // What cannot be read is a problem of the run, which is told where it is asked.
      guard let rule = try? source.rule() else { return false }
      return rule.cases.contains(where: \.dependsOnFleet)
    }.map(\.id)
  }

  /// Rules that others make way for come first. A circle of them is cut where it is met.
  private static func inOrder(_ rules: [RuleSource]) -> [RuleSource] {
    guard rules.contains(where: { !$0.unless.isEmpty }) else { return rules }
    var isSeen = [Bool](repeating: false, count: rules.count)
    var ordered: [RuleSource] = []
    ordered.reserveCapacity(rules.count)
    func add(_ number: Int) {
      guard !isSeen[number] else { return }
      isSeen[number] = true
      // Few rules make way for others: no table of all ids pays for itself.
      for id in rules[number].unless {
        if let other = rules.lastIndex(where: { TextOrder.isEqual($0.id, id) }) { add(other) }
      }
      ordered.append(rules[number])
    }
    for number in rules.indices { add(number) }
    return ordered
  }
}

extension Rule.Case {
  fileprivate var dependsOnFleet: Bool {
    var expressions = definitions.map(\.expression)
    if let when { expressions.append(when) }
    if case .holds(let condition) = requirement { expressions.append(condition) }
    return expressions.contains {
      $0.utf8.split { !JSONReader.isWord($0) || $0 == UInt8(ascii: ".") }
        .contains { $0.starts(with: "instances".utf8) }
    }
  }
}
