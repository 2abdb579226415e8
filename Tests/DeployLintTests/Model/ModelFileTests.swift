import Foundation
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
    #expect(RulePack.model.name == "the API model of \(model.date)")
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

  /// A model of our own form with more shapes, of which each has a member of its own.
  private func model(shapes count: Int, members: (Int) -> String) throws -> String {
    let text = String(decoding: try ProjectFiles.bytes("rules/sagemaker/model.json"), as: UTF8.self)
    let more = (0..<count).map { number in
      let member = ##"{"\##(members(number))": {"$ref": "#/$defs/TagKey"}}"##
      return #""More\#(number)": {"type": "object", "properties": \#(member)}"#
    }
    let start = #""$defs": {"#
    return text.replacing(start, with: start + more.joined(separator: ", ") + ", ", maxReplacements: 1)
  }

  @Test func oneThatIsFarTooLargeIsToldSo() throws {
    #expect(try message(model(shapes: 900) { _ in "Key" }) == "")
    #expect(try message(model(shapes: 1_000) { _ in "Key" }).contains("shapes; at most 1000 are read"))
    #expect(try message(model(shapes: 400) { "Key\($0)" }) == "")
    #expect(try message(model(shapes: 500) { "Key\($0)" }).contains("names of members; at most 500 are read"))
  }

  @Test func aShapeThatContainsItselfDoesNoHarm() throws {
    var options = Linter.Options(kind: .createEndpoint)
    options.model = try model(
      Self.service().replacing(
        #""members": {}"#, with: #""members": {"Again": {"shape": "DeploymentConfig"}}"#))
    let text = "EndpointName: up\nDeploymentConfig: {Again: {Again: {}}}\nNowhere: 1\n"
    options.rules.set("sagemaker/empty-deployment-config", .off)
    let result = Linter(options).lint(Source(name: "a.yaml", bytes: Array(text.utf8)), format: .yaml)
    #expect(result.places == [Place("schema/unknown-field", at: "/Nowhere")])
  }

  @Test func requestsAreHeldAgainstIt() throws {
    var options = Linter.Options(kind: .createEndpoint)
    options.model = try model(Self.service())
    let source = Source(
      name: "a.yaml", bytes: Array("EndpointName: UP\nEndpointConfigName: churn\nTags: []\n".utf8))
    let result = Linter(options).lint(source, format: .yaml)
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
    let path = folder.path + "/packed.json"
    try Data([0x1F, 0x8B, 0x08]).write(to: URL(fileURLWithPath: path))
    let failure = try #require(throws: ModelFile.Failure.self) { try ModelFile.read(path) }
    #expect(failure.message == "the API model \(path) is packed with gzip")
    #expect(failure.help == "unpack it: gzip -dc \(path)")
  }

  // MARK: Limits that the service's own model does not have

  private static let limits = """
    {"date": "2024-02-29",
     "operations": {
       "CreateEndpoint": {"input": {"$ref": "#/$defs/In"}}, "UpdateEndpoint": {"input": {"$ref": "#/$defs/In"}}},
     "$defs": {
       "In": {"type": "object", "properties": {
         "EndpointName": {"$ref": "#/$defs/Name"}, "AtMost": {"$ref": "#/$defs/AtMost"},
         "Any": {"$ref": "#/$defs/Any"}, "Ratio": {"$ref": "#/$defs/Ratio"}, "Text": {"$ref": "#/$defs/Text"},
         "Items": {"$ref": "#/$defs/Items"}}},
       "AtMost": {"type": "integer", "maximum": 9}, "Any": {"type": "integer"}, "Ratio": {"type": "number"},
       "Text": {"type": "string", "minLength": 1}, "Name": {"type": "string", "maxLength": 3},
       "Items": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/AtMost"}},
       "DeploymentConfig": {"type": "object", "properties": {}}}}
    """

  @Test(arguments: [
    ("AtMost: 10", "schema/range", "AtMost is 10; at most 9 is allowed", "write 9 or less"),
    (
      "Any: 2147483648", "schema/type",
      "Any is 2147483648; the service's integers have 32 bits, at most 2147483647",
      "write a number from -2147483648 to 2147483647"
    ),
    ("Ratio: many", "schema/type", "Ratio is the string 'many'; a number is expected", "write a number"),
    (
      "Ratio: 0300", "syntax/ambiguous-scalar", "Ratio is the plain scalar '0300': the number 0300 in YAML 1.2, but ",
      "write it in a way that all readers agree on: 300"
    ),
    (
      "Ratio: 1e3", "syntax/ambiguous-scalar", "Ratio is the plain scalar '1e3': the number 1e3 in YAML 1.2, but ",
      "write it in a way that all readers agree on"
    ),
    ("Text: ''", "schema/length", "Text is empty; at least 1 character is required", "give it a value"),
    (
      "EndpointName: churn", "schema/length", "EndpointName has 5 characters; at most 3 characters are allowed",
      "shorten it by 2 characters"
    ),
    ("Items: []", "schema/item-count", "Items is an empty list; at least 1 is required", "add an item"),
    ("Items: [10]", "schema/range", "Items[0] is 10; at most 9 is allowed", "write 9 or less"),
  ])
  func limitsAreToldAsTheyAre(_ line: String, _ rule: String, _ message: String, _ help: String) throws {
    var options = Linter.Options(kind: .createEndpoint)
    options.model = try model(Self.limits)
    let text = (line.hasPrefix("EndpointName") ? "" : "EndpointName: a\n") + line + "\n"
    let result = Linter(options).lint(Source(name: "a.yaml", bytes: Array(text.utf8)), format: .yaml)
    let finding = try #require(result.diagnostics.first)
    #expect(result.diagnostics.count == 1)
    #expect(finding.rule == rule)
    #expect(finding.message.hasPrefix(message))
    #expect(finding.help == help)
  }

  @Test func theSchemaOfARequestHasTheLimitsOfItsModel() throws {
    let schema = RequestSchema.text(of: .createEndpoint, model: try model(Self.limits))
    #expect(schema.contains("\"type\": \"number\""))
    #expect(schema.contains("\"minimum\": -2147483648"))
  }
}
