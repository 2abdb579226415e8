import Testing

/// The commands for authors of rules.
@Suite struct LanguageCommandTests {
  private static let example = "Tests/Fixtures/examples/churn.yaml"
  private static let routing = "DeploymentConfig.BlueGreenUpdatePolicy.TrafficRoutingConfiguration"

  @Test func `explain cel tells of the language in brief`() throws {
    let outcome = try Executable.run("explain", "cel")
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    for word in ["self", "has(", ".all(", ".matches(", "not in this profile"] {
      #expect(outcome.output.contains(word), "\(word)")
    }
    #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 120 })
  }

  @Test func `new-rule prints a rule file`() throws {
    let outcome = try Executable.run("new-rule", "team/small-canary")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("language: 1\n"))
    #expect(outcome.output.contains("small-canary.yaml"))
    #expect(outcome.errors == "")
  }

  @Test func `new-rule refuses what is no id`() throws {
    let outcome = try Executable.run("new-rule", "Small Canary")
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(outcome.errors.hasPrefix("error: 'Small Canary' cannot be the id of a rule; write GROUP/NAME"))
  }

  @Test func `eval shows the value of each part`() throws {
    let outcome = try Executable.run(
      "eval", "--at", Self.routing, "has(self.CanarySize) && self.CanarySize.Value <= 50", Self.example)
    #expect(outcome.status == 0)
    #expect(
      outcome.output == """
        \(Self.example):5:5: self is TrafficRoutingConfig
          has(self.CanarySize) && self.CanarySize.Value <= 50  false
            has(self.CanarySize)                               true
            self.CanarySize.Value <= 50                        false
              self.CanarySize.Value                            60

        """)
    #expect(outcome.errors == "")
  }

  @Test func `eval underlines a mistake`() throws {
    let outcome = try Executable.run("eval", "self.EndpointNam == ''", Self.example)
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(
      outcome.errors == """
        error: CreateEndpointInput has no member 'EndpointNam'; did you mean 'EndpointName'?
          self.EndpointNam == ''
               ^^^^^^^^^^^

        """)
  }

  @Test(arguments: [
    "EndpointName: churn\nEndpointConfigName: c\n", #"{"EndpointName": "churn", "EndpointConfigName": "c"}"#,
  ])
  func `eval reads standard input`(text: String) throws {
    let outcome = try Executable.run("eval", "self.EndpointName", "-", input: text)
    #expect(outcome.status == 0)
    #expect(outcome.output.hasSuffix("  self.EndpointName  'churn'\n"))
  }

  @Test func `eval says what it cannot read`() throws {
    let outcome = try Executable.run("eval", "true", "Tests/no-such-file.yaml")
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("error: cannot read Tests/no-such-file.yaml"))
  }

  @Test(arguments: ["0", "-1", "2147483648"])
  func `eval refuses fleets that cannot be`(number: String) throws {
    let outcome = try Executable.run("eval", "--instances", number, "instances", Self.example)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("--instances is \(number); an endpoint has 1 to 2147483647 instances"))
  }
}
