import CEL

/// Checks a rule against the shapes of the model: what the pack's maker, and a rule's author, must know before it runs.
package struct RuleCheck {
  /// A mistake in a rule's expressions or texts.
  package struct Problem: Sendable {
    /// Where it stands in the rule file, such as `require` or `cases[1].let.wait`.
    package let key: String
    package let isError: Bool
    package let message: String
    /// The expression or template that has the mistake, and where in it; `nil` where it is in none.
    package let expression: String?
    package let range: Range<Int>?

    /// The expression with carets under what is meant, in two lines; empty where the mistake is in no expression.
    package var excerpt: String {
      guard let expression, let range else { return "" }
      return ExpressionExcerpt.text(expression, range)
    }
  }

  private let model: Model
  private var problems: [Problem] = []

  package static func problems(of rule: Rule, model: Model) -> [Problem] {
    var check = RuleCheck(model: model)
    for (index, body) in rule.cases.enumerated() {
      let prefix = rule.cases.count > 1 ? "cases[\(index)]." : ""
      for shape in body.shapes { check.check(body, shape, prefix) }
    }
    return check.problems
  }

  private init(model: Model) {
    self.model = model
  }

  private mutating func check(_ body: Rule.Case, _ shape: String, _ prefix: String) {
    guard let index = model.index(ofShape: shape) else {
      let nearest = Suggestion.nearest(to: shape, among: model.shapes.map(\.name))
      add(prefix + "shape", "the model has no shape '\(shape)'" + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
      return
    }
    checkPath(body.report, from: index, prefix + "report")
    for place in body.also { checkPath(place.at, from: index, prefix + "also") }

    var item = Type.dynamic
    if case .isUnique(let member, _) = body.requirement {
      guard let itemShape = model.shapes[index].item else {
        add(prefix + "unique", "'\(shape)' is no list")
        return
      }
      item = Self.type(of: itemShape, model)
      checkPath([member], from: itemShape, prefix + "unique")
    } else if case .holds(let condition) = body.requirement {
      item = itemType(condition, from: index)
    }
    var variables = Self.variables(of: index, item: item, model)
    for definition in body.definitions {
      // It is evaluated where it is used, behind conditions that are not known here: absence cannot be judged.
      let type = check(definition.expression, variables, prefix + "let." + definition.name, warns: false)
      variables.append((definition.name, type))
    }
    // What 'when' has made sure of holds in everything that is evaluated after it.
    var given: [Expression] = []
    if let when = body.when {
      checkCondition(when, variables, prefix + "when")
      if let expression = try? Expression(when) { given = [expression] }
    }
    switch body.requirement {
    case .holds(let condition): checkCondition(condition, variables, given: given, prefix + "require")
    case .isUnique(let member, _):
      // Items without the member are not compared.
      if let expression = try? Expression("has(item.`\(member)`) && has(first.`\(member)`)") {
        given.append(expression)
      }
    }
    var templates = [("message", body.message), ("help", body.help)]
    if let fix = body.fix { templates.append(("fix.title", fix.title)) }
    for (key, text) in templates {
      do throws(SyntaxError) {
        add(try Self.environment(variables, model).check(template: text, given: given).problems, text, prefix + key)
      } catch {
        add(prefix + key, error.message, text, error.range)
      }
    }
    for limit in body.allowed {
      _ = check(limit.expression, variables, given: given, prefix + "allowed." + limit.keyword)
    }
    if let fix = body.fix { _ = check(fix.value, variables, given: given, prefix + "fix.value") }
  }

  /// The type of what `item` is in messages: an element of the list in `self.List.all(…)`.
  private func itemType(_ condition: String, from shape: Int) -> Type {
    guard let expression = try? Expression(condition),
      let program = try? Program(expression, variables: ["self"], undeclared: .errorsWhenEvaluated),
      let path = program.visitedPath, path.first == "self"
    else { return .dynamic }
    var current = shape
    for name in path.dropFirst() {
      guard let member = model.shapes[current].member(name) else { return .dynamic }
      current = member.shape
    }
    return model.shapes[current].item.map { Self.type(of: $0, model) } ?? .dynamic
  }

  private mutating func checkPath(_ path: [String], from shape: Int, _ key: String) {
    var current = shape
    for name in path {
      guard let member = model.shapes[current].member(name) else {
        let names = model.shapes[current].members.map(\.name)
        let nearest = Suggestion.nearest(to: name, among: names)
        add(
          key,
          "\(model.shapes[current].name) has no member '\(name)'" + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
        return
      }
      current = member.shape
    }
  }

  private mutating func checkCondition(
    _ text: String, _ variables: [(name: String, type: Type)], given: [Expression] = [], _ key: String
  ) {
    let type = check(text, variables, given: given, key)
    if type != .bool, type != .dynamic { add(key, "a condition must be true or false, and this is of type \(type)") }
  }

  private mutating func check(
    _ text: String, _ variables: [(name: String, type: Type)], given: [Expression] = [], _ key: String,
    warns: Bool = true
  ) -> Type {
    do throws(SyntaxError) {
      let result = Self.environment(variables, model).check(try Expression(text), given: given)
      add(result.problems.filter { warns || $0.severity == .error }, text, key)
      return result.type
    } catch {
      add(key, error.message, text, error.range)
      return .dynamic
    }
  }

  private mutating func add(_ found: [CEL.Problem], _ text: String, _ key: String) {
    for problem in found {
      problems.append(
        Problem(
          key: key, isError: problem.severity == .error, message: problem.message, expression: text,
          range: problem.range))
    }
  }

  private mutating func add(
    _ key: String, _ message: String, _ expression: String? = nil, _ range: Range<Int>? = nil
  ) {
    problems.append(Problem(key: key, isError: true, message: message, expression: expression, range: range))
  }

  // MARK: Types

  /// What an expression on a shape can read, in the order of `CompiledCase.variables`.
  static func variables(of shape: Int, item: Type = .dynamic, _ model: Model) -> [(name: String, type: Type)] {
    [
      ("self", type(of: shape, model)), ("parent", .dynamic), ("instances", .int), ("instancesKnown", .bool),
      ("written", .list(.string)), ("item", item), ("first", item),
    ]
  }

  static func environment(_ variables: [(name: String, type: Type)], _ model: Model) -> Environment {
    Environment(variables: variables) { name in shape(name, model) }
  }

  private static func type(of index: Int, _ model: Model) -> Type {
    let shape = model.shapes[index]
    return switch shape.type {
    case .object: .object(shape.name)
    case .array: .list(shape.item.map { type(of: $0, model) } ?? .dynamic)
    case .string: .string
    case .integer: .int
    case .number: .double
    case .boolean: .bool
    }
  }

  private static func shape(_ name: String, _ model: Model) -> ObjectShape? {
    guard let index = model.index(ofShape: name) else { return nil }
    var fields: [String: ObjectShape.Field] = [:]
    for member in model.shapes[index].members {
      fields[member.name] = ObjectShape.Field(type: type(of: member.shape, model), isRequired: member.isRequired)
    }
    return ObjectShape(name: name, fields: fields)
  }
}
