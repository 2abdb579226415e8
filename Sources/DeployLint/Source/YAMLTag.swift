/// A tag in front of a YAML value.
enum YAMLTag: Equatable {
  case null, boolean, integer, float, string, sequence, mapping
  case merge
  /// Any other, as it is usually written: `!Ref`, `!!binary`.
  case local(String)

  private static let core = "tag:yaml.org,2002:"

  init?(_ tag: UnsafeMutablePointer<UInt8>?) {
    guard let tag else { return nil }
    let text = String(cString: tag)
    switch text {
    case Self.core + "null": self = .null
    case Self.core + "bool": self = .boolean
    case Self.core + "int": self = .integer
    case Self.core + "float": self = .float
    case Self.core + "str": self = .string
    case Self.core + "seq": self = .sequence
    case Self.core + "map": self = .mapping
    case Self.core + "merge": self = .merge
    default:
      let isCore = text.utf8.starts(with: Self.core.utf8)
      self = .local(isCore ? "!!" + String(text.dropFirst(Self.core.count)) : text)
    }
  }

  private var name: String {
    switch self {
    case .null: "!!null"
    case .boolean: "!!bool"
    case .integer: "!!int"
    case .float: "!!float"
    case .string: "!!str"
    case .sequence: "!!seq"
    case .mapping: "!!map"
    case .merge: "!!merge"
    case .local(let name): name
    }
  }

  /// A scalar's kind. Tags of the core schema are obeyed, and are a problem where the text is not of their form.
  static func type(
    _ text: UnsafeBufferPointer<UInt8>, tag: YAMLTag?, isPlain: Bool, source: Source, range: Range<Int>
  ) throws(SyntaxProblem) -> (kind: Record.Kind, flags: Record.Flags, localTag: String?) {
    guard let tag else {
      return isPlain ? (recordKind(PlainScalar.kind(of: text)), .isPlain, nil) : (.string, [], nil)
    }
    let number = PlainScalar.numberKind(of: text)
    switch tag {
    // `!` alone makes a scalar a string.
    case .string, .local("!"): return (.string, [], nil)
    case .null where PlainScalar.isNull(text): return (.null, [], nil)
    case .boolean where PlainScalar.boolean(text) != nil: return (.boolean, [], nil)
    case .integer where number == .integer: return (.integer, [], nil)
    case .float where number != nil: return (.float, [], nil)
    case .local(let name): return (.string, .hasLocalTag, name)
    default: throw tag.mismatch("the text \(Excerpt.quote(text))", source: source, range: range)
    }
  }

  private static func recordKind(_ kind: Node.Kind) -> Record.Kind {
    switch kind {
    case .null: .null
    case .boolean: .boolean
    case .integer: .integer
    case .float: .float
    case .string, .sequence, .mapping: .string
    }
  }

  /// The tag of a container, if it is none of the core schema's.
  func localTag(of kind: Record.Kind, source: Source, range: Range<Int>) throws(SyntaxProblem) -> String? {
    switch self {
    case .mapping where kind == .mapping, .sequence where kind == .sequence: return nil
    // `!` alone says that the kind of node decides.
    case .local("!"): return nil
    case .local(let name): return name
    default: throw mismatch(kind == .mapping ? "a mapping" : "a list", source: source, range: range)
    }
  }

  private func mismatch(_ value: String, source: Source, range: Range<Int>) -> SyntaxProblem {
    SyntaxProblem(
      range: range, message: "the tag '\(name)' does not fit \(value) behind it",
      help: "remove the tag, or write a value of its kind")
  }
}
