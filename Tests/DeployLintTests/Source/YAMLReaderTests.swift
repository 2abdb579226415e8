import Testing

@testable import DeployLint

@Suite struct YAMLReaderTests {
  @Test(arguments: [
    ("a: 1\nb: [x, 'y', \"z\"]\n", "{a: 1, b: [\"x\", \"y\", \"z\"]}"),
    ("- 1\n-\n- ~\n- - 2\n", "[1, null, null, [2]]"),
    ("a:\nb: {c: , d}\n", "{a: null, b: {c: null, d: null}}"),
    ("{\"a\": [1, 2.5], \"b\":true}", "{a: [1, 2.5], b: true}"),
    ("a: |\n  x\n   y\n\nb: >-\n  p\n  q\n", "{a: \"x\n y\n\", b: \"p q\"}"),
    ("a: x\n   y\n", "{a: \"x y\"}"),
    ("a: 'it''s'\nb: \"\\u00e9\\t\"\n", "{a: \"it's\", b: \"é\t\"}"),
    ("? [1, 2]\n: x\n? {a: b}\n: y\n", "{[1, 2]: \"x\", {a: b}: \"y\"}"),
    ("? |\n  k\n: x\n", "{k\n: \"x\"}"),
    ("? \n: x\n", "{: \"x\"}"),
    ("1: x\ntrue: y\n", "{1: \"x\", true: \"y\"}"),
    ("%YAML 1.1\n---\na: yes\n", "{a: \"yes\"}"),
    ("%YAML 1.2\n%TAG !e! tag:example.com,2000:\n---\na: !e!x y\n", "{a: \"y\"}"),
    ("\u{FEFF}a: 1\n", "{a: 1}"),
    ("a: 1\r\nb: 2\r\n", "{a: 1, b: 2}"),
    ("a: 1\rb: 2\r", "{a: 1, b: 2}"),
    ("\"<<\": {a: 1}\n", "{<<: {a: 1}}"),
  ])
  func values(text: String, tree: String) throws {
    #expect(try Reading.show(text) == tree)
  }

  @Test(arguments: [
    ("!!str 12", "\"12\""), ("!!int \"12\"", "12"), ("!!float 1", "1.0"), ("!!bool 'true'", "true"),
    ("!!null ''", "null"), ("!!str", "\"\""), ("!!map {a: 1}", "{a: 1}"), ("!!seq [1]", "[1]"), ("! 12", "\"12\""),
    ("!!str yes", "\"yes\""),
  ])
  func coreTagsAreObeyed(text: String, tree: String) throws {
    let root = try Reading.root(text)
    #expect(Reading.show(root) == tree)
    #expect(root.localTag == nil)
    #expect(!root.isPlain)
  }

  @Test(arguments: [
    "a: !!int x", "a: !!bool yes", "a: !!float x", "a: !!null x", "a: !!map [1]", "a: !!seq {b: 1}", "a: !!str [1]",
    "a: !!map x",
  ])
  func coreTagsThatDoNotFitAreAProblem(text: String) throws {
    let problem = try #require(Reading.problems(text, .yaml).first)
    #expect(problem.message.hasPrefix("the tag '!!"))
    #expect(problem.range.lowerBound == 3)
  }

  @Test(arguments: ["! [1]", "! {b: 1}"]) func aTagWithoutANameLeavesTheKindToTheNode(value: String) throws {
    #expect(try #require(Reading.root("a: \(value)\n").member("a")).localTag == nil)
  }

  @Test func otherTagsAreKept() throws {
    let root = try Reading.root("a: !Ref x\nb: !Sub [1]\nc: !GetAtt {d: 1}\ne: !!binary aGk=\nf: 1\n")
    #expect(
      ["a", "b", "c", "e", "f"].map { root.member($0)?.localTag } == ["!Ref", "!Sub", "!GetAtt", "!!binary", nil])
    #expect(root.document.text(root.member("a")?.valueRange) == "x")
    #expect(root.document.text(root.member("b")?.valueRange) == "[1]")
    #expect(root.member("a")?.kind == .string)
  }

  @Test func onlyScalarsWithoutQuotesArePlain() throws {
    let root = try Reading.root("[a, 1, 'b', \"c\", ~]")
    #expect(root.children.map(\.isPlain) == [true, true, false, false, true])
    let block = try Reading.root("a: |\n  x\n")
    #expect(block.member("a")?.isPlain == false)
  }

  static let places = """
    # ü
    é: ü 🙂   # comment
    'q' :  "ä\\n"
    list:
      - a b
      -   {k: v , w: [ ]}
    text: |
      line ü

    fold: >-
       x
       y

    empty:
    tagged: !Ref   name
    multi: one
      two
    pair: [a: b , c]
    end: &x
      k: 1
    """

  @Test(arguments: [
    ("é", "é", "ü 🙂"), ("q", "'q'", "\"ä\\n\""), ("list", "list", "- a b\n  -   {k: v , w: [ ]}"),
    ("text", "text", "|\n  line ü"), ("fold", "fold", ">-\n   x\n   y"), ("empty", "empty", ""),
    ("tagged", "tagged", "name"), ("multi", "multi", "one\n  two"), ("end", "end", "k: 1"),
    ("list.1.k", "k", "v"), ("list.1.w", "w", "[ ]"), ("pair.0", nil, "a: b"), ("pair.0.a", "a", "b"),
    ("list.0", nil, "a b"), ("list.1", nil, "{k: v , w: [ ]}"),
  ])
  func placesAreExact(path: String, key: String?, value: String) throws {
    // The same with each kind of line break and with a byte order mark.
    for (mark, lineBreak) in [("", "\n"), ("", "\r\n"), ("\u{FEFF}", "\n"), ("", "\r"), ("\u{FEFF}", "\r\n")] {
      let text =
        mark + Self.places.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: lineBreak)
      let node = try #require(try Reading.root(text).at(path))
      let expected = value.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: lineBreak)
      #expect(node.document.text(node.valueRange) == expected)
      #expect(node.document.text(node.keyRange) == key)
    }
  }

  @Test func marksStandWhereAReaderLooks() throws {
    let root = try Reading.root("a: {b: 1}\nc:\n- d: 1\n-\n  - x\n-  {e: 2}\n")
    func mark(_ path: String) -> String? { root.at(path).flatMap { root.document.text($0.mark) } }
    #expect(root.document.text(root.mark) == "a")
    #expect(mark("a") == "a")
    #expect(mark("a.b") == "1")
    #expect(mark("c.0") == "d")
    #expect(mark("c.1") == "x")
    #expect(mark("c.2") == "{")
    let empty = try Reading.root("k:\n")
    #expect(empty.member("k").flatMap { empty.document.text($0.mark) } == "k")
  }

  @Test func theLastOfEqualKeysCounts() throws {
    let root = try Reading.root("a: 1\nb: 2\n'a': 3\n\"a\": 4\n")
    #expect(Reading.show(root) == "{b: 2, a: 4}")
    #expect(root.allChildren.map(\.isShadowed) == [true, false, true, false])
    #expect(root.allChildren.map { root.document.text($0.keyRange) } == ["a", "b", "'a'", "\"a\""])
  }

  // MARK: Streams

  @Test func streamsAreReadDocumentByDocument() throws {
    let text = "# one\na: 1\n# one too\n---\n# two\nb: 2\n...\n# three\n---\nc: 3\n# end\n"
    let documents = Reading.documents(text, .yaml)
    #expect(documents.map { Reading.show($0.root) } == ["{a: 1}", "{b: 2}", "{c: 3}"])
    #expect(documents.map(\.number) == [0, 1, 2])
    #expect(
      documents.map { $0.text($0.range) } == [
        "# one\na: 1\n# one too\n", "---\n# two\nb: 2\n...", "\n# three\n---\nc: 3\n# end\n",
      ])
    let last = try #require(documents.last?.root.member("c"))
    #expect(last.document.text(last.valueRange) == "3")
  }

  @Test(arguments: ["", " \n\n", "# only a comment\n", "\u{FEFF}", "---\n", "---\n...\n", "--- # x\n"])
  func documentsWithoutContentAreEmpty(text: String) throws {
    let root = try Reading.root(text)
    #expect(root.document.isEmpty)
    #expect(root.kind == .null)
    #expect(root.document.range == 0..<text.utf8.count)
  }

  @Test(arguments: ["~", "null", "''", "{}", "--- ~\n", "a:"])
  func documentsWithContentAreNotEmpty(text: String) throws {
    #expect(try !Reading.root(text).document.isEmpty)
  }

  @Test func emptyDocumentsOfAStreamAreCounted() {
    let documents = Reading.documents("---\n---\na: 1\n---\n", .yaml)
    #expect(documents.map(\.isEmpty) == [true, false, true])
  }

  @Test func documentsBeforeAProblemAreRead() throws {
    let events = Reading.events("a: 1\n---\nb: [\n---\nc: 3\n", .yaml)
    #expect(events.count == 2)
    guard case .document(let document) = events[0], case .problem(let problem, let number) = events[1] else {
      Issue.record("\(events)")
      return
    }
    #expect(Reading.show(document.root) == "{a: 1}")
    #expect(number == 1)
    #expect(problem.help.hasSuffix("; the documents after this one were not read"))
  }

  @Test func whatIsWrongBehindTheEndOfADocumentIsToldAfterIt() throws {
    let events = Reading.events("a: 1\n...\n@b\n", .yaml)
    #expect(events.count == 2)
    guard case .document(let document) = events[0], case .problem(let problem, _) = events[1] else {
      Issue.record("\(events)")
      return
    }
    #expect(Reading.show(document.root) == "{a: 1}")
    #expect(problem.rule == SyntaxProblem.error)
  }

  @Test func aDocumentThatEndsWronglyIsNotHandedOut() {
    let events = Reading.events("  a: 1\nb: 2\n", .yaml)
    #expect(events.count == 1)
    #expect(Reading.problems("  a: 1\nb: 2\n", .yaml).count == 1)
  }
}
