import Foundation
import Testing

/// Values of tags that look like credentials, in every output of the program.
struct `Credentials in tags` {
  private static let secrets = ["hunter2-horse-staple", "AKIAIOSFODNN7EXAMPLE", "s3cr3t-ünïcode "]
  /// Two of them fail checks of their own, and findings about other members stand on the lines around them.
  private static let request = """
    EndpointName: Churn_1
    EndpointConfigName: churn-config
    Tags:
      - {Key: password, Value: hunter2-horse-staple, Colour: red}
      - {Key: team, Value: AKIAIOSFODNN7EXAMPLE, Key: team}
      - Key: api_key
        Value: "s3cr3t-ünïcode "
        Colour: red
      - {Key: password, Value: hunter2-horse-staple}
      - {Key: passwd, Value: hunter2-horse-staple, Value: x}
      - {Key: secret, value: hunter2-horse-staple}
      - {Key: owner, Value: AKIAIOSFODNN7EXAMPLE, Value: x}
    DeploymentConfig:
      BlueGreenUpdatePolicy:
        TrafficRoutingConfiguration: {Type: CANARY, CanarySize: {Type: CAPACITY_PERCENT, Value: 60}}

    """
  private static let formats = [
    "text", "compact", "json", "ndjson", "sarif", "junit", "github", "gitlab", "checkstyle",
  ]

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("a.yaml", Self.request)
    return folder
  }

  private func expectNoSecret(_ text: String) {
    for secret in Self.secrets {
      #expect(!text.contains(secret))
      #expect(!text.contains(secret.trimmingCharacters(in: .whitespaces)))
      #expect(!text.contains(String(secret.prefix(8))))
    }
  }

  @Test(arguments: formats)
  func `are in no report`(format: String) throws {
    for options in [[], ["--preset", "strict", "--show-suppressed"]] {
      let folder = try folder()
      let outcome = try Executable.run(
        ["check", "--format", format] + options + ["a.yaml"], Executable.Surroundings(folder: folder.url))
      #expect(outcome.status == 1)
      #expect(outcome.output.contains("secret-in-tag"))
      expectNoSecret(outcome.output + outcome.errors)
    }
  }

  @Test func `are in no snippet of another finding`() throws {
    let outcome = try folder().run("check", "a.yaml")
    #expect(outcome.output.contains("schema/unknown-field"))
    #expect(outcome.output.contains("****"))
    expectNoSecret(outcome.output)
  }

  @Test func `are in no baseline, and it holds them back`() throws {
    let folder = try folder()
    _ = try folder.run("check", "--write-baseline", "b.json", "a.yaml")
    expectNoSecret(String(decoding: try Data(contentsOf: folder.url.appendingPathComponent("b.json")), as: UTF8.self))
    let outcome = try folder.run("check", "--baseline", "b.json", "--show-suppressed", "a.yaml")
    #expect(outcome.status == 0)
    expectNoSecret(outcome.output + outcome.errors)
  }

  /// A fingerprint that depended on the value would let it be guessed.
  @Test func `leave no trace in fingerprints`() throws {
    func fingerprints(_ value: String) throws -> [String] {
      let folder = try TemporaryFolder()
      let text = Self.request.replacingOccurrences(of: "hunter2-horse-staple", with: value)
      try folder.write("a.yaml", text)
      let report = try folder.run("check", "--format", "json", "a.yaml").output
      return report.split(separator: "\n").filter { $0.contains("fingerprint") }.map(String.init)
    }
    #expect(try fingerprints("hunter2-horse-staple") == fingerprints("another-horse-staple"))
    #expect(try !fingerprints("x").isEmpty)
  }

  @Test func `are in no answer of a stream`() throws {
    let line = """
      {"EndpointName": "churn", "EndpointConfigName": "c", "Tags": [{"Key": "password", "Value": "hunter2-horse-staple "}]}

      """
    let outcome = try Executable.run("filter", input: line)
    #expect(outcome.output.contains("secret"))
    expectNoSecret(outcome.output + outcome.errors)
  }
}
