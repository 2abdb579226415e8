/// Reads a source document by document.
package struct DocumentReader {
  package enum Event: Sendable {
    case document(Document)
    /// `document` is the number of the document that has the problem.
    case problem(SyntaxProblem, document: Int)
  }

  package let source: Source
  package let format: TextFormat
  package let limits: ReaderLimits
  /// Shared with whoever needs the places of findings, so that lines are counted once.
  package let lines: SourceLines

  private var yaml: YAMLReader?
  private var number = 0
  /// Where the next line of JSON Lines starts.
  private var at = 0
  /// How many documents and problems there have been.
  private var count = 0
  private var hasBegun = false
  private var hasEnded = false

  package init(source: Source, format: TextFormat, limits: ReaderLimits = .standard) {
    self.source = source
    self.format = format
    self.limits = limits
    lines = SourceLines(source)
  }

  /// The next document or problem; `nil` at the end.
  ///
  /// JSON Lines go on behind a bad line. YAML ends with its first problem, after the documents before it.
  package mutating func next() -> Event? {
    if !hasBegun {
      hasBegun = true
      if let event = begin() { return event }
    }
    guard !hasEnded else { return nil }
    let start = at
    let event: Event? =
      switch format {
      case .json: nextJSON()
      case .jsonLines: nextLine()
      case .yaml: nextYAML()
      }
    count += 1
    guard event != nil, count > limits.documents else { return event }
    hasEnded = true
    return .problem(tooManyDocuments(from: start), document: count - 1)
  }

  /// Looks at the text as a whole.
  private mutating func begin() -> Event? {
    let text = TextCheck(source: source)
    if let problem = text.foreignEncoding
      ?? (format == .jsonLines ? nil : text.invalidBytes(in: 0..<source.bytes.count))
    {
      hasEnded = true
      return .problem(problem, document: 0)
    }
    at = source.byteOrderMarkLength
    if format != .yaml, at > 0 {
      return .problem(text.byteOrderMark, document: 0)
    }
    return nil
  }

  private func tooManyDocuments(from start: Int) -> SyntaxProblem {
    SyntaxProblem(
      rule: SyntaxProblem.limit, range: start..<start,
      message: "the file holds more than \(limits.documents) documents; the rest is not read", help: "split the file")
  }

  private mutating func nextJSON() -> Event {
    hasEnded = true
    return readJSON(at..<source.bytes.count)
  }

  private mutating func readJSON(_ range: Range<Int>) -> Event {
    defer { number += 1 }
    do {
      return .document(try JSONReader.read(source, range: range, number: number, limits: limits))
    } catch {
      let problem = JSONProblem(failure: error, source: source, lines: lines, isLine: format == .jsonLines)
      return .problem(problem.explained, document: number)
    }
  }

  private mutating func nextLine() -> Event? {
    while at < source.bytes.count {
      let line = at..<(source.bytes[at...].firstIndex(of: 0x0A) ?? source.bytes.count)
      at = min(line.upperBound + 1, source.bytes.count)
      if source.bytes[line].allSatisfy(JSONReader.isSpace) { continue }
      if let problem = TextCheck(source: source).invalidBytes(in: line) {
        number += 1
        return .problem(problem, document: number - 1)
      }
      return readJSON(line)
    }
    hasEnded = true
    // A part of blank lines is nothing; a text of them is an empty document.
    return number == 0 && source.origin.offset == 0 ? .document(Document.empty(source)) : nil
  }

  private mutating func nextYAML() -> Event? {
    if yaml == nil { yaml = YAMLReader(source: source, limits: limits, lines: lines) }
    do throws(SyntaxProblem) {
      if let document = try yaml?.next() { return .document(document) }
      hasEnded = true
      return nil
    } catch {
      hasEnded = true
      return .problem(error, document: max((yaml?.count ?? 0) - 1, 0))
    }
  }
}
