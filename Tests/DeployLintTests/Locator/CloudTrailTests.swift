import Testing

@testable import DeployLint

/// Calls that AWS CloudTrail has recorded.
struct CloudTrailTests {
  private static let names = #""endpointName": "churn", "endpointConfigName": "churn-config""#

  private func canary(_ percent: Int) -> String {
    """
    {\(Self.names), "deploymentConfig": {"blueGreenUpdatePolicy": {"trafficRoutingConfiguration": {"type": "CANARY",
     "waitIntervalInSeconds": 600, "canarySize": {"type": "CAPACITY_PERCENT", "value": \(percent)}}},
     "autoRollbackConfiguration": {"alarms": [{"alarmName": "churn-5xx"}]}}}
    """.filter { $0 != "\n" }
  }

  private func record(
    _ parameters: String, name: String = "UpdateEndpoint", source: String = "sagemaker.amazonaws.com",
    also: String = ""
  ) -> String {
    #"{"eventVersion": "1.09", \#(also)"eventSource": "\#(source)", "eventName": "\#(name)", "#
      + #""requestParameters": \#(parameters), "responseElements": null}"#
  }

  private static let value =
    "/deploymentConfig/blueGreenUpdatePolicy/trafficRoutingConfiguration/canarySize/value"

  @Test(arguments: [("CreateEndpoint", 50, 51), ("UpdateEndpoint", 50, 51)])
  func aCallHasTheFindingsOfItsRequestInItsOwnSpelling(name: String, most: Int, tooMany: Int) throws {
    let clean = try lintCarrier(record(canary(most), name: name), name: "record.json")
    #expect(clean.diagnostics(of: "sagemaker/canary-too-large").isEmpty)
    let text = record(canary(tooMany), name: name)
    let result = try lintCarrier(text, name: "record.json")
    #expect(result.requests == 1)
    let finding = try #require(result.diagnostics(of: "sagemaker/canary-too-large").first)
    #expect(finding.path.pointer == Self.value)
    #expect(finding.request?.kind.rawValue == name)
    #expect(finding.request?.name == "churn")
    #expect(finding.request?.carrier == "CloudTrail record")
    #expect(finding.request?.location.pointer == "/requestParameters")
    let marks = zip(result.diagnostics, result.marked(in: text)).filter { $0.0.rule == finding.rule }.map(\.1)
    #expect(marks == ["51"])
  }

  @Test func aLogFileIsReadWhole() throws {
    let text =
      #"{"Records": ["# + record("{}", name: "DescribeEndpoint") + ", "
      + record(canary(60)) + ", " + record("null") + ", " + record(canary(70)) + "]}"
    let result = try lintCarrier(text, name: "log.json")
    #expect(result.requests == 2)
    #expect(
      result.places == [
        Place("sagemaker/canary-too-large", at: Self.value), Place("sagemaker/canary-too-large", at: Self.value),
      ])
    #expect(
      result.diagnostics.map { $0.request?.location.pointer } == [
        "/Records/1/requestParameters", "/Records/3/requestParameters",
      ])
    #expect(result.marked(in: text) == ["60", "70"])
  }

  @Test func linesOfRecordsAreDocuments() throws {
    let text = [record(canary(60)), record("{}", name: "PutObject", source: "s3.amazonaws.com"), record(canary(70))]
      .joined(separator: "\n")
    let result = try lintCarrier(text, name: "log.ndjson")
    #expect(result.requests == 2)
    #expect(result.diagnostics.map(\.document) == [0, 2])
    #expect(result.diagnostics.map { $0.span?.start.line } == [1, 3])
    #expect(result.outcomes == [.request(.updateEndpoint), .other(.otherCalls), .request(.updateEndpoint)])
  }

  @Test func listsOfRecordsAndEventsAreReadToo() throws {
    let list = try lintCarrier("[" + record(canary(60)) + "]", name: "records.json")
    #expect(list.diagnostics.map { $0.request?.location.pointer } == ["/0/requestParameters"])
    let event = #"{"detail-type": "AWS API Call via CloudTrail", "detail": \#(record(canary(60)))}"#
    let result = try lintCarrier(event, name: "event.json")
    #expect(result.diagnostics.map { $0.request?.location.pointer } == ["/detail/requestParameters"])
  }

  @Test func aCallThatFailedIsChecked() throws {
    let text = record(canary(60), also: #""errorCode": "ValidationException", "errorMessage": "…", "#)
    #expect(try lintCarrier(text, name: "record.json").places == [Place("sagemaker/canary-too-large", at: Self.value)])
  }

  @Test(arguments: [
    ("null", "UpdateEndpoint", "sagemaker.amazonaws.com"),
    (#"{"omitted": true, "originalSize": 120000}"#, "CreateEndpoint", "sagemaker.amazonaws.com"),
    ("{\(names)}", "DeleteEndpoint", "sagemaker.amazonaws.com"),
    ("{\(names)}", "CreateEndpoint", "iot.amazonaws.com"),
    ("{\(names)}", "createEndpoint", "sagemaker.amazonaws.com"),
  ])
  func otherRecordsArePassedOver(parameters: String, name: String, source: String) throws {
    let text = record(parameters, name: name, source: source)
    for text in [text, "[\(text)]", #"{"Records": [\#(text)]}"#] {
      let result = try lintCarrier(text, name: "record.json")
      #expect(result.requests == 0)
      #expect(result.places == [])
      #expect(result.outcomes == [.other(.otherCalls)])
    }
  }

  @Test func whatIsHiddenOrNullIsNotWrong() throws {
    let hidden = #""HIDDEN_DUE_TO_SECURITY_REASONS""#
    let text = record(#"{\#(Self.names), "tags": \#(hidden), "deploymentConfig": null}"#, name: "CreateEndpoint")
    #expect(try lintCarrier(text, name: "record.json").places == [])
  }

  @Test func anEndpointMayBeMadeTwice() throws {
    let one = record("{\(Self.names)}", name: "CreateEndpoint")
    #expect(try lintCarrier("\(one)\n\(one)", name: "log.ndjson").places == [])
    let list = #"{"Records": [\#(one), \#(one)]}"#
    #expect(try lintCarrier(list, name: "log.json").places == [])
  }

  @Test(arguments: [true, false])
  func aConfigurationOfTheSameLogTellsTheFleet(isLog: Bool) throws {
    let configuration = record(
      #"{"endpointConfigName": "churn-config", "productionVariants": [{"variantName": "a", "modelName": "m", "#
        + #""instanceType": "ml.m5.large", "initialInstanceCount": 4}]}"#,
      name: "CreateEndpointConfig")
    let request = record(
      """
      {\(Self.names), "deploymentConfig": {"rollingUpdatePolicy": {"maximumBatchSize": {"type": "INSTANCE_COUNT", \
      "value": 3}, "waitIntervalInSeconds": 600}, \
      "autoRollbackConfiguration": {"alarms": [{"alarmName": "churn-5xx"}]}}}
      """)
    let text = isLog ? #"{"Records": [\#(request), \#(configuration)]}"# : request + "\n" + configuration
    let result = try lintCarrier(text, name: isLog ? "log.json" : "log.ndjson")
    #expect(result.places.map(\.rule) == ["sagemaker/rolling-batch-count-out-of-range"])
    #expect(result.places.map(\.pointer) == ["/deploymentConfig/rollingUpdatePolicy/maximumBatchSize/value"])
    let alone = try lintCarrier(request, name: "record.json")
    #expect(alone.places == [])
  }
}
