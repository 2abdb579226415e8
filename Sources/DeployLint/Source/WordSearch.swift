/// Tells without parsing whether a text may hold a request that the linter checks, or what one refers to.
package enum WordSearch {
  /// What a text is searched for.
  struct Signs: OptionSet, Sendable {
    let rawValue: UInt8

    /// A request that the linter checks, or a document that carries one.
    static let request = Signs(rawValue: 1)
    /// An endpoint configuration or an alarm, which requests of other files may name.
    static let relatedResource = Signs(rawValue: 2)
  }

  /// Member and type names, one of which every request and every document that carries one must hold. Upper and
  /// lower case are the same here. None is shorter than `window`.
  private static let requestWords = [
    "EndpointName", "EndpointConfigName", "DeploymentConfig", "BlueGreenUpdatePolicy", "RollingUpdatePolicy",
    "AutoRollbackConfig", "TrafficRoutingConfig", "CanarySize", "LinearStepSize",
    "endpoint_name", "endpoint_config_name", "deployment_config",
    "AWS::SageMaker::Endpoint", "sagemaker:createEndpoint", "sagemaker:updateEndpoint", "aws_sagemaker_endpoint",
    "sagemaker.services.k8s.aws",
  ]

  /// As they are. The first is without its first letter, which is a capital or a small one.
  private static let relatedWords = ["roductionVariants", "MetricAlarm"]

  private struct Word: Sendable {
    let sign: Signs
    let bytes: [UInt8]

    func stands(at start: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
      guard start >= 0, text.count - start >= bytes.count else { return false }
      for offset in bytes.indices {
        let byte = sign == .request ? WordSearch.fold(text[start + offset]) : text[start + offset]
        if byte != bytes[offset] { return false }
      }
      return true
    }
  }

  /// How many bytes at the beginning of each word are known to the search.
  private static let window = 10
  /// How many bytes are looked at together.
  private static let gram = 4
  /// The search goes on by as much whatever it sees, so the processor looks at many places at once. In each window there
  /// is one of these places, with all of its bytes.
  private static let step = window - gram + 1

  /// The places in words where four bytes stand, by a hash of the bytes.
  private struct Table: Sendable {
    struct Place: Sendable {
      let word: Word
      let offset: Int
      /// The next with the same hash; 0 is none.
      let next: UInt8
    }

    /// So many that few other bytes share a hash with them, and so few that they stay in the processor's nearest memory.
    static let hashBits: UInt32 = 14
    /// The first place for each hash, as a number of `places`.
    private(set) var first = [UInt8](repeating: 0, count: 1 << Int(hashBits))
    /// The first stands for none.
    private(set) var places = [Place(word: Word(sign: [], bytes: []), offset: 0, next: 0)]

    init() {
      let words =
        requestWords.map { Word(sign: .request, bytes: $0.utf8.map(fold)) }
        + relatedWords.map { Word(sign: .relatedResource, bytes: Array($0.utf8)) }
      for word in words {
        for offset in 0..<step {
          let bytes = word.bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: UInt32.self) }
          let hash = Self.hash(bytes)
          places.append(Place(word: word, offset: offset, next: first[hash]))
          first[hash] = UInt8(places.count - 1)
        }
      }
    }

    /// The same for upper and lower case.
    static func hash(_ gram: UInt32) -> Int {
      Int(((gram | 0x2020_2020) &* 0x1B87_3593) >> (32 - hashBits))
    }
  }

  private static let table = Table()

  static func fold(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }

  // MARK: Searching

  /// Whether the text holds one of the words. UTF-16 text is searched too, so that it is not passed over silently.
  package static func mayHoldRequest(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { signs(.request, in: $0) == .request }
  }

  /// Which of the wanted signs a text holds, in one pass.
  static func signs(_ wanted: Signs, in text: UnsafeBufferPointer<UInt8>) -> Signs {
    var found: Signs = []
    _ = holds(text) { word, _, _ in
      found.formUnion(word.sign.intersection(wanted))
      return found == wanted
    }
    return found
  }

  /// Whether the text holds one of the words of requests at a place that is accepted.
  static func holdsWord(
    _ bytes: [UInt8], where isAccepted: (UnsafeBufferPointer<UInt8>, Range<Int>) -> Bool
  ) -> Bool {
    bytes.withUnsafeBufferPointer { text in
      holds(text) { word, start, text in
        word.sign == .request && isAccepted(text, start..<start + word.bytes.count)
      }
    }
  }

  private static func holds(
    _ text: UnsafeBufferPointer<UInt8>, _ isAccepted: (Word, Int, UnsafeBufferPointer<UInt8>) -> Bool
  ) -> Bool {
    if text.starts(with: [0xFF, 0xFE]) || text.starts(with: [0xFE, 0xFF]) {
      return text.filter { $0 != 0 }.withUnsafeBufferPointer { search($0, isAccepted) }
    }
    return search(text, isAccepted)
  }

  private static func search(
    _ text: UnsafeBufferPointer<UInt8>, _ isAccepted: (Word, Int, UnsafeBufferPointer<UInt8>) -> Bool
  ) -> Bool {
    let table = table
    let bytes = UnsafeRawBufferPointer(text)
    return table.first.withUnsafeBufferPointer { first in
      /// Not zero where a word may stand around a place.
      func place(_ at: Int) -> UInt8 { first[Table.hash(bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self))] }
      let last = bytes.count - gram
      var at = 0
      while at <= last {
        // In most texts hardly any place leads to a word, so four are asked together.
        if at + 3 * step <= last, place(at) | place(at + step) | place(at + 2 * step) | place(at + 3 * step) == 0 {
          at += 4 * step
          continue
        }
        var number = place(at)
        while number != 0 {
          let found = table.places[Int(number)]
          let start = at - found.offset
          if found.word.stands(at: start, in: text), isAccepted(found.word, start, text) { return true }
          number = found.next
        }
        at += step
      }
      return false
    }
  }
}
