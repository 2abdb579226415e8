import Testing

@testable import DeployLint

struct ModelFileTests {
  /// A service model with just the shapes of the names.
  private static func service(member: String = "EndpointName", pattern: String = "[a-z]+") -> String {
    """
    {"metadata": {"apiVersion": "2017-07-24"},
     "operations": {"CreateEndpoint": {"input": {"shape": "In"}}, "UpdateEndpoint": {"input": {"shape": "In"}}},
     "shapes": {
       "In": {"type": "structure", "required": ["\(member)"],
         "members": {"\(member)": {"shape": "Name"}, "EndpointConfigName": {"shape": "Name"},
           "DeploymentConfig": {"shape": "DeploymentConfig"}}},
       "DeploymentConfig": {"type": "structure", "members": {}},
       "Name": {"type": "string", "pattern": "\(pattern)"}}}
    """
  }

  private func model(_ text: String, name: String = "service-2.json") throws(ModelFile.Failure) -> Model {
    try ModelFile.read(Source(name: name, bytes: Array(text.utf8)), day: "2024-02-29")
  }

  private func message(_ text: String) -> String {
    do throws(ModelFile.Failure) {
      _ = try model(text)
      return ""
    } catch {
      return error.message
    }
  }

  @Test func theServicesOwnFormIsRead() throws {
    let model = try model(Self.service())
    #expect(model.shapes[model.root(of: .createEndpoint)].members.map(\.name).contains("EndpointConfigName"))
    #expect(model.name == "the API model service-2.json, a file of 2024-02-29")
  }

  @Test func theOwnFormSaysItsDay() throws {
    let bytes = try ProjectFiles.bytes("rules/sagemaker/model.json")
    let model = try model(String(decoding: bytes, as: UTF8.self), name: "m.json")
    #expect(model.name == "the API model m.json of \(model.date)")
    #expect(try RulePack.model().name == "the API model of \(model.date)")
  }

  @Test(arguments: [
    ("", "the API model service-2.json:1:1 is not JSON"), ("EndpointName: a\n", "is not JSON"),
    ("[]", "it has no 'shapes' or no 'operations'"), ("{}", "it has no 'shapes' or no 'operations'"),
    (#"{"shapes": {}, "operations": {}}"#, "has no operation CreateEndpoint with an input"),
    (service().replacing(#""Name": {"type""#, with: #""Nam": {"type""#), "names the shape Name and does not define it"),
    (service().replacing(#""DeploymentConfig""#, with: #""Deployment""#), "lacks the shape of DeploymentConfig"),
    (#"{"$defs": {}, "operations": {}}"#, "lacks the shape of CreateEndpoint"), (#"{"$defs": {}}"#, "no 'operations'"),
  ])
  func whatIsNoModelIsToldWithItsFile(text: String, words: String) {
    let message = message(text)
    #expect(message.contains(words))
    #expect(message.contains("service-2.json"))
  }

  @Test func requestsAreHeldAgainstIt() throws {
    var options = Linter.Options(kind: .createEndpoint)
    options.model = try model(Self.service())
    let source = Source(
      name: "a.yaml", bytes: Array("EndpointName: UP\nEndpointConfigName: churn\nTags: []\n".utf8))
    let result = try Linter(options).lint(source, format: .yaml)
    #expect(
      result.places == [Place("schema/pattern", at: "/EndpointName"), Place("schema/unknown-field", at: "/Tags")])
    #expect(
      result.diagnostics(of: "schema/unknown-field").first?.message
        == "Tags is not a member of CreateEndpoint (not in the API model service-2.json, a file of 2024-02-29)")
  }

  @Test func aFileThatIsNotThereIsNamed() {
    #expect(throws: ModelFile.Failure.self) { try ModelFile.read("/no/such/file.json") }
  }

  @Test func aPackedModelIsToldHowToUnpack() throws {
    let folder = try TemporaryFolder()
    try folder.write("m.json.gz", "\u{1F}")
    #expect(FileReader.modificationDay(folder.path + "/m.json.gz")?.utf8.count == 10)
    #expect(FileReader.modificationDay(folder.path + "/none") == nil)
  }
}
