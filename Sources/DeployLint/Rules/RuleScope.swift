import CEL

/// The variables of a rule on one node. Definitions are evaluated when they are read, once.
///
/// One scope serves a whole run: `enter` makes it that of the next node or rule, and must come first.
final class RuleScope: Activation {
  /// What the expressions of one rule may cost on one node, in CEL's units; far above what any built-in rule needs, and
  /// reached within a fraction of a second.
  static let costLimit = 1_000_000

  /// What changes from node to node. It lies outside the object, because each access to a class's variable is checked
  /// for exclusivity when it happens, and expressions make hundreds; nothing else has the pointer.
  private struct State {
    var compiled: CompiledCase?
    var visit = 0
    /// The item that a finding is about: the later one of a rule of uniqueness, or the one that an `all` failed for.
    var item: Int?
    /// The earlier item of a rule of uniqueness.
    var first: Int?
    var remaining = RuleScope.costLimit
    /// Whether an expression asked for the number of instances.
    var hasReadInstances = false
    /// Counts the calls of `enter`.
    var turn = 0
    /// Counts the expressions and texts that were evaluated as a whole.
    var evaluations = 0
    /// What the definitions came to, and in which turn.
    var definitions: [(turn: Int, value: Value)] = []
  }

  private let values: RequestValues
  private let instances: Int64?
  private let state: UnsafeMutablePointer<State>

  init(_ values: RequestValues, instances: Int64?) {
    self.values = values
    self.instances = instances
    state = .allocate(capacity: 1)
    state.initialize(to: State())
  }

  deinit {
    state.deinitialize(count: 1)
    state.deallocate()
  }

  var hasReadInstances: Bool { state.pointee.hasReadInstances }
  var evaluations: Int { state.pointee.evaluations }

  /// Begins anew, with another rule or on another node.
  func enter(_ compiled: CompiledCase, _ visit: Int, item: Int? = nil, first: Int? = nil) {
    state.pointee.compiled = compiled
    state.pointee.visit = visit
    state.pointee.item = item
    state.pointee.first = first
    state.pointee.remaining = Self.costLimit
    state.pointee.hasReadInstances = false
    state.pointee.turn += 1
    while state.pointee.definitions.count < compiled.definitions.count {
      state.pointee.definitions.append((turn: 0, value: .null))
    }
  }

  func value(_ slot: Int) -> Value {
    switch slot {
    case 0: return values.value(of: state.pointee.visit)
    case 1: return values.request.visits[state.pointee.visit].pointee.parent.map(values.value) ?? .null
    case 2:
      state.pointee.hasReadInstances = true
      return instances.map(Value.int) ?? .unknown
    case 3: return .bool(instances != nil)
    case 4: return .list(values.request.writtenMembers(of: state.pointee.visit).map(Value.string))
    case 5: return state.pointee.item.map(values.value) ?? .unknown
    case 6: return state.pointee.first.map(values.value) ?? .unknown
    default:
      let index = slot - CompiledCase.variables.count
      let turn = state.pointee.turn
      if state.pointee.definitions[index].turn == turn { return state.pointee.definitions[index].value }
      guard let definition = state.pointee.compiled?.definitions[index] else { return .unknown }
      let value: Value
      switch definition.program {
      case .success(let program): value = evaluate(program)
      case .failure(let failure):
        value = .error(EvaluationError(message: "'\(failure.key)' is at fault: \(failure.message)"))
      }
      state.pointee.definitions[index] = (turn, value)
      return value
    }
  }

  func value(ofPath number: Int) -> Value? {
    let path = PackedPath(number: number)
    return root(of: path).flatMap { values.value(of: $0, path.members) }
  }

  func isWritten(path number: Int) -> Value? {
    let path = PackedPath(number: number)
    return root(of: path).flatMap { values.isWritten($0, path.members) }
  }

  private func root(of path: PackedPath) -> Int? {
    switch path.root {
    case .itself: state.pointee.visit
    case .parent: values.request.visits[state.pointee.visit].pointee.parent
    }
  }

  func evaluate(_ program: Program) -> Value { spending { program.evaluate(self, budget: &$0) } }

  /// The positions of the elements that an `all` at the top of the condition fails for.
  func failingElements(_ program: Program) -> [Int] {
    spending { program.failingElements(self, budget: &$0) }.compactMap { element in
      if case .int(let index) = element.key { Int(exactly: index) } else { nil }
    }
  }

  func render(_ template: Template) -> Template.Rendering { spending { template.render(self, budget: &$0) } }

  /// Evaluates with what the rule may still cost on this node.
  private func spending<Result>(_ body: (inout Budget) -> Result) -> Result {
    state.pointee.evaluations += 1
    var budget = Budget(limit: state.pointee.remaining)
    let result = body(&budget)
    state.pointee.remaining = max(0, state.pointee.remaining - budget.spent)
    return result
  }
}
