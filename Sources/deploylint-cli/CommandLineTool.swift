import ArgumentParser
import DeployLint

/// Picks the command by the first word and runs it as its own root, so that only its options are built: the tree of
/// all commands would cost more than linting a file.
enum CommandLineTool {
  private static let commands: [(name: String, type: any ParsableCommand.Type)] = [
    ("check", Check.self), ("rules", Rules.self), ("explain", Explain.self), ("schema", Schema.self),
  ]

  /// Runs the tool and returns the exit status.
  static func run(_ arguments: [String]) -> Int32 {
    guard let word = arguments.first else { return parse(Umbrella.self, ["--help"]) }
    if word == "help", arguments.count > 1 { return run([arguments[1], "--help"]) }
    if let command = commands.first(where: { $0.name == word }) {
      return parse(command.type, Array(arguments.dropFirst()))
    }
    if word.utf8.first == UInt8(ascii: "-"), word != "-" { return parse(Umbrella.self, arguments) }
    Terminal.complain(explanation(of: word, arguments))
    return ExitStatus.usage
  }

  private static func explanation(of word: String, _ arguments: [String]) -> String {
    let shown = DisplayText.escaped(word)
    if word == "-" || word.utf8.contains(UInt8(ascii: "/")) || word.utf8.contains(UInt8(ascii: "."))
      || FileReader.isDirectory(word)
    {
      return "'\(shown)' is no command; did you mean 'deploylint check \(shown)'?"
    }
    if let nearest = Suggestion.nearest(to: word, among: commands.map(\.name)) {
      return "'\(shown)' is no command; did you mean 'deploylint \(nearest)'?"
    }
    let names = commands.map(\.name).joined(separator: ", ")
    return "'\(shown)' is no command; the commands are \(names) (see 'deploylint --help')"
  }

  private static func parse(_ type: any ParsableCommand.Type, _ arguments: [String]) -> Int32 {
    do {
      var command = try type.parseAsRoot(arguments)
      try command.run()
      return ExitStatus.clean
    } catch {
      let text = type.fullMessage(for: error)
      switch type.exitCode(for: error) {
      case .success:
        Terminal.write(text + "\n", to: .output)
        return ExitStatus.clean
      // The parser's own code for wrong usage is 64.
      case .validationFailure:
        Terminal.write(text + "\n", to: .errors)
        return ExitStatus.usage
      case let code:
        if !text.isEmpty { Terminal.write(text + "\n", to: .errors) }
        return code.rawValue
      }
    }
  }

  /// What `deploylint --help` and `deploylint --version` show.
  private struct Umbrella: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "deploylint",
      abstract:
        "Finds what AWS would refuse in a SageMaker CreateEndpoint or UpdateEndpoint request, before it is sent.",
      discussion: """
        EXAMPLES
          deploylint check endpoint.yaml            check one request
          deploylint check deploy/                  check every request below a folder
          aws ... | deploylint check -              check standard input
          deploylint explain sagemaker/zero-bake    what a rule is about

        EXIT STATUS
          0  nothing found at or above --fail-level
          1  findings at or above --fail-level (default: error)
          2  the run itself went wrong: usage, unreadable input, nothing checked
        """,
      version: Version.text, subcommands: commands.map(\.type))
  }
}

/// What the process ends with; `Report.exitStatus` has the rest.
enum ExitStatus {
  static let clean: Int32 = 0
  static let usage: Int32 = 2
}
