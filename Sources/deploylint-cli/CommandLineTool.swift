import ArgumentParser
import DeployLint

/// Picks the command by the first word and runs it as its own root, so that only its options are built: the tree of
/// all commands would cost more than linting a file.
enum CommandLineTool {
  private enum Command: String, CaseIterable {
    case check, config, rules, explain, schema
    case newRule = "new-rule"
    case eval, test, completions, filter

    var type: any ToolCommand.Type {
      switch self {
      case .check: Check.self
      case .config: Config.self
      case .rules: Rules.self
      case .explain: Explain.self
      case .schema: Schema.self
      case .newRule: NewRule.self
      case .eval: Eval.self
      case .test: Test.self
      case .completions: Completions.self
      case .filter: Filter.self
      }
    }

    static var names: [String] { allCases.map(\.rawValue) }
  }

  /// Runs the tool and returns the exit status.
  static func run(_ arguments: [String]) -> Int32 {
    guard let word = arguments.first else {
      Terminal.remark(Umbrella.helpMessage() + "\n")
      return ExitStatus.failed
    }
    if word == "help" { return run([arguments.count > 1 ? arguments[1] : "--help", "--help"]) }
    if let command = Command(rawValue: word)?.type {
      // Shells offer it behind every command.
      if arguments.dropFirst() == ["--version"] { return parse(Umbrella.self, ["--version"]) }
      let words = Array(arguments.dropFirst())
      if let run = command.usualRun(words) { return finish(command, run.run) }
      return parse(command, words)
    }
    if word.utf8.first == UInt8(ascii: "-"), word != "-" {
      if answersWithoutCommand(arguments) { return parse(Umbrella.self, arguments) }
      Terminal.complain(explanation(ofOption: word, arguments))
      return ExitStatus.failed
    }
    Terminal.complain(explanation(of: word, arguments))
    return ExitStatus.failed
  }

  /// `--help`, `--version` and what the parser brings for shells.
  private static func answersWithoutCommand(_ arguments: [String]) -> Bool {
    do {
      _ = try Umbrella.parseAsRoot(arguments)
      return true
    } catch {
      return Umbrella.exitCode(for: error) == .success
    }
  }

  static func completionScript(for shell: CompletionShell) -> String { Umbrella.completionScript(for: shell) }

  private static func explanation(ofOption option: String, _ arguments: [String]) -> String {
    let shown = DisplayText.escaped(option)
    if let nearest = Suggestion.nearest(to: option, among: ["--help", "--version"]) {
      return "there is no option '\(shown)'; did you mean '\(nearest)'?"
    }
    let line = arguments.map(DisplayText.escaped).joined(separator: " ")
    return "'\(shown)' stands before the command; did you mean 'deploylint check \(line)'?"
  }

  private static func explanation(of word: String, _ arguments: [String]) -> String {
    let shown = DisplayText.escaped(word)
    if word == "-" || word.utf8.contains(UInt8(ascii: "/")) || word.utf8.contains(UInt8(ascii: "."))
      || FileReader.exists(word)
    {
      let line = arguments.map(DisplayText.escaped).joined(separator: " ")
      return "'\(shown)' is no command; did you mean 'deploylint check \(line)'?"
    }
    if let nearest = Suggestion.nearest(to: word, among: Command.names) {
      return "'\(shown)' is no command; did you mean 'deploylint \(nearest)'?"
    }
    let names = Command.names.joined(separator: ", ")
    return "'\(shown)' is no command; the commands are \(names) (see 'deploylint --help')"
  }

  private static func parse(_ type: any ToolCommand.Type, _ arguments: [String]) -> Int32 {
    finish(type) {
      var command = try type.parseAsRoot(arguments)
      try command.run()
      return ExitStatus.clean
    }
  }

  /// What a run ends with. Its errors are told as the command's own.
  private static func finish(_ type: any ToolCommand.Type, _ run: () throws -> Int32) -> Int32 {
    do {
      return try run()
    } catch let status as ExitCode {
      return status.rawValue
    } catch {
      // Help and versions come as errors, too.
      let text = type.fullMessage(for: error) + "\n"
      if type.exitCode(for: error) == .success {
        return (try? Terminal.show(text)) == nil ? ExitStatus.failed : ExitStatus.clean
      }
      Terminal.remark(text)
      return ExitStatus.failed
    }
  }

  /// What `deploylint --help` and `deploylint --version` show.
  private struct Umbrella: ToolCommand {
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
      version: Version.text, subcommands: Command.allCases.map { $0.type.named })
  }
}

/// A command whose errors begin as the tool's own do.
protocol ToolCommand: ParsableCommand {
  /// The run that the usual words ask for, which needs no parser; `nil` where the parser has to read the words.
  static func usualRun(_ words: [String]) -> (any ToolRun)?
}

extension ToolCommand {
  static func usualRun(_ words: [String]) -> (any ToolRun)? { nil }

  static var _errorLabel: String { "error" }
}

/// What a command is asked for, ready to be done.
protocol ToolRun {
  /// Returns the exit status.
  func run() throws -> Int32
}

/// What the process ends with; `Report.exitStatus` has the rest.
enum ExitStatus {
  static let clean: Int32 = 0
  static let failed: Int32 = 2
}

/// Here it is usage that is wrong; the library's error of the same name is about requests.
typealias ValidationError = ArgumentParser.ValidationError
