import DeployLint
import Testing

@Suite struct LintingTests {
  private static let yaml = """
    EndpointName: churn
    EndpointConfigName: churn-config
    DeploymentConfig:
      BlueGreenUpdatePolicy:
        TrafficRoutingConfiguration:
          Type: CANARY
          WaitIntervalInSeconds: 300
          CanarySize: {Type: CAPACITY_PERCENT, Value: 60}
      AutoRollbackConfiguration: {Alarms: [{AlarmName: churn-5xx}]}

    """
  private static let json = #"{"EndpointName": "churn_prod", "EndpointConfigName": "churn-config"}"#

  @Test func `a YAML text is checked with places`() throws {
    let report = linter.lint(yaml: Self.yaml, file: "deploy/churn.yaml")
    #expect(report.summaryLines == ["sagemaker/canary-too-large \(canaryPath)"])
    let finding = try #require(report.diagnostics.first)
    #expect(finding.file == "deploy/churn.yaml")
    #expect(finding.span?.start.line == 8)
    #expect(finding.span?.start.column == 51)
    #expect(finding.request?.name == "churn")
    #expect(report.summary.requests == 1)
    #expect(report.exitStatus(failLevel: .error) == 1)
  }

  @Test func `a JSON text is checked with places`() {
    let report = linter.lint(json: Self.json, file: "churn.json")
    #expect(report.summaryLines == ["schema/pattern EndpointName"])
    #expect(report.diagnostics.first?.span?.start.column == 18)
  }

  @Test func `a JSON text is read as JSON even where it is YAML too`() {
    #expect(linter.lint(json: Self.yaml).summaryLines == ["syntax/error "])
  }

  @Test(arguments: [
    ("a.json", "schema/pattern EndpointName"), ("a.yaml", "schema/pattern EndpointName"),
    ("a.txt", "schema/pattern EndpointName"), ("", "schema/pattern EndpointName"),
  ])
  func `bytes are read as their name says`(_ file: String, _ finding: String) {
    #expect(linter.lint(bytes: Array(Self.json.utf8), file: file).summaryLines == [finding])
  }

  @Test func `bytes that are no UTF-8 are a finding`() {
    let report = linter.lint(bytes: Array("EndpointName: ".utf8) + [0xFF], file: "a.yaml")
    #expect(report.summaryLines == ["syntax/error "])
  }

  @Test func `all documents of a stream are checked`() {
    let report = linter.lint(
      bytes: Array((Self.json + "\n" + Self.json.replacing("churn_prod", with: "a-b") + "\n").utf8), file: "a.ndjson")
    #expect(report.summary.requests == 2)
    #expect(report.summaryLines == ["schema/pattern EndpointName"])
  }

  @Test func `a text without a request is an issue`() {
    let report = linter.lint(yaml: "services: {web: {image: nginx}}\n", file: "compose.yaml")
    #expect(report.summaryLines == ["no-request"])
    #expect(report.exitStatus(failLevel: nil) == 2)
    #expect(report.issues.first?.message.contains("--kind") == false)
  }

  @Test func `an empty text is an issue, and with a kind a finding`() {
    #expect(linter.lint(yaml: "").summaryLines == ["no-request"])
    #expect(linter.lint(yaml: "", as: .createEndpoint).summaryLines == ["schema/type "])
  }

  @Test func `a kind goes before what the text looks like`() {
    let report = linter.lint(json: #"{"Tags": []}"#, as: .createEndpoint)
    #expect(report.summaryLines == ["schema/required ", "schema/required "])
    #expect(report.diagnostics.map(\.member) == ["EndpointName", "EndpointConfigName"])
  }

  @Test(arguments: [(nil, 0), (3, 1), (4, 0), (0, 0), (-1, 0), (Int.max, 0)] as [(Int?, Int)])
  func `a number of instances is that of one call`(_ instances: Int?, _ count: Int) {
    let request: RequestValue = [
      "EndpointName": "churn", "EndpointConfigName": "churn-config",
      "DeploymentConfig": [
        "BlueGreenUpdatePolicy": [
          "TrafficRoutingConfiguration": [
            "Type": "CANARY", "WaitIntervalInSeconds": 300,
            "CanarySize": ["Type": "INSTANCE_COUNT", "Value": 2],
          ]
        ],
        "AutoRollbackConfiguration": ["Alarms": [["AlarmName": "churn-5xx"]]],
      ],
    ]
    // Two instances are more than half of three.
    let report = linter.lint(request, as: .createEndpoint, instances: instances)
    #expect(report.diagnostics.count == count, "\(report)")
  }

  // MARK: Values

  @Test func `any Encodable is checked and has key paths in place of lines`() throws {
    let report = linter.lint(CreateEndpoint.canary(60), as: .createEndpoint)
    #expect(report.summaryLines == ["sagemaker/canary-too-large \(canaryPath)"])
    let finding = try #require(report.diagnostics.first)
    #expect(finding.span == nil)
    #expect(finding.snippet == nil)
    #expect(finding.fix == nil)
    #expect(finding.actual == .integer(60))
    #expect(linter.lint(CreateEndpoint.canary(50), as: .createEndpoint).summaryLines == [])
  }

  @Test func `a value tree says the same as an Encodable`() {
    for percent in [1, 50, 51, 100, 101] {
      let encoded = linter.lint(CreateEndpoint.canary(percent), as: .createEndpoint)
      #expect(linter.lint(canary(Int64(percent)), as: .createEndpoint) == encoded)
    }
  }

  @Test func `findings come in the order of the request`() {
    let request: RequestValue = [
      "Tags": [["Key": "a"]], "EndpointName": "b_", "EndpointConfigName": "c_", "DeploymentConfig": nil,
    ]
    #expect(
      linter.lint(request, as: .createEndpoint).summaryLines == [
        "schema/required Tags[0]", "schema/pattern EndpointName", "schema/pattern EndpointConfigName",
        "schema/type DeploymentConfig",
      ])
  }

  @Test func `a name that is written twice in a value tree is a finding`() {
    let request: RequestValue = ["EndpointName": "a", "EndpointName": "b", "EndpointConfigName": "c"]
    #expect(linter.lint(request, as: .createEndpoint).summaryLines == ["syntax/duplicate-key EndpointName"])
  }

  @Test(arguments: [RequestKind.createEndpoint, .updateEndpoint, .deploymentConfig])
  func `what is no mapping is a finding of its kind`(_ kind: RequestKind) {
    for request: RequestValue in [nil, true, 1, 1.5, "text", []] {
      let report = linter.lint(request, as: kind)
      #expect(report.summaryLines == ["schema/type "])
      #expect(report.diagnostics.first?.request?.kind == kind)
    }
  }

  @Test(arguments: [(127, []), (128, ["syntax/limit "]), (100_000, ["syntax/limit "])] as [(Int, [String])])
  func `a value tree has as many levels as a text`(_ levels: Int, _ expected: [String]) {
    var value: RequestValue = 1
    for _ in 0..<levels { value = [value] }
    let report = linter.lint(["Tags": value], as: .createEndpoint)
    #expect(report.summaryLines.filter { $0.hasPrefix("syntax/") } == expected)
    // A deep tree goes away without recursion's help only where each level is taken out by itself.
    while case .list(let items) = value, let item = items.first { value = item }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `a number that JSON has not is an issue with its place`(_ number: Double) {
    let request: RequestValue = ["EndpointName": "churn", "Tags": [["Key": "a", "Value": .number(number)]]]
    let report = linter.lint(request, as: .createEndpoint)
    #expect(report.summaryLines == ["unencodable-request"])
    #expect(report.issues.first?.message.contains("Tags[0].Value is \(number)") == true)
    #expect(report.exitStatus(failLevel: .error) == 2)
  }

  // MARK: Printing

  @Test func `findings and reports print themselves`() {
    let report = linter.lint(CreateEndpoint.canary(60), as: .createEndpoint)
    let line =
      "<request>: \(canaryPath): error: the canary takes 60% of the fleet; at most 50% is allowed "
      + "[sagemaker/canary-too-large]"
    #expect(report.diagnostics.map { "\($0)" } == [line])
    #expect("\(report)".hasPrefix("error[sagemaker/canary-too-large]: the canary takes 60% of the fleet"))
    #expect("\(report)".hasSuffix("checked 1 request in 1 file: 1 error\n"))
    #expect(CompactReporter.render(report) == line + "\n")
    let other = linter.lint(yaml: "a: 1", file: "b")
    #expect("\(other)".hasPrefix("error: b holds no request"))
  }

  @Test func `a SARIF log tells of the rules and of what makes a run fail`() {
    let report = linter.lint(CreateEndpoint.canary(60), as: .createEndpoint)
    let (log, other) = (SARIFReporter.render(report), SARIFReporter.render(report, failLevel: nil))
    for text in [log, other] {
      #expect(text.contains(#""ruleId": "sagemaker/canary-too-large""#))
      #expect(text.contains(#""id": "sagemaker/zero-bake""#))
    }
    #expect(log.contains(#""exitCode": 1"#) && other.contains(#""exitCode": 0"#))
  }

  @Test func `the text report of a value has its key path and no line`() {
    let text = TextReporter.render(linter.lint(CreateEndpoint.canary(60), as: .createEndpoint))
    #expect(
      text == """
        error[sagemaker/canary-too-large]: the canary takes 60% of the fleet; at most 50% is allowed
          --> <request>
           = at \(canaryPath)
           = help: set it to 50 or less, or start with a small canary such as 10

        """)
  }
}
