import AllocationCounter
import Testing

@testable import DeployLint

/// The work for a document grows with what is in it, and no faster.
struct WorkTests {
  /// A template with so many endpoints, each with two alarms and so many tags.
  private func template(_ endpoints: Int, tags: Int = 3) -> String {
    var text = "Resources:\n"
    for number in 0..<endpoints {
      text += """
          Endpoint\(number):
            Type: AWS::SageMaker::Endpoint
            Properties:
              EndpointConfigName: churn-config-\(number)
              DeploymentConfig:
                BlueGreenUpdatePolicy:
                  TrafficRoutingConfiguration:
                    Type: CANARY
                    WaitIntervalInSeconds: 600
                    CanarySize: {Type: CAPACITY_PERCENT, Value: 10}
                  TerminationWaitInSeconds: 600
                  MaximumExecutionTimeoutInSeconds: 3600
                AutoRollbackConfiguration: {Alarms: [{AlarmName: errors}, {AlarmName: latency}]}
              Tags:

        """
      for tag in 0..<tags { text += "        - {Key: key-\(tag), Value: value-\(tag)}\n" }
    }
    return text
  }

  private func work(_ text: String) throws -> Work {
    let result = try lintCarrier(text)
    #expect(result.diagnostics.isEmpty)
    return result.work
  }

  @Test(arguments: [2, 10, 50])
  func `endpoints of a template do not make each other dearer`(endpoints: Int) throws {
    let one = try work(template(1))
    let many = try work(template(endpoints))
    #expect(many.values == one.values * endpoints)
    #expect(many.questions == one.questions * endpoints)
    // Around the endpoints stand the root and "Resources".
    #expect(many.nodes - 2 == (one.nodes - 2) * endpoints)
  }

  @Test(arguments: [10, 50])
  func `each tag costs the same`(tags: Int) throws {
    let none = try work(template(1, tags: 1))
    let one = try work(template(1, tags: 2))
    let many = try work(template(1, tags: tags))
    #expect(many.values - none.values == (one.values - none.values) * (tags - 1))
    #expect(many.questions - none.questions == (one.questions - none.questions) * (tags - 1))
  }

  @Test(arguments: [("ndjson", "\n"), ("yaml", "\n---\n")], [2, 10, 50])
  func `documents of a stream do not make each other dearer`(form: (String, String), documents: Int) throws {
    func work(_ number: Int) throws -> Work {
      let texts = (0..<number).map { #"{"EndpointName": "churn-\#($0)", "EndpointConfigName": "churn-config"}"# }
      let result = try lintCarrier(texts.joined(separator: form.1), name: "stream.\(form.0)")
      #expect(result.requests == number)
      return result.work
    }
    let one = try work(1)
    #expect(
      try work(documents)
        == Work(
          nodes: one.nodes * documents, values: one.values * documents, questions: one.questions * documents,
          evaluations: one.evaluations * documents))
  }

  /// How often memory is asked for by a check, once all that is made once is made; `nil` where nobody counts.
  private func allocations(_ documents: Int) throws -> Int? {
    guard countsAllocations() else { return nil }
    let linter = Linter.shared()
    let texts = (0..<documents).map { #"{"EndpointName": "churn-\#($0)", "EndpointConfigName": "churn-config"}"# }
    let bytes = Array(texts.joined(separator: "\n").utf8)
    var counts: [Int] = []
    for _ in 0..<3 {
      let before = allocationsOfThread()
      #expect(linter.lint(bytes: bytes, file: "stream.ndjson").diagnostics.isEmpty)
      counts.append(Int(allocationsOfThread() - before))
    }
    return counts.min()
  }

  @Test func `each request takes as much memory as the first, and a bounded number of pieces`() throws {
    guard let one = try allocations(1), let two = try allocations(2), let many = try allocations(50) else { return }
    #expect(one > 0)
    #expect(two - one < 400)
    // Arrays and tables grow now and then.
    #expect(many - one <= (two - one) * 49 + 200)
  }

  @Test func `a value is asked about by few rules`() throws {
    let work = try work(template(1))
    #expect(work.values > 20)
    #expect(work.questions < 4 * work.values)
    // Nearly all conditions are decided by their shortcuts.
    #expect(work.evaluations < work.questions / 10)
  }
}
