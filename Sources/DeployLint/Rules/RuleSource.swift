import DeployLintPack
import LinearRegex

/// A rule that is read when it is needed, and what is known of it before.
package final class RuleSource: Sendable {
  package let id: String
  let unless: [String]
  let isOffByDefault: Bool
  let isPreview: Bool
  let isMinimal: Bool
  private let origin: Origin
  private let slot = LazySlot<Reading>()

  /// Unchecked, because what a packed rule points to stays as it is for good.
  private enum Origin: @unchecked Sendable {
    /// A rule of the pack, and where the questions of its cases begin there.
    case pack(DeployLintPackRule, questions: Int)
    /// A rule that was read already.
    case rule(Rule)
  }

  /// A type of its own: for a `Result`, Swift would look through all conformances of the program at start.
  private enum Reading: Sendable {
    case rule(Rule)
    case failure(RulePack.FormatError)
  }

  /// A built-in rule.
  ///
  /// - Parameter questions: how many cases the rules before it have.
  init(_ packed: DeployLintPackRule, questions: Int) {
    id = String(cString: packed.id)
    unless = [String](packed.unless)
    isOffByDefault = packed.is_off != 0
    isPreview = packed.is_preview != 0
    isMinimal = packed.is_minimal != 0
    origin = .pack(packed, questions: questions)
  }

  /// A rule that was read already.
  package init(_ rule: Rule) {
    id = rule.id
    unless = rule.unless
    isOffByDefault = rule.isOffByDefault
    isPreview = rule.isPreview
    isMinimal = rule.isMinimal
    origin = .rule(rule)
  }

  /// Whether its expressions are known to be right.
  var isChecked: Bool { packedQuestions != nil }

  /// Where the questions of its cases begin in the pack, for a built-in rule.
  var packedQuestions: Int? {
    if case .pack(_, let questions) = origin { questions } else { nil }
  }

  var caseCount: Int {
    switch origin {
    case .pack(let packed, _): packed.cases.count
    case .rule(let rule): rule.cases.count
    }
  }

  /// The positions of the shapes of a case in a model; those that it does not know are left out.
  func shapes(ofCase number: Int, in model: Model) -> [Int] {
    switch origin {
    case .pack(let packed, _):
      let shapes = UnsafeBufferPointer(start: packed.cases.first, count: packed.cases.count)[number]
      let positions = UnsafeBufferPointer(start: shapes.first, count: shapes.count).map(Int.init)
      if model.isBuiltIn { return positions }
      return positions.compactMap { model.index(ofShape: RulePack.model.shapes[$0].name) }
    case .rule(let rule): return rule.cases[number].shapes.compactMap { model.index(ofShape: $0) }
    }
  }

  /// The rule, read at the first call.
  package func rule() throws(RulePack.FormatError) -> Rule {
    switch slot.value(reading) {
    case .rule(let rule): return rule
    case .failure(let error): throw error
    }
  }

  private func reading() -> Reading {
    switch origin {
    case .rule(let rule): return .rule(rule)
    case .pack(let packed, _):
      do throws(RulePack.FormatError) {
        return .rule(try RulePack.rule(packed))
      } catch {
        return .failure(error)
      }
    }
  }
}
