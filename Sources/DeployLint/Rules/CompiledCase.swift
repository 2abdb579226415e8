import CEL
import LinearRegex

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
  /// What decides most requests; `nil` for a rule of uniqueness.
  let shortcut: Shortcut?
  private let when: Expression?
  private let require: Expression?
  private let paths: RulePaths
  private let plannedConditions = LazySlot<Result<Conditions, Failure>>()
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
    self.paths = paths
    var when: Expression?
    if let condition = body.when { when = try Self.expression(condition, key: "when") }
    self.when = when
    switch body.requirement {
    case .holds(let condition):
      let require = try Self.expression(condition, key: "require")
      self.require = require
      unique = nil
      shortcut = Shortcut(when, require, body, names, paths)
    case .isUnique(let member, let comparison):
      require = nil
      unique = (member, comparison)
      shortcut = nil
    }
    if isChecked { return }
    for definition in definitions { _ = try definition.program.get() }
    _ = try conditions()
    _ = try texts()
  }

  /// The conditions in full, for what they decide and for why they fail.
  struct Conditions: Sendable {
    let when: Program?
    /// `nil` for a rule of uniqueness.
    let require: Program?
  }

  /// The conditions, planned when the shortcut first leaves something open.
  func conditions() throws(Failure) -> Conditions {
    try plannedConditions.value {
      Result { () throws(Failure) in
        Conditions(
          when: try when.map { when throws(Failure) in try Self.program(when, names, paths, key: "when") },
          require: try require.map { require throws(Failure) in
            try Self.program(require, names, paths, key: "require")
          })
      }
    }.get()
  }

  /// Decides without making values.
  struct Shortcut: Sendable {
    let program: ScalarProgram
    let hasWhen: Bool

    fileprivate init(
      _ when: Expression?, _ require: Expression, _ body: Rule.Case, _ names: [String], _ paths: RulePaths
    ) {
      hasWhen = when != nil
      program = ScalarProgram([when, require].compactMap(\.self), variables: names, paths: paths) { slot in
        let definition = slot - CompiledCase.variables.count
        return body.definitions.indices.contains(definition)
          ? try? Expression(body.definitions[definition].expression) : nil
      }
    }

    enum Outcome {
      /// The rule holds, or the node is not its business.
      case passes
      case unknown
    }

    /// As plain words, for as long as the shortcut is kept.
    var decision: Decision {
      Decision(
        program.code, hasWhen: hasWhen, when: hasWhen ? program.root(ofCondition: 0) : nil,
        require: program.root(ofCondition: hasWhen ? 1 : 0))
    }
  }

  /// What decides most requests, in plain words.
  struct Decision: Sendable {
    private let code: ScalarCode
    private let hasWhen: Bool
    private let when: Int32?
    private let require: Int32?
    /// What the rule asks, where it is no more than that a text does not match.
    private let exclusion: (path: Int, pattern: Pattern.Borrowed)?

    /// - Parameters:
    ///   - when: where the condition begins; `nil` where it takes more than scalars, and where there is none.
    ///   - require: the same.
    init(_ code: ScalarCode, hasWhen: Bool, when: Int32?, require: Int32?) {
      self.code = code
      self.hasWhen = hasWhen
      self.when = when
      self.require = require
      exclusion = hasWhen ? nil : require.flatMap(code.exclusion)
    }

    /// `nil` where the rule does not hold, or is too much for a shortcut.
    @inline(__always)
    func outcome(_ source: RequestScalars) -> Shortcut.Outcome? {
      if let exclusion { return outcome(exclusion, source) }
      if hasWhen {
        guard let when else { return nil }
        switch code.value(at: when, source) {
        case .bool(true): break
        case .bool(false): return .passes
        case .unknown: return .unknown
        default: return nil
        }
      }
      guard let require else { return nil }
      return switch code.value(at: require, source) {
      case .bool(true): .passes
      case .unknown: .unknown
      default: nil
      }
    }

    @inline(__always)
    private func outcome(
      _ exclusion: (path: Int, pattern: Pattern.Borrowed), _ source: RequestScalars
    ) -> Shortcut.Outcome? {
      switch source.scalar(ofPath: exclusion.path) {
      case .text(let visit):
        source.withText(visit) { text in
          text.count <= ScalarCode.longestText && !exclusion.pattern.isFound(inUTF8: text) ? .passes : nil
        }
      case .unknown: .unknown
      default: nil
      }
    }
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
          let key = "let." + definition.name
          let expression = try CompiledCase.expression(definition.expression, key: key)
          return try CompiledCase.program(expression, Array(visible), paths, key: key)
        }
      }
    }
  }

  fileprivate static func expression(_ text: String, key: String) throws(Failure) -> Expression {
    do throws(SyntaxError) {
      return try Expression(text)
    } catch {
      throw Failure(key: key, message: error.message)
    }
  }

  fileprivate static func program(
    _ expression: Expression, _ names: [String], _ paths: RulePaths, key: String
  ) throws(Failure) -> Program {
    do throws(SyntaxError) {
      return try Program(expression, variables: names, paths: paths)
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
