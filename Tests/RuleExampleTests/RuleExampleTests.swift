import Testing

@testable import DeployLint

/// Every rule on its own examples, with the schema checks beside it.
struct RuleExampleTests {
  private func check(_ example: ExampleCase) -> FileResult {
    ExampleCheck(model: RulePack.model).check(example.example, of: example.rule)
  }

  @Test(arguments: ExampleCase.valid)
  func aValidExampleHasNoFinding(_ example: ExampleCase) throws {
    let result = check(example)
    #expect(result.diagnostics.map(\.rule) == [])
    #expect(result.issues == [])
  }

  @Test(arguments: ExampleCase.invalid)
  func anInvalidExampleHasTheRulesFindingAtItsPlace(_ example: ExampleCase) throws {
    let result = check(example)
    #expect(result.issues == [])
    #expect(result.diagnostics.map(\.rule) == [example.rule.id])
    let finding = try #require(result.diagnostics.first)
    #expect(finding.path.description == example.example.at)
    if let message = example.example.message { #expect(finding.message == message) }
    #expect(finding.span != nil)
  }

  @Test(arguments: ExampleCase.invalid)
  func aFindingReadsWell(_ example: ExampleCase) throws {
    for finding in check(example).diagnostics {
      #expect(!finding.message.isEmpty)
      #expect(!finding.help.isEmpty)
      for text in [finding.message, finding.help] {
        #expect(!text.hasSuffix("."))
        #expect(!text.contains("  "))
        #expect(!text.contains("\\n"))
      }
    }
  }

  /// What a rule says does not depend on how the request is spelled.
  @Test(arguments: ExampleCase.invalid)
  func theJSONSpellingSaysTheSame(_ example: ExampleCase) throws {
    let yaml = check(example)
    var json = example.example
    json.input = try #require(Self.json(example.example.input))
    let result = ExampleCheck(model: RulePack.model).check(json, of: example.rule)
    #expect(result.diagnostics.map(\.message) == yaml.diagnostics.map(\.message))
    #expect(result.diagnostics.map(\.path) == yaml.diagnostics.map(\.path))
    #expect(result.diagnostics.map(\.fingerprint) == yaml.diagnostics.map(\.fingerprint))
  }

  private static func json(_ input: Node) -> Node? {
    var writer = JSONWriter(isPretty: false)
    write(input, &writer)
    var reader = DocumentReader(source: Source(name: "example.json", bytes: writer.bytes), format: .json)
    guard case .document(let document) = reader.next() else { return nil }
    return document.root
  }

  private static func write(_ node: Node, _ writer: inout JSONWriter) {
    switch node.kind {
    case .mapping:
      writer.object { writer in
        for child in node.children {
          writer.name(child.key)
          write(child, &writer)
        }
      }
    case .sequence: writer.array { writer in for child in node.children { write(child, &writer) } }
    case .string: writer.value(node.text)
    case .null, .boolean, .integer, .float: writer.raw(node.text)
    }
  }
}
