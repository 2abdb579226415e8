import DeployLintPack
import LinearRegex

extension Model {
  /// The model that `rules/sagemaker/model.json` describes, from the tables that `deploylint-dev pack` has made of it.
  static func embedded() -> Model {
    let tables = deploylint_pack_model
    let names = [String](tables.member_names)
    var shapes: [Shape] = []
    shapes.reserveCapacity(tables.shape_count)
    for shape in UnsafeBufferPointer(start: tables.shapes, count: tables.shape_count) {
      shapes.append(Model.shape(shape, names))
    }
    return Model(
      version: String(cString: tables.version), date: String(cString: tables.date), shapes: shapes, memberNames: names,
      roots: Roots(
        create: Int(tables.create_endpoint), update: Int(tables.update_endpoint),
        deployment: Int(tables.deployment_config)),
      isBuiltIn: true
    ) {
      let tables = deploylint_pack_model
      return UnsafeBufferPointer(start: tables.other_operations, count: tables.other_operation_count)
        .map(OtherOperation.init)
    }
  }

  private static func shape(_ shape: DeployLintPackShape, _ names: [String]) -> Shape {
    let members = UnsafeBufferPointer(start: shape.members.first, count: shape.members.count).map { member in
      Shape.Member(
        name: names[Int(member.name)], id: Int(member.name), shape: Int(member.shape),
        isRequired: member.is_required != 0)
    }
    var limits = Shape.Limits()
    limits.enumeration = [String](shape.enumeration)
    limits.minimum = shape.minimum.given
    limits.maximum = shape.maximum.given
    limits.minLength = shape.min_length.given.map(Int.init)
    limits.maxLength = shape.max_length.given.map(Int.init)
    limits.minItems = shape.min_items.given.map(Int.init)
    limits.maxItems = shape.max_items.given.map(Int.init)
    limits.pattern = shape.pattern.map { LazyPattern(Pattern($0.pointee, usedWith: .whole)) }
    return Shape(
      name: String(cString: shape.name), type: Shape.ValueType(shape.type), members: members,
      item: shape.item.given.map(Int.init), limits: limits, actsAs: shape.acts_as.given.map(Int.init))
  }
}

extension Shape.ValueType {
  fileprivate init(_ packed: DeployLintPackType) {
    self =
      switch packed {
      case .object: .object
      case .array: .array
      case .string: .string
      case .integer: .integer
      case .number: .number
      case .boolean: .boolean
      }
  }
}

extension Model.OtherOperation {
  fileprivate init(_ operation: DeployLintPackOperation) {
    name = String(cString: operation.name)
    isOutput = operation.is_output != 0
    members = [String](operation.members)
    required = [String](operation.required)
  }
}

extension Pattern {
  /// A pattern of the pack; it is compiled only for a text that its automaton is not for.
  ///
  /// - Parameter mode: what its automaton is made for.
  init(_ packed: DeployLintPackPattern, usedWith mode: MatchMode) {
    let complete = packed.automaton.map { automaton in
      let table = automaton.pointee
      return CompleteDFA(
        transitions: table.transitions, symbols: table.symbols, start: table.start, accepted: table.accepted,
        endSymbol: table.end_symbol)
    }
    self.init(
      known: String(cString: packed.source), leastLength: Int(packed.least_length),
      requiredByte: packed.required.given.map { UInt8(truncatingIfNeeded: $0) }, complete: complete.map { (mode, $0) })
  }
}

extension DeployLintPackNumber {
  /// The number, if it is not missing.
  var given: Int64? { is_given != 0 ? value : nil }
}

extension [String] {
  /// The names of a table.
  init(_ list: DeployLintPackNames) {
    self = UnsafeBufferPointer(start: list.first, count: list.count).map { String(cString: $0) }
  }
}
