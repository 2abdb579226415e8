import Testing

@testable import DeployLint

/// What a fix promises: applied, its finding is gone and the text can still be read.
struct FixTests {
  private static func apply(_ fix: Fix, to text: String) throws -> String {
    var bytes = Array(text.utf8)
    for edit in fix.edits.reversed() {
      try #require(edit.start <= edit.end && edit.end <= bytes.count)
      bytes.replaceSubrange(edit.start..<edit.end, with: Array(edit.text.utf8))
    }
    return try #require(String(validating: bytes, as: UTF8.self))
  }

  /// Findings by rule, place and missing member.
  private static func counted(_ result: FileResult) -> [Place: Int] {
    result.places.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  private static let casesWithFixes = Constraints.cases.filter { row in
    (try? row.lint())?.diagnostics.contains { $0.fix != nil } ?? false
  }

  @Test(arguments: casesWithFixes)
  func removesItsFindingAndBringsNoSyntaxFinding(_ row: ConstraintCase) throws {
    let before = try row.lint()
    for finding in before.diagnostics {
      guard let fix = finding.fix else { continue }
      let text = try Self.apply(fix, to: row.text)
      let after = try lint(text, name: row.name, kind: row.kind, instances: row.instances, enable: row.enable)
      let place = Place(finding)
      #expect(Self.counted(after)[place, default: 0] < Self.counted(before)[place, default: 0], "\(text)")
      let syntax = before.diagnostics.count { $0.rule.hasPrefix("syntax/") }
      #expect(after.diagnostics.count { $0.rule.hasPrefix("syntax/") } <= syntax, "\(text)")
      #expect(after.requests == before.requests)
    }
  }

  @Test func theFixturesHoldFixes() {
    #expect(Self.casesWithFixes.count > 30)
  }

  @Test(arguments: [
    ("EndpointName: 20240601\n", "EndpointName: \"20240601\"\n", true),
    ("EndpointName: 2024-06-01\n", "EndpointName: \"2024-06-01\"\n", true),
    ("endpointName: churn\n", "EndpointName: churn\n", true),
    ("'endpointName': churn\n", "'EndpointName': churn\n", true),
    ("\"endpoint_name\": churn\n", "\"EndpointName\": churn\n", true),
    ("EndpointNmae: churn\n", "EndpointName: churn\n", false),
    (
      "DeploymentConfig: {BlueGreenUpdatePolicy: {TerminationWaitInSeconds: '60'}}\n",
      "DeploymentConfig: {BlueGreenUpdatePolicy: {TerminationWaitInSeconds: 60}}\n", true
    ),
    (
      "DeploymentConfig: {BlueGreenUpdatePolicy: {TerminationWaitInSeconds: 60.0}}\n",
      "DeploymentConfig: {BlueGreenUpdatePolicy: {TerminationWaitInSeconds: 60}}\n", true
    ),
    (
      "DeploymentConfig: {BlueGreenUpdatePolicy: {TrafficRoutingConfiguration: {Type: 'canary'}}}\n",
      "DeploymentConfig: {BlueGreenUpdatePolicy: {TrafficRoutingConfiguration: {Type: 'CANARY'}}}\n", true
    ),
    (
      "DeploymentConfig: {BlueGreenUpdatePolicy: {TrafficRoutingConfiguration: {Type: CANRY}}}\n",
      "DeploymentConfig: {BlueGreenUpdatePolicy: {TrafficRoutingConfiguration: {Type: CANARY}}}\n", false
    ),
  ])
  func isSafeWhereItKeepsWhatWasMeant(_ text: String, _ fixed: String, _ isSafe: Bool) throws {
    let fix = try #require(try lint(text).diagnostics.compactMap(\.fix).first)
    #expect(fix.isSafe == isSafe)
    #expect(try Self.apply(fix, to: text) == fixed)
  }

  @Test func offsetsCountTheByteOrderMarkAndLineBreaks() throws {
    let text = "\u{FEFF}EndpointConfigName: c\r\nEndpointName: 1\r\n"
    let fix = try #require(try lint(text).diagnostics.first?.fix)
    #expect(try Self.apply(fix, to: text) == "\u{FEFF}EndpointConfigName: c\r\nEndpointName: \"1\"\r\n")
  }

  @Test func aNameIsNotGivenTwice() throws {
    let result = try lint("endpointName: a\nEndpointName: b\nEndpointConfigName: c\n")
    #expect(result.diagnostics.map(\.rule) == ["schema/unknown-field"])
    #expect(result.diagnostics.first?.fix == nil)
  }

  @Test func aValueThatIsWrittenElsewhereIsNotReplaced() throws {
    let result = try lint("EndpointName: &n 1\nEndpointConfigName: *n\n")
    #expect(result.diagnostics.map { $0.fix == nil } == [false, true])
  }

  @Test(arguments: ["'60 '", "'6e1'", "'99999999999'", "sixty"])
  func aTextThatIsNoNumberIsNotMadeOne(_ value: String) throws {
    let result = try lint(Requests.blueGreen(routing: "{Type: ALL_AT_ONCE, WaitIntervalInSeconds: \(value)}"))
    #expect(result.diagnostics(of: "schema/type").map { $0.fix == nil } == [true])
  }
}
