/// A parsed expression of the language.
public struct Expression: Sendable {
  /// The text it was parsed from; all ranges are offsets into its UTF-8.
  public let source: String
  let tree: SyntaxTree

  /// Parses a text; throws for the first thing that is no expression of the JSON profile.
  public init(_ source: String) throws(SyntaxError) {
    var parser = try Parser(Array(source.utf8))
    let tree = try parser.tree()
    if parser.token.kind != .end { throw parser.unexpected("the end of the expression") }
    self.init(source: source, tree: tree)
  }

  /// A part of a longer text, for instance of a template.
  init(source: String, tree: SyntaxTree) {
    self.source = source
    self.tree = tree
  }
}
