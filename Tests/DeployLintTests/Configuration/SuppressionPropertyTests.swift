import Testing

@testable import DeployLint

/// A suppression lifts the findings that it is meant for, and changes nothing else: for each finding of each example of
/// each rule, in YAML.
@Suite struct SuppressionPropertyTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let text: String
    let kind: RequestKind?
    let instances: Int?
    let enable: [String]
    let testDescription: String
  }

  static let examples: [Example] = {
    var examples = WholeRequest.all.compactMap { request -> Example? in
      guard let root = try? document(request.body.description, name: "request.json").root else { return nil }
      return Example(
        text: BlockYAML.write(root), kind: request.kind, instances: request.instances,
        enable: request.isOffByDefault ? [request.rule] : [], testDescription: request.description)
    }
    examples += BuiltInCheck.all.filter { !$0.isJSON && $0.id != SyntaxProblem.suppression }.map { check in
      Example(text: check.invalid, kind: check.kind, instances: nil, enable: [], testDescription: check.id)
    }
    return examples.filter { example in
      let result = try? lint(example.text, kind: example.kind, instances: example.instances, enable: example.enable)
      return result.map { !$0.diagnostics.isEmpty && !$0.isIncomplete } ?? false
    }
  }()

  @Test func everyRuleIsThere() {
    let rules = Set(
      Self.examples.flatMap { example in
        (try? lint(example.text, kind: example.kind, instances: example.instances, enable: example.enable))?
          .diagnostics.map(\.rule) ?? []
      })
    let missing = RuleCatalog.ids.filter { !rules.contains($0) }
    // The text cannot be read, or it is JSON, or it is about suppressions.
    #expect(missing == ["syntax/byte-order-mark", "syntax/error", "syntax/limit", "syntax/suppression"])
  }

  @Test(arguments: examples)
  func removesExactlyWhatItNames(_ example: Example) throws {
    let plain = try lint(
      example.text, kind: example.kind, instances: example.instances, enable: example.enable)
    let lines = example.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for finding in plain.diagnostics {
      let line = try #require(finding.span?.start.line)
      let lastLine = try #require(finding.span?.end.line)
      var variants: [(form: String, text: [String])] = []
      func insert(_ form: String, at index: Int) -> [String] {
        var copy = lines
        copy.insert("# deploylint: \(form)[\(finding.rule)] reason", at: index)
        return copy
      }
      variants.append(("above", insert("ignore", at: line - 1)))
      variants.append(("block", insert("ignore-block", at: line - 1)))
      variants.append(("file", insert("ignore-file", at: 0)))
      var behind = lines
      behind[lastLine - 1] += " # deploylint: ignore[\(finding.rule)] reason"
      if !lines[line - 1].hasSuffix("|") { variants.append(("behind", behind)) }
      for variant in variants {
        let result = try lint(
          variant.text.joined(separator: "\n"), kind: example.kind, instances: example.instances,
          enable: example.enable)
        #expect(result.suppressed.contains { $0.fingerprint == finding.fingerprint }, "\(variant.form)")
        #expect(result.suppressed.allSatisfy { $0.rule == finding.rule && $0.suppression?.reason == "reason" })
        if variant.form == "above" || variant.form == "behind" {
          let there = plain.diagnostics.filter { $0.rule == finding.rule && $0.span?.start.line == line }
          #expect(result.suppressed.map(\.fingerprint) == there.map(\.fingerprint), "\(variant.form)")
        }
        let all = (result.diagnostics + result.suppressed).map(\.identity).sorted()
        #expect(all == plain.diagnostics.map(\.identity).sorted(), "\(variant.form)")
      }
    }
  }

  /// The configuration does the same by path.
  @Test(arguments: examples)
  func aPointerRemovesWhatItLeadsTo(_ example: Example) throws {
    let plain = try lint(
      example.text, kind: example.kind, instances: example.instances, enable: example.enable)
    guard let finding = plain.diagnostics.first else { return }
    let start = Position(line: 1, column: 1, offset: 0)
    var suppressions = SuppressionSettings()
    suppressions.entries = [
      PathSuppression(
        files: try Glob("*.yaml"), pointer: finding.whole, rules: [RuleSelector(finding.rule)], reason: "reason",
        place: ConfigurationPlace(file: ".deploylint.yaml", span: Span(start: start, end: start)))
    ]
    let result = try lint(
      example.text, kind: example.kind, instances: example.instances, enable: example.enable,
      suppressions: suppressions)
    let expected = plain.diagnostics.filter { other in
      other.rule == finding.rule && (other.whole.pointer + "/").hasPrefix(finding.whole.pointer + "/")
    }
    #expect(result.suppressed.map(\.identity) == expected.map(\.identity))
    #expect(
      (result.diagnostics + result.suppressed).map(\.identity).sorted() == plain.diagnostics.map(\.identity).sorted())
  }
}

extension Diagnostic {
  /// What stays when lines move.
  fileprivate var identity: String { "\(document) \(rule) \(path.pointer) \(fingerprint)" }

  /// The way from the document.
  fileprivate var whole: RequestPath { RequestPath((request?.location.components ?? []) + path.components) }
}
