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

  private func messages(_ condition: String, of number: String) throws -> [String] {
    let text = "{input: {Type: CAPACITY_PERCENT, Value: \(number)}}"
    let input = try #require(try document(text).root.member("input"))
    var body = Rule.Case()
    body.shapes = ["CapacitySize"]
    body.requirement = .holds(condition)
    body.message = "too much"
    var rule = Rule(id: "test/rule")
    rule.cases = [body]
    let model = try Self.model()
    #expect(RuleCheck.problems(of: rule, model: model).map(\.message) == [])
    let example = Rule.Example(input: input, shape: "CapacitySize", instances: nil, at: nil, message: nil)
    let result = ExampleCheck(model: model).check(example, of: rule)
    #expect(result.issues.isEmpty)
    return result.diagnostics.map(\.message)
  }

  @Test(arguments: [("50", true), ("50.0", true), ("5.0e+1", true), ("51", false), ("50.5", false)])
  func `a number is one however it is written`(number: String, holds: Bool) throws {
    #expect(try messages("self.Value * 2.0 <= 100.0", of: number) == (holds ? [] : ["too much"]))
  }

  @Test(arguments: [("self.Value == self.Value", true), ("self.Value != self.Value", false)])
  func `a condition on numbers alone is evaluated as a whole`(condition: String, holds: Bool) throws {
    #expect(try messages(condition, of: "50.5") == (holds ? [] : ["too much"]))
  }
}
