/// Tells without parsing whether a text may hold a request that the linter checks.
package enum WordSearch {
  /// Member and type names, one of which every request and every document that carries one must hold. Upper and
  /// lower case are the same here. None is shorter than `window`.
  private static let words: [[UInt8]] = [
    "EndpointName", "EndpointConfigName", "DeploymentConfig", "BlueGreenUpdatePolicy", "RollingUpdatePolicy",
    "AutoRollbackConfig", "TrafficRoutingConfig", "CanarySize", "LinearStepSize",
    "endpoint_name", "endpoint_config_name", "deployment_config",
    "AWS::SageMaker::Endpoint", "sagemaker:createEndpoint", "sagemaker:updateEndpoint", "aws_sagemaker_endpoint",
    "sagemaker.services.k8s.aws",
  ].map { $0.utf8.map(fold) }

  /// How many bytes are looked at together: the search steps by up to one less.
  private static let window = 10

  /// Wu and Manber's search for many words at once, by pairs of bytes.
  private struct Table: Sendable {
    /// How far the window can move on when it ends with a pair.
    var shifts = [UInt8](repeating: UInt8(window - 1), count: 1024)
    /// The words, as bits, whose first `window` bytes end with a pair.
    var candidates = [UInt32](repeating: 0, count: 1024)

    init() {
      for (number, word) in words.enumerated() {
        for end in 1..<window {
          let pair = WordSearch.pair(word[end - 1], word[end])
          shifts[pair] = min(shifts[pair], UInt8(window - 1 - end))
        }
        candidates[WordSearch.pair(word[window - 2], word[window - 1])] |= 1 << UInt32(number)
      }
    }
  }

  private static let table = Table()

  /// The lower five bits of both bytes, which are the same for upper and lower case.
  private static func pair(_ first: UInt8, _ second: UInt8) -> Int { Int(first & 0x1F) << 5 | Int(second & 0x1F) }

  static func fold(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }

  /// Whether the text holds one of the words. UTF-16 text is searched too, so that it is not passed over silently.
  package static func mayHoldRequest(_ bytes: [UInt8]) -> Bool {
    holdsWord(bytes) { _, _ in true }
  }

  /// Whether the text holds one of the words at a place that is accepted.
  static func holdsWord(
    _ bytes: [UInt8], where isAccepted: (UnsafeBufferPointer<UInt8>, Range<Int>) -> Bool
  ) -> Bool {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return bytes.filter { $0 != 0 }.withUnsafeBufferPointer { holdsWord($0, isAccepted) }
    }
    return bytes.withUnsafeBufferPointer { holdsWord($0, isAccepted) }
  }

  private static func holdsWord(
    _ text: UnsafeBufferPointer<UInt8>, _ isAccepted: (UnsafeBufferPointer<UInt8>, Range<Int>) -> Bool
  ) -> Bool {
    table.shifts.withUnsafeBufferPointer { shifts in
      var end = window - 1
      while end < text.count {
        let pair = pair(text[end - 1], text[end])
        let shift = Int(shifts[pair])
        if shift > 0 {
          end += shift
          continue
        }
        var candidates = table.candidates[pair]
        while candidates != 0 {
          let word = words[candidates.trailingZeroBitCount]
          let start = end - window + 1
          if starts(text, at: start, with: word), isAccepted(text, start..<start + word.count) { return true }
          candidates &= candidates - 1
        }
        end += 1
      }
      return false
    }
  }

  private static func starts(_ text: UnsafeBufferPointer<UInt8>, at start: Int, with word: [UInt8]) -> Bool {
    guard text.count - start >= word.count else { return false }
    for offset in 0..<word.count where fold(text[start + offset]) != word[offset] { return false }
    return true
  }
}
