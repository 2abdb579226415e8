import CEL

/// One body of a rule with its expressions planned.
struct CompiledCase: Sendable {
  /// Why an expression of a rule cannot be planned: `key` is where it stands in the rule file.
  struct Failure: Error, Sendable {
    let key: String
    let error: SyntaxError
  }

  /// The variables that every expression can read, before those of `let`.
  static let variables = ["self", "parent", "instances", "instancesKnown", "written", "item", "first"]

  let body: Rule.Case
  /// All variables: the fixed ones, then the definitions of `let` in their order.
  let names: [String]
  let definitions: [Program]
  let when: Program?
  /// `nil` for a rule of uniqueness.
  let require: Program?
  let message: Template
  let help: Template
  let allowed: [(keyword: String, program: Program)]
  let fix: (title: Template, value: Program)?

  init(_ body: Rule.Case) throws(Failure) {
    self.body = body
    let names = Self.variables + body.definitions.map(\.name)
    self.names = names
    var definitions: [Program] = []
    for (index, definition) in body.definitions.enumerated() {
      // A definition sees the ones before it, so that none can lead back to itself.
      let visible = Array(names.prefix(Self.variables.count + index))
      definitions.append(try Self.program(definition.expression, visible, key: "let." + definition.name))
    }
    self.definitions = definitions
    var when: Program?
    if let expression = body.when { when = try Self.program(expression, names, key: "when") }
    self.when = when
    var require: Program?
    if case .holds(let condition) = body.requirement {
      require = try Self.program(condition, names, key: "require")
    }
    self.require = require
    message = try Self.template(body.message, names, key: "message")
    help = try Self.template(body.help, names, key: "help")
    var allowed: [(keyword: String, program: Program)] = []
    for limit in body.allowed {
      allowed.append((limit.keyword, try Self.program(limit.expression, names, key: "allowed." + limit.keyword)))
    }
    self.allowed = allowed
    var fix: (title: Template, value: Program)?
    if let template = body.fix {
      fix = (
        try Self.template(template.title, names, key: "fix.title"),
        try Self.program(template.value, names, key: "fix.value")
      )
    }
    self.fix = fix
  }

  private static func program(_ text: String, _ names: [String], key: String) throws(Failure) -> Program {
    do throws(SyntaxError) {
      return try Program(Expression(text), variables: names)
    } catch {
      throw Failure(key: key, error: error)
    }
  }

  private static func template(_ text: String, _ names: [String], key: String) throws(Failure) -> Template {
    do throws(SyntaxError) {
      return try Template(text, variables: names)
    } catch {
      throw Failure(key: key, error: error)
    }
  }
}
