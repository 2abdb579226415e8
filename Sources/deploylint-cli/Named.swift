import ArgumentParser

/// A command under the name that it has in the tree of all commands: `check`, where it is its own root as
/// `deploylint check`. Help for the whole tool, completion scripts and the manual page are made from that tree.
struct Named<Command: ToolCommand>: ToolCommand {
  static var configuration: CommandConfiguration {
    var configuration = Command.configuration
    configuration.commandName = configuration.commandName.map { String($0.drop { $0 != " " }.dropFirst()) }
    return configuration
  }

  @OptionGroup var command: Command

  func run() throws {
    var command = command
    try command.run()
  }
}

extension ToolCommand {
  static var named: any ParsableCommand.Type { Named<Self>.self }
}
