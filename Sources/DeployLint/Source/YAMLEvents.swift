import CLibYAML

/// What libyaml said when it gave up.
struct YAMLFailure: Error {
  /// libyaml's words.
  let problem: String
  let context: String
  /// In bytes of the source.
  let offset: Int
  /// Where what it was reading began.
  let contextOffset: Int?
}

/// libyaml's events over a source, with places as byte offsets.
final class YAMLEvents {
  /// What the read handler reads from. libyaml gets copies of pieces, so it never holds a pointer into the source,
  /// and never the null pointer of an empty one, on which it would abort.
  private final class Input {
    let source: Source
    var at: Int

    init(source: Source, at: Int) {
      self.source = source
      self.at = at
    }
  }

  private let input: Input
  // Behind pointers, because libyaml keeps their addresses.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let current: UnsafeMutablePointer<yaml_event_t>

  init(source: Source) {
    input = Input(source: source, at: source.byteOrderMarkLength)
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    current = .allocate(capacity: 1)
    current.initialize(to: yaml_event_t())
    // Fails only where memory is at an end; the first `advance` then fails too.
    yaml_parser_initialize(parser)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input(
      parser,
      { context, buffer, size, sizeRead in
        guard let context, let buffer, let sizeRead else { return 0 }
        let input = Unmanaged<Input>.fromOpaque(context).takeUnretainedValue()
        let count = min(size, input.source.bytes.count - input.at)
        input.source.bytes.withUnsafeBufferPointer { bytes in
          if let start = bytes.baseAddress { buffer.update(from: start + input.at, count: count) }
        }
        input.at += count
        sizeRead.pointee = count
        return 1
      }, Unmanaged.passUnretained(input).toOpaque())
  }

  deinit {
    yaml_event_delete(current)
    yaml_parser_delete(parser)
    current.deallocate()
    parser.deallocate()
  }

  /// The event that `advance` went to.
  var event: yaml_event_t { current.pointee }

  /// Goes to the next event. Not to be called again after a failure or behind the end of the stream.
  func advance(_ offsets: inout CharacterOffsets) throws(YAMLFailure) {
    yaml_event_delete(current)
    guard yaml_parser_parse(parser, current) == 1 else { throw failure(&offsets) }
  }

  /// Where the event stands, anchor and tag included.
  func range(_ offsets: inout CharacterOffsets) -> Range<Int> {
    let start = offsets.offset(of: current.pointee.start_mark.index)
    return start..<max(start, offsets.offset(of: current.pointee.end_mark.index))
  }

  private func failure(_ offsets: inout CharacterOffsets) -> YAMLFailure {
    let state = parser.pointee
    let problem = state.problem.map { String(cString: $0) } ?? "out of memory"
    if state.error == YAML_READER_ERROR {
      let offset = input.source.byteOrderMarkLength + state.problem_offset
      return YAMLFailure(
        problem: problem, context: "", offset: min(offset, input.source.bytes.count), contextOffset: nil)
    }
    return YAMLFailure(
      problem: problem, context: state.context.map { String(cString: $0) } ?? "",
      offset: offsets.offset(of: state.problem_mark.index),
      contextOffset: state.context == nil ? nil : offsets.offset(of: state.context_mark.index))
  }
}

/// Turns libyaml's marks, which count characters, into bytes. Fast for marks near the one before.
struct CharacterOffsets {
  private let source: Source
  private var index = 0
  private var offset: Int

  init(source: Source) {
    self.source = source
    offset = source.byteOrderMarkLength
  }

  mutating func offset(of target: Int) -> Int {
    source.bytes.withUnsafeBufferPointer { bytes in
      while index < target, offset < bytes.count {
        // Eight characters of ASCII at once.
        if target - index >= 8, bytes.count - offset >= 8,
          UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            & 0x8080_8080_8080_8080 == 0
        {
          offset += 8
          index += 8
          continue
        }
        offset += 1
        while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
        index += 1
      }
      while index > target, offset > 0 {
        offset -= 1
        while offset > 0, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
        index -= 1
      }
    }
    return offset
  }
}
