/// The kinds of values that a configuration holds; each says what is wrong with one that is none.
extension ConfigurationReader {
  mutating func report(_ message: String, _ help: String, _ node: Node) {
    problems.append(ConfigurationProblem(message: message, help: help, range: node.mark))
  }

  /// What kind of value a node is.
  static func description(of node: Node) -> String {
    switch node.kind {
    case .null: "nothing"
    case .boolean: "true or false"
    case .integer, .float: "a number"
    case .string: "a text"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  static func quoted(_ node: Node) -> String {
    node.isContainer || node.text.isEmpty ? description(of: node) : DisplayText.quoted(node.text)
  }

  mutating func checkKeys(of node: Node, _ known: [String], _ owner: String) {
    for child in node.children where !known.contains(where: child.hasKey) {
      let suggestion = Suggestion.nearest(to: child.key, among: known).map { "did you mean '\($0)'?" }
      problems.append(
        ConfigurationProblem(
          message: "\(owner) has no key \(DisplayText.quoted(child.key))",
          help: suggestion ?? "the keys are " + known.joined(separator: ", "), range: child.keyRange ?? child.mark))
    }
  }

  // MARK: Containers

  /// The members of a mapping under a key; none where it is not there, or no mapping.
  mutating func members(_ node: Node, _ key: String, example: String) -> [Node] {
    guard let member = node.member(key) else { return [] }
    guard member.kind == .mapping else {
      report("'\(key)' is \(Self.description(of: member)), and must be a mapping", "write it as \(example)", member)
      return []
    }
    return Array(member.children)
  }

  /// The items of a list under a key; `nil` where it is not there, or no list.
  mutating func list(_ node: Node, _ key: String, of content: String = "texts", example: String) -> [Node]? {
    guard let member = node.member(key) else { return nil }
    guard member.kind == .sequence else {
      let message = "'\(key)' is \(Self.description(of: member)), and must be a list of \(content)"
      report(message, "write it as \(key): \(example)", member)
      return nil
    }
    return Array(member.children)
  }

  // MARK: Scalars

  mutating func text(_ node: Node, _ name: String) -> String? {
    if node.localTag != nil {
      report("\(name) is a YAML tag, and must be a text", "put it in quotes: '!' begins a tag", node)
      return nil
    }
    guard node.kind == .string, !node.text.isEmpty else {
      let found = node.kind == .string ? "empty" : Self.description(of: node)
      report(
        "\(name) is \(found), and must be a text", "write a text, in quotes where it looks like another value", node)
      return nil
    }
    return node.text
  }

  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ owner: Node, _ key: String, _ what: String
  ) -> Configured<Choice>? {
    guard let node = owner.member(key) else { return nil }
    return choice(node, what).map { Configured($0, origin(node)) }
  }

  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(_ node: Node, _ what: String) -> Choice? {
    if !node.isContainer, let choice = Choice(rawValue: node.text) { return choice }
    let names = Choice.allCases.map(\.rawValue)
    let help = Suggestion.nearest(to: node.text, among: names).map { "did you mean '\($0)'?" }
    report("\(Self.quoted(node)) is no \(what)", help ?? "write one of " + names.joined(separator: ", "), node)
    return nil
  }

  /// A number of instances.
  mutating func number(_ node: Node) -> Configured<Int>? {
    guard let integer = node.integer, let count = Int32(exactly: integer), count >= 1 else {
      report("\(Self.quoted(node)) is no number of instances", "write a whole number from 1 to \(Int32.max)", node)
      return nil
    }
    return Configured(Int(count), origin(node))
  }

  /// A rule's id or a prefix; whether there is such a rule is asked later.
  mutating func selector(_ node: Node, _ range: Range<Int>) -> RuleSelector? {
    guard !node.isContainer, node.kind != .null else {
      report(
        "\(Self.description(of: node)) names no rule", "write the id of a rule, or a group such as 'sagemaker/'", node)
      return nil
    }
    let selector = RuleSelector(node.text)
    name(selector, range)
    return selector
  }

  // MARK: Paths

  enum Target {
    case file, folder, anything
  }

  /// A path from the folder of the configuration file, as one that can be opened.
  mutating func path(_ node: Node, mustBe target: Target) -> Configured<String>? {
    guard let text = text(node, "the path") else { return nil }
    let absolute = PathNames.absolute(PathNames.join(configuration.folder, text))
    let path = PathNames.shown(absolute)
    let isFolder = FileReader.isDirectory(absolute)
    let name = DisplayText.quoted(path)
    let help = "paths start at the folder of the configuration file"
    switch target {
    case .folder where !FileReader.exists(absolute): report("there is no folder \(name)", help, node)
    case .file where !FileReader.exists(absolute): report("there is no file \(name)", help, node)
    case .file where isFolder: report("\(name) is a folder, and must be a file", help, node)
    default: return Configured(path, origin(node))
    }
    return nil
  }

  mutating func pattern(_ node: Node, _ range: Range<Int>? = nil) -> PathPattern? {
    glob(node, range).map { PathPattern($0, in: configuration.folder) }
  }

  mutating func glob(_ node: Node, _ range: Range<Int>? = nil) -> Glob? {
    guard let text = node.kind == .string && node.text.isEmpty ? "" : text(node, "the pattern") else { return nil }
    do throws(Glob.FormatError) {
      return try Glob(text)
    } catch {
      let message = "\(DisplayText.quoted(text)) is no pattern for paths: \(error.message)"
      problems.append(ConfigurationProblem(message: message, help: error.help, range: range ?? node.mark))
      return nil
    }
  }

  /// A JSON Pointer; that of the whole document is none.
  mutating func pointer(_ node: Node) -> RequestPath? {
    guard node.kind == .string else {
      report("\(Self.quoted(node)) is no JSON Pointer", "write it as '/DeploymentConfig/RollingUpdatePolicy'", node)
      return nil
    }
    do throws(RequestPath.PointerError) {
      let path = try RequestPath(pointer: node.text)
      return path.components.isEmpty ? nil : path
    } catch {
      report("\(DisplayText.quoted(node.text)) is no JSON Pointer: \(error.message)", error.help, node)
      return nil
    }
  }
}
