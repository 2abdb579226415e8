/// The conditions of a template, and which of them can hold together.
///
/// `IsProduction` and its opposite never do, and neither do `!Equals [!Ref Stage, a]` and `!Equals [!Ref Stage, b]`:
/// a finding about both would be about nothing.
struct TemplateConditions: Sendable {
  /// One way in which conditions can be true and false together.
  struct Outcome: Sendable {
    /// In the order of the names that were asked for.
    var holds: [Bool]
    /// What parameters then have as their values; `nil` where it may be this or that.
    var parameters: [(name: String, value: Node?)]
  }

  /// What is either true or false, and nothing says which.
  private enum Atom {
    /// `!Equals [!Ref parameter, value]`
    case equals(parameter: String, value: Node)
    /// Anything else, in its canonical spelling.
    case other(String)

    func isSame(as other: Atom) -> Bool {
      switch (self, other) {
      case (.equals(let name, let value), .equals(let otherName, let otherValue)):
        TextOrder.isEqual(name, otherName) && TextOrder.isEqual(value.text, otherValue.text)
      case (.other(let text), .other(let otherText)): TextOrder.isEqual(text, otherText)
      case (.equals, .other), (.other, .equals): false
      }
    }
  }

  private indirect enum Expression {
    case constant(Bool)
    case atom(Int)
    case not(Expression)
    case all([Expression])
    case any([Expression])

    func value(_ bits: Int) -> Bool {
      switch self {
      case .constant(let value): value
      case .atom(let index): bits >> index & 1 == 0
      case .not(let expression): !expression.value(bits)
      case .all(let expressions): expressions.allSatisfy { $0.value(bits) }
      case .any(let expressions): expressions.contains { $0.value(bits) }
      }
    }
  }

  /// Each doubles the ways.
  private static let mostAtoms = 8
  /// Conditions that refer to themselves end here.
  private static let mostSteps = 32

  private let definitions: Node?
  private let parameters: TemplateParameters

  init(of template: Node, _ parameters: TemplateParameters) {
    definitions = template.member("Conditions")
    self.parameters = parameters
  }

  /// The ways in which conditions can hold together, and how many of the names they speak of: beyond some, what
  /// conditions decide is not known.
  func outcomes(of names: [String]) -> (count: Int, outcomes: [Outcome]) {
    if names.isEmpty { return (0, [Outcome(holds: [], parameters: [])]) }
    var atoms: [Atom] = []
    var expressions: [Expression] = []
    for name in names {
      var more = atoms
      let expression = parse(name, steps: 0, &more)
      if more.count > Self.mostAtoms { break }
      atoms = more
      expressions.append(expression)
    }
    var ways: [(holds: [Bool], bits: [Int])] = []
    for bits in 0..<(1 << atoms.count) where isPossible(bits, atoms) {
      let holds = expressions.map { $0.value(bits) }
      if let index = ways.firstIndex(where: { $0.holds == holds }) {
        ways[index].bits.append(bits)
      } else {
        ways.append((holds, [bits]))
      }
    }
    let outcomes = ways.map { Outcome(holds: $0.holds, parameters: values($0.bits, atoms)) }
    return (expressions.count, outcomes)
  }

  // MARK: Reading

  private func parse(_ name: String, steps: Int, _ atoms: inout [Atom]) -> Expression {
    guard let definition = definitions?.member(name), steps < Self.mostSteps else {
      return atom(.other("Condition(\(DisplayText.quoted(name)))"), &atoms)
    }
    return parse(definition, steps: steps + 1, &atoms)
  }

  private func parse(_ node: Node, steps: Int, _ atoms: inout [Atom]) -> Expression {
    if node.kind == .mapping, node.count == 1, let name = node.member("Condition"), name.kind == .string {
      return parse(name.text, steps: steps, &atoms)
    }
    guard case .function(let function, let arguments)? = Intrinsic(node) else {
      return atom(.other(Intrinsic.canonical(node)), &atoms)
    }
    switch function {
    case "Condition": return parse(arguments.text, steps: steps, &atoms)
    case "Not": return .not(.all(arguments.children.map { parse($0, steps: steps, &atoms) }))
    case "And": return .all(arguments.children.map { parse($0, steps: steps, &atoms) })
    case "Or": return .any(arguments.children.map { parse($0, steps: steps, &atoms) })
    case "Equals": return equality(Array(arguments.children), node, &atoms)
    default: return atom(.other(Intrinsic.canonical(node)), &atoms)
    }
  }

  private func equality(_ sides: [Node], _ node: Node, _ atoms: inout [Atom]) -> Expression {
    guard sides.count == 2 else { return atom(.other(Intrinsic.canonical(node)), &atoms) }
    let names = sides.map { side -> String? in
      if case .reference(let name)? = Intrinsic(side) { name } else { nil }
    }
    let isText = sides.map { !$0.isContainer && $0.localTag == nil }
    if isText == [true, true] { return .constant(TextOrder.isEqual(sides[0].text, sides[1].text)) }
    if let name = names[0], isText[1] { return atom(.equals(parameter: name, value: sides[1]), &atoms) }
    if let name = names[1], isText[0] { return atom(.equals(parameter: name, value: sides[0]), &atoms) }
    let texts = sides.map(Intrinsic.canonical)
    if TextOrder.isEqual(texts[0], texts[1]) { return .constant(true) }
    return atom(.other(texts.sorted(by: TextOrder.isLess).joined(separator: "=")), &atoms)
  }

  private func atom(_ atom: Atom, _ atoms: inout [Atom]) -> Expression {
    if let index = atoms.firstIndex(where: { $0.isSame(as: atom) }) { return .atom(index) }
    atoms.append(atom)
    return .atom(atoms.count - 1)
  }

  // MARK: Parameters

  /// What conditions say of one parameter: the values that it is compared with, and which of them it has.
  private struct Comparison {
    let name: String
    var values: [Node] = []
    var equal: [Node] = []

    func holds(_ value: Node) -> Bool { values.contains { TextOrder.isEqual($0.text, value.text) } }
  }

  private func comparisons(_ bits: Int, _ atoms: [Atom]) -> [Comparison] {
    var comparisons: [Comparison] = []
    for (index, atom) in atoms.enumerated() {
      guard case .equals(let name, let value) = atom else { continue }
      let known = comparisons.firstIndex { TextOrder.isEqual($0.name, name) }
      if known == nil { comparisons.append(Comparison(name: name)) }
      let place = known ?? comparisons.count - 1
      comparisons[place].values.append(value)
      if bits >> index & 1 == 0 { comparisons[place].equal.append(value) }
    }
    return comparisons
  }

  /// A parameter has one value, and one that it may have.
  private func isPossible(_ bits: Int, _ atoms: [Atom]) -> Bool {
    comparisons(bits, atoms).allSatisfy { comparison in
      guard comparison.equal.count <= 1 else { return false }
      guard let allowed = parameters.allowedValues(comparison.name) else { return true }
      if let value = comparison.equal.first { return allowed.contains { TextOrder.isEqual($0.text, value.text) } }
      return allowed.contains { !comparison.holds($0) }
    }
  }

  /// The values of all parameters that conditions compare, where one of these ways is taken.
  private func values(_ ways: [Int], _ atoms: [Atom]) -> [(name: String, value: Node?)] {
    let all = ways.map { comparisons($0, atoms) }
    return (all.first ?? []).indices.map { index in
      let comparisons = all.map { $0[index] }
      let name = comparisons[0].name
      if let standard = parameters.defaultValue(name),
        comparisons.contains(where: {
          $0.equal.first.map { TextOrder.isEqual($0.text, standard.text) } ?? !$0.holds(standard)
        })
      {
        return (name, standard)
      }
      let values = comparisons.map { value($0) }
      guard let first = values.first ?? nil,
        values.allSatisfy({ $0.map { TextOrder.isEqual($0.text, first.text) } ?? false })
      else { return (name, nil) }
      return (name, first)
    }
  }

  private func value(_ comparison: Comparison) -> Node? {
    if let value = comparison.equal.first { return value }
    let rest = parameters.allowedValues(comparison.name)?.filter { !comparison.holds($0) }
    return rest?.count == 1 ? rest?.first : nil
  }
}
