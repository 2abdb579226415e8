/// A text with expressions in it, made ready to be rendered many times.
///
/// `{expression}` stands for the value of an expression, `{{` and `}}` for braces.
public struct Template: Sendable {
  private enum Piece: Sendable {
    case text(String)
    case program(Program, Range<Int>)
  }

  /// What became of a template.
  public enum Rendering: Sendable {
    case text(String)
    /// A value in the text, or a part of one, cannot be known.
    case unknown
    case error(EvaluationError)
  }

  private let pieces: [Piece]

  /// Parses and plans a template; offsets in errors count from the beginning of the text.
  public init(
    _ text: String, variables: [String], container: String = "", undeclared: UndeclaredNames = .rejected
  ) throws(SyntaxError) {
    var pieces: [Piece] = []
    for piece in try TemplateSyntax(text).pieces {
      switch piece {
      case .text(let text): pieces.append(.text(text))
      case .expression(let expression, let range):
        let program = try Program(
          expression, variables: variables, container: container, undeclared: undeclared)
        pieces.append(.program(program, range))
      }
    }
    self.pieces = pieces
  }

  /// Writes the text. An unknown wins over an error; all the expressions share the budget.
  public func render(_ activation: any Activation, budget: inout Budget) -> Rendering {
    var writer = DisplayWriter()
    var failure: EvaluationError?
    for piece in pieces {
      switch piece {
      case .text(let text): writer.write(text)
      case .program(let program, let range):
        writer.write(program.evaluate(activation, budget: &budget), &budget)
        if budget.isExhausted, case .error(let error) = budget.error.located(range) { return .error(error) }
        if failure == nil, let error = writer.error {
          failure = EvaluationError(message: error.message, range: error.range ?? range)
        }
      }
    }
    if writer.sawUnknown { return .unknown }
    return failure.map(Rendering.error) ?? .text(writer.text)
  }
}

/// A parsed template.
struct TemplateSyntax {
  enum Piece {
    case text(String)
    /// An expression, and the range of the text that it takes, braces included.
    case expression(Expression, Range<Int>)
  }

  private(set) var pieces: [Piece] = []

  init(_ source: String) throws(SyntaxError) {
    let bytes = Array(source.utf8)
    var text: [UInt8] = []
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      let isDoubled = position + 1 < bytes.count && bytes[position + 1] == byte
      switch byte {
      case UInt8(ascii: "{") where isDoubled, UInt8(ascii: "}") where isDoubled:
        text.append(byte)
        position += 2
      case UInt8(ascii: "}"):
        throw SyntaxError("a single '}'; a brace in the text is written '}}'", at: position..<position + 1)
      case UInt8(ascii: "{"):
        if !text.isEmpty { pieces.append(.text(String(decoding: text, as: UTF8.self))) }
        text = []
        var parser = try Parser(bytes, from: position + 1)
        let tree = try parser.tree()
        guard parser.token.kind == .rightBrace else { throw parser.unexpected("'}' after the expression") }
        let end = parser.token.range.upperBound
        pieces.append(.expression(Expression(source: source, tree: tree), position..<end))
        position = end
      default:
        text.append(byte)
        position += 1
      }
    }
    if !text.isEmpty { pieces.append(.text(String(decoding: text, as: UTF8.self))) }
  }
}
