/// What `deploylint explain` prints.
package enum Explanation {
  /// The text about a rule or check; `nil` for an id that is not there.
  ///
  /// - Parameter own: rules of one's own, which are explained like any.
  package static func text(of id: String, own: OwnRules? = nil) throws(RulePack.FormatError) -> String? {
    guard let entry = try RuleCatalog.entries(with: own?.entries ?? []).first(where: { TextOrder.isEqual($0.id, id) })
    else { return nil }
    var text = "\(entry.id)\n\n\(entry.summary).\n\n"
    let severities = entry.severities.map(\.rawValue).joined(separator: " or ")
    text += "severity: \(severities)\(entry.isOffByDefault ? " (off by default)" : "")\n"
    if entry.isPreview { text += "stability: preview (runs under --preview, or where it is given a severity)\n" }
    text += "evidence: \(entry.evidence.rawValue) (\(meaning(of: entry.evidence)))\n"
    if !entry.shapes.isEmpty { text += "shape: \(entry.shapes.joined(separator: ", "))\n" }
    text += "\n\(wrapped(entry.why))\nsources:\n"
    for source in entry.sources { text += "  \(source)\n" }
    if let rule = own?.rule(id) {
      text += examples(of: rule)
    } else if let rule = try RuleCatalog.rule(id) {
      text += examples(of: rule)
    } else if let check = BuiltInCheck.all.first(where: { TextOrder.isEqual($0.id, id) }) {
      text += examples(of: check)
    }
    return text
  }

  private static func meaning(of evidence: Evidence) -> String {
    switch evidence {
    case .documented: "its sources state it"
    case .observed: "a real answer of the service is on record"
    case .inferred: "it follows from what AWS states, and no source says it outright"
    }
  }

  // MARK: Examples

  private static func examples(of rule: Rule) -> String {
    let model = RulePack.model
    var text = ""
    for (title, isValid) in [("fails", false), ("passes", true)] {
      guard let example = rule.examples.first(where: { ($0.at == nil) == isValid }) else { continue }
      let input = BlockYAML.write(example.input)
      text += "\n\(title) (\(example.shape)\(example.instances.map { ", \($0) instances" } ?? "")):\n\n"
      text += indented(input)
      guard !isValid else { continue }
      // The example is linted as it is shown, so that the lines agree.
      var reader = DocumentReader(source: Source(name: "example.yaml", bytes: Array(input.utf8)), format: .yaml)
      guard case .document(let document) = reader.next() else { continue }
      var shown = example
      shown.input = document.root
      text += "\n" + indented(render(ExampleCheck(model: model).check(shown, of: rule)))
    }
    return text
  }

  private static func examples(of check: BuiltInCheck) -> String {
    let linter = Linter(Linter.Options(kind: check.kind))
    let name = check.isJSON ? "example.json" : "example.yaml"
    var result = linter.lint(
      Source(name: name, bytes: Array(check.invalid.utf8)), format: check.isJSON ? .json : .yaml)
    result.diagnostics.removeAll { !TextOrder.isEqual($0.rule, check.id) }
    return "\nfails:\n\n" + indented(DisplayText.escapedLines(check.invalid)) + "\n" + indented(render(result))
      + "\npasses:\n\n" + indented(check.valid)
  }

  private static func render(_ result: FileResult) -> String {
    var report = Report()
    report.add(result)
    return TextReporter.render(report, showsLoneNotes: true)
  }

  // MARK: Layout

  private static func indented(_ text: String) -> String {
    var result = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(text.hasSuffix("\n") ? 1 : 0) {
      result += line.isEmpty ? "\n" : "  \(line)\n"
    }
    return result
  }

  private static let width = 100

  private static func wrapped(_ text: String) -> String {
    var result = ""
    var column = 0
    for word in text.split(whereSeparator: \.isWhitespace) {
      if column > 0, column + 1 + word.unicodeScalars.count > width {
        result += "\n"
        column = 0
      } else if column > 0 {
        result += " "
        column += 1
      }
      result += word
      column += word.unicodeScalars.count
    }
    return result + "\n"
  }
}
