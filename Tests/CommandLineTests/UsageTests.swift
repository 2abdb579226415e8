import Foundation
import Testing

/// What the program says to a person who types it wrong, or asks.
@Suite struct UsageTests {
  private func expectUsageError(
    _ arguments: [String], _ words: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let outcome = try Executable.run(arguments)
    #expect(outcome.status == 2, sourceLocation: sourceLocation)
    #expect(outcome.output == "", sourceLocation: sourceLocation)
    #expect(outcome.errors.hasPrefix("error: "), sourceLocation: sourceLocation)
    for word in words {
      #expect(outcome.errors.contains(word), "\(outcome.errors)", sourceLocation: sourceLocation)
    }
  }

  @Test(arguments: [
    ["endpoint.yaml"], ["deploy/"], ["./endpoint"], ["-"], ["Tests"], ["endpoint.yaml", "other.yaml"],
    ["--format", "json", "endpoint.yaml"], ["--fail-level=note", "."],
  ])
  func `a path without a command gets the command`(arguments: [String]) throws {
    try expectUsageError(arguments, ["did you mean 'deploylint check \(arguments.joined(separator: " "))'?"])
  }

  @Test(arguments: [
    ("chekc", "did you mean 'deploylint check'?"), ("rule", "did you mean 'deploylint rules'?"),
    ("Explain", "did you mean 'deploylint explain'?"),
    (
      "deploy",
      "the commands are check, config, rules, explain, schema, new-rule, eval, test, completions, filter (see 'deploylint --help')"
    ),
  ])
  func `a word that is no command gets a suggestion`(word: String, hint: String) throws {
    try expectUsageError([word], ["'\(word)' is no command; \(hint)"])
  }

  @Test(arguments: [
    (["check", "--fromat", "json", "x.yaml"], "Unknown option '--fromat'. Did you mean '--format'?"),
    (["check", "--skip-unrecognised", "x.yaml"], "Did you mean '--skip-unrecognized'?"),
    (["check", "--fail-lvel=note", "x.yaml"], "Did you mean '--fail-level'?"),
    (["rules", "--formt", "json"], "Did you mean '--format'?"),
    (["--versoin"], "there is no option '--versoin'; did you mean '--version'?"),
  ])
  func `an option that does not exist gets a suggestion`(arguments: [String], hint: String) throws {
    try expectUsageError(arguments, [hint])
  }

  @Test(arguments: [
    (["--kind", "createEndpoint"], ["'createEndpoint'", "'CreateEndpoint', 'UpdateEndpoint' or 'DeploymentConfig'"]),
    (["--format", "html"], ["'html'", "- text\n  - compact\n  - json\n"]),
    (["--fail-level", "warn"], ["'warn'", "'error', 'warning', 'note' or 'never'"]),
    (["--color", "yes"], ["'yes'", "'auto', 'always' or 'never'"]),
    (["--instances", "four"], ["'four'", "--instances <number>"]),
    (["--instances", "0"], ["--instances is 0; an endpoint has at least 1 instance"]),
    (["--instances", "-4"], ["--instances is -4; an endpoint has at least 1 instance"]),
    (["--instances", "2147483648"], ["--instances is 2147483648; at most 2147483647 is possible"]),
    (["--instances", "99999999999999999999"], ["'99999999999999999999'"]),
    (["--rules", "sagemaker/zero-bak=off"], ["no rule 'sagemaker/zero-bak'", "did you mean 'sagemaker/zero-bake'?"]),
    (["--rules", "zero-bake=off"], ["no rule 'zero-bake'", "did you mean 'sagemaker/zero-bake'?"]),
    (["--rules", "nonsense=off"], ["no rule 'nonsense'", "'deploylint rules' lists all of them"]),
    (["--rules", "sagemaker/zero-bake"], ["write sagemaker/zero-bake=error, =warning, =note or =off"]),
    (["--rules", "sagemaker/zero-bake=warn"], ["'warn' is no severity; write error, warning, note or off"]),
    (["--rules", ""], ["there is no rule ''"]),
    (["--rules", "syntax/error=off"], ["'syntax/error' stays an error: a text that cannot be read is not checked"]),
  ])
  func `a value that an option does not take is named with those that it takes`(
    option: [String], words: [String]
  ) throws {
    try expectUsageError(["check"] + option + ["Tests/Fixtures/ok/minimal.yaml"], words)
  }

  @Test(arguments: [1, 2_147_483_647])
  func `the smallest and the largest number of instances are taken`(number: Int) throws {
    #expect(try Executable.run("check", "--instances", String(number), "Tests/Fixtures/ok/minimal.yaml").status == 0)
  }

  @Test func `a check without a path says what is missing and no more`() throws {
    try expectUsageError(["check"], ["no path is given; name files or folders, or '-' for standard input", "--help"])
    #expect(try Executable.run("check").errors.split(separator: "\n").count <= 4)
  }

  @Test(arguments: ["explain", "schema"])
  func `a command without its word says which one is missing`(command: String) throws {
    try expectUsageError([command], ["Missing expected argument", "deploylint \(command) <"])
  }

  @Test func `an unknown schema is told with those that there are`() throws {
    try expectUsageError(["schema", "rul"], ["'rul'", "- rule\n", "- report\n"])
  }

  @Test func `a bare call shows the help as an error`() throws {
    let outcome = try Executable.run()
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(outcome.errors.contains("USAGE: deploylint"))
  }

  @Test(arguments: [["--help"], ["-h"], ["help"]])
  func `the help has examples, the commands and the exit codes`(arguments: [String]) throws {
    let outcome = try Executable.run(arguments)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    for word in [
      "EXAMPLES", "deploylint check endpoint.yaml", "EXIT STATUS", "  0  ", "  1  ", "  2  ", "\n  check  ",
      "\n  rules  ", "\n  explain  ", "\n  schema  ", "\n  completions  ", "--version",
    ] {
      #expect(outcome.output.contains(word), "\(word)")
    }
  }

  @Test(arguments: [["check", "--help"], ["check", "-h"], ["help", "check"]])
  func `the help of a check has examples, all options and the exit codes`(arguments: [String]) throws {
    let outcome = try Executable.run(arguments)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    for word in [
      "EXAMPLES", "EXIT STATUS", "  0  ", "  1  ", "  2  ", "<path>", "--format", "--fail-level", "--kind",
      "--instances", "--rules", "--rule-path", "--skip-unrecognized", "--stdin-filename", "--color", "NO_COLOR",
    ] {
      #expect(outcome.output.contains(word), "\(word)")
    }
    for line in outcome.output.split(separator: "\n") { #expect(line.utf8.count <= 80) }
  }

  @Test(arguments: ["rules", "explain", "schema", "test"])
  func `every command has a help`(command: String) throws {
    for arguments in [[command, "--help"], ["help", command]] {
      let outcome = try Executable.run(arguments)
      #expect(outcome.status == 0)
      #expect(outcome.output.contains("USAGE: deploylint \(command)"))
    }
  }

  @Test func `the version names tool, rules and model`() throws {
    let outcome = try Executable.run("--version")
    #expect(outcome.status == 0)
    let lines = outcome.output.split(separator: "\n").map(String.init)
    try #require(lines.count == 3)
    #expect(lines[0].wholeMatch(of: /deploylint \d+\.\d+\.\d+/) != nil)
    #expect(lines[1].contains("sagemaker"))
    #expect(lines[2].firstMatch(of: /botocore \d+\.\d+\.\d+, 20\d\d-\d\d-\d\d/) != nil)
  }
}
