import Testing

@testable import DeployLint

@Suite struct JSONReaderTests {
  @Test(arguments: [
    ("{}", "{}"), ("[]", "[]"), (" [ ] \n", "[]"),
    ("{\"a\": [1, {\"b\": null}], \"c\": true}", "{a: [1, {b: null}], c: true}"),
    ("-0", "0"), ("12", "12"), ("1.0", "1.0"), ("1e3", "1000.0"), ("-1.5E-1", "-0.15"), ("0e+1", "0.0"),
    ("9223372036854775807", "9223372036854775807"), ("9223372036854775808", "big"),
    ("\"\"", "\"\""), ("\"yes\"", "\"yes\""), ("false", "false"),
  ])
  func values(text: String, tree: String) throws {
    #expect(try Reading.show(text, .json) == tree)
  }

  @Test func kindsFollowTheSpelling() throws {
    let root = try Reading.root("[1, 1.0, 1e0, \"1\", null, true]", .json)
    #expect(root.children.map(\.kind) == [.integer, .float, .float, .string, .null, .boolean])
    #expect(root.count == 6)
    #expect(!root.children.contains { $0.isPlain })
  }

  @Test(arguments: [
    (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""a\u0041\u00e9\u20AC""#, "aAé€"),
    (#""\ud83d\ude00x""#, "😀x"), (#""0123456789\n0123456789""#, "0123456789\n0123456789"),
    ("\"e\u{301}\"", "e\u{301}"), (#""\u0000""#, "\0"),
  ])
  func escapesAreDecoded(text: String, decoded: String) throws {
    let text = try Reading.root(text, .json).text
    #expect(Array(text.utf8) == Array(decoded.utf8))
  }

  @Test func keysAreDecodedAndKeepTheirPlace() throws {
    let root = try Reading.root(#"{"\u0061é": 1, "b": 2}"#, .json)
    let first = try #require(root.member("aé"))
    #expect(root.document.text(first.keyRange) == #""\u0061é""#)
    #expect(first.integer == 1)
    #expect(root.member("b")?.integer == 2)
    #expect(root.member("c") == nil)
  }

  @Test func rangesAreExact() throws {
    let root = try Reading.root("{ \"ü\" : [ 1 , \"x\" ] }\r\n", .json)
    let list = try #require(root.member("ü"))
    #expect(root.document.text(root.valueRange) == "{ \"ü\" : [ 1 , \"x\" ] }")
    #expect(root.document.text(list.valueRange) == "[ 1 , \"x\" ]")
    #expect(root.document.text(list.mark) == "\"ü\"")
    #expect(root.document.text(root.mark) == "{")
    #expect(list.children.map { root.document.text($0.valueRange) } == ["1", "\"x\""])
  }

  @Test func theLastOfEqualKeysCounts() throws {
    let root = try Reading.root(#"{"a": 1, "b": 2, "\u0061": 3, "a": 4}"#, .json)
    #expect(Reading.show(root) == "{b: 2, a: 4}")
    #expect(root.count == 2)
    #expect(root.allChildren.map(\.isShadowed) == [true, false, true, false])
    #expect(root.member("a")?.integer == 4)
  }

  @Test func equalKeysAreFoundAmongMany() throws {
    let members = (0..<500).map { "\"k\($0 % 400)\": \($0)" }.joined(separator: ",")
    let root = try Reading.root("{\(members)}", .json)
    #expect(root.count == 400)
    #expect(root.member("k0")?.integer == 400)
    #expect(root.member("k399")?.integer == 399)
    #expect(root.allChildren.filter(\.isShadowed).count == 100)
  }

  @Test func canonicallyEquivalentKeysDiffer() throws {
    let root = try Reading.root("{\"\u{E9}\": 1, \"e\u{301}\": 2}", .json)
    #expect(root.count == 2)
    #expect(root.member("\u{E9}")?.integer == 1)
    #expect(root.member("e\u{301}")?.integer == 2)
  }

  @Test func depthIsLimited() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(Reading.problems(nested(128), .json).isEmpty)
    let problem = try #require(Reading.problems(nested(129), .json).first)
    #expect(problem.rule == SyntaxProblem.limit)
    #expect(problem.range == 128..<129)
    #expect(Reading.problems(String(repeating: "[", count: 100_000), .json).first?.rule == SyntaxProblem.limit)
    #expect(Reading.problems(String(repeating: "{\"a\":", count: 100_000), .json).first?.rule == SyntaxProblem.limit)
  }

  @Test func sizeAndCountAreLimited() throws {
    var limits = ReaderLimits()
    limits.documentBytes = 8
    #expect(Reading.problems("[1,2,34]", .json, limits: limits).isEmpty)
    #expect(Reading.problems("[1,2,345]", .json, limits: limits).first?.rule == SyntaxProblem.limit)
    limits = ReaderLimits()
    limits.nodes = 4
    #expect(Reading.problems("[1,2,3]", .json, limits: limits).isEmpty)
    #expect(Reading.problems("[1,2,3,4]", .json, limits: limits).first?.rule == SyntaxProblem.limit)
  }

  /// The reader makes room for as many values as there are brackets and commas, which it counts by eight bytes.
  @Test(arguments: [0, 1, 3, 7, 8, 9, 100, 1015, 1016, 1017, 2031, 2032, 2033, 2040, 5000])
  func `there is room for all values of a list, whatever its length`(count: Int) throws {
    let items = (0..<count).map { $0 % 3 == 0 ? "[]" : $0 % 3 == 1 ? "{\"a,[{\":1}" : "\",,[[\"" }
    let source = Source(name: "list.json", bytes: Array("[\(items.joined(separator: ","))]".utf8))
    let document = try JSONReader.read(source, range: 0..<source.bytes.count, number: 0, limits: .standard)
    #expect(document.root.count == count)
    #expect(
      document.root.children.map(\.kind).elementsEqual((0..<count).map { [.sequence, .mapping, .string][$0 % 3] }))
  }
}
