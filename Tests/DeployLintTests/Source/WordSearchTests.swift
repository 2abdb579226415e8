import Testing

@testable import DeployLint

@Suite struct WordSearchTests {
  static let words = [
    "EndpointName", "EndpointConfigName", "DeploymentConfig", "BlueGreenUpdatePolicy", "RollingUpdatePolicy",
    "AutoRollbackConfig", "TrafficRoutingConfig", "CanarySize", "LinearStepSize", "endpoint_name",
    "endpoint_config_name", "deployment_config", "AWS::SageMaker::Endpoint", "sagemaker:createEndpoint",
    "sagemaker:updateEndpoint", "aws_sagemaker_endpoint", "sagemaker.services.k8s.aws",
  ]

  @Test(arguments: words)
  func eachWordIsFoundWhereverItStands(word: String) {
    for padding in 0..<25 {
      let text = String(repeating: "e", count: padding) + word + String(repeating: " ", count: padding % 3)
      #expect(WordSearch.mayHoldRequest(Array(text.utf8)))
      #expect(WordSearch.mayHoldRequest(Array(text.lowercased().utf8)))
      #expect(WordSearch.mayHoldRequest(Array(text.uppercased().utf8)))
    }
  }

  @Test(arguments: words)
  func aPartOfAWordIsNone(word: String) {
    for part in [String(word.dropLast()), String(word.dropFirst())] where !Self.words.contains(where: part.contains) {
      #expect(!WordSearch.mayHoldRequest(Array(part.utf8)))
      #expect(!WordSearch.mayHoldRequest(Array((part + "x" + part).utf8)))
    }
  }

  @Test(arguments: ["", "x", "Endpoint Name", "Endpoint-Name", "endpoint:name", "canarysiz\u{5}", "Endpoint\u{E}ame"])
  func otherTextsHoldNone(text: String) {
    #expect(!WordSearch.mayHoldRequest(Array(text.utf8)))
  }

  @Test func utf16IsSearchedToo() {
    let units = Array("\u{FEFF}{\"EndpointName\": 1}".utf16)
    #expect(WordSearch.mayHoldRequest(units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }))
    #expect(WordSearch.mayHoldRequest(units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }))
    #expect(!WordSearch.mayHoldRequest([0xFF, 0xFE, 0x7B, 0, 0x7D, 0]))
  }

  @Test(arguments: [
    ("ProductionVariants: []", true), ("productionVariants: []", true), ("PRODUCTIONVARIANTS", false),
    ("MetricAlarm", true), ("metricalarm", false), ("roductionVariant", false), ("", false),
  ])
  func relatedResourcesAreFoundInTheSamePass(text: String, isFound: Bool) {
    for padding in 0..<25 {
      let bytes = Array((String(repeating: "Production", count: padding) + text + " EndpointName").utf8)
      let signs = bytes.withUnsafeBufferPointer { WordSearch.signs([.request, .relatedResource], in: $0) }
      #expect(signs == (isFound ? [.request, .relatedResource] : .request))
      #expect(bytes.withUnsafeBufferPointer { WordSearch.signs(.request, in: $0) } == .request)
      let related = bytes.withUnsafeBufferPointer { WordSearch.signs(.relatedResource, in: $0) }
      #expect(related == (isFound ? .relatedResource : []))
    }
  }

  @Test func agreesWithASimpleSearch() {
    var state: UInt64 = 7
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    for _ in 0..<2000 {
      // Pieces of words in a random order: near misses, and now and then a word.
      let text = (0..<4).map { _ in
        let word = Self.words[random(Self.words.count)]
        let from = random(3)
        return String(word.dropFirst(from == 0 ? 0 : random(word.count)).prefix(from == 1 ? random(9) : 99))
      }.joined()
      let expected = Self.words.contains { text.lowercased().contains($0.lowercased()) }
      #expect(WordSearch.mayHoldRequest(Array(text.utf8)) == expected, "\(text)")
    }
  }
}
