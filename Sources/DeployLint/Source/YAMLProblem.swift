/// Says what is wrong with a YAML text, and what to do about it, from where libyaml stopped and the text around.
struct YAMLProblem {
  let failure: YAMLFailure
  let source: Source
  let lines: SourceLines
  /// The innermost container that is open for the reader, which may lag behind libyaml's scanner.
  let container: (kind: Record.Kind, start: Int)?
  /// The last scalar that was read.
  let lastScalar: Range<Int>?

  var bytes: [UInt8] { source.bytes }
  var at: Int { failure.offset }
  var around: TextAround { TextAround(bytes: source.bytes, end: source.bytes.count) }
  var byte: UInt8 { around[at] }
  var isAtEnd: Bool { bytes[min(at, bytes.count)...].allSatisfy(JSONReader.isSpace) }

  /// Whether a line is there that separates documents.
  var isAtDocumentEnd: Bool {
    at == around.lineStart(at) && bytes.withUnsafeBufferPointer { YAMLText.isBoundary($0, at) }
  }

  var explained: SyntaxProblem {
    let cause = tab ?? scalarProblem ?? indicatorProblem ?? placeholder ?? structureProblem
    guard let next = nextDocument, next < bytes.count else { return cause }
    return SyntaxProblem(
      rule: cause.rule, range: cause.range, message: cause.message,
      help: cause.help + "; the documents after this one were not read", related: cause.related)
  }

  /// Where the next document of the stream starts.
  private var nextDocument: Int? {
    // The `---` behind a directive belongs to the document that could not be read.
    if around[around.lineStart(at)] == UInt8(ascii: "%") { return nil }
    let end = isAtDocumentEnd ? at : YAMLText.documentEnd(in: bytes, from: at)
    return bytes[end...].starts(with: "---".utf8) ? end : nil
  }

  func problem(
    _ range: Range<Int>, _ message: String, _ help: String, related: [SyntaxProblem.Related] = []
  ) -> SyntaxProblem {
    SyntaxProblem(range: range, message: message, help: help, related: related)
  }

  func quote(_ range: Range<Int>) -> String { Excerpt.quote(source, range) }

  /// ", in the mapping that starts at 3:1"
  var surroundings: String {
    lines.surroundings(failureContainer ?? container, mapping: "mapping", sequence: "list")
  }

  /// What libyaml says that it was parsing.
  private var failureContainer: (kind: Record.Kind, start: Int)? {
    guard let start = failure.contextOffset else { return nil }
    switch failure.context {
    case "while parsing a block mapping", "while parsing a flow mapping": return (.mapping, start)
    case "while parsing a block collection", "while parsing a flow sequence": return (.sequence, start)
    default: return nil
    }
  }

  // MARK: Characters and scalars

  private var tab: SyntaxProblem? {
    var tab = at
    if byte != 0x09 {
      guard !failure.context.contains("quoted"), !isAtEnd else { return nil }
      tab = around.lineStart(at)
      while around[tab] == 0x20 { tab += 1 }
      guard around[tab] == 0x09 else { return nil }
    }
    return problem(tab..<tab + 1, "found a tab where indentation is expected\(surroundings)", "indent with spaces")
  }

  private var scalarProblem: SyntaxProblem? {
    let start = failure.contextOffset ?? at
    switch failure.problem {
    case "control characters are not allowed":
      // U+0080 to U+009F take two bytes.
      var end = min(at + 1, bytes.count)
      while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
      let range = at..<end
      return problem(
        range, "found the control character \(quote(range))",
        "remove it, or write it as an escape such as \\x1b in double quotes")
    case "found unexpected end of stream", "found unexpected document indicator":
      return unclosedQuote(from: start)
    case "found unknown escape character":
      return badEscape(at..<min(at + 2, bytes.count))
    case "did not find expected hexdecimal number", "found invalid Unicode character escape code":
      var backslash = at
      while backslash > start, bytes[backslash - 1] != UInt8(ascii: "\\") { backslash -= 1 }
      return badEscape(max(backslash - 1, start)..<min(max(at, backslash + 1), bytes.count))
    case "did not find expected comment or line break" where failure.context.contains("block scalar"):
      return problem(
        at..<around.lineEnd(at),
        "found text on the line of the '\(Character(Unicode.Scalar(around[start])))' before it",
        "start the text on the next line, indented deeper than its key, or put it in quotes")
    case "found an indentation indicator equal to 0":
      return problem(at..<at + 1, "the indentation of a block text cannot be 0", "write a digit from 1 to 9, or none")
    default: return nil
    }
  }

  func unclosedQuote(from start: Int) -> SyntaxProblem {
    let range = start..<around.lineEnd(start)
    let isSingle = around[start] == UInt8(ascii: "'")
    return problem(
      range, "the quote is not closed in \(quote(range))\(surroundings)",
      isSingle ? "close it with \"'\"; an apostrophe inside of single quotes is doubled" : "close it with '\"'")
  }

  private func badEscape(_ range: Range<Int>) -> SyntaxProblem {
    let isNumeric = failure.problem != "found unknown escape character"
    return problem(
      range, "\(quote(range)) is no escape of YAML\(surroundings)",
      "double the backslash, or put the text in single quotes"
        + (isNumeric ? "; \\x takes two, \\u four and \\U eight hexadecimal digits" : ""))
  }

  // MARK: Indicators at the start of a text

  private var indicatorProblem: SyntaxProblem? {
    let start = failure.contextOffset ?? at
    switch failure.context {
    case "while scanning an alias", "while scanning an anchor": return startProblem(start)
    case "while scanning a tag", "while parsing a tag", "while parsing a node":
      guard failure.problem.contains("tag") || failure.context.contains("tag") else { return nil }
      let range = word(start)
      return problem(
        range, "\(quote(range)) is no tag that the document declares\(surroundings)",
        "put a text that starts with '!' in quotes")
    case "while scanning a directive", "while scanning a %YAML directive", "while scanning a %TAG directive",
      "while parsing a %TAG directive":
      return directiveProblem(start)
    default:
      switch failure.problem {
      case "found incompatible YAML document", "found duplicate %YAML directive", "found duplicate %TAG directive":
        return directiveProblem(at)
      case "found character that cannot start any token" where around.placeholder(at - 1) == nil:
        return startProblem(at)
      default: return nil
      }
    }
  }

  private func startProblem(_ start: Int) -> SyntaxProblem {
    let range = word(start)
    return problem(
      range,
      "found \(quote(range)), but a text without quotes cannot start with \(quote(start..<start + 1))\(surroundings)",
      "put the text in quotes")
  }

  private func directiveProblem(_ start: Int) -> SyntaxProblem {
    if let placeholder = around.placeholder(start - 1) { return placeholderProblem(placeholder) }
    let range = around.trimmedLine(start)
    return problem(
      range, "\(quote(range)) is no directive of YAML 1.1 or 1.2",
      "a line that starts with '%' is a directive: remove it, or put the text in quotes")
  }

  /// All up to the next white space.
  private func word(_ start: Int) -> Range<Int> {
    var end = start
    while end < bytes.count, !JSONReader.isSpace(bytes[end]) { end += 1 }
    return start..<max(end, min(start + 1, bytes.count))
  }

  /// A placeholder without quotes before the place on its line, which YAML takes for brackets.
  private var placeholder: SyntaxProblem? {
    let line = around.trimmedLine(at)
    for start in line where bytes[start] == UInt8(ascii: "{") && start <= at {
      if let placeholder = around.placeholder(start) { return placeholderProblem(placeholder) }
    }
    if let before = around.lineBefore(at), let placeholder = around.placeholder(before.lowerBound),
      bytes[before.lowerBound] == UInt8(ascii: "{")
    {
      return placeholderProblem(placeholder)
    }
    return nil
  }

  private func placeholderProblem(_ range: Range<Int>) -> SyntaxProblem {
    // The placeholder's own braces are no surroundings.
    let isOpened = (failureContainer ?? container).map { $0.start >= range.lowerBound } ?? false
    return problem(
      range, "found the placeholder \(quote(range)) without quotes\(isOpened ? "" : surroundings)",
      "put the whole value in quotes, or fill it in first")
  }
}
