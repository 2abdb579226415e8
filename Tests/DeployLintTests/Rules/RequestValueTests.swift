import Foundation
import Testing

@testable import DeployLint

/// How expressions read the values of a request.
@Suite struct RequestValueTests {
  /// The model with one shape taken for a number with a fraction, which the service has none of.
  private static func model() throws -> Model {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../../rules/sagemaker/model.json")
    let decoded = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
    var model = try #require(decoded as? [String: Any])
    var shapes = try #require(model["$defs"] as? [String: Any])
    shapes["CapacitySizeValue"] = ["type": "number"]
    model["$defs"] = shapes
    let bytes = [UInt8](try JSONSerialization.data(withJSONObject: model))
    var reader = DocumentReader(source: Source(name: "model.json", bytes: bytes), format: .json)
    guard case .document(let document) = reader.next() else { throw CocoaError(.fileReadCorruptFile) }
    return try Model(document.root)
  }

  @Test(arguments: [("50", true), ("50.0", true), ("5.0e+1", true), ("51", false), ("50.5", false)])
  func `a number is one however it is written`(number: String, holds: Bool) throws {
    let text = "{input: {Type: CAPACITY_PERCENT, Value: \(number)}}"
    var reader = DocumentReader(source: Source(name: "example.yaml", bytes: Array(text.utf8)), format: .yaml)
    guard case .document(let document) = reader.next(), let input = document.root.member("input") else { return }
    var body = Rule.Case()
    body.shapes = ["CapacitySize"]
    body.requirement = .holds("self.Value * 2.0 <= 100.0")
    body.message = "too much"
    var rule = Rule(id: "test/rule")
    rule.cases = [body]
    let model = try Self.model()
    #expect(RuleCheck.problems(of: rule, model: model).map(\.message) == [])
    let example = Rule.Example(input: input, shape: "CapacitySize", instances: nil, at: nil, message: nil)
    let result = ExampleCheck(model: model).check(example, of: rule)
    #expect(result.diagnostics.map(\.message) == (holds ? [] : ["too much"]))
    #expect(result.issues.isEmpty)
  }
}
