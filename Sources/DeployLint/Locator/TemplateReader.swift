/// Reads values of a template: what functions stand for under some conditions.
struct TemplateReader: ValueReader {
  let parameters: TemplateParameters
  /// Conditions that are decided.
  var conditions: [(name: String, holds: Bool)] = []
  /// Parameters that have a value, or none that is known, whatever their default is.
  var decided: [(name: String, value: Node?)] = []
  /// Names that `Fn::ForEach` replaces, wherever they stand.
  var loopVariables: [String] = []

  var looksAtKeys: Bool { false }

  /// Most values are no functions, and most texts hold no brace.
  func isLiteral(_ place: Node.Place, in tree: Tree) -> Bool {
    if Intrinsic.mayStand(at: place, in: tree) { return false }
    return tree[place.target].pointee.kind != .string || !tree.text(at: place).contains(UInt8(ascii: "{"))
  }

  func read(_ node: Node) -> Reading {
    guard let intrinsic = Intrinsic(node) else { return isFilledIn(node) ? .unknown : .value(node) }
    switch intrinsic {
    case .reference("AWS::NoValue"): return .absent
    case .reference(let name): return parameter(name).map { .value(node.standing(for: $0)) } ?? .unknown
    case .function("If", let arguments): return branch(arguments).map(read) ?? .unknown
    case .function("Sub", let argument): return substituted(argument).map(Reading.value) ?? .unknown
    case .function: return .unknown
    }
  }

  /// The branch that counts, of `Fn::If` in `Fn::If` the innermost.
  func chosen(_ node: Node) -> Node {
    guard case .function("If", let arguments)? = Intrinsic(node), let branch = branch(arguments) else { return node }
    return chosen(branch)
  }

  /// The value that a parameter has, as far as it is known.
  func parameter(_ name: String) -> Node? {
    // A loop's variable hides a parameter.
    if loopVariables.contains(where: { TextOrder.isEqual($0, name) }) { return nil }
    if let decided = decided.first(where: { TextOrder.isEqual($0.name, name) }) { return decided.value }
    return parameters.defaultValue(name)
  }

  private func branch(_ arguments: Node) -> Node? {
    let items = Array(arguments.children)
    guard items.count == 3, items[0].kind == .string,
      let condition = conditions.first(where: { TextOrder.isEqual($0.name, items[0].text) })
    else { return nil }
    return condition.holds ? items[1] : items[2]
  }

  /// The text of `Fn::Sub`, where all that it names is known.
  private func substituted(_ argument: Node) -> Node? {
    guard let (text, names) = Intrinsic.substitution(argument) else { return nil }
    let parts = Intrinsic.parts(of: text.text)
    guard parts.contains(where: { $0.isName }) || text.text.utf8.contains(UInt8(ascii: "$")) else {
      return isFilledIn(text) ? nil : text.untagged
    }
    var result: [UInt8] = []
    for part in parts {
      guard part.isName else {
        result += Array(part.text.utf8)
        continue
      }
      guard let value = value(of: part.text, names) else { return nil }
      result += Array(value.utf8)
    }
    let filled = text.replaced(by: result)
    return isFilledIn(filled) ? nil : filled
  }

  private func value(of name: String, _ names: Node?) -> String? {
    if let own = names?.member(name) {
      guard case .value(let node) = read(own), !node.isContainer else { return nil }
      return node.text
    }
    return parameter(name)?.text
  }

  /// Whether something is put into the text at deployment without a function: `{{resolve:ssm:/churn/name}}`, or the
  /// variable of a loop.
  private func isFilledIn(_ node: Node) -> Bool {
    node.kind == .string
      && node.withText { text in
        // Most texts hold no brace at all.
        guard text.contains(UInt8(ascii: "{")) else { return false }
        let text = String(decoding: text, as: UTF8.self)
        return text.firstRange(of: "{{resolve:") != nil
          || loopVariables.contains { name in
            text.firstRange(of: "${" + name + "}") != nil || text.firstRange(of: "&{" + name + "}") != nil
          }
      }
  }
}
