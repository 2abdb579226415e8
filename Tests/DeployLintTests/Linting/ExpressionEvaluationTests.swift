import Testing

@testable import DeployLint

/// What `deploylint eval` shows.
@Suite struct ExpressionEvaluationTests {
  private static let request = """
    EndpointName: churn
    EndpointConfigName: churn-config
    Tags: [{Key: team, Value: data}, {Key: a, Value: b}]
    DeploymentConfig:
      AutoRollbackConfiguration: {Alarms: [{AlarmName: churn-5xx}]}
    """

  private static func run(
    _ expression: String, _ text: String = request, at place: String = "", kind: RequestKind? = nil,
    instances: Int? = nil
  ) throws -> ExpressionEvaluation.Outcome {
    var options = ExpressionEvaluation.Options()
    options.place = place
    options.kind = kind
    options.instances = instances
    let source = Source(name: "endpoint.yaml", bytes: Array(text.utf8))
    return ExpressionEvaluation.run(expression, on: source, format: .yaml, options)
  }

  @Test func `the value of each part is shown`() throws {
    let outcome = try Self.run("size(self.EndpointName) < 10 && !has(self.Tags)")
    #expect(
      outcome.text == """
        endpoint.yaml:1:1: self is CreateEndpointInput
          size(self.EndpointName) < 10 && !has(self.Tags)  false
            size(self.EndpointName) < 10                   true
              size(self.EndpointName)                      5
                self.EndpointName                          'churn'
            !has(self.Tags)                                false
              has(self.Tags)                               true

        """)
    #expect(outcome.remarks == "")
    #expect(outcome.isComplete)
  }

  @Test func `the parts of a macro are shown for each element`() throws {
    let outcome = try Self.run("self.all(t, size(t.Key) > 1)", at: "Tags")
    #expect(
      outcome.text == """
        endpoint.yaml:3:1: self is TagList
          self.all(t, size(t.Key) > 1)  false
            self                        [{Key: team, Value: data}, {Key: a, Value: b}]
            t                           = {Key: team, Value: data}
              size(t.Key) > 1           true
                size(t.Key)             4
                  t.Key                 'team'
            t                           = {Key: a, Value: b}
              size(t.Key) > 1           false
                size(t.Key)             1
                  t.Key                 'a'

        """)
  }

  @Test(arguments: [
    ("self.Value", "Tags[1]", "'b'"), ("parent.Key", "Tags[0].Value", "'team'"),
    ("size(self.Alarms)", "DeploymentConfig.AutoRollbackConfiguration", "1"), ("instances", "", "unknown"),
    ("instancesKnown", "", "false"), ("written", "Tags[0]", "[Key, Value]"), ("math.greatest(1, 2)", "", "2"),
    ("cel.bind(x, 2, x * 3)", "", "6"), ("optional.of(1).optMap(x, x + 1).value()", "", "2"),
    ("[1, 2].transformList(i, v, i > 0, v)", "", "[2]"),
    ("{'a': size(self.EndpointName)}.a > 3 ? 1 : 2", "", "1"),
  ])
  func `an expression reads what a rule reads`(expression: String, place: String, value: String) throws {
    let outcome = try Self.run(expression, at: place)
    let line = try #require(outcome.text.split(separator: "\n").dropFirst().first)
    #expect(line.hasSuffix("  " + value))
    #expect(outcome.isComplete)
  }

  @Test func `a fleet size can be given, by a comment too`() throws {
    #expect(try Self.run("instances", instances: 4).text.contains("instances  4\n"))
    #expect(try Self.run("instances", "# deploylint: instances=3\n" + Self.request).text.contains("instances  3\n"))
  }

  @Test func `mistakes are underlined`() throws {
    let outcome = try Self.run("self.EndpointNmae == self.Tagz")
    #expect(!outcome.isComplete)
    #expect(outcome.text == "")
    #expect(
      outcome.remarks == """
        error: CreateEndpointInput has no member 'EndpointNmae'; did you mean 'EndpointName'?
          self.EndpointNmae == self.Tagz
               ^^^^^^^^^^^^
        error: CreateEndpointInput has no member 'Tagz'; did you mean 'Tags'?
          self.EndpointNmae == self.Tagz
                                    ^^^^

        """)
  }

  @Test(arguments: [
    ("1 +", "error: an expression expected"), ("1u", "error: unsigned integers are not in this profile"),
    ("b'x'", "error: bytes are not in this profile"),
    ("timestamp('2020-01-01T00:00:00Z')", "error: timestamp() is not in this profile"),
    ("self.Tags[5].Key", "error: index 5 out of range"), ("1 / 0", "error: division by zero"),
  ])
  func `what is wrong is said`(expression: String, message: String) throws {
    let outcome = try Self.run(expression)
    #expect(!outcome.isComplete)
    #expect(outcome.remarks.contains(message))
  }

  @Test func `a place that is not there, and a text without a request, are mistakes`() throws {
    #expect(try Self.run("self", at: "Tags[7]").remarks == "error: Tags has no '7'\n")
    #expect(try Self.run("self", at: "Tagz").remarks == "error: the request has no 'Tagz'\n")
    #expect(try Self.run("1", "a: b").remarks.contains("holds no request"))
    #expect(try Self.run("1", "a: [").remarks.contains("endpoint.yaml:1"))
    #expect(try Self.run("1 + 1", "a: b", kind: .createEndpoint).isComplete)
    #expect(try Self.run("1 + 1", "# deploylint: kind=CreateEndpoint\na: b").isComplete)
  }

  @Test func `an expression without end is stopped`() throws {
    let list = "[1,2,3,4,5,6,7,8,9,10]"
    let costly = (0..<8).map { "\(list).all(x\($0), " }.joined() + "true" + String(repeating: ")", count: 8)
    let outcome = try Self.run(costly)
    #expect(!outcome.isComplete)
    #expect(outcome.remarks.contains("evaluation cost over 1000000"))
  }

  @Test func `text that a terminal would act on is escaped`() throws {
    let outcome = try Self.run("self.EndpointName + '\\u001b[31m'")
    #expect(!outcome.text.unicodeScalars.contains("\u{1B}"))
  }
}
