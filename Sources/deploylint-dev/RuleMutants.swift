import DeployLint

/// A rule that differs in one place from the one that is meant.
struct RuleMutant {
  let rule: Rule
  /// The place and the change, which say which one it is: `cases[0].require: a <= 50 → a < 50`.
  let change: String

  /// Every mutant of what decides whether a rule has a finding: its definitions, conditions, comparison, cases and shapes.
  /// What is written once for several cases is changed for all of them.
  static func all(of rule: Rule) -> [RuleMutant] {
    var maker = Maker(rule: rule)
    for (index, body) in rule.cases.enumerated() { maker.add(body, index) }
    return maker.mutants
  }

  private struct Maker {
    let rule: Rule
    var mutants: [RuleMutant] = []

    mutating func add(_ body: Rule.Case, _ index: Int) {
      addDefinitions(of: body, index)
      let sharing = cases { $0.when == body.when }
      if let when = body.when, isFirst(index, of: sharing) {
        for text in ["true", "!(\(when))"] + ExpressionMutants.all(of: when) {
          add("when", when, text, to: shared(sharing, index)) { $0.when = text }
        }
      }
      addRequirement(of: body, index)
      if body.shapes.count > 1 {
        for (number, shape) in body.shapes.enumerated() {
          add("shape", shape, "", to: [index]) { $0.shapes.remove(at: number) }
        }
      }
      if rule.cases.count > 1 {
        var mutant = rule
        mutant.cases.remove(at: index)
        mutants.append(RuleMutant(rule: mutant, change: "cases[\(index)] → "))
      }
    }

    private mutating func addDefinitions(of body: Rule.Case, _ index: Int) {
      // An alias brings in all definitions of another case.
      let sharing = cases { other in
        other.definitions.elementsEqual(body.definitions) { $0.name == $1.name && $0.expression == $1.expression }
      }
      guard sharing.first == index else { return }
      for (number, definition) in body.definitions.enumerated() {
        for text in ExpressionMutants.all(of: definition.expression) {
          add("let.\(definition.name)", definition.expression, text, to: sharing) {
            $0.definitions[number].expression = text
          }
        }
      }
    }

    private mutating func addRequirement(of body: Rule.Case, _ index: Int) {
      switch body.requirement {
      case .holds(let condition):
        let sharing = cases { if case .holds(condition) = $0.requirement { true } else { false } }
        guard isFirst(index, of: sharing) else { return }
        for text in ["!(\(condition))"] + ExpressionMutants.all(of: condition) {
          add("require", condition, text, to: shared(sharing, index)) { $0.requirement = .holds(text) }
        }
      case .isUnique(let member, let comparison):
        for other in Rule.Comparison.allCases where other != comparison {
          add("compare", comparison.rawValue, other.rawValue, to: [index]) {
            $0.requirement = .isUnique(member: member, comparison: other)
          }
        }
      }
    }

    private func cases(where isMeant: (Rule.Case) -> Bool) -> [Int] {
      rule.cases.indices.filter { isMeant(rule.cases[$0]) }
    }

    /// What all cases have stands at the top of the file.
    private func shared(_ cases: [Int], _ index: Int) -> [Int] { cases.count == rule.cases.count ? cases : [index] }

    private func isFirst(_ index: Int, of cases: [Int]) -> Bool { shared(cases, index).first == index }

    private mutating func add(
      _ key: String, _ old: String, _ new: String, to cases: [Int], _ change: (inout Rule.Case) -> Void
    ) {
      var mutant = rule
      for index in cases { change(&mutant.cases[index]) }
      let place = cases.count < rule.cases.count ? "cases[\(cases[0])]." : ""
      mutants.append(RuleMutant(rule: mutant, change: "\(place)\(key): \(old) → \(new)"))
    }
  }
}
