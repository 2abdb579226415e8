import Foundation
import Testing

@testable import DeployLint

/// A line of `Tests/Fixtures/recognition/operations.jsonl` or `answers.jsonl`.
struct RecognitionRow: Sendable, CustomStringConvertible {
  struct Expected: Decodable, Sendable {
    let rule: String
    let severity: String
    let pointer: String
  }

  private struct Head: Decodable {
    let operation: String
    let expected: String
    let findings: [Expected]
  }

  let description: String
  let operation: String
  let text: String
  let expected: String
  let findings: [Place]

  static let requests = rows("operations", member: "request")
  static let answers = rows("answers", member: "answer")

  /// No rows where the file cannot be read, which the tests notice.
  private static func rows(_ file: String, member: String) -> [RecognitionRow] {
    let lines = (try? ProjectFiles.bytes("Tests/Fixtures/recognition/\(file).jsonl"))?.split(separator: 0x0A) ?? []
    return lines.enumerated().compactMap { index, line in
      guard let head = try? JSONDecoder().decode(Head.self, from: Data(line)),
        let object = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any],
        let document = object[member], let text = try? JSONSerialization.data(withJSONObject: document)
      else { return nil }
      return RecognitionRow(
        description: "\(file):\(index + 1) \(head.operation)", operation: head.operation,
        text: String(decoding: text, as: UTF8.self), expected: head.expected,
        findings: head.findings.map { Place($0.rule, Severity(rawValue: $0.severity) ?? .error, at: $0.pointer) })
    }
  }
}

/// The skeletons of all operations of the service, and saved answers.
struct OperationTests {
  @Test(arguments: RecognitionRow.requests + RecognitionRow.answers)
  func onlyRequestsForEndpointsAreChecked(_ row: RecognitionRow) throws {
    let result = try lint(row.text, name: "skeleton.json", kind: nil)
    #expect(result.places == row.findings)
    #expect(result.issues.isEmpty)
    let recognition = try #require(result.outcomes.first)
    if let kind = RequestKind(rawValue: row.expected) {
      #expect(recognition == .request(kind))
    } else {
      #expect(result.requests == 0)
    }
  }

  @Test func theFixturesHoldEveryOperation() {
    #expect(Set(RecognitionRow.requests.map(\.operation)).count > 350)
    #expect(RecognitionRow.requests.count { $0.expected == "CreateEndpoint" } >= 5)
    #expect(RecognitionRow.requests.count { $0.expected == "UpdateEndpoint" } >= 5)
    #expect(RecognitionRow.answers.count > 60)
  }

  @Test(
    arguments: RecognitionRow.requests.filter { row in
      row.expected == "not checked"
        && [
          "CreateEndpointConfig", "UpdateEndpointWeightsAndCapacities", "CreateInferenceComponent",
          "UpdateInferenceComponent", "UpdateClusterSoftware", "CreateInferenceExperiment",
        ].contains(row.operation)
    })
  func requestsThatAreNearOnesAreNamed(_ row: RecognitionRow) throws {
    let outcome = try lint(row.text, name: "skeleton.json", kind: nil).outcomes.first
    #expect(outcome == .other(Recognition.Operation(name: row.operation, isAnswer: false)))
  }

  @Test(
    arguments: RecognitionRow.answers.filter { row in
      ["DescribeEndpoint", "DescribeEndpointConfig", "DescribeInferenceComponent"].contains(row.operation)
    })
  func answersThatAreNearRequestsAreNamed(_ row: RecognitionRow) throws {
    let outcome = try lint(row.text, name: "answer.json", kind: nil).outcomes.first
    #expect(outcome == .other(Recognition.Operation(name: row.operation, isAnswer: true)))
  }
}
