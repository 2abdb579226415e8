import Foundation
import Testing

/// The commands for authors of rules.
@Suite struct LanguageCommandTests {
  private struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Runs the program that was built beside the tests.
  private static func run(_ arguments: String...) throws -> Outcome {
    let process = Process()
    let built = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL ?? Bundle.main.bundleURL
    let folder = built.pathExtension == "xctest" ? built.deletingLastPathComponent() : built
    process.executableURL = folder.appending(path: "deploylint")
    process.arguments = arguments
    process.currentDirectoryURL = root
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let written = output.fileHandleForReading.readDataToEndOfFile()
    let told = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: String(decoding: written, as: UTF8.self),
      errors: String(decoding: told, as: UTF8.self))
  }

  private static let example = "Tests/Fixtures/examples/churn.yaml"
  private static let routing = "DeploymentConfig.BlueGreenUpdatePolicy.TrafficRoutingConfiguration"

  @Test func `explain cel tells of the language in brief`() throws {
    let outcome = try Self.run("explain", "cel")
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    for word in ["self", "has(", ".all(", ".matches(", "not in this profile"] {
      #expect(outcome.output.contains(word), "\(word)")
    }
    #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 120 })
  }

  @Test func `new-rule prints a rule file`() throws {
    let outcome = try Self.run("new-rule", "team/small-canary")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("language: 1\n"))
    #expect(outcome.output.contains("small-canary.yaml"))
    #expect(outcome.errors == "")
  }

  @Test func `new-rule refuses what is no id`() throws {
    let outcome = try Self.run("new-rule", "Small Canary")
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(outcome.errors.hasPrefix("error: 'Small Canary' cannot be the id of a rule; write PACK/NAME"))
  }

  @Test func `eval shows the value of each part`() throws {
    let outcome = try Self.run(
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
    let outcome = try Self.run("eval", "self.EndpointNam == ''", Self.example)
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(
      outcome.errors == """
        error: CreateEndpointInput has no member 'EndpointNam'; did you mean 'EndpointName'?
          self.EndpointNam == ''
               ^^^^^^^^^^^

        """)
  }

  @Test func `eval says what it cannot read`() throws {
    let outcome = try Self.run("eval", "true", "Tests/no-such-file.yaml")
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("error: cannot read Tests/no-such-file.yaml"))
  }
}
