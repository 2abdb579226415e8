/// A mistake in a configuration file, with its place.
package struct ConfigurationProblem: Error, Sendable {
  package let message: String
  package let help: String
  /// Bytes of the source.
  package let range: Range<Int>
}

/// Reads the document of a configuration file.
struct ConfigurationReader {
  static let keys = [
    "required-version", "preset", "rules", "fail-level", "files", "instances", "exclude", "rule-paths", "placeholders",
    "model", "suppressions", "forbid-suppressing", "baseline",
  ]
  private static let fileKeys = ["kind", "instances"]
  private static let suppressionKeys = ["files", "pointer", "rules", "reason"]

  private(set) var configuration = Configuration()
  var problems: [ConfigurationProblem] = []
  /// The rules that are named; whether they are there is asked when all rules are known.
  private(set) var namedRules: [(selector: RuleSelector, range: Range<Int>)] = []
  private let lines: LineIndex
  private let file: String

  /// - Parameter folder: what patterns and paths start at, from the root.
  static func read(_ document: Document, folder: String) -> ConfigurationReader {
    var reader = ConfigurationReader(document.source, folder: folder)
    reader.read(document)
    return reader
  }

  private init(_ source: Source, folder: String) {
    lines = LineIndex(source)
    file = source.name
    configuration.file = source.name
    configuration.folder = folder
  }

  private mutating func read(_ document: Document) {
    let root = document.root
    if root.kind == .null { return }
    guard root.kind == .mapping else {
      return refuse(root, "the configuration", mustBe: "a mapping", "write keys with values, such as 'preset: strict'")
    }
    readVersion(root)
    // What a file for another version says, this one cannot judge.
    guard problems.isEmpty else { return }
    for finding in DuplicateKeys.findings(in: root) {
      let first = finding.related.first.map { " (the first is at \(lines.position(of: $0.range.lowerBound).display))" }
      problems.append(
        ConfigurationProblem(
          message: finding.message, help: finding.help + (first ?? ""), range: finding.range))
    }
    checkKeys(of: root, Self.keys, "a configuration")
    configuration.preset = choice(root, "preset", "preset")
    configuration.failLevel = choice(root, "fail-level", "level")
    for child in members(root, "rules", example: "rules: {sagemaker/zero-bake: off}") { readRule(child) }
    for child in members(root, "files", example: "files: {'deploy/*.yaml': {kind: UpdateEndpoint}}") { readFile(child) }
    for child in members(root, "instances", example: "instances: {churn: 4}") { readFleet(child) }
    configuration.exclude = list(root, "exclude", example: "[vendor/, '*.generated.yaml']")?.compactMap { item in
      pattern(item).map { Configured($0, origin(item)) }
    }
    configuration.rulePaths = list(root, "rule-paths", example: "[lint/rules]")?.compactMap {
      path($0, mustBe: .folder)
    }
    configuration.placeholders = list(root, "placeholders", example: "[dollar, jinja]")?.compactMap { item in
      choice(item, "style of placeholders").map { Configured($0, origin(item)) }
    }
    configuration.model = root.member("model").flatMap { path($0, mustBe: .file) }
    configuration.baseline = root.member("baseline").flatMap { path($0, mustBe: .anything) }
    configuration.unsuppressible = list(root, "forbid-suppressing", example: "[sagemaker/secret-in-tag]")?
      .compactMap { item in selector(item, item.mark).map { Configured($0, origin(item)) } }
    let example = "[{files: legacy.json, rules: [sagemaker/zero-bake], reason: …}]"
    for item in list(root, "suppressions", of: "mappings", example: example) ?? [] { readSuppression(item) }
  }

  // MARK: Keys

  private mutating func readVersion(_ root: Node) {
    guard let node = root.member("required-version") else { return }
    guard !node.isContainer, node.kind != .null, let requirement = VersionRequirement(node.text) else {
      return refuse(
        node, "no requirement for a version", "write comparisons with versions, such as '>=0.3' or '>=0.3, <0.5'")
    }
    configuration.requiredVersion = Configured(requirement, origin(node))
    guard !requirement.isMet(by: Tool.version) else { return }
    let wanted = DisplayText.escaped(requirement.text)
    report(
      "this configuration is for \(Tool.name) \(wanted), and this is \(Tool.version)",
      "install a version that fits (pip install '\(Tool.name)\(requirement.specifier)', or its version in "
        + ".pre-commit-config.yaml), or change the requirement", node)
  }

  private mutating func readRule(_ node: Node) {
    guard let selector = selector(node.keyNode, node.keyRange ?? node.mark) else { return }
    if RuleSettings.fixed.contains(where: { TextOrder.isEqual($0, selector.text) }) {
      return problems.append(
        ConfigurationProblem(
          message: "'\(selector.text)' stays an error: a text that cannot be read is not checked",
          help: "remove the entry", range: node.keyRange ?? node.mark))
    }
    guard !node.isContainer, let setting = RuleSettings.Setting(node.text) else {
      // Other readers of YAML take a plain 'off' for false, so people write that.
      let wanted = node.boolean == false ? "off" : node.text
      let help = Suggestion.nearest(to: wanted, among: RuleSettings.Setting.names).map { "did you mean '\($0)'?" }
      return refuse(node, "no severity", help ?? "write error, warning, note or off")
    }
    configuration.rules.append(Configured(.init(selector: selector, setting: setting), origin(node)))
  }

  private mutating func readFile(_ node: Node) {
    guard let pattern = pattern(node.keyNode, node.keyRange) else { return }
    let example = "write {kind: UpdateEndpoint}, {instances: 4}, or both"
    guard node.kind == .mapping else { return refuse(node, "the entry", mustBe: "a mapping", example) }
    if node.count == 0 { return report("the entry says nothing about these files", example, node) }
    checkKeys(of: node, Self.fileKeys, "an entry of 'files'")
    var entry = Configuration.FileEntry(pattern: pattern)
    entry.kind = choice(node, "kind", "kind of request")
    entry.instances = node.member("instances").flatMap { number($0) }
    configuration.files.append(entry)
  }

  private mutating func readFleet(_ node: Node) {
    guard let count = number(node) else { return }
    configuration.fleetSizes.append(Configured(.init(endpoint: node.key, instances: count.value), count.origin))
  }

  private mutating func readSuppression(_ node: Node) {
    guard node.kind == .mapping else {
      return refuse(node, "the entry", mustBe: "a mapping", "write {files: …, pointer: …, rules: […], reason: …}")
    }
    checkKeys(of: node, Self.suppressionKeys, "an entry of 'suppressions'")
    for key in ["files", "rules", "reason"] where node.member(key) == nil {
      let example = ["files": "legacy.json", "rules": "[sagemaker/zero-bake]", "reason": "text"][key] ?? ""
      report("the suppression has no '\(key)'", "add '\(key): \(example)'", node)
    }
    let files = node.member("files").flatMap { glob($0) }
    let rules = list(node, "rules", example: "[sagemaker/zero-bake]")?.compactMap { selector($0, $0.mark) }
    if let list = node.member("rules"), list.kind == .sequence, list.count == 0 {
      report("the suppression names no rule", "name the rules that it is about, or a group such as 'sagemaker/'", list)
    }
    let reason = node.member("reason").flatMap { text($0, "the reason") }
    var pointer: RequestPath?
    if let member = node.member("pointer") { pointer = self.pointer(member) }
    guard let files, let rules, let reason else { return }
    configuration.suppressions.append(
      PathSuppression(files: files, pointer: pointer, rules: rules, reason: reason, place: place(node.mark)))
  }

  // MARK: Places

  func place(_ range: Range<Int>) -> ConfigurationPlace { ConfigurationPlace(file: file, span: lines.span(of: range)) }

  func origin(_ node: Node) -> ConfigurationOrigin { .file(place(node.isContainer ? node.mark : node.valueRange)) }

  mutating func name(_ selector: RuleSelector, _ range: Range<Int>) { namedRules.append((selector, range)) }
}
