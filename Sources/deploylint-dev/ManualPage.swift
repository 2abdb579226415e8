import DeployLint

/// The manual page `deploylint(1)`, made from what the executable says of its commands.
struct ManualPage {
  private var text = ""

  /// - Parameter commands: the output of `deploylint --experimental-dump-help`.
  static func text(_ commands: [UInt8]) throws -> String {
    let root = try ModelMaker.json("--experimental-dump-help", commands).root
    guard let tool = root.member("command") else { throw Failure(description: "the tool lists no commands") }
    var page = ManualPage()
    page.write(tool: tool)
    return page.text
  }

  private mutating func write(tool: Node) {
    let subcommands = (tool.member("subcommands").map { Array($0.children) } ?? [])
      .filter { string($0, "commandName") != "help" }
    line(#".\" Made by deploylint-dev release from the commands; do not edit."#)
    line(#".TH DEPLOYLINT 1 "" "\#(Tool.name) \#(Tool.version)" "User Commands""#)
    line(".SH NAME")
    line(#"deploylint \- check SageMaker CreateEndpoint and UpdateEndpoint requests before they are sent"#)
    line(".SH SYNOPSIS")
    for (index, command) in subcommands.enumerated() {
      if index > 0 { line(".br") }
      line(".B deploylint \(escaped(string(command, "commandName")))")
      line(synopsis(of: command))
    }
    line(".SH DESCRIPTION")
    line(escaped(string(tool, "abstract")))
    discussion(string(tool, "discussion"), heading: ".SH")
    line(".SH OPTIONS")
    arguments(shown(tool))
    line(".SH COMMANDS")
    for command in subcommands {
      line(".SS deploylint \(escaped(string(command, "commandName")))")
      line(escaped(string(command, "abstract")))
      discussion(string(command, "discussion"), heading: nil)
      // The same for all, and told above.
      arguments(shown(command).filter { !["version", "help"].contains(string($0, "valueName")) })
    }
    line(".SH ENVIRONMENT")
    line(".TP\n.B NO_COLOR\nWhere it is set to anything, colours are shown only on request.")
  }

  // MARK: Parts

  /// `<path> ... [options]`
  private func synopsis(of command: Node) -> String {
    var words: [String] = []
    for argument in shown(command) where string(argument, "kind") == "positional" {
      let name = "\\fI\(escaped(string(argument, "valueName")))\\fR" + (isSet(argument, "isRepeating") ? " ..." : "")
      words.append(isSet(argument, "isOptional") ? "[\(name)]" : name)
    }
    if shown(command).contains(where: { string($0, "kind") != "positional" }) { words.append("[\\fIoptions\\fR]") }
    return words.joined(separator: " ")
  }

  private mutating func arguments(_ arguments: [Node]) {
    for argument in arguments {
      let value = string(argument, "valueName")
      let names = (argument.member("names").map { Array($0.children) } ?? []).map { name in
        "\\fB" + escaped((string(name, "kind") == "long" ? "--" : "-") + string(name, "name")) + "\\fR"
      }
      line(".TP")
      switch string(argument, "kind") {
      case "positional": line("\\fI\(escaped(value))\\fR")
      case "option": line(names.joined(separator: ", ") + " \\fI\(escaped(value))\\fR")
      default: line(names.joined(separator: ", "))
      }
      var about = string(argument, "abstract")
      let values = argument.member("allValues").map { $0.children.map(\.text) } ?? []
      if !values.isEmpty { about += " One of: " + values.joined(separator: ", ") + "." }
      let standard = string(argument, "defaultValue")
      if !standard.isEmpty { about += " Default: \(standard)." }
      line(escaped(about))
    }
  }

  /// Paragraphs, and blocks under a heading in capitals, which are shown as they stand.
  private mutating func discussion(_ text: String, heading: String?) {
    var isBlock = false
    var isBehindGap = false
    for row in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if !row.isEmpty, row.allSatisfy({ $0.isUppercase || $0 == " " }) {
        if isBlock { line(".fi\n.RE") }
        if let heading {
          line("\(heading) \(row)\n.RS 0\n.nf")
        } else {
          line(".PP\n.B \(row.prefix(1) + row.dropFirst().lowercased())\n.RS 4\n.nf")
        }
        isBlock = true
      } else if row.isEmpty {
        isBehindGap = !isBlock
      } else if isBlock {
        line(escaped(String(row.hasPrefix("  ") ? row.dropFirst(2) : row)))
      } else {
        if isBehindGap { line(".PP") }
        isBehindGap = false
        line(escaped(String(row)))
      }
    }
    if isBlock { line(".fi\n.RE") }
  }

  private func shown(_ command: Node) -> [Node] {
    (command.member("arguments").map { Array($0.children) } ?? []).filter { isSet($0, "shouldDisplay") }
  }

  // MARK: Values

  private func string(_ node: Node, _ member: String) -> String { node.member(member)?.text ?? "" }

  private func isSet(_ node: Node, _ member: String) -> Bool { node.member(member)?.boolean ?? false }

  private mutating func line(_ line: String) {
    if !line.isEmpty { text += line + "\n" }
  }

  /// Text as troff takes it: nothing is a request, and a hyphen can be copied.
  private func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "\\": escaped += "\\e"
      case "-": escaped += "\\-"
      case "'": escaped += "\\(aq"
      case "\n": escaped += "\n"
      default: escaped.append(character)
      }
    }
    return escaped.hasPrefix(".") ? "\\&" + escaped : escaped
  }
}
