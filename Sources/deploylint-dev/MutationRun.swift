import DeployLint

/// Asks whether the examples of each built-in rule tell it from every mutant of it.
///
/// A mutant that no example tells apart is listed, with the reason for which it is the same rule; an entry that names
/// none of these is a mistake, so that the list stays true.
struct MutationRun {
  static let list = "Tests/RuleExampleTests/equivalent-mutants.yaml"

  private struct Entry: Hashable {
    let rule: String
    let change: String
  }

  private let check: ExampleCheck
  private var reasons: [Entry: String]
  private var killed = 0
  /// Mutants that are no rules: of a wrong type, or beyond what a rule may cost.
  private var broken = 0
  private var equivalent = 0
  private var mistakes: [String] = []

  private init(check: ExampleCheck, reasons: [Entry: String]) {
    self.check = check
    self.reasons = reasons
  }

  /// Runs all mutants; whether each is killed or listed, and each entry of the list is one.
  static func run(_ rules: [Rule], _ model: Model) throws -> Bool {
    var run = MutationRun(check: ExampleCheck(model: model), reasons: try readList())
    for rule in rules { try run.test(rule) }
    for entry in run.reasons.keys.sorted(by: { ($0.rule, $0.change) < ($1.rule, $1.change) }) {
      run.mistakes.append("\(entry.rule): \(entry.change)\n  is listed in \(list), and no mutant that survives")
    }
    for mistake in run.mistakes { report(mistake + "\n") }
    let total = run.killed + run.broken + run.equivalent + run.mistakes.count
    report(
      "\(total) mutants of \(rules.count) rules: \(run.killed) killed by the rules' own examples, "
        + "\(run.broken) that cannot be evaluated, \(run.equivalent) equivalent (\(list)), "
        + "\(run.mistakes.count) mistakes\n")
    return run.mistakes.isEmpty
  }

  private mutating func test(_ rule: Rule) throws {
    guard verdict(on: rule, asked: rule) == .survives else {
      throw Failure(description: "the examples of \(rule.id) do not pass")
    }
    for mutant in RuleMutant.all(of: rule) {
      switch verdict(on: mutant.rule, asked: rule) {
      case .killed:
        killed += 1
        continue
      case .broken:
        broken += 1
        continue
      case .survives: break
      }
      if reasons.removeValue(forKey: Entry(rule: rule.id, change: mutant.change)) != nil {
        equivalent += 1
      } else {
        mistakes.append("\(rule.id): \(mutant.change)\n  survives: no example tells it from the rule")
      }
    }
  }

  private enum Verdict {
    case survives, killed, broken
  }

  private func verdict(on rule: Rule, asked original: Rule) -> Verdict {
    let subject = check.subject(rule)
    for example in original.examples {
      let result = check.check(example, of: subject)
      guard result.issues.isEmpty else { return .broken }
      guard let at = example.at else {
        guard result.diagnostics.isEmpty else { return .killed }
        continue
      }
      guard result.diagnostics.count == 1, let finding = result.diagnostics.first, finding.rule == original.id,
        finding.path.description == at, example.message.map({ finding.message == DisplayText.escaped($0) }) ?? true
      else { return .killed }
    }
    return .survives
  }

  private static func readList() throws -> [Entry: String] {
    var reader = DocumentReader(source: Source(name: list, bytes: try FileReader.read(list)), format: .yaml)
    guard case .document(let document) = reader.next() else { throw Failure(description: "\(list) is no YAML") }
    var reasons: [Entry: String] = [:]
    for rule in document.root.children {
      for group in rule.children {
        guard let reason = group.member("reason")?.text, !reason.isEmpty, let mutants = group.member("mutants") else {
          throw Failure(description: "\(list): an entry of \(rule.key) lacks 'mutants' or 'reason'")
        }
        for mutant in mutants.children { reasons[Entry(rule: rule.key, change: mutant.text)] = reason }
      }
    }
    return reasons
  }
}
