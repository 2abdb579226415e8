/// Turns a value that has no text of its own into the JSON text that the linter reads.
///
/// Names are taken as they are encoded. Members keep the order in which they are encoded, those of a `Dictionary` are
/// sorted by name, so that two runs find the same in the same order. Numbers without a fraction are written without
/// one, as JSON encoders write them. What encodes itself, such as Foundation's `Date`, is what it makes of itself.
///
/// What is larger or deeper than a reader takes is not encoded further: the reader then says so.
enum RequestEncoder {
  /// Why a value cannot be said in JSON, and where.
  struct Failure: Error, Sendable {
    let path: RequestPath
    let message: String

    /// One line: what cannot be encoded, where, and what to do.
    var description: String {
      let place = path.components.isEmpty ? "the request" : DisplayText.escaped(path.description)
      return "\(place) \(message)"
    }
  }

  /// What the value encodes, as JSON text.
  static func text(of value: some Encodable, limits: ReaderLimits) throws(Failure) -> [UInt8] {
    let run = EncodingRun(limits)
    let root = EncodedNode()
    do {
      try run.encode(value, into: root, at: CodingPlace())
    } catch {
      throw failure(error)
    }
    if let failure = run.failure { throw failure }
    var writer = JSONWriter(isPretty: false)
    root.write(to: &writer, depth: limits.depth)
    return writer.bytes
  }

  /// The value as JSON text.
  static func text(of value: RequestValue, limits: ReaderLimits) throws(Failure) -> [UInt8] {
    var writer = JSONWriter(isPretty: false)
    try write(value, RequestPath(), limits.depth, &writer)
    return writer.bytes
  }

  /// JSON's digits for a number; `nil` for infinities and NaN.
  static func digits(_ number: Double) -> String? {
    guard number.isFinite else { return nil }
    if let integer = Int64(exactly: number), integer.magnitude < 1 << 53 { return String(integer) }
    return "\(number)"
  }

  static func notFinite(_ number: Double, at path: RequestPath) -> Failure {
    Failure(path: path, message: "is \(number), which JSON has no number for; give a finite number")
  }

  /// What a type's own `encode(to:)` has thrown.
  private static func failure(_ error: any Error) -> Failure {
    switch error {
    case let failure as Failure: return failure
    case EncodingError.invalidValue(_, let context):
      return Failure(
        path: CodingPlace.path(context.codingPath),
        message: "cannot be encoded: " + DisplayText.escaped(context.debugDescription))
    default:
      return Failure(path: RequestPath(), message: "cannot be encoded: " + DisplayText.escaped("\(error)"))
    }
  }

  /// - Parameter depth: how many more levels a reader takes.
  private static func write(
    _ value: RequestValue, _ path: RequestPath, _ depth: Int, _ writer: inout JSONWriter
  ) throws(Failure) {
    switch value {
    case .null: writer.null()
    case .boolean(let value): writer.value(value)
    case .integer(let value): writer.value(value)
    case .number(let value):
      guard let digits = digits(value) else { throw notFinite(value, at: path) }
      writer.raw(digits)
    case .string(let value): writer.value(value)
    case .list(let items):
      var failure: Failure?
      writer.array { writer in
        // One level more than a reader takes, so that it says so.
        guard depth > 0 else { return }
        for (index, item) in items.enumerated() where failure == nil {
          failure = attempt { () throws(Failure) in
            try write(item, RequestPath(path.components + [.item(index)]), depth - 1, &writer)
          }
        }
      }
      if let failure { throw failure }
    case .mapping(let members):
      var failure: Failure?
      writer.object { writer in
        guard depth > 0 else { return }
        for member in members where failure == nil {
          writer.name(member.name)
          failure = attempt { () throws(Failure) in
            try write(member.value, RequestPath(path.components + [.member(member.name)]), depth - 1, &writer)
          }
        }
      }
      if let failure { throw failure }
    }
  }

  /// The writer's containers take closures that do not throw.
  private static func attempt(_ body: () throws(Failure) -> Void) -> Failure? {
    do {
      try body()
      return nil
    } catch {
      return error
    }
  }
}

/// One encoding, with what all its containers share.
final class EncodingRun {
  /// Nested calls of `encode(to:)`: far more than a request needs, and far fewer than fill a thread's stack.
  static let deepest = 256

  private let limits: ReaderLimits
  private var nodes = 0
  private var bytes = 0
  /// A mistake in a type's `encode(to:)` that could not be thrown where it was made.
  var failure: RequestEncoder.Failure?

  init(_ limits: ReaderLimits) {
    self.limits = limits
  }

  /// A node for one more value; `nil` when there are more than a reader takes, which it will find so.
  func makeNode() -> EncodedNode? {
    guard nodes <= limits.nodes, bytes <= limits.effectiveDocumentBytes else { return nil }
    nodes += 1
    return EncodedNode()
  }

  /// Counts text, which is kept only as long as there is room.
  func count(_ text: String) { bytes += text.utf8.count }

  func encode<Value: Encodable>(_ value: Value, into node: EncodedNode, at place: CodingPlace) throws {
    switch value {
    case let text as String:
      count(text)
      node.content = .string(text)
    case let value as Bool: node.content = .boolean(value)
    case let number as Double:
      guard let digits = RequestEncoder.digits(number) else {
        throw RequestEncoder.notFinite(number, at: place.path)
      }
      node.content = .number(digits)
    case let number as Float:
      guard number.isFinite else { throw RequestEncoder.notFinite(Double(number), at: place.path) }
      node.content = .number(Int64(exactly: number).map { String($0) } ?? "\(number)")
    case let number as any FixedWidthInteger: node.content = .number("\(number)")
    default:
      guard place.depth < Self.deepest else {
        node.content = .tooDeep
        return
      }
      node.isUnordered = value is any HashOrdered
      try value.encode(to: NodeEncoder(run: self, node: node, place: place.deeper))
    }
  }
}

/// Where an encoder is.
struct CodingPlace {
  var keys: [any CodingKey] = []
  /// How many calls and containers it stands in.
  var depth = 0

  var deeper: CodingPlace { CodingPlace(keys: keys, depth: depth + 1) }

  func appending(_ key: any CodingKey) -> CodingPlace { CodingPlace(keys: keys + [key], depth: depth) }

  var path: RequestPath { Self.path(keys) }

  static func path(_ keys: [any CodingKey]) -> RequestPath {
    RequestPath(
      keys.map { key in
        if let index = key as? IndexKey { return .item(index.index) }
        return .member(key.stringValue)
      })
  }
}

/// The place of an item in a list.
struct IndexKey: CodingKey {
  let index: Int

  init(_ index: Int) { self.index = index }
  init?(stringValue: String) { nil }
  init?(intValue: Int) { self.init(intValue) }

  var stringValue: String { String(index) }
  var intValue: Int? { index }
}

/// What encodes its members in the order of a hash table.
protocol HashOrdered {}
extension Dictionary: HashOrdered {}
