import Testing

@testable import DeployLint

@Suite struct DirectivesTests {
  static let kinds = ["CreateEndpoint", "UpdateEndpoint", "DeploymentConfig"]

  static func directives(_ text: String, _ format: TextFormat = .yaml) -> [Directives] {
    Reading.documents(text, format).map { Directives(in: $0, kinds: kinds) }
  }

  @Test(arguments: [
    ("# deploylint: kind=CreateEndpoint\na: 1\n", [Directive.Setting.kind("CreateEndpoint")]),
    ("#deploylint:instances=4\na: 1\n", [.instances(4)]),
    ("a: 1 # deploylint: kind=UpdateEndpoint, instances=12\n", [.kind("UpdateEndpoint"), .instances(12)]),
    (
      "a:\n  #\tdeploylint:   instances=4 kind=UpdateEndpoint  \r\n  b: 1\r\n",
      [.instances(4), .kind("UpdateEndpoint")]
    ),
    ("\u{FEFF}# deploylint: instances=1\na: 1\n", [.instances(1)]),
    ("a: 1\n# deploylint: instances=1\n# deploylint: instances=2", [.instances(1), .instances(2)]),
    ("a: 1\n# see deploylint: instances=1\n", []), ("a: 1#deploylint:instances=1\n", []),
    ("a: 'x # deploylint: instances=1'\n", []), ("a: |\n  x\n  # deploylint: instances=1\n", []),
    ("\"a # deploylint: instances=1\": 1\n", []), ("a: \"x\n  # deploylint: instances=1\"\n", []),
    ("a: [x, # deploylint: instances=1\n y]\n", [.instances(1)]),
    ("# deploylint: ignore[a/b] because kind=x\na: 1\n", []), ("# deploylint: ignore-file\na: 1\n", []),
    ("# deploylint: kind=CreateEndpoint ignore[x]\na: 1\n", [.kind("CreateEndpoint")]),
    ("# other: kind=CreateEndpoint\na: 1\n", []), ("# deploylint: instances=1\n", [.instances(1)]),
  ])
  func settingsOfComments(text: String, settings: [Directive.Setting]) throws {
    let directives = try #require(Self.directives(text).first)
    #expect(directives.directives.map(\.setting) == settings)
    #expect(directives.problems.isEmpty)
  }

  @Test func jsonHasNone() {
    #expect(Self.directives("{\"a\": \" # deploylint: instances=1\"}", .json).allSatisfy { $0.directives.isEmpty })
  }

  @Test func theFirstCommentsOfAFileHoldForAllOfIt() {
    let text = """
      # deploylint: instances=1
      ---
      # deploylint: instances=2
      a: 1
      # deploylint: instances=3
      ---
      # deploylint: instances=4
      b: 1
      """
    let all = Self.directives(text)
    #expect(
      all.map { $0.directives.map(\.setting) } == [[.instances(1), .instances(2), .instances(3)], [.instances(4)]])
    #expect(all.map { $0.directives.map(\.isForFile) } == [[true, true, false], [false]])
  }

  @Test func placesAreThoseOfTheSetting() throws {
    let text = "é: 1 # deploylint: kind=CreateEndpoint, instances=4\n"
    let directives = try #require(Self.directives(text).first)
    let written = directives.directives.map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) }
    #expect(written == ["kind=CreateEndpoint", "instances=4"])
  }

  @Test(arguments: [
    (
      "kind=CreateEndpont", "kind=CreateEndpont", "there is no kind 'CreateEndpont', in a comment for deploylint",
      "did you mean 'CreateEndpoint'?"
    ),
    (
      "kind=Pod", "kind=Pod", "there is no kind 'Pod', in a comment for deploylint",
      "valid are CreateEndpoint, UpdateEndpoint, DeploymentConfig"
    ),
    (
      "kind", "kind", "'kind' has no value (there are no blanks around '='), in a comment for deploylint",
      "valid are CreateEndpoint, UpdateEndpoint, DeploymentConfig"
    ),
    (
      "instances=", "instances=",
      "'instances' has no value (there are no blanks around '='), in a comment for deploylint",
      "valid are whole numbers from 1 to 2147483647"
    ),
    (
      "instances=0", "instances=0", "'0' is no number of instances, in a comment for deploylint",
      "valid are whole numbers from 1 to 2147483647"
    ),
    (
      "instances=many", "instances=many", "'many' is no number of instances, in a comment for deploylint",
      "valid are whole numbers from 1 to 2147483647"
    ),
    (
      "instance=4", "instance=4", "there is no setting 'instance', in a comment for deploylint",
      "did you mean 'instances'?"
    ),
    (
      "ingore[a/b]", "ingore[a/b]", "there is no setting 'ingore[a/b]', in a comment for deploylint",
      "did you mean 'ignore'?"
    ),
    (
      "is great here", "is", "there is no setting 'is', in a comment for deploylint",
      "valid are kind=…, instances=…, ignore[…]"
    ),
    (
      "", "# deploylint: ", "there is no setting, in a comment for deploylint",
      "valid are kind=…, instances=…, ignore[…]"
    ),
  ])
  func malformedSettingsAreProblems(setting: String, marked: String, message: String, help: String) throws {
    let text = "# deploylint: \(setting)\na: 1\n"
    let directives = try #require(Self.directives(text).first)
    #expect(directives.directives.isEmpty)
    #expect(directives.problems.count == 1)
    let problem = try #require(directives.problems.first)
    #expect(problem.rule == SyntaxProblem.error)
    #expect(problem.message == message)
    #expect(problem.help == help)
    #expect(String(decoding: Array(text.utf8)[problem.range], as: UTF8.self) == marked)
  }
}
