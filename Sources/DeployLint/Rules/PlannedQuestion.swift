package import CEL

/// How a case of a rule is asked, as `deploylint-dev pack` writes it down.
package enum PlannedQuestion: Sendable {
  /// A rule of uniqueness; the member that it compares, `nil` for one that the model does not know.
  case repetition(member: Int?)
  /// The conditions, of which the first is `when` if there is one, and the last `require`.
  case condition(ScalarPlan, hasWhen: Bool)

  /// What planning a case from its rule gives.
  package init(_ body: Rule.Case, of rule: Rule, _ model: Model) throws(RulePack.FormatError) {
    let compiled: CompiledCase
    do throws(CompiledCase.Failure) {
      compiled = try CompiledCase(body, of: rule, model, isChecked: true)
    } catch {
      throw RulePack.FormatError(description: "\(rule.id): '\(error.key)' is at fault: \(error.message)")
    }
    if let shortcut = compiled.shortcut {
      self = .condition(shortcut.program.plan, hasWhen: shortcut.hasWhen)
    } else {
      self = .repetition(member: compiled.unique.flatMap { model.memberID($0.member) })
    }
  }
}
