import CEL

/// One body of a rule with its conditions planned. A class, because it is passed around for each node.
final class CompiledCase: Sendable {
  /// Why an expression of a rule cannot be planned: `key` is where it stands in the rule file.
  struct Failure: Error, Sendable {
    let key: String
    let message: String
  }

  /// The variables that every expression can read, before those of `let`.
  static let variables = ["self", "parent", "instances", "instancesKnown", "written", "item", "first"]

  let rule: Rule
  let body: Rule.Case
  /// What a rule of uniqueness compares.
  let unique: (member: String, comparison: Rule.Comparison)?
  /// All variables: the fixed ones, then the definitions of `let` in their order.
  let names: [String]
  let definitions: [Definition]
  let when: Program?
  /// `nil` for a rule of uniqueness.
  let require: Program?
  private let plannedTexts = LazySlot<Result<CaseTexts, Failure>>()

  /// - Parameter isChecked: whether all expressions are known to be right, so that those can wait which may not be
  ///   needed.
  init(_ body: Rule.Case, of rule: Rule, _ model: Model, isChecked: Bool) throws(Failure) {
    self.rule = rule
    self.body = body
    let paths = RulePaths(body.definitions, model)
    let names = Self.variables + body.definitions.map(\.name)
    self.names = names
    definitions = body.definitions.indices.map { Definition(body.definitions[$0], $0, names, paths) }
    var when: Program?
    if let expression = body.when { when = try Self.program(expression, names, paths, key: "when") }
    self.when = when
    switch body.requirement {
    case .holds(let condition):
      require = try Self.program(condition, names, paths, key: "require")
      unique = nil
    case .isUnique(let member, let comparison):
      require = nil
      unique = (member, comparison)
    }
    if isChecked { return }
    for definition in definitions { _ = try definition.program.get() }
    _ = try texts()
  }

  /// A definition of `let`, planned when it is first read: many are there for texts and for other cases.
  final class Definition: Sendable {
    private let definition: (name: String, expression: String)
    /// It sees the definitions before it, so that none can lead back to itself.
    private let visible: ArraySlice<String>
    private let paths: RulePaths
    private let planned = LazySlot<Result<Program, Failure>>()

    fileprivate init(
      _ definition: (name: String, expression: String), _ position: Int, _ names: [String], _ paths: RulePaths
    ) {
      self.definition = definition
      visible = names.prefix(CompiledCase.variables.count + position)
      self.paths = paths
    }

    var program: Result<Program, Failure> {
      planned.value {
        Result { () throws(Failure) in
          try CompiledCase.program(definition.expression, Array(visible), paths, key: "let." + definition.name)
        }
      }
    }
  }

  fileprivate static func program(
    _ text: String, _ names: [String], _ paths: RulePaths, key: String
  ) throws(Failure) -> Program {
    do throws(SyntaxError) {
      return try Program(Expression(text), variables: names, paths: paths)
    } catch {
      throw Failure(key: key, message: error.message)
    }
  }

  /// What a finding says, planned when there is one.
  func texts() throws(Failure) -> CaseTexts {
    try plannedTexts.value {
      Result { () throws(Failure) in try CaseTexts(body, names) }
    }.get()
  }
}

/// The templates of a rule's body: what is read only where the rule failed.
struct CaseTexts: Sendable {
  let message: Template
  let help: Template
  let allowed: [(keyword: String, program: Program)]
  let fix: (title: Template, value: Program)?

  init(_ body: Rule.Case, _ names: [String]) throws(CompiledCase.Failure) {
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

  private static func program(_ text: String, _ names: [String], key: String) throws(CompiledCase.Failure) -> Program {
    do throws(SyntaxError) {
      return try Program(Expression(text), variables: names)
    } catch {
      throw CompiledCase.Failure(key: key, message: error.message)
    }
  }

  private static func template(
    _ text: String, _ names: [String], key: String
  ) throws(CompiledCase.Failure) -> Template {
    do throws(SyntaxError) {
      return try Template(text, variables: names)
    } catch {
      throw CompiledCase.Failure(key: key, message: error.message)
    }
  }
}
