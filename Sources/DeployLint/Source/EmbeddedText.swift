/// A JSON text that stands in texts of another document, put together from pieces, with the place of every byte.
///
/// Its nodes stand where their bytes are written in the outer document, so that findings need not know of it.
struct EmbeddedText {
  private let document: Document
  private var bytes: [UInt8] = []
  /// Where each byte is written, relative to the document's base.
  private var places: [Range<UInt32>] = []
  private var isVerbatim = true
  /// Whether something in it is known only at deployment.
  private(set) var hasUnknown = false

  init(in document: Document) {
    self.document = document
  }

  func holds(_ word: StaticString) -> Bool { bytes.withUnsafeBufferPointer { TextSearch.isFound(word, in: $0) } }

  // MARK: Pieces

  /// Adds a scalar's text. What `replacement` knows of `${Name}` takes its place; the rest of these is unknown.
  ///
  /// - Parameter replacement: what a name stands for, `nil` inside where that is not known; itself `nil` where `${` is
  ///   only text.
  mutating func append(_ node: Node, replacement: ((String) -> [UInt8]?)? = nil) {
    let written = node.definitionRange ?? node.valueRange
    isVerbatim = isVerbatim && WrittenText.isVerbatim(written, in: document.source.bytes)
    node.withText { text in
      let exact = WrittenText.places(of: text, written: written, in: document.source.bytes)
      func place(_ index: Int) -> Range<Int> { exact?[index] ?? written }
      var at = 0
      while at < text.count {
        guard let replacement, let end = Self.substitution(in: text, at) else {
          append(text[at], place(at))
          at += 1
          continue
        }
        let whole = place(at).lowerBound..<place(end - 1).upperBound
        let name = String(decoding: text[at + 2..<end - 1], as: UTF8.self)
        if let value = replacement(name) {
          for byte in value { append(byte, whole) }
        } else {
          appendUnknown(at: whole)
        }
        at = end
      }
    }
  }

  /// Adds something that is known only at deployment.
  mutating func appendUnknown(at place: Range<Int>) {
    hasUnknown = true
    for byte in Self.unknown { append(byte, place) }
  }

  /// Stands for a value or a part of a text that is not known.
  private static let unknown = Array("${?}".utf8)

  /// Whether a text of the embedded document holds a part that is not known.
  static func holdsUnknown(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.indices.dropLast().contains { text[$0] == UInt8(ascii: "$") && text[$0 + 1] == UInt8(ascii: "{") }
  }

  /// Where `${Name}` that begins at an offset ends.
  private static func substitution(in text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    guard text.count - start > 3, text[start] == UInt8(ascii: "$"), text[start + 1] == UInt8(ascii: "{") else {
      return nil
    }
    return text[start...].firstIndex(of: UInt8(ascii: "}")).map { $0 + 1 }
  }

  private mutating func append(_ byte: UInt8, _ place: Range<Int>) {
    bytes.append(byte)
    let start = UInt32(truncatingIfNeeded: place.lowerBound - document.base)
    places.append(start..<start + UInt32(truncatingIfNeeded: place.count))
  }

  // MARK: Reading

  /// The text as a JSON document of its own; the problem stands where the outer document has it.
  func read(_ limits: ReaderLimits = .standard) throws(SyntaxProblem) -> Document {
    let source = Source(name: document.source.name, bytes: withUnknownValues)
    do throws(JSONFailure) {
      let inner = try JSONReader.read(source, range: 0..<bytes.count, number: document.number, limits: limits)
      return Document(
        source: document.source, number: document.number, range: document.range, base: document.base,
        records: inner.records.map(placed), decoded: source.bytes + inner.decoded, isVerbatim: isVerbatim)
    } catch {
      // Lines of the text by itself are nobody's lines.
      let failure = JSONFailure(
        reason: error.reason, range: error.range, end: error.end, container: nil, limits: error.limits)
      let problem = JSONProblem(failure: failure, source: source, lines: SourceLines(source), isLine: false).explained
      throw SyntaxProblem(
        rule: problem.rule, range: outer(problem.range), message: problem.message, help: problem.help)
    }
  }

  /// Outside of strings, what is not known becomes a string of the same length.
  private var withUnknownValues: [UInt8] {
    guard hasUnknown else { return bytes }
    var result = bytes
    var isInString = false
    var at = 0
    while at < result.count {
      switch result[at] {
      case UInt8(ascii: "\""): isInString.toggle()
      case UInt8(ascii: "\\") where isInString: at += 1
      case UInt8(ascii: "$") where !isInString && result[at...].starts(with: Self.unknown):
        result.replaceSubrange(at..<at + Self.unknown.count, with: "\"${\"".utf8)
        at += Self.unknown.count - 1
      default: break
      }
      at += 1
    }
    return result
  }

  private func placed(_ record: Record) -> Record {
    var record = record
    record.start = start(record.start)
    record.end = max(end(record.end), record.start)
    if record.keyEnd > record.keyStart {
      record.keyStart = start(record.keyStart)
      record.keyEnd = max(end(record.keyEnd), record.keyStart)
    }
    // The texts themselves are copied.
    let offset = UInt32(truncatingIfNeeded: bytes.count)
    if record.flags.contains(.isTextDecoded) { record.textStart += offset }
    if record.flags.contains(.isKeyDecoded) { record.keyTextStart += offset }
    record.flags.formUnion([.isTextDecoded, .isKeyDecoded])
    return record
  }

  private func start(_ offset: UInt32) -> UInt32 {
    Int(offset) < places.count ? places[Int(offset)].lowerBound : places.last?.upperBound ?? 0
  }

  /// An end stands behind the byte before it.
  private func end(_ offset: UInt32) -> UInt32 { offset == 0 ? start(0) : places[Int(offset) - 1].upperBound }

  private func outer(_ range: Range<Int>) -> Range<Int> {
    let from = min(max(range.lowerBound, 0), places.count)
    let start = document.base + Int(start(UInt32(from)))
    let to = min(range.upperBound, places.count)
    return start..<max(range.isEmpty ? start : document.base + Int(end(UInt32(to))), start)
  }
}
