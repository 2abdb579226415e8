import Testing

@testable import DeployLint

struct ServiceModelTests {
  private static let service = """
    {"metadata": {"apiVersion": "2017-07-24"},
     "operations": {
       "CreateEndpoint": {"input": {"shape": "CreateEndpointInput"}, "output": {"shape": "CreateEndpointOutput"}},
       "DeleteEndpoint": {"input": {"shape": "DeleteEndpointInput"}},
       "ListModels": {"input": {"shape": "ListModelsInput"}},
       "UpdateEndpoint": {"input": {"shape": "UpdateEndpointInput"}}},
     "shapes": {
       "AlarmName": {"type": "string", "max": 255, "min": 1, "pattern": "^(?!\\\\s*$).+"},
       "Count": {"type": "integer", "min": 1, "max": 50},
       "CreateEndpointInput": {"type": "structure", "required": ["EndpointName"],
         "members": {"EndpointName": {"shape": "Name", "documentation": "<p>The name.</p>"},
                     "DeploymentConfig": {"shape": "DeploymentConfig"}}},
       "CreateEndpointOutput": {"type": "structure", "members": {"EndpointArn": {"shape": "Name"}}},
       "DeleteEndpointInput": {"type": "structure", "required": ["EndpointName"],
         "members": {"EndpointName": {"shape": "Name"}}},
       "DeploymentConfig": {"type": "structure", "members": {
         "Alarms": {"shape": "AlarmList"}, "Size": {"shape": "Count"}, "Mode": {"shape": "Mode"},
         "Keep": {"shape": "Flag"}}},
       "AlarmList": {"type": "list", "member": {"shape": "AlarmName"}, "min": 1, "max": 10},
       "Flag": {"type": "boolean"},
       "ListModelsInput": {"type": "structure", "members": {"NameContains": {"shape": "Name"}}},
       "Mode": {"type": "string", "enum": ["A", "B"]},
       "Name": {"type": "string", "max": 63, "pattern": "[a-z]+"},
       "Unused": {"type": "string"},
       "UpdateEndpointInput": {"type": "structure", "members": {"EndpointName": {"shape": "Name"}}}}}
    """

  private func convert(_ text: String) throws -> String {
    try ServiceModel.convert(document(text, name: "service-2.json").root, version: "botocore 1.0", date: "2026-01-02")
  }

  private func model() throws -> Model {
    try Model(document(convert(Self.service), name: "model.json").root)
  }

  @Test func keepsWhatTheChecksUse() throws {
    let model = try model()
    #expect(model.version == "botocore 1.0")
    #expect(model.date == "2026-01-02")
    #expect(
      model.shapes.map(\.name) == [
        "AlarmList", "AlarmName", "Count", "CreateEndpointInput", "DeploymentConfig", "Flag", "Mode", "Name",
        "UpdateEndpointInput",
        // What infrastructure tools call an endpoint is made of the two inputs.
        "EndpointResource",
      ])
    func shape(_ name: String) throws -> Shape { model.shapes[try #require(model.index(ofShape: name))] }
    let create = try shape("CreateEndpointInput")
    #expect(create.type == .object)
    #expect(create.members.map(\.name) == ["EndpointName", "DeploymentConfig"])
    #expect(create.members.map(\.isRequired) == [true, false])
    let list = try shape("AlarmList")
    #expect(list.item.map { model.shapes[$0].name } == "AlarmName")
    #expect(list.minItems == 1)
    #expect(list.maxItems == 10)
    let count = try shape("Count")
    #expect(count.type == .integer)
    #expect(count.minimum == 1)
    #expect(count.maximum == 50)
    #expect(try shape("Mode").enumeration == ["A", "B"])
    #expect(try shape("Name").maxLength == 63)
    #expect(try shape("Name").pattern?.source == "[a-z]+")
    #expect(try shape("Flag").type == .boolean)
  }

  @Test func saysPatternsWithLookAheadWithout() throws {
    let model = try model()
    let alarmName = try #require(model.index(ofShape: "AlarmName"))
    let pattern = try #require(model.shapes[alarmName].pattern)
    #expect(!pattern.source.contains("(?!"))
    for (text, matches) in [("churn-5xx", true), (" x ", true), ("   ", false), ("", false), ("a\nb", false)] {
      var text = text
      #expect(text.withUTF8 { pattern.matchesWhole($0) } == matches)
    }
  }

  @Test func keepsTheMembersOfOperationsThatCouldBeMistakenForOurs() throws {
    let others = try model().otherOperations
    #expect(others.map(\.name) == ["DeleteEndpoint"])
    #expect(others.map(\.isOutput) == [false])
    #expect(others.first?.members == ["EndpointName"])
    #expect(others.first?.required == ["EndpointName"])
  }

  @Test func aModelMayLackOtherOperationsAndTheirNames() throws {
    func others(_ text: String) throws -> [String] {
      try Model(document(text, name: "model.json").root).otherOperations.map(\.name)
    }
    let text = try convert(Self.service)
    #expect(try others(text) == ["DeleteEndpoint"])
    #expect(try others(text.replacing(#""otherOperations""#, with: #""more""#)) == [])
    #expect(try others(text.replacing(#""name": "DeleteEndpoint""#, with: #""title": "DeleteEndpoint""#)) == [""])
  }

  @Test func whatHasNoTypeIsText() throws {
    let text = Self.service.replacing(#""Mode": {"type": "string", "#, with: #""Mode": {"#)
    let model = try Model(document(convert(text), name: "model.json").root)
    let mode = model.shapes[try #require(model.index(ofShape: "Mode"))]
    #expect(mode.type == .string)
    #expect(mode.enumeration == ["A", "B"])
  }

  @Test func aModelNeedNotSayItsVersion() throws {
    let text = try convert(Self.service.replacing(#""metadata""#, with: #""more""#))
    #expect(text.contains(#""apiVersion": """#))
  }

  @Test(arguments: [
    (#""Keep": {"shape": "Flag"}"#, #""Keep": {}"#), (#""member": {"shape": "AlarmName"}, "#, ""),
  ])
  func aMemberWithoutAShapeLeadsNowhere(_ part: String, _ replacement: String) throws {
    let text = try convert(Self.service.replacing(part, with: replacement))
    let root = try document(text, name: "model.json").root
    let error = try #require(throws: Model.FormatError.self) { try Model(root) }
    #expect(error.description == "a '$ref' of the model leads nowhere")
  }

  @Test func leavesDocumentationOut() throws {
    #expect(!(try convert(Self.service).contains("The name.")))
  }

  @Test func anchorsPatternsForJSONSchema() throws {
    #expect(try convert(Self.service).contains(#""pattern": "^(?:[a-z]+)$""#))
  }

  @Test(arguments: [
    ("{}", "this is no service model: it has no 'shapes' or no 'operations'"),
    (#"{"shapes": {}, "operations": {}}"#, "the service model has no operation CreateEndpoint with an input"),
    (
      #"{"shapes": {}, "operations": {"CreateEndpoint": {"input": {"shape": "A"}}, "UpdateEndpoint": {"input": {"shape": "B"}}}}"#,
      "the service model names the shape B and does not define it"
    ),
  ])
  func saysWhyAFileIsNoModel(_ text: String, _ message: String) throws {
    let error = try #require(throws: ServiceModel.FormatError.self) { try convert(text) }
    #expect(error.description == message)
  }

  @Test(arguments: [
    ("{}", "the model has no '$defs' or no 'operations'"),
    (#"{"$defs": {"A": {}}, "operations": {}}"#, "the shape 'A' has no type"),
    (
      ##"{"$defs": {"A": {"type": "array", "items": {"$ref": "#/$defs/B"}}}, "operations": {}}"##,
      "a '$ref' of the model leads nowhere"
    ),
    (#"{"$defs": {}, "operations": {}}"#, "the model lacks the shape of CreateEndpoint"),
  ])
  func saysWhyAModelCannotBeRead(_ text: String, _ message: String) throws {
    let root = try document(text, name: "model.json").root
    let error = try #require(throws: Model.FormatError.self) { try Model(root) }
    #expect(error.description == message)
  }
}
