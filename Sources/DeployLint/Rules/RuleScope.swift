import CEL

/// The variables of a rule on one node. Definitions are evaluated when they are read, once.
final class RuleScope: Activation {
  /// What the expressions of one rule may cost on one node, in CEL's units; far above what any built-in rule needs, and
  /// reached within a fraction of a second.
  static let costLimit = 1_000_000

  private let compiled: CompiledCase
  private let values: RequestValues
  private let visit: Int
  private let instances: Int64?
  /// The item that a finding is about: the later one of a rule of uniqueness, or the one that an `all` failed for.
  private let item: Int?
  /// The earlier item of a rule of uniqueness.
  private let first: Int?
  private var definitions: [Value?]
  private var remaining = RuleScope.costLimit
  /// Whether an expression asked for the number of instances.
  private(set) var hasReadInstances = false

  init(
    _ compiled: CompiledCase, _ values: RequestValues, visit: Int, instances: Int64?, item: Int? = nil,
    first: Int? = nil
  ) {
    self.compiled = compiled
    self.values = values
    self.visit = visit
    self.instances = instances
    self.item = item
    self.first = first
    definitions = Array(repeating: nil, count: compiled.definitions.count)
  }

  func value(_ slot: Int) -> Value {
    switch slot {
    case 0: return values.value(of: visit)
    case 1: return values.request.visits[visit].parent.map(values.value) ?? .null
    case 2:
      hasReadInstances = true
      return instances.map(Value.int) ?? .unknown
    case 3: return .bool(instances != nil)
    case 4: return .list(values.request.writtenMembers(of: visit).map(Value.string))
    case 5: return item.map(values.value) ?? .unknown
    case 6: return first.map(values.value) ?? .unknown
    default:
      let index = slot - CompiledCase.variables.count
      if let known = definitions[index] { return known }
      let value = evaluate(compiled.definitions[index])
      definitions[index] = value
      return value
    }
  }

  func evaluate(_ program: Program) -> Value {
    var budget = Budget(limit: remaining)
    let value = program.evaluate(self, budget: &budget)
    remaining = max(0, remaining - budget.spent)
    return value
  }

  /// The positions of the elements that an `all` at the top of the condition fails for.
  func failingElements(_ program: Program) -> [Int] {
    var budget = Budget(limit: remaining)
    let failing = program.failingElements(self, budget: &budget)
    remaining = max(0, remaining - budget.spent)
    return failing.compactMap { element in
      if case .int(let index) = element.key { Int(exactly: index) } else { nil }
    }
  }

  func render(_ template: Template) -> Template.Rendering {
    var budget = Budget(limit: remaining)
    let text = template.render(self, budget: &budget)
    remaining = max(0, remaining - budget.spent)
    return text
  }
}
