import Foundation
import Testing

/// Templates and other people's files, which hooks and walks leave alone.
@Suite struct TemplateTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let request = "EndpointName: churn\nEndpointConfigName: churn-config\n"

  static let templates = [
    "{{- if .Values.on }}\n" + request + "{{- end }}\n",
    "EndpointName: {{ .Values.name }}\nEndpointConfigName: churn-config\n",
    "EndpointName: {{ name }}-1\nEndpointConfigName: churn-config\n",
    "{% for name in names %}\n---\n" + request + "{% endfor %}\n",
    "{# a comment #}\nTags:\n  - {% if a %}\n" + request,
    request + "Tags:\n- {{ tags | to_yaml }}\n",
    "apiVersion: sagemaker.services.k8s.aws/v1alpha1\nkind: Endpoint\nspec:\n  endpointName: {{ .Values.name }}\n",
  ]

  @Test(arguments: templates)
  func `a template is passed over and counted`(text: String) throws {
    try folder.write("a.yaml", text)
    for arguments in [["--skip-unrecognized", "a.yaml"], ["--skip-unrecognized", "."]] {
      let outcome = try Executable.run(["check"] + arguments, Executable.Surroundings(folder: folder.url))
      #expect(outcome.status == 0, "\(outcome.output)")
      #expect(outcome.output == "")
      #expect(outcome.errors.contains("passed over 1 file"))
      #expect(outcome.errors.contains("not checked: 1 template with placeholders that are not filled in"))
    }
  }

  @Test(arguments: templates)
  func `a template that is named on its own is no request`(text: String) throws {
    try folder.write("a.yaml", text)
    #expect(try folder.run("check", "a.yaml").status != 0)
  }

  @Test(arguments: [#"{"EndpointName": {{ name | tojson }}}"#, "{% if a %}{\"EndpointName\": \"a\"}{% endif %}"])
  func `a template of JSON is passed over`(text: String) throws {
    try folder.write("a.json", text)
    let outcome = try folder.run("check", "--skip-unrecognized", "a.json")
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(outcome.errors.contains("1 template with placeholders"))
  }

  /// What a hook must still find.
  @Test(arguments: [
    ("a.yaml", request + "Tags: [\n", "syntax/error"),
    ("a.yaml", request + "# {{ a }}\n# {% b %}\nTags: [\n", "syntax/error"),
    ("a.yaml", request + "Tags: \"{{ a }}\" \"\n", "syntax/error"),
    ("a.yaml", "EndpointName: \"{{ name }}\"\nEndpointConfigName: a\n", "schema/pattern"),
    ("a.yaml", "EndpointName: churn_1\nEndpointConfigName: a\n", "schema/pattern"),
    ("a.json", #"{"EndpointName": "{{ name }}", "EndpointConfigName": "a",}"#, "syntax/error"),
    ("a.json", "{\n // x\n \"EndpointName\": \"a\"}", "syntax/error"),
  ])
  func `a request with a mistake is none`(name: String, text: String, rule: String) throws {
    try folder.write(name, text)
    let outcome = try folder.run("check", "--skip-unrecognized", "--format", "compact", name)
    #expect(outcome.status == 1)
    #expect(outcome.output.hasSuffix("[\(rule)]\n"), "\(outcome.output)")
  }

  @Test(arguments: [
    ("tsconfig.json", "{\n  // sends \"EndpointName\"\n  \"strict\": true,\n}\n"),
    ("compose.yaml", "a: [\n- EndpointName=churn\n"),
    ("notes.yaml", "EndpointName is a member\n\tof: the: request\n"),
  ])
  func `a text that cannot be read and speaks of requests by the way is passed over`(name: String, text: String) throws
  {
    try folder.write(name, text)
    let outcome = try folder.run("check", "--skip-unrecognized", name)
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(outcome.errors == "checked 0 requests in 0 files, passed over 1 file: nothing found\n")
  }

  @Test func `a kind that is named goes before all this`() throws {
    try folder.write("a.yaml", Self.templates[1])
    let outcome = try folder.run("check", "--skip-unrecognized", "--kind", "CreateEndpoint", "a.yaml")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("EndpointName is a mapping"))
  }
}
