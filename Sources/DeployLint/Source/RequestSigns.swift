/// Tells whether a text that cannot be read was meant to hold a request, or only speaks of one.
///
/// The words of a request stand in much that is none. Where they stand as keys and types do, what is wrong with the text
/// is worth telling; elsewhere it is somebody else's text.
package enum RequestSigns {
  private static let members = [
    "EndpointName", "EndpointConfigName", "DeploymentConfig", "BlueGreenUpdatePolicy", "RollingUpdatePolicy",
    "AutoRollbackConfig", "TrafficRoutingConfig", "CanarySize", "LinearStepSize",
    "endpoint_config_name", "deployment_config", "aws_sagemaker_endpoint",
  ]
  private static let types = [
    "AWS::SageMaker::Endpoint", "aws_sagemaker_endpoint", "sagemaker.services.k8s.aws", "sagemaker:createEndpoint",
    "sagemaker:updateEndpoint",
  ]
  /// The keys whose values are types, as they end: `Type`, `"type"`, `apiVersion`, `Resource`.
  private static let typeKeys = ["type", "version", "resource"]

  package static func areIn(_ bytes: [UInt8]) -> Bool {
    let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    let text = withoutComments(isWide ? bytes.filter { $0 != 0 } : bytes).map(fold)
    return members.contains { word in places(of: word, in: text).contains { isKey($0, text) } }
      || types.contains { word in places(of: word, in: text).contains { isType($0, text) } }
  }

  /// Without the lines that are comments in YAML, or in the JSON of those who write some there.
  private static func withoutComments(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let content = line.drop { $0 == 0x20 || $0 == 0x09 }
      if !["#", "//", "/*", "*"].contains(where: { content.starts(with: $0.utf8) }) { text += line }
      text.append(0x0A)
    }
    return text
  }

  private static func places(of word: String, in text: [UInt8]) -> [Range<Int>] {
    text.ranges(of: word.utf8.map(fold)).map { $0 }
  }

  private static func fold(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// Nothing of a word before it, and behind it a colon, with quotes of any kind and blanks between.
  private static func isKey(_ place: Range<Int>, _ text: [UInt8]) -> Bool {
    if place.lowerBound > 0, isWord(text[place.lowerBound - 1]) { return false }
    var at = place.upperBound
    while at < text.count, isWord(text[at]) { at += 1 }
    let end = min(at + 6, text.count)
    while at < end, !isWord(text[at]), text[at] != 0x0A, text[at] != UInt8(ascii: ",") {
      if text[at] == UInt8(ascii: ":") || text[at] == UInt8(ascii: "=") { return true }
      at += 1
    }
    return false
  }

  /// The value of a key that says what something is.
  private static func isType(_ place: Range<Int>, _ text: [UInt8]) -> Bool {
    if place.upperBound < text.count, isWord(text[place.upperBound]) { return false }
    var at = place.lowerBound
    // An action stands behind the rest of its name: `arn:aws:states:::`.
    while at > 0, text[at - 1] == UInt8(ascii: ":") || text[at - 1] == UInt8(ascii: "-") || isWord(text[at - 1]) {
      at -= 1
    }
    while at > 0, !isWord(text[at - 1]), text[at - 1] != 0x0A, text[at - 1] != UInt8(ascii: ",") { at -= 1 }
    return typeKeys.contains { text[..<at].suffix($0.utf8.count).elementsEqual($0.utf8) }
  }
}
