import CLibYAML

/// Reads a stream of YAML documents, one after the other, from libyaml's events.
///
/// The text must be valid UTF-8.
struct YAMLReader {
  private let source: Source
  private let limits: ReaderLimits
  private let lines: SourceLines
  private let events: YAMLEvents
  private var offsets: CharacterOffsets
  /// Where the current event stands.
  private var range = 0..<0
  private var number = 0
  /// Where the part of the text begins that belongs to the next document.
  private var start = 0
  private var hasStarted = false
  private var hasEnded = false
  /// What came when the reader looked behind the end of a document.
  private var pendingFailure: YAMLFailure?
  /// Where text ends that was found to be within the size limit.
  private var checkedEnd = -1

  private var builder: DocumentBuilder
  /// Where the last value, key or bracket ends: block containers end there.
  private var lastEnd = 0
  private var lastScalar: Range<Int>?

  init(source: Source, limits: ReaderLimits, lines: SourceLines) {
    self.source = source
    self.limits = limits.forText(ofLength: source.bytes.count)
    self.lines = lines
    events = YAMLEvents(source: source)
    offsets = CharacterOffsets(source: source)
    builder = DocumentBuilder(source: source, number: 0, base: 0, limits: limits)
  }

  /// How many documents have been read or begun.
  var count: Int { number }

  /// The next document; `nil` behind the last. Nothing can be read after a problem.
  mutating func next() throws(SyntaxProblem) -> Document? {
    guard !hasEnded else { return nil }
    do throws(Failure) {
      return try readDocument()
    } catch {
      hasEnded = true
      switch error {
      case .syntax(let problem): throw problem
      case .yaml(let failure):
        throw YAMLProblem(
          failure: failure, source: source, lines: lines, container: builder.container, lastScalar: lastScalar
        ).explained
      }
    }
  }

  private enum Failure: Error {
    case yaml(YAMLFailure)
    case syntax(SyntaxProblem)
  }

  private mutating func readDocument() throws(Failure) -> Document? {
    if !hasStarted {
      hasStarted = true
      try checkDirectives()
      try advance()
      try advance()
    } else if let pendingFailure {
      throw .yaml(pendingFailure)
    }
    guard events.event.type == YAML_DOCUMENT_START_EVENT else {
      hasEnded = true
      defer { number = max(number, 1) }
      return number == 0 ? Document.empty(source) : nil
    }
    builder = DocumentBuilder(source: source, number: number, base: start, limits: limits)
    number += 1
    lastEnd = range.upperBound
    try checkSize(from: lastEnd)
    repeat {
      try advance()
      try handleEvent()
    } while events.event.type != YAML_DOCUMENT_END_EVENT
    return try finishDocument()
  }

  private mutating func advance() throws(Failure) {
    do throws(YAMLFailure) {
      try events.advance(&offsets)
      range = events.range(&offsets)
    } catch {
      throw .yaml(error)
    }
  }

  /// Looks at what comes next, to know how far the document's comments may go.
  private mutating func finishDocument() throws(Failure) -> Document {
    let first = start
    start = range.upperBound
    do throws(YAMLFailure) {
      try events.advance(&offsets)
      range = events.range(&offsets)
      if events.event.type == YAML_STREAM_END_EVENT { start = source.bytes.count }
    } catch {
      // Then the document did not end there: something in it is wrong.
      if error.problem == "did not find expected <document start>" { throw .yaml(error) }
      pendingFailure = error
    }
    return builder.finish(range: first..<start)
  }

  // MARK: Events

  private mutating func handleEvent() throws(Failure) {
    do throws(SyntaxProblem) {
      switch events.event.type {
      case YAML_SCALAR_EVENT: try addScalar()
      case YAML_ALIAS_EVENT: try addAlias()
      case YAML_SEQUENCE_START_EVENT:
        let data = events.event.data.sequence_start
        try open(.sequence, tag: data.tag, anchor: data.anchor)
      case YAML_MAPPING_START_EVENT:
        let data = events.event.data.mapping_start
        try open(.mapping, tag: data.tag, anchor: data.anchor)
      case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: try close()
      default: break
      }
    } catch {
      throw .syntax(error)
    }
  }

  private mutating func addScalar() throws(SyntaxProblem) {
    let data = events.event.data.scalar
    let whole = range
    let range = scalarRange
    lastEnd = max(lastEnd, range.upperBound)
    lastScalar = range
    let text = text(of: range)
    try checkLength(of: text, at: range)
    if builder.isKeyExpected {
      let isMerge =
        data.style == YAML_PLAIN_SCALAR_STYLE && (data.tag == nil || YAMLTag(data.tag) == .merge)
        && isMergeKey(UnsafeBufferPointer(start: data.value, count: data.length))
      if let anchor = bytes(data.anchor) {
        let record = builder.scalar(.string, flags: [], range: range, text: text)
        builder.setAnchor(anchor, record: builder.append(record, isDetached: true), isOpen: false)
      }
      builder.setKey(keyRange(range), text: text, isMerge: isMerge)
      return
    }
    try checkNodes(at: range)
    let typed = try YAMLTag.type(
      UnsafeBufferPointer(start: data.value, count: data.length), tag: YAMLTag(data.tag),
      isPlain: data.style == YAML_PLAIN_SCALAR_STYLE, source: source, range: whole)
    let index = builder.append(builder.scalar(typed.kind, flags: typed.flags, range: range, text: text))
    if let tag = typed.localTag { builder.add(tag: tag, of: index) }
    if let anchor = bytes(data.anchor) { builder.setAnchor(anchor, record: index, isOpen: false) }
  }

  private func isMergeKey(_ text: UnsafeBufferPointer<UInt8>) -> Bool { text.isOne(of: "<<") }

  private mutating func addAlias() throws(SyntaxProblem) {
    lastEnd = max(lastEnd, range.upperBound)
    let anchor = try builder.anchor(named: bytes(events.event.data.alias.anchor) ?? [], range: range)
    if builder.isKeyExpected {
      let record = builder.records[Int(anchor.record)]
      let isContainer = record.kind == .mapping || record.kind == .sequence
      let text = DocumentBuilder.Text(
        start: record.textStart, length: record.textLength, isDecoded: record.flags.contains(.isTextDecoded))
      let key = isContainer ? builder.written(range) : text
      try checkLength(of: key, at: range)
      try builder.bringIn(DocumentBuilder.weight(ofText: key.length), range: range)
      builder.setKey(range, text: key)
      return
    }
    try checkNodes(at: range)
    try builder.addAlias(anchor, range: range)
  }

  private mutating func open(
    _ kind: Record.Kind, tag: UnsafeMutablePointer<UInt8>?, anchor: UnsafeMutablePointer<UInt8>?
  ) throws(SyntaxProblem) {
    let properties = (tag == nil ? 0 : 1) + (anchor == nil ? 0 : 1)
    let start = contentStart(in: range.lowerBound..<source.bytes.count, properties: properties)
    if builder.frames.count >= limits.depth {
      throw SyntaxProblem(
        rule: SyntaxProblem.limit, range: start..<min(start + 1, source.bytes.count),
        message: "values are nested more than \(limits.depth) levels deep",
        help: "look for brackets that are not closed, or write the document with fewer levels")
    }
    try checkNodes(at: start..<start)
    let bracket = kind == .mapping ? UInt8(ascii: "{") : UInt8(ascii: "[")
    var flags: Record.Flags = start < source.bytes.count && source.bytes[start] == bracket ? .isFlow : []
    let localTag = try YAMLTag(tag)?.localTag(of: kind, source: source, range: range)
    if localTag != nil { flags.insert(.hasLocalTag) }
    let index = UInt32(truncatingIfNeeded: builder.records.count)
    builder.open(kind, flags: flags, start: start, isKey: builder.isKeyExpected)
    if let localTag { builder.add(tag: localTag, of: index) }
    if let name = bytes(anchor) { builder.setAnchor(name, record: index, isOpen: true) }
    lastEnd = max(lastEnd, start)
  }

  private mutating func close() throws(SyntaxProblem) {
    guard let record = builder.frames.last.map({ Int($0.record) }) else { return }
    if builder.records[record].flags.contains(.isFlow) { lastEnd = max(lastEnd, range.upperBound) }
    guard let frame = builder.close(end: lastEnd) else { return }
    if builder.merges.count > frame.mergesBefore { try builder.merge(into: frame) }
    if frame.isKey {
      let range = builder.absolute(builder.records[record].start..<builder.records[record].end)
      builder.setKey(range, text: builder.written(range))
    }
  }

  private func bytes(_ name: UnsafeMutablePointer<UInt8>?) -> [UInt8]? {
    name.map { name in
      var count = 0
      while name[count] != 0 { count += 1 }
      return Array(UnsafeBufferPointer(start: name, count: count))
    }
  }

  // MARK: Places

  /// The scalar as written, without anchor and tag.
  private var scalarRange: Range<Int> {
    let data = events.event.data.scalar
    let whole = range
    let properties = (data.tag == nil ? 0 : 1) + (data.anchor == nil ? 0 : 1)
    let start = contentStart(in: whole, properties: properties)
    switch data.style {
    case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE:
      return start..<blockScalarEnd(from: start, to: whole.upperBound)
    default: return start..<whole.upperBound
    }
  }

  /// A block scalar ends for libyaml where the next line begins; for readers at the end of its last line with text.
  private func blockScalarEnd(from start: Int, to end: Int) -> Int {
    let bytes = source.bytes
    var last = end
    while last > start + 1, JSONReader.isSpace(bytes[last - 1]) { last -= 1 }
    while last < end, bytes[last] == 0x20 || bytes[last] == 0x09 { last += 1 }
    return last
  }

  /// Where a value begins behind its anchor and tag.
  private func contentStart(in range: Range<Int>, properties: Int) -> Int {
    let bytes = source.bytes
    var at = range.lowerBound
    for _ in 0..<properties {
      while at < range.upperBound, !JSONReader.isSpace(bytes[at]), !isFlowIndicator(bytes[at]) { at += 1 }
      let end = at
      while at < range.upperBound {
        if JSONReader.isSpace(bytes[at]) {
          at += 1
        } else if bytes[at] == UInt8(ascii: "#"), at > end {
          while at < range.upperBound, bytes[at] != 0x0A, bytes[at] != 0x0D { at += 1 }
        } else {
          break
        }
      }
      // Nothing follows: an empty value.
      if at == range.upperBound { return end }
    }
    return at
  }

  private func isFlowIndicator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
  }

  /// An empty key has no text; its colon stands for it.
  private func keyRange(_ range: Range<Int>) -> Range<Int> {
    guard range.isEmpty, range.lowerBound < source.bytes.count,
      source.bytes[range.lowerBound] == UInt8(ascii: ":")
    else { return range }
    return range.lowerBound..<range.lowerBound + 1
  }

  /// The scalar's decoded text: in the file, if the file spells it just so.
  private mutating func text(of range: Range<Int>) -> DocumentBuilder.Text {
    let data = events.event.data.scalar
    let isQuoted =
      data.style == YAML_SINGLE_QUOTED_SCALAR_STYLE || data.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE
    let inner = isQuoted && range.count >= 2 ? range.lowerBound + 1..<range.upperBound - 1 : range
    let value = UnsafeBufferPointer(start: data.value, count: data.length)
    if inner.count == value.count, isEqual(inner, value) { return builder.written(inner) }
    let start = builder.decoded.count
    builder.decoded.append(contentsOf: value)
    return builder.decodedText(from: start)
  }

  private func isEqual(_ range: Range<Int>, _ value: UnsafeBufferPointer<UInt8>) -> Bool {
    source.bytes.withUnsafeBufferPointer { bytes in
      for offset in 0..<value.count where bytes[range.lowerBound + offset] != value[offset] { return false }
      return true
    }
  }

  // MARK: Limits

  private func checkLength(of text: DocumentBuilder.Text, at range: Range<Int>) throws(SyntaxProblem) {
    let isKey = builder.isKeyExpected
    let most = isKey ? limits.keyBytes : limits.scalarBytes
    if text.length > most {
      throw .tooLongText(isKey ? "key" : "value", most: most, at: range.lowerBound..<range.lowerBound + 1)
    }
  }

  private func checkNodes(at range: Range<Int>) throws(SyntaxProblem) {
    if builder.records.count >= limits.nodes {
      throw SyntaxProblem(
        rule: SyntaxProblem.limit, range: range, message: "the document holds more than \(limits.nodes) values",
        help: "split the document")
    }
  }

  /// Only `---` and `...` at the start of a line end a document, whatever stands around them, so its size is known
  /// before it is read.
  private mutating func checkSize(from contentStart: Int) throws(Failure) {
    let limit = limits.effectiveDocumentBytes
    guard source.bytes.count - start > limit else { return }
    if checkedEnd < contentStart { checkedEnd = YAMLText.documentEnd(in: source.bytes, from: contentStart) }
    if checkedEnd - start > limit {
      throw .syntax(
        SyntaxProblem(
          rule: SyntaxProblem.limit, range: contentStart..<contentStart,
          message: "the document is \(checkedEnd - start) bytes long; at most \(limit) are read",
          help: "split the document"))
    }
  }

  /// libyaml compares each `%TAG` line with all others before it makes its first event.
  private func checkDirectives() throws(Failure) {
    if let offset = YAMLText.excessiveDirective(in: source.bytes, limit: 100) {
      throw .syntax(
        SyntaxProblem(
          rule: SyntaxProblem.limit, range: offset..<offset + 1,
          message: "a document has more than 100 lines that start with '%'", help: "remove the directives"))
    }
  }
}
