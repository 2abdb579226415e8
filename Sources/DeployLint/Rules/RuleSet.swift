import CEL
import Synchronization

/// The rules of a run, ordered so that each comes after those that it makes way for.
package struct RuleSet: Sendable {
  /// A rule with its cases, planned when their shape first occurs.
  final class Entry: Sendable {
    let rule: Rule
    private let plans: [Plan]

    init(_ rule: Rule) {
      self.rule = rule
      plans = rule.cases.map(Plan.init)
    }

    /// The planned case, or why it cannot be planned.
    func compiled(_ index: Int) -> Result<CompiledCase, CompiledCase.Failure> { plans[index].result }
  }

  private final class Plan: Sendable {
    private let body: Rule.Case
    private let slot = Mutex<Result<CompiledCase, CompiledCase.Failure>?>(nil)

    init(_ body: Rule.Case) {
      self.body = body
    }

    var result: Result<CompiledCase, CompiledCase.Failure> {
      slot.withLock { slot in
        if let known = slot { return known }
        let result: Result<CompiledCase, CompiledCase.Failure>
        do throws(CompiledCase.Failure) {
          result = .success(try CompiledCase(body))
        } catch {
          result = .failure(error)
        }
        slot = result
        return result
      }
    }
  }

  let entries: [Entry]

  /// - Parameter settings: what becomes of a rule; the default is that it runs as its file says, or not at all where
  ///   its file says `default: off`.
  package init(_ rules: [Rule], settings: RuleSettings) {
    let active = rules.filter { settings.isOn($0) }
    entries = Self.inOrder(active).map(Entry.init)
  }

  /// The ids of rules whose conditions ask for the size of the fleet: without it they find less, or something else.
  var idsThatDependOnFleet: [String] {
    entries.map(\.rule).filter { rule in rule.cases.contains(where: \.dependsOnFleet) }.map(\.id)
  }

  /// Rules that others make way for come first. A circle of them is cut where it is met.
  private static func inOrder(_ rules: [Rule]) -> [Rule] {
    var byID: [String: Rule] = [:]
    for rule in rules { byID[rule.id] = rule }
    var seen: Set<String> = []
    var ordered: [Rule] = []
    func add(_ rule: Rule) {
      guard seen.insert(rule.id).inserted else { return }
      for id in rule.unless { if let other = byID[id] { add(other) } }
      ordered.append(rule)
    }
    for rule in rules { add(rule) }
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
