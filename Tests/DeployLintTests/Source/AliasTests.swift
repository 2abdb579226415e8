import Testing

@testable import DeployLint

@Suite struct AliasTests {
  @Test func aliasesKeepBothPlaces() throws {
    let root = try Reading.root("a: &x {k: [1, 2]}\nb: *x\n")
    let alias = try #require(root.member("b"))
    #expect(Reading.show(alias) == "{k: [1, 2]}")
    #expect(root.document.text(alias.keyRange) == "b")
    #expect(root.document.text(alias.valueRange) == "*x")
    #expect(root.document.text(alias.definitionRange) == "{k: [1, 2]}")
    let item = try #require(alias.at("k.1"))
    #expect(root.document.text(item.valueRange) == "*x")
    #expect(root.document.text(item.definitionRange) == "2")
    #expect(root.document.text(alias.member("k")?.keyRange) == "*x")
    #expect(root.member("a")?.definitionRange == nil)
  }

  @Test func anchorsCanBeUsedAgain() throws {
    #expect(try Reading.show("- &a 1\n- *a\n- &a 2\n- *a\n") == "[1, 1, 2, 2]")
  }

  @Test func keysCanBeAnchorsAndAliases() throws {
    #expect(try Reading.show("&k key: 1\nother: *k\n*k : 2\n") == "{other: \"key\", key: 2}")
    #expect(try Reading.show("? &k [a]\n: 1\nb: *k\n") == "{&k [a]: 1, b: [\"a\"]}".replacing("&k ", with: ""))
    #expect(try Reading.show("x: &x {a: 1}\n*x : 2\n") == "{x: {a: 1}, *x: 2}")
  }

  @Test func anchorsDoNotReachTheNextDocument() throws {
    let problem = try #require(Reading.problems("&a x\n---\n*a\n", .yaml).first)
    #expect(problem.message == "the alias '*a' names nothing that comes before it")
    #expect(problem.range == 9..<11)
  }

  @Test func unknownAliasesAreAProblem() throws {
    let problem = try #require(Reading.problems("a: *foo\n", .yaml).first)
    #expect(problem.message == "the alias '*foo' names nothing that comes before it")
    #expect(problem.help == "write the anchor '&foo' before the value that is meant, or quote the text")
  }

  @Test(arguments: ["a: &x\n  b: *x\n", "a: &x [*x]\n", "a: &x\n  <<: *x\n", "a: &x {b: {c: [*x]}}\n"])
  func aValueCannotContainItself(text: String) throws {
    let problem = try #require(Reading.problems(text, .yaml).first)
    #expect(problem.message == "the alias '*x' stands inside the value that it names")
    #expect(problem.related.count == 1)
  }

  // MARK: Merge keys

  @Test(arguments: [
    ("b: &b {x: 1, y: 2}\nm:\n  <<: *b\n  y: 3\n", "{x: 1, y: 3}"),
    ("b: &b {x: 1, y: 2}\nm:\n  y: 3\n  <<: *b\n", "{y: 3, x: 1}"),
    ("a: &a {x: 1}\nb: &b {x: 2, y: 2}\nm:\n  <<: [*a, *b]\n", "{x: 1, y: 2}"),
    ("m:\n  <<: {x: 1, y: {z: 2}}\n  w: 0\n", "{x: 1, y: {z: 2}, w: 0}"),
    ("a: &a [{x: 1}, {x: 2, y: 3}]\nm:\n  <<: *a\n", "{x: 1, y: 3}"),
    ("a: &a {x: 1}\nb: &b {<<: *a, y: 2}\nm: {<<: *b}\n", "{x: 1, y: 2}"),
    ("a: &a {x: 1, x: 2}\nm: {<<: *a}\n", "{x: 2}"),
    ("a: &a {x: 1}\nb: &b {x: 2}\nm:\n  <<: *a\n  k: 0\n  <<: *b\n", "{k: 0, x: 2}"),
    ("m: {<<: {}, a: 1}\n", "{a: 1}"), ("m: {<<: []}\n", "{}"), ("m: {'<<': 1}\n", "{<<: 1}"),
    ("m: {!!merge <<: {a: 1}}\n", "{a: 1}"), ("m: {!!str <<: 1}\n", "{<<: 1}"),
    ("m: {<<: {<<: {a: 1}, b: 2}, c: 3}\n", "{a: 1, b: 2, c: 3}"),
  ])
  func mergeKeysBringMembersIn(text: String, tree: String) throws {
    let node = try #require(try Reading.root(text).member("m"))
    #expect(Reading.show(node) == tree)
    #expect(node.count == Array(node.children).count)
  }

  @Test func mergedMembersStandWhereTheyAreUsed() throws {
    let root = try Reading.root("b: &b {x: 1}\nm:\n  <<: *b\n  y: 2\n")
    let merged = try #require(root.at("m.x"))
    #expect(merged.isMerged)
    #expect(root.document.text(merged.valueRange) == "*b")
    #expect(root.document.text(merged.definitionRange) == "1")
    #expect(root.at("m.y")?.isMerged == false)
    let inline = try #require(try Reading.root("<<: {x: {y: 1}}\n").at("x"))
    #expect(inline.isMerged)
    #expect(inline.document.text(inline.valueRange) == "{y: 1}")
    #expect(inline.definitionRange == nil)
    #expect(inline.document.text(inline.keyRange) == "x")
  }

  @Test func mergesIntoLargeMappingsOverrideRightly() throws {
    let base = (0..<50).map { "k\($0): \($0)" }.joined(separator: ", ")
    let own = (25..<75).map { "  k\($0): own\n" }.joined()
    let node = try #require(try Reading.root("b: &b {\(base)}\nm:\n  <<: *b\n\(own)").member("m"))
    #expect(node.count == 75)
    #expect(node.member("k24")?.integer == 24)
    #expect(node.member("k25")?.text == "own")
    #expect(!node.allChildren.contains { $0.isShadowed })
  }

  @Test(arguments: [
    ("<<: 1\n", "1", "a number"), ("<<: x\n", "x", "a text"), ("<<: [{a: 1}, x]\n", "x", "a text"),
    ("a: &a [1]\n<<: *a\n", "1", "a number"), ("<<:\n", "<<", "null"), ("<<: [[{}]]\n", "[{}]", "a list"),
    ("<<: true\n", "true", "a boolean"),
  ])
  func mergeKeysTakeMappings(text: String, marked: String, kind: String) throws {
    let problem = try #require(Reading.problems(text, .yaml).first)
    #expect(problem.message == "the merge key '<<' takes a mapping or a list of mappings, not \(kind)")
    #expect(String(decoding: Array(text.utf8)[problem.range], as: UTF8.self) == marked)
  }

  // MARK: Limits

  @Test func anAliasBombIsRefused() throws {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<10 {
      text += "a\(level): &a\(level) [" + repeatElement("*a\(level - 1)", count: 9).joined(separator: ", ") + "]\n"
    }
    let problem = try #require(Reading.problems(text, .yaml).first)
    #expect(problem.rule == SyntaxProblem.limit)
    #expect(problem.message == "the aliases of this document stand for more than 100000 values")
  }

  @Test func aMergeBombIsRefused() throws {
    var limits = ReaderLimits()
    limits.expandedNodes = 100
    let text = "<<: {<<: {<<: {" + (0..<40).map { "k\($0): 1" }.joined(separator: ", ") + "}}}\n"
    #expect(Reading.problems(text, .yaml, limits: limits).first?.rule == SyntaxProblem.limit)
    limits.expandedNodes = 120
    #expect(Reading.problems(text, .yaml, limits: limits).isEmpty)
  }

  @Test func expandedValuesAreLimited() {
    var limits = ReaderLimits()
    limits.expandedNodes = 6
    // The list is three values.
    #expect(Reading.problems("a: &a [1, 2]\nb: [*a, *a]\n", .yaml, limits: limits).isEmpty)
    #expect(Reading.problems("a: &a [1, 2]\nb: [*a, *a, *a]\n", .yaml, limits: limits).count == 1)
    // Values without aliases do not count.
    #expect(Reading.problems("[1, 2, 3, 4, 5, 6, 7, 8]", .yaml, limits: limits).isEmpty)
  }

  @Test func depthCountsThroughAliases() {
    func chain(_ length: Int) -> String {
      (1..<length).reduce("a0: &a0 [x]\n") { $0 + "a\($1): &a\($1) [*a\($1 - 1)]\n" }
    }
    // The mapping around is a level too.
    #expect(Reading.problems(chain(127), .yaml).isEmpty)
    #expect(Reading.problems(chain(128), .yaml).first?.rule == SyntaxProblem.limit)
  }

  @Test func longChainsOfMergesAreNoDepth() {
    let text = (1..<200).reduce("a0: &a0 {k: 1}\n") { $0 + "a\($1): &a\($1) {<<: *a\($1 - 1)}\n" }
    #expect(Reading.problems(text, .yaml).isEmpty)
  }
}
