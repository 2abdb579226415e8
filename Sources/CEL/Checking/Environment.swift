/// The members of a mapping, as the checker knows them.
public struct ObjectShape: Sendable {
  /// One member.
  public struct Field: Sendable {
    /// The type of its value.
    public let type: Type
    /// Whether it is always there. Reading another one without `has()` gives a warning.
    public let isRequired: Bool

    /// A member.
    public init(type: Type, isRequired: Bool) {
      self.type = type
      self.isRequired = isRequired
    }
  }

  /// The name in messages.
  public let name: String
  /// The members by name.
  public let fields: [String: Field]
  /// Whether there may be members besides the fields; reading one of them is allowed but unchecked.
  public let isOpen: Bool

  /// A shape.
  public init(name: String, fields: [String: Field], isOpen: Bool = false) {
    self.name = name
    self.fields = fields
    self.isOpen = isOpen
  }

  /// The member of exactly that name; a dictionary also finds other spellings of the same text.
  func field(_ name: String) -> Field? {
    guard let index = fields.index(forKey: name), fields[index].key.hasSameScalars(as: name) else { return nil }
    return fields[index].value
  }
}

/// What expressions may refer to, for the checker.
public struct Environment: Sendable {
  let names: NameScope
  let types: [Type]
  let shapes: @Sendable (String) -> ObjectShape?

  /// An environment of variables. `shapes` finds the shape of a ``Type/object(_:)``; what has none is not checked.
  /// Names in a `container` (`a.b`) can be read without its prefix.
  public init(
    variables: [(name: String, type: Type)], shapes: @escaping @Sendable (String) -> ObjectShape? = { _ in nil },
    container: String = ""
  ) {
    names = NameScope(variables.map(\.name), container: container)
    types = variables.map(\.type)
    self.shapes = shapes
  }

  /// Checks an expression and finds all its problems.
  ///
  /// `given` are conditions that are known to be true whenever the expression is evaluated: a member whose presence
  /// they establish can be read without `has()`.
  public func check(_ expression: Expression, given conditions: [Expression] = []) -> CheckResult {
    var checker = Checker(tree: expression.tree, environment: self)
    checker.assume(conditions)
    let type = checker.type(of: expression.tree.root)
    return CheckResult(type: type.settled, problems: checker.problems)
  }

  /// Checks the expressions of a template. The type is that of its text; ranges count from the beginning of the text.
  public func check(template text: String, given conditions: [Expression] = []) throws(SyntaxError) -> CheckResult {
    var problems: [Problem] = []
    for case .expression(let expression, _) in try TemplateSyntax(text).pieces {
      problems += check(expression, given: conditions).problems
    }
    return CheckResult(type: .string, problems: problems)
  }
}

/// What the checker found.
public struct CheckResult: Sendable {
  /// The type of the expression's value.
  public let type: Type
  /// The problems in the order in which they are found, from left to right.
  public let problems: [Problem]
}

/// Something wrong or doubtful in an expression.
public struct Problem: Sendable, Equatable {
  /// How bad it is.
  public enum Severity: Sendable {
    /// The expression must fail or cannot mean what it says.
    case error
    /// The expression may fail for some values.
    case warning
  }

  /// How bad it is.
  public let severity: Severity
  /// One line, lower case, no full stop, with a suggestion where there is one.
  public let message: String
  /// Where, in UTF-8 offsets of the source.
  public let range: Range<Int>
}
