/// A recursive-descent parser with precedence climbing. It builds the tree bottom up in one array.
struct Parser {
  /// How high a tree and how deep its recursion may be. Planning, checking and evaluating recurse as deeply, and must
  /// get by with the 512 KB that a thread has on some systems, beside what the host has on its stack.
  static let depthLimit = 64

  private var lexer: Lexer
  var token: Token
  private(set) var nodes: [Node] = []
  private var heights: [Int] = []
  private var depth = 0
  /// Where the last token that was read ends.
  private var end: Int

  /// A parser that begins at an offset of the text.
  init(_ bytes: [UInt8], from position: Int = 0) throws(SyntaxError) {
    lexer = Lexer(bytes, from: position)
    token = try lexer.next()
    end = position
  }

  /// The expression at the position; what follows it is left to the caller.
  mutating func tree() throws(SyntaxError) -> SyntaxTree {
    nodes.reserveCapacity(16)
    let root = try expression()
    return SyntaxTree(nodes: nodes, root: root)
  }

  // MARK: Tokens

  @discardableResult
  mutating func advance() throws(SyntaxError) -> Token {
    let current = token
    end = current.range.upperBound
    token = try lexer.next()
    return current
  }

  mutating func take(_ kind: Token.Kind) throws(SyntaxError) -> Bool {
    guard token.kind == kind else { return false }
    try advance()
    return true
  }

  mutating func expect(_ kind: Token.Kind, _ description: String) throws(SyntaxError) {
    guard try take(kind) else { throw unexpected(description) }
  }

  func unexpected(_ description: String) -> SyntaxError {
    let found = token.kind == .end ? "the expression ends" : "'\(lexer.text(token.range))'"
    return SyntaxError("\(description) expected, but \(found)\(token.kind == .end ? "" : " found")", at: token.range)
  }

  // MARK: Nodes

  mutating func add(_ kind: Node.Kind, _ range: Range<Int>, over children: [NodeID] = []) throws(SyntaxError) -> NodeID
  {
    var height = 0
    for child in children { height = max(height, heights[child]) }
    return try add(kind, range, height: height + 1)
  }

  private mutating func add(_ kind: Node.Kind, _ range: Range<Int>, height: Int) throws(SyntaxError) -> NodeID {
    if height > Self.depthLimit { throw tooDeep(range) }
    nodes.append(Node(kind: kind, range: range))
    heights.append(height)
    return nodes.count - 1
  }

  private func tooDeep(_ range: Range<Int>) -> SyntaxError {
    SyntaxError("the expression nests more than \(Self.depthLimit) deep", at: range)
  }

  private func range(from node: NodeID) -> Range<Int> {
    nodes[node].range.lowerBound..<end
  }

  // MARK: Expressions

  /// `condition ? value : expression`, or anything that binds more tightly.
  mutating func expression() throws(SyntaxError) -> NodeID {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.depthLimit { throw tooDeep(token.range) }
    let condition = try binary(1)
    guard try take(.question) else { return condition }
    let first = try binary(1)
    try expect(.colon, "':'")
    let second = try expression()
    return try add(
      .conditional(condition, first, second), range(from: condition), over: [condition, first, second])
  }

  private enum Infix {
    case logical(LogicalOperator)
    case plain(BinaryOperator)
  }

  private func infix() -> (Infix, precedence: Int)? {
    switch token.kind {
    case .or: (.logical(.or), 1)
    case .and: (.logical(.and), 2)
    case .equal: (.plain(.equal), 3)
    case .notEqual: (.plain(.notEqual), 3)
    case .less: (.plain(.less), 3)
    case .lessOrEqual: (.plain(.lessOrEqual), 3)
    case .greater: (.plain(.greater), 3)
    case .greaterOrEqual: (.plain(.greaterOrEqual), 3)
    case .inKeyword: (.plain(.isIn), 3)
    case .plus: (.plain(.add), 4)
    case .minus: (.plain(.subtract), 4)
    case .star: (.plain(.multiply), 5)
    case .slash: (.plain(.divide), 5)
    case .percent: (.plain(.remainder), 5)
    default: nil
    }
  }

  private mutating func binary(_ minimum: Int) throws(SyntaxError) -> NodeID {
    var left = try unary()
    while let (infix, precedence) = infix(), precedence >= minimum {
      let kind = token.kind
      switch infix {
      case .plain(let name):
        try advance()
        let right = try binary(precedence + 1)
        left = try add(.binary(name, left, right), range(from: left), over: [left, right])
      case .logical(let name):
        var operands = [left]
        while try take(kind) { operands.append(try binary(precedence + 1)) }
        left = try add(.logical(name, operands), range(from: left), over: operands)
      }
    }
    return left
  }

  private mutating func unary() throws(SyntaxError) -> NodeID {
    guard token.kind == .not || token.kind == .minus else { return try postfix(primary()) }
    depth += 1
    defer { depth -= 1 }
    if depth > Self.depthLimit { throw tooDeep(token.range) }
    let sign = try advance()
    if sign.kind == .minus, token.kind == .int || token.kind == .double {
      return try postfix(number(sign: sign))
    }
    let operand = try unary()
    return try add(
      .unary(sign.kind == .not ? .not : .negate, operand), sign.range.lowerBound..<end, over: [operand])
  }

  private mutating func postfix(_ first: NodeID) throws(SyntaxError) -> NodeID {
    var operand = first
    while true {
      switch token.kind {
      case .dot:
        try advance()
        operand = try member(of: operand)
      case .leftBracket:
        try advance()
        let isOptional = try take(.question)
        let key = try expression()
        try expect(.rightBracket, "']'")
        operand = try add(
          .index(operand, key, isOptional: isOptional), range(from: operand), over: [operand, key])
      case .leftBrace where isName(operand):
        throw SyntaxError("messages are not in this profile; a map is '{\"key\": value}'", at: token.range)
      default: return operand
      }
    }
  }

  private func isName(_ node: NodeID) -> Bool {
    switch nodes[node].kind {
    case .identifier: true
    case .select(let operand, _, false): isName(operand)
    default: false
    }
  }

  /// What follows the dot: a member, an optional member or a method call.
  private mutating func member(of operand: NodeID) throws(SyntaxError) -> NodeID {
    let isOptional = try take(.question)
    let isQuoted = token.kind == .quotedIdentifier
    guard isQuoted || token.kind == .identifier else { throw unexpected("a member's name") }
    let place = try advance().range
    let name = isQuoted ? lexer.text(place.lowerBound + 1..<place.upperBound - 1) : lexer.text(place)
    let member = Node.Member(name: name, range: place)
    guard !isOptional, !isQuoted, try take(.leftParenthesis) else {
      return try add(.select(operand, member, isOptional: isOptional), range(from: operand), over: [operand])
    }
    let arguments = try arguments()
    let whole = range(from: operand)
    if let macro = try methodMacro(member, operand, arguments, whole) { return macro }
    return try add(.method(operand, member, arguments), whole, over: [operand] + arguments)
  }

  private mutating func arguments() throws(SyntaxError) -> [NodeID] {
    var arguments: [NodeID] = []
    if try take(.rightParenthesis) { return arguments }
    repeat { arguments.append(try expression()) } while try take(.comma)
    try expect(.rightParenthesis, "')'")
    return arguments
  }

  // MARK: Primary expressions

  private mutating func primary() throws(SyntaxError) -> NodeID {
    let start = token
    switch start.kind {
    case .identifier: return try name(isRooted: false, start.range.lowerBound)
    case .dot:
      try advance()
      guard token.kind == .identifier else { throw unexpected("a name") }
      return try name(isRooted: true, start.range.lowerBound)
    case .leftParenthesis:
      try advance()
      let inner = try expression()
      try expect(.rightParenthesis, "')'")
      nodes[inner].range = start.range.lowerBound..<end
      return inner
    case .leftBracket: return try list()
    case .leftBrace: return try map()
    case .int, .double: return try number(sign: nil)
    case .string:
      try advance()
      return try add(.literal(.string(Literal.string(lexer.bytes, start.range))), start.range)
    case .trueKeyword, .falseKeyword:
      try advance()
      return try add(.literal(.bool(start.kind == .trueKeyword)), start.range)
    case .nullKeyword:
      try advance()
      return try add(.literal(.null), start.range)
    default: throw unexpected("an expression")
    }
  }

  private mutating func number(sign: Token?) throws(SyntaxError) -> NodeID {
    let number = try advance()
    let range = (sign ?? number).range.lowerBound..<number.range.upperBound
    let text = lexer.text(number.range)
    if number.kind == .int {
      guard let value = Literal.int(text, isNegative: sign != nil) else {
        throw SyntaxError("the integer does not fit in 64 bits", at: range)
      }
      return try add(.literal(.int(value)), range)
    }
    guard let value = Double(text), value.isFinite else {
      throw SyntaxError("the number is out of a double's range", at: range)
    }
    return try add(.literal(.double(sign == nil ? value : -value)), range)
  }

  private mutating func name(isRooted: Bool, _ start: Int) throws(SyntaxError) -> NodeID {
    let place = try advance().range
    let name = lexer.text(place)
    if Self.isReserved(name) { throw SyntaxError("'\(name)' is a reserved word", at: place) }
    guard try take(.leftParenthesis) else { return try add(.identifier(name, isRooted: isRooted), start..<end) }
    let arguments = try arguments()
    let member = Node.Member(name: name, range: place)
    if !isRooted, let macro = try globalMacro(member, arguments, start..<end) { return macro }
    return try add(.call(member, arguments), start..<end, over: arguments)
  }

  private static func isReserved(_ name: String) -> Bool {
    switch name {
    case "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
      "namespace", "return", "var", "void", "while":
      true
    default: false
    }
  }

  private mutating func list() throws(SyntaxError) -> NodeID {
    let start = try advance().range.lowerBound
    var items: [Node.ListItem] = []
    while token.kind != .rightBracket {
      let isOptional = try take(.question)
      items.append(Node.ListItem(value: try expression(), isOptional: isOptional))
      guard try take(.comma) else { break }
    }
    try expect(.rightBracket, "',' or ']'")
    return try add(.list(items), start..<end, over: items.map(\.value))
  }

  private mutating func map() throws(SyntaxError) -> NodeID {
    let start = try advance().range.lowerBound
    var items: [Node.MapItem] = []
    while token.kind != .rightBrace {
      let isOptional = try take(.question)
      let key = try expression()
      try expect(.colon, "':'")
      items.append(Node.MapItem(key: key, value: try expression(), isOptional: isOptional))
      guard try take(.comma) else { break }
    }
    try expect(.rightBrace, "',' or '}'")
    return try add(.map(items), start..<end, over: items.flatMap { [$0.key, $0.value] })
  }
}
