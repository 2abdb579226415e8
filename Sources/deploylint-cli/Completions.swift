import ArgumentParser

/// `deploylint completions SHELL`
struct Completions: ToolCommand {
  enum Shell: String, ExpressibleByArgument, CaseIterable {
    case bash, zsh, fish
  }

  static let configuration = CommandConfiguration(
    commandName: "deploylint completions",
    abstract: "Print what a shell needs to complete commands, options and paths.",
    discussion: """
      EXAMPLES
        deploylint completions bash > /usr/local/share/bash-completion/completions/deploylint
        deploylint completions zsh > /usr/local/share/zsh/site-functions/_deploylint
        deploylint completions fish > ~/.config/fish/completions/deploylint.fish
      """)

  @Argument(help: "The shell: bash, zsh or fish.")
  var shell: Shell

  func run() throws {
    guard let shell = CompletionShell(rawValue: shell.rawValue) else { throw ExitCode(ExitStatus.failed) }
    try Terminal.show(CommandLineTool.completionScript(for: shell) + "\n")
  }
}
