import Testing

@testable import DeployLint

struct SuggestionTests {
  private static let members = [
    "BlueGreenUpdatePolicy", "RollingUpdatePolicy", "AutoRollbackConfiguration", "TrafficRoutingConfiguration",
    "TerminationWaitInSeconds", "MaximumExecutionTimeoutInSeconds", "WaitIntervalInSeconds", "CanarySize",
    "LinearStepSize", "Type", "Value", "Key", "Tags", "EndpointName", "EndpointConfigName", "Alarms", "AlarmName",
    "CANARY", "LINEAR", "ALL_AT_ONCE", "CAPACITY_PERCENT", "INSTANCE_COUNT",
  ]

  @Test(arguments: [
    ("endpointName", "EndpointName"), ("endpoint_name", "EndpointName"), ("ENDPOINT-NAME", "EndpointName"),
    ("EndpointNam", "EndpointName"), ("EndpiontName", "EndpointName"), ("EndpointNames", "EndpointName"),
    ("Canary", "CANARY"), ("AllAtOnce", "ALL_AT_ONCE"), ("capacity-percent", "CAPACITY_PERCENT"),
    ("TrafficRoutingConfig", "TrafficRoutingConfiguration"), ("CAPACITY_PERCENTAGE", "CAPACITY_PERCENT"),
    ("Rolling", "RollingUpdatePolicy"), ("Typ", "Type"), ("Vlaue", "Value"),
  ])
  func findsWhatWasMeant(_ name: String, _ meant: String) {
    #expect(Suggestion.nearest(to: name, among: Self.members) == meant)
  }

  @Test(arguments: [
    "", "x", "Kind", "Ty", "Region", "Foo", "InstanceType", "SHADOW", String(repeating: "a", count: 65),
  ])
  func suggestsNothingForAnotherWord(_ name: String) {
    #expect(Suggestion.nearest(to: name, among: Self.members) == nil)
  }

  @Test func prefersADifferenceInCaseToANearerSpelling() {
    #expect(Suggestion.nearest(to: "tags", among: ["Tag", "tag", "TAGS"]) == "TAGS")
  }

  @Test func prefersANearMissToABeginning() {
    #expect(Suggestion.nearest(to: "Alarmm", among: ["AlarmNames", "AlarmName", "Alarm"]) == "Alarm")
  }

  @Test(arguments: [
    ("EndpointName", "endpoint_name", 0), ("EndpointName", "EndpointNam", 1), ("EndpointName", "EndpointNmae", 1),
    ("EndpointName", "EndpointNa", 2), ("EndpointName", "EndpointN", nil), ("Key", "Kex", 1), ("Key", "Kind", nil),
    ("ab", "a", nil), ("", "", 0),
  ])
  func countsEdits(_ left: String, _ right: String, _ expected: Int?) {
    #expect(Suggestion.distance(left, right) == expected)
    #expect(Suggestion.distance(right, left) == expected)
  }

  @Test func namesOf64BytesAreTheLongestThatAreCompared() {
    let name = String(repeating: "a", count: 64)
    #expect(Suggestion.distance(name, name) == 0)
    #expect(Suggestion.distance(name + "a", name + "a") == nil)
  }

  @Test func ranksByNearnessAndKeepsTheOrderOfEquals() {
    #expect(
      Suggestion.ranked(["ALL_AT_ONCE", "CANARY", "LINEAR"], by: "linaer") == ["LINEAR", "CANARY", "ALL_AT_ONCE"])
    #expect(Suggestion.ranked(["bb", "aa", "cc"], by: "") == ["bb", "aa", "cc"])
  }
}
