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
    node.isContainer ? description(of: node) : DisplayText.quoted(node.text)
  }

  /// A value that is not what its key takes.
  ///
  /// - Parameter what: what it is not: "no severity".
  mutating func refuse(_ node: Node, _ what: String, _ help: String) {
    let owner = node.key.isEmpty ? "the item" : DisplayText.quoted(node.key)
    report(node.kind == .null ? "\(owner) has no value" : "\(Self.quoted(node)) is \(what)", help, node)
  }

  /// A value of the wrong kind, such as a text for a list.
  mutating func refuse(_ node: Node, _ owner: String, mustBe what: String, _ help: String) {
    let found = node.kind == .null ? "has no value" : "is \(Self.description(of: node))"
    report("\(owner) \(found), and must be \(what)", help, node)
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
      refuse(member, "'\(key)'", mustBe: "a mapping", "write it as \(example)")
      return []
    }
    return Array(member.children)
  }

  /// The items of a list under a key; `nil` where it is not there, or no list.
  mutating func list(_ node: Node, _ key: String, of content: String = "texts", example: String) -> [Node]? {
    guard let member = node.member(key) else { return nil }
    guard member.kind == .sequence else {
      refuse(member, "'\(key)'", mustBe: "a list of \(content)", "write it as \(key): \(example)")
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
    guard node.kind == .string else {
      refuse(node, name, mustBe: "a text", "write a text, in quotes where it looks like another value")
      return nil
    }
    guard !node.text.isEmpty else {
      report("\(name) is empty", "write a text, or remove it", node)
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
    refuse(node, "no \(what)", help ?? "write one of " + names.joined(separator: ", "))
    return nil
  }

  /// A number of instances.
  mutating func number(_ node: Node) -> Configured<Int>? {
    guard let integer = node.integer, let count = Int32(exactly: integer), count >= 1 else {
      refuse(node, "no number of instances", "write a whole number from 1 to \(Int32.max)")
      return nil
    }
    return Configured(Int(count), origin(node))
  }

  /// A rule's id or a prefix; whether there is such a rule is asked later.
  mutating func selector(_ node: Node, _ range: Range<Int>) -> RuleSelector? {
    guard !node.isContainer, node.kind != .null else {
      refuse(node, "no name of a rule", "write the id of a rule, or a group such as 'sagemaker/'")
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
      refuse(node, "no JSON Pointer", "write it as '/DeploymentConfig/RollingUpdatePolicy'")
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
