/// What is wrong where keys, values, items and brackets do not fit together.
extension YAMLProblem {
  var structureProblem: SyntaxProblem {
    if let missingSpace { return missingSpace }
    if let quoteProblem { return quoteProblem }
    switch failure.problem {
    case "mapping values are not allowed in this context": return unexpectedColon
    case "could not find expected ':'": return missingColon
    case "did not find expected key": return unexpectedInMapping
    case "did not find expected '-' indicator":
      let token = around.token(at)
      return problem(
        token, "expected '- ' but found \(quote(token))\(surroundings)",
        "start the item with '- ', or indent the line like the lines that it belongs to")
    case "block sequence entries are not allowed in this context":
      return problem(
        at..<at + 1, "found a list item where no list can start\(surroundings)",
        "start the list on a line of its own, or write it in brackets")
    case "did not find expected ',' or ']'", "did not find expected ',' or '}'": return unexpectedInBrackets
    case "did not find expected <document start>": return textAfterDocument
    default: return unexpectedNode
    }
  }

  private var unexpectedNode: SyntaxProblem {
    if isAtEnd || isAtDocumentEnd { return unexpectedEnd }
    let token = around.token(at)
    return problem(
      token, "expected a value but found \(quote(token))\(surroundings)",
      "remove it, write a value before it, or put the text in quotes")
  }

  private var unexpectedEnd: SyntaxProblem {
    // Behind the last character there is no line to show.
    let end = (bytes[..<min(at, bytes.count)].lastIndex { !JSONReader.isSpace($0) } ?? -1) + 1
    guard let (kind, start) = container else {
      return problem(end..<end, "the text ends where a value is expected", "write a value")
    }
    let (name, bracket) = kind == .mapping ? ("mapping", "}") : ("list", "]")
    return problem(
      end..<end,
      "the text ends inside of the \(name) that starts at \(lines.place(of: start)): its '\(bracket)' is missing",
      "close it with '\(bracket)'",
      related: [SyntaxProblem.Related(range: start..<start + 1, label: "the \(name) starts here")])
  }

  // MARK: Keys and colons

  /// `key:value` or `key = value` on the line of the problem, where libyaml began the key, or on the line before.
  private var missingSpace: SyntaxProblem? {
    let places = [failure.context == "while scanning a simple key" ? failure.contextOffset : nil, at]
    var candidates = places.compactMap { $0.map(around.trimmedLine) }
    if let before = around.lineBefore(at) { candidates.append(before) }
    for line in candidates {
      if let problem = missingSpace(in: line) { return problem }
    }
    return nil
  }

  private func missingSpace(in line: Range<Int>) -> SyntaxProblem? {
    var start = line.lowerBound
    while start < line.upperBound, bytes[start] == UInt8(ascii: "-"), TextAround.isBlank(around[start + 1]) {
      start += 1
      while start < line.upperBound, TextAround.isBlank(bytes[start]) { start += 1 }
    }
    let key = around.token(start)
    let separator = key.upperBound
    guard JSONReader.isWord(around[start]), separator < line.upperBound else { return nil }
    if bytes[separator] == UInt8(ascii: ":") {
      let next = around[separator + 1]
      let rest = bytes[separator..<line.upperBound]
      // A colon behind it would make the whole a key; slashes make it a URL.
      guard !JSONReader.isSpace(next), next != 0, next != UInt8(ascii: "/"), next != UInt8(ascii: ":"),
        !zip(rest, rest.dropFirst()).contains(where: { $0 == UInt8(ascii: ":") && TextAround.isBlank($1) }),
        rest.last != UInt8(ascii: ":")
      else { return nil }
      let value = separator + 1..<line.upperBound
      return problem(
        start..<line.upperBound, "there is no space after the colon of the key \(quote(key))\(surroundings)",
        "write '\(Excerpt.escape(bytes[key])): \(Excerpt.escape(bytes[value]))'")
    }
    var sign = separator
    while sign < line.upperBound, TextAround.isBlank(bytes[sign]) { sign += 1 }
    guard around[sign] == UInt8(ascii: "=") else { return nil }
    return problem(
      sign..<sign + 1, "found '=' after the key \(quote(key))\(surroundings)", "write ': ' between key and value")
  }

  private var unexpectedColon: SyntaxProblem {
    let line = around.trimmedLine(at)
    let text = bytes[line.lowerBound..<max(line.lowerBound, min(at, line.upperBound))]
    let hasColon = zip(text, text.dropFirst()).contains { $0 == UInt8(ascii: ":") && TextAround.isBlank($1) }
    if hasColon {
      return problem(
        at..<at + 1, "found a second ': ' on the line, inside of a text without quotes\(surroundings)",
        "put the text in quotes")
    }
    let key = line.lowerBound..<max(at, line.lowerBound)
    guard let before = around.lineBefore(at) else {
      return problem(at..<at + 1, "found ':' where none is expected\(surroundings)", "put the text in quotes")
    }
    let indentation = line.lowerBound - around.lineStart(at)
    let indentationBefore = before.lowerBound - around.lineStart(before.lowerBound)
    if indentation > indentationBefore {
      return problem(
        key, "the key \(quote(key)) is indented deeper than the line before it, which has a value already",
        "indent both lines alike, or remove the value before it",
        related: [SyntaxProblem.Related(range: before, label: "the line before it")])
    }
    return problem(
      before, "expected a key with ': ' but found \(quote(before))\(surroundings)",
      bytes[before.lowerBound] == UInt8(ascii: "-")
        ? "write a space after the '-' of a list item"
        : "write ': ' and a value after the key, or put a text of several lines in quotes")
  }

  private var missingColon: SyntaxProblem {
    let line = around.trimmedLine(failure.contextOffset ?? at)
    return problem(
      line, "expected ': ' after \(quote(line))\(surroundings)",
      "write ': ' and a value after the key, or indent the line if it belongs to the text before it")
  }

  private var unexpectedInMapping: SyntaxProblem {
    let token = around.token(at)
    let isFirst = around.trimmedLine(at).lowerBound == at
    if isFirst, byte == UInt8(ascii: "-"), JSONReader.isSpace(around[at + 1]) {
      return problem(
        at..<at + 1, "found a list item where a key is expected\(surroundings)",
        "write a key before the list, or indent the item like the list that it belongs to")
    }
    if byte == UInt8(ascii: ":") {
      return problem(at..<at + 1, "found ':' without a key before it\(surroundings)", "write a key before the colon")
    }
    if isFirst {
      return problem(
        token, "the indentation of \(quote(token)) fits no line before it\(surroundings)",
        "indent the line like the keys that it belongs to")
    }
    let isCloser = byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
    return problem(
      token, "expected the next key on a line of its own but found \(quote(token))\(surroundings)",
      isCloser ? "remove it: nothing opened it" : "put the whole value in quotes")
  }

  // MARK: Quotes and brackets

  /// A quoted text that ends just before the problem: it ends too early, or an earlier quote was not closed.
  private var quoteProblem: SyntaxProblem? {
    guard let scalar = lastScalar, scalar.count >= 2, scalar.upperBound <= at,
      [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(around[scalar.lowerBound]),
      bytes[scalar.upperBound..<at].allSatisfy(TextAround.isBlank)
    else { return nil }
    if around.lineEnd(scalar.lowerBound) < scalar.upperBound { return unclosedQuote(from: scalar.lowerBound) }
    guard !isAtEnd, byte != UInt8(ascii: ":"), byte != UInt8(ascii: "]"), byte != UInt8(ascii: "}") else { return nil }
    let token = around.token(at)
    let isInBrackets = failure.context.contains("flow")
    let isSingle = around[scalar.lowerBound] == UInt8(ascii: "'")
    return problem(
      token, "found \(quote(token)) after the closing quote of \(Excerpt.escape(bytes[scalar]))\(surroundings)",
      isInBrackets
        ? "put a comma between two values"
        : isSingle
          ? "put the whole value in quotes; an apostrophe inside of single quotes is doubled"
          : "put the whole value in quotes; a quote inside of double quotes is written \\\"")
  }

  private var unexpectedInBrackets: SyntaxProblem {
    if isAtEnd || isAtDocumentEnd { return unexpectedEnd }
    let bracket = failure.problem.hasSuffix("'}'") ? "}" : "]"
    let token = around.token(at)
    return problem(
      token, "expected ',' or '\(bracket)' but found \(quote(token))\(surroundings)",
      "close the brackets with '\(bracket)', or put a comma between two values")
  }

  private var textAfterDocument: SyntaxProblem {
    let token = around.token(at)
    return problem(
      token, "found \(quote(token)) after the end of the document",
      "indent the line like the first line of the document, or separate documents with a line '---'")
  }
}
