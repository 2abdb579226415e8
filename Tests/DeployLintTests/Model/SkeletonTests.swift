import Testing

@testable import DeployLint

struct SkeletonTests {
  private static func skeleton(_ name: String, _ number: String, alarm: String = "''") -> String {
    """
    EndpointName: \(name)
    EndpointConfigName: ''
    DeploymentConfig:
      BlueGreenUpdatePolicy:
        TrafficRoutingConfiguration: {Type: CANARY, WaitIntervalInSeconds: \(number)}
      RollingUpdatePolicy: {MaximumBatchSize: {Type: INSTANCE_COUNT, Value: 0}, WaitIntervalInSeconds: 0}
      AutoRollbackConfiguration: {Alarms: [{AlarmName: \(alarm)}]}
    """
  }

  @Test(arguments: ["''", "string", "null"])
  func anUnfilledSkeletonIsOneFinding(_ name: String) throws {
    let result = try lint(Self.skeleton(name, "0"), kind: nil)
    #expect(result.places == [Place("schema/unfilled-skeleton")])
  }

  @Test(arguments: [("churn", "0", "''"), ("''", "1", "''"), ("''", "0", "churn-5xx"), ("''", "''", "''")])
  func oneThatWasBegunIsCheckedLikeAnyRequest(_ name: String, _ number: String, _ alarm: String) throws {
    let result = try lint(Self.skeleton(name, number, alarm: alarm), kind: nil)
    #expect(result.requests == 1)
    #expect(result.diagnostics.count > 1)
    #expect(result.diagnostics(of: "schema/unfilled-skeleton").isEmpty)
  }

  @Test func aRequestWithOnePolicyIsNoSkeleton() throws {
    #expect(try lint("EndpointName: ''\nEndpointConfigName: ''\n").diagnostics(of: "schema/unfilled-skeleton").isEmpty)
  }
}
