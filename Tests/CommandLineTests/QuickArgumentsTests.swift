import ArgumentParser
import Testing

@testable import deploylint_cli

/// What the usual command lines ask for, read with the parser and without.
@Suite struct QuickArgumentsTests {
  /// So many command lines are made of the options of each command.
  private static let lines = 600

  @Test func `a check asks for the same with the parser and without`() throws {
    let maker = try CommandLineMaker(help: Check.helpMessage(columns: 200), paths: ["-", "a.yaml", "deploy/", ".", ""])
    #expect(maker.options.count > 20)
    try compare(maker) { words in
      var run = try #require(try Check.parseAsRoot(words) as? Check, "\(words)").asked
      try run.finish(words)
      return run
    }
  }

  @Test func `a filter asks for the same with the parser and without`() throws {
    try compare(CommandLineMaker(help: Filter.helpMessage(columns: 200), paths: ["-", "a.yaml"])) { words in
      try #require(try Filter.parseAsRoot(words) as? Filter, "\(words)").asked
    }
  }

  /// - Parameter parsed: what the parser makes of a command line.
  private func compare<Run: QuickRun>(_ maker: CommandLineMaker, _ parsed: ([String]) throws -> Run) throws {
    var maker = maker
    var quick = 0
    for _ in 0..<Self.lines {
      let words = maker.words()
      guard let run: Run = QuickArguments.read(words) else { continue }
      if !words.isEmpty { quick += 1 }
      let other = try parsed(words)
      #expect(String(reflecting: run) == String(reflecting: other), "\(words)")
    }
    #expect(quick > Self.lines / 20)
  }

  @Test(arguments: [
    "check a.yaml", "check --no-config a.yaml", "check --skip-unrecognized --fail-level warning a.yaml b.json",
    "check --format github .", "check --fail-level=note --format=json -",
    "check --instances 4 --instances churn=8 a.yaml",
    "check --format text --format sarif --output d.sarif deploy/", "check --config c.yaml --preset strict --preview .",
    "check --kind UpdateEndpoint --stdin-filename u.json --color never --show-suppressed -",
    "check --baseline b.json --no-gitignore --skip-unrecognized --files-from -", "filter", "filter --reports",
    "filter --reports --kind CreateEndpoint --instances 4 --fail-level never --preset minimal",
  ])
  func `a usual command line needs no parser`(line: String) {
    let words = line.split(separator: " ").map(String.init)
    let command: any ToolCommand.Type = words[0] == "check" ? Check.self : Filter.self
    #expect(command.usualRun(Array(words.dropFirst())) != nil)
  }

  @Test(arguments: [
    [], ["--help"], ["-h", "a.yaml"], ["--version"], ["--", "a.yaml"], ["--fail-lev", "note", "a.yaml"], [""],
    ["a.yaml", "--format"], ["a.yaml", "--format="], ["--format", "-", "a.yaml"], ["--no-config=yes", "a.yaml"],
    ["--fail-level", "warn", "a.yaml"], ["--kind", "createEndpoint", "a.yaml"], ["--instances", "0", "a.yaml"],
    ["--instances", "-4", "a.yaml"], ["--config", "c.yaml", "--no-config", "a.yaml"], ["--files-from", "-", "-"],
    ["--no-config", "--config", "c.yaml", "a.yaml"], ["--output", "out.txt", "a.yaml"],
    ["--format", "json", "--format", "text", "a.yaml"], ["--rules", "sagemaker/zero-bake=off", "a.yaml"],
  ])
  func `what is unusual, or wrong, is left to the parser`(words: [String]) {
    #expect((QuickArguments.read(words) as CheckRun?) == nil)
  }
}

/// Makes command lines of the options that a help lists, so that none is forgotten.
private struct CommandLineMaker {
  struct Option {
    let name: String
    let takesValue: Bool
  }

  let options: [Option]
  private let paths: [String]
  private var random = SplitMix64(state: 1)

  /// Values of all options; each meets those of the others, too.
  private static let values = [
    "text", "json", "github", "error", "warning", "never", "CreateEndpoint", "DeploymentConfig", "strict",
    "recommended", "always", "auto", "4", "churn=4", "0", "=4", "2147483648", "-4", "-", "", "file", "a=b",
    "--preview", "sagemaker/zero-bake=off",
  ]

  init(help: String, paths: [String]) throws {
    options = help.split(separator: "\n").compactMap { line in
      guard let match = line.wholeMatch(of: /\s+(?:-\w, )?(--[a-z-]+)( <.+?>)?(?:  .*)?/) else { return nil }
      return Option(name: String(match.1), takesValue: match.2 != nil)
    }
    self.paths = paths
    try #require(options.contains { $0.takesValue } && options.contains { !$0.takesValue })
  }

  mutating func words() -> [String] {
    var words: [String] = []
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      guard Int.random(in: 0..<3, using: &random) > 0, let option = options.randomElement(using: &random) else {
        words += paths.randomElement(using: &random).map { [$0] } ?? []
        continue
      }
      // Once in a while what is not as it should be.
      let isOdd = Int.random(in: 0..<20, using: &random) == 0
      guard option.takesValue != isOdd else {
        words.append(option.name)
        continue
      }
      let value = value(of: option)
      words += Bool.random(using: &random) ? [option.name, value] : [option.name + "=" + value]
    }
    return words
  }

  /// Mostly one that the option takes.
  private mutating func value(of option: Option) -> String {
    let usual = [
      "--fail-level": "note", "--kind": "UpdateEndpoint", "--preset": "minimal", "--instances": "8",
      "--format": "sarif", "--color": "never",
    ]
    if let value = usual[option.name], Bool.random(using: &random) { return value }
    return Self.values.randomElement(using: &random) ?? ""
  }
}

/// The same numbers in every run.
private struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
