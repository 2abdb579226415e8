import Testing

@testable import DeployLint

struct PlaceholderTests {
  private static func holds(_ style: PlaceholderStyle, _ text: String) -> Bool {
    Array(text.utf8).withUnsafeBufferPointer(style.isPresent)
  }

  @Test(arguments: [
    "${NAME}", "churn-${env}", "${NAME:-default}", "$NAME", "a$b", "$_x", "$(NAME)", "$(Build.BuildId)-x", "${{ x }}",
    "$ $a", "$$a",
  ])
  func aDollarBeforeANameIsAPlaceholder(_ text: String) { #expect(Self.holds(.dollar, text)) }

  @Test(arguments: ["", "$", "a$", "$1", "${}", "${", "${a", "$()", "$(a", "}${", "5$ a", "{NAME}", "$é", "$-a"])
  func aDollarBeforeAnythingElseIsNone(_ text: String) { #expect(!Self.holds(.dollar, text)) }

  @Test(arguments: [
    "{{ name }}", "{{name}}-x", "a-{% if x %}b{% endif %}", "{# note #}", "{{}}", "{{ {{ }}", "${{ x }}",
  ])
  func twoBracesAreAJinjaPlaceholder(_ text: String) { #expect(Self.holds(.jinja, text)) }

  @Test(arguments: ["", "{{", "}}", "{{ a", "a }} {{", "{ a }", "{% a }}", "{{ a %}", "{{}", "{#}", "{%}"])
  func bracesThatDoNotCloseAreNone(_ text: String) { #expect(!Self.holds(.jinja, text)) }

  @Test(arguments: ["<NAME>", "churn-<env>", "<your endpoint-name>", "<a.b:c_1>", "< <a>", "<<a>>"])
  func aNameInAngleBracketsIsAPlaceholder(_ text: String) { #expect(Self.holds(.angle, text)) }

  @Test(arguments: ["", "<", "<>", "a > b", "<1>", "< a>", "<a", "<-a>", "<a/>", "<é>", "a<b and c", "<a<"])
  func otherAngleBracketsAreNone(_ text: String) { #expect(!Self.holds(.angle, text)) }

  // MARK: Requests

  private func places(_ text: String, _ styles: [PlaceholderStyle], name: String = "a.yaml") throws -> [Place] {
    var options = Linter.Options()
    options.placeholders = styles
    let source = Source(name: name, bytes: Array(text.utf8))
    return Linter(options).lint(source, format: TextFormat(path: name) ?? .yaml).places
  }

  private static let canary = """
    EndpointName: churn-${ENV}
    EndpointConfigName: ${CONFIG}
    DeploymentConfig:
      BlueGreenUpdatePolicy:
        TrafficRoutingConfiguration:
          Type: CANARY
          WaitIntervalInSeconds: ${WAIT}
          CanarySize: {Type: CAPACITY_PERCENT, Value: "$SIZE"}
      AutoRollbackConfiguration: {Alarms: [{AlarmName: churn-5xx}]}

    """

  @Test func aValueWithAPlaceholderIsUnknownOnlyWhereThatIsAllowed() throws {
    #expect(try places(Self.canary, [.dollar]) == [])
    #expect(try places(Self.canary, [.jinja, .angle]).count == 4)
    #expect(
      try places(Self.canary, []).map(\.rule) == [
        "schema/pattern", "schema/pattern", "schema/type", "schema/type",
      ])
  }

  @Test func whatIsWrittenOutIsStillChecked() throws {
    let text = Self.canary.replacing("\"$SIZE\"", with: "60")
    #expect(try places(text, [.dollar]).map(\.rule) == ["sagemaker/canary-too-large"])
    #expect(try places(Self.canary + "Tagz: []\n", [.dollar]).map(\.rule) == ["schema/unknown-field"])
  }

  @Test func thePlaceholderRuleIsSilentAboutWhatIsAllowed() throws {
    let text = Requests.blueGreen(routing: "{Type: ALL_AT_ONCE, WaitIntervalInSeconds: 300}")
      .replacing("churn-5xx", with: "<alarm>")
    #expect(try places(text, []).map(\.rule) == ["sagemaker/placeholder-value"])
    #expect(try places(text, [.angle]) == [])
  }

  @Test func jinjaWithoutQuotesIsAPlaceholderToo() throws {
    let text = "EndpointName: {{ name }}\nEndpointConfigName: {{ config }}-x\nDeploymentConfig: {{ deployment }}\n"
    // Text behind the braces is no YAML.
    #expect(try places(text, [.jinja]).map(\.rule) == ["syntax/error"])
    #expect(try places(text.replacing("-x", with: ""), [.jinja]) == [])
    #expect(try places(text.replacing("-x", with: ""), [.dollar]).contains { $0.rule == "schema/type" })
  }

  @Test func aKeyWithAPlaceholderMayBeAnyMember() throws {
    #expect(try places("EndpointName: churn\n\"{{ key }}\": churn-config\nTags: []\n", [.jinja]) == [])
    let known = try places("EndpointName: churn\n\"{{ key }}\": churn-config\nTags: []\n", [])
    #expect(Set(known.map(\.rule)) == ["schema/unknown-field", "schema/required"])
  }

  @Test func requestsInTemplatesHaveThemToo() throws {
    let text = """
      Resources:
        Endpoint:
          Type: AWS::SageMaker::Endpoint
          Properties:
            EndpointConfigName: "{{ config }}"
            DeploymentConfig:
              BlueGreenUpdatePolicy:
                TrafficRoutingConfiguration:
                  Type: CANARY
                  WaitIntervalInSeconds: 300
                  CanarySize: {Type: CAPACITY_PERCENT, Value: "{{ size }}"}
              AutoRollbackConfiguration: {Alarms: [{AlarmName: churn-5xx}]}

      """
    #expect(try places(text, [.jinja]) == [])
    #expect(try !places(text, []).isEmpty)
  }
}
