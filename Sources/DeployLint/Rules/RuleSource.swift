import LinearRegex

/// A rule that is read when it is needed, and what is known of it before.
package final class RuleSource: Sendable {
  package let id: String
  /// The shapes of each case.
  let shapes: [[String]]
  let unless: [String]
  let isOffByDefault: Bool
  let isPreview: Bool
  let isMinimal: Bool
  /// Whether its expressions are known to be right.
  let isChecked: Bool
  /// Where the questions of its cases begin in the pack, for a built-in rule.
  let packedQuestions: Int?
  private let read: @Sendable () throws(RulePack.FormatError) -> Rule
  private let slot = LazySlot<Reading>()

  /// A type of its own: for a `Result`, Swift would look through all conformances of the program at start.
  private enum Reading: Sendable {
    case rule(Rule)
    case failure(RulePack.FormatError)
  }

  init(
    id: String, shapes: [[String]], unless: [String], isOffByDefault: Bool, isPreview: Bool, isMinimal: Bool,
    isChecked: Bool, packedQuestions: Int? = nil,
    read: @escaping @Sendable () throws(RulePack.FormatError) -> Rule
  ) {
    self.id = id
    self.shapes = shapes
    self.unless = unless
    self.isOffByDefault = isOffByDefault
    self.isPreview = isPreview
    self.isMinimal = isMinimal
    self.isChecked = isChecked
    self.packedQuestions = packedQuestions
    self.read = read
  }

  /// A rule that was read already.
  package convenience init(_ rule: Rule) {
    self.init(
      id: rule.id, shapes: rule.cases.map(\.shapes), unless: rule.unless, isOffByDefault: rule.isOffByDefault,
      isPreview: rule.isPreview, isMinimal: rule.isMinimal, isChecked: false
    ) { () throws(RulePack.FormatError) in rule }
  }

  /// The rule, read at the first call.
  package func rule() throws(RulePack.FormatError) -> Rule {
    switch slot.value(reading) {
    case .rule(let rule): return rule
    case .failure(let error): throw error
    }
  }

  private func reading() -> Reading {
    do throws(RulePack.FormatError) {
      return .rule(try read())
    } catch {
      return .failure(error)
    }
  }
}
