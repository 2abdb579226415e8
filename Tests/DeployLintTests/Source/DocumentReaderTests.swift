import Testing

@testable import DeployLint

@Suite struct DocumentReaderTests {
  /// What came, in short: a tree, or the number and message of a problem.
  static func summary(_ events: [DocumentReader.Event]) -> [String] {
    events.map { event in
      switch event {
      case .document(let document): "\(document.number) \(Reading.show(document.root))"
      case .problem(let problem, let number): "\(number) \(problem.rule): \(problem.message)"
      }
    }
  }

  // MARK: JSON Lines

  @Test func linesAreDocuments() {
    let events = Reading.events("{\"a\": 1}\n\n[2]\r\n  \t\n3", .jsonLines)
    #expect(Self.summary(events) == ["0 {a: 1}", "1 [2]", "2 3"])
  }

  @Test func aBadLineIsLostAloneAndCounts() {
    let text =
      Array("{\"a\": 1}\n{\"a\": }\n".utf8) + [UInt8(ascii: "\""), 0xFF, UInt8(ascii: "\""), 0x0A] + Array("[4]".utf8)
    let events = Reading.events(text, .jsonLines)
    #expect(
      Self.summary(events) == [
        "0 {a: 1}",
        "1 syntax/error: found '}' where a value is expected, in the object that starts at 2:1",
        "2 syntax/error: the byte 0xff at offset 18 is not UTF-8",
        "3 [4]",
      ])
  }

  @Test func placesInLinesAreThoseOfTheFile() throws {
    let documents = Reading.documents("{\"é\": 1}\n {\"b\": [\"\\u0078\"]} \n", .jsonLines)
    let node = try #require(documents[1].root.at("b.0"))
    #expect(node.text == "x")
    #expect(documents[1].text(node.valueRange) == "\"\\u0078\"")
    #expect(documents[1].text(documents[1].root.member("b")?.keyRange) == "\"b\"")
    #expect(documents[1].text(documents[1].range) == " {\"b\": [\"\\u0078\"]} ")
  }

  @Test func aValueOverSeveralLinesIsNoLine() throws {
    let problem = try #require(Reading.problems("{\n\"a\": 1}\n", .jsonLines).first)
    #expect(problem.message == "the line ends inside of the object that starts at 1:1: its '}' is missing")
    #expect(
      problem.help == "write each value on one line, or give the file the extension .json if it holds one value")
    let second = try #require(Reading.problems("{} {}\n", .jsonLines).first)
    #expect(second.help == "write one value on a line")
  }

  @Test(arguments: ["", "\n", " \r\n\n"])
  func noLinesAreAnEmptyDocument(text: String) {
    let documents = Reading.documents(text, .jsonLines)
    #expect(documents.map(\.isEmpty) == [true])
  }

  @Test func sizeIsLimitedForALineAndNotForTheStream() {
    var limits = ReaderLimits()
    limits.documentBytes = 4
    let events = Reading.events("[12]\n[34]\n[567]\n[8]\n", .jsonLines, limits: limits)
    #expect(
      Self.summary(events) == [
        "0 [12]", "1 [34]", "2 syntax/limit: the document is 5 bytes long; at most 4 are read", "3 [8]",
      ])
  }

  // MARK: Encodings

  @Test(arguments: [TextFormat.json, .jsonLines])
  func aByteOrderMarkBeforeJSONIsReportedAndReadingGoesOn(format: TextFormat) throws {
    let events = Reading.events("\u{FEFF}{\"a\": 1}", format)
    #expect(
      Self.summary(events) == [
        "0 syntax/byte-order-mark: the file starts with a byte order mark, with which the AWS CLI refuses JSON",
        "0 {a: 1}",
      ])
    guard case .problem(let problem, _) = events[0] else { return }
    #expect(problem.range == 0..<3)
  }

  @Test func aByteOrderMarkBeforeYAMLIsFine() {
    #expect(Self.summary(Reading.events("\u{FEFF}a: 1", .yaml)) == ["0 {a: 1}"])
  }

  @Test(
    arguments: [
      ("a: \u{E9}", [0xFF], 6, "the byte 0xff at offset 6 is not UTF-8"),
      ("a: ", [0xE2, 0x82], 3, "the bytes 0xe2 0x82 at offset 3 are not UTF-8"),
      ("a: ", [0xC0, 0x80], 3, "the byte 0xc0 at offset 3 is not UTF-8"),
      ("a: ", [0xED, 0xA0, 0x80], 3, "the byte 0xed at offset 3 is not UTF-8"),
      ("", [0x80], 0, "the byte 0x80 at offset 0 is not UTF-8"),
    ] as [(String, [UInt8], Int, String)])
  func invalidUTF8HasItsPlace(before: String, bad: [UInt8], offset: Int, message: String) throws {
    let bytes = Array(before.utf8) + bad + Array(" x\nb: 1\n".utf8)
    for format in [TextFormat.yaml, .json] {
      let problems = Reading.problems(bytes, format)
      #expect(problems.count == 1)
      #expect(problems.first?.range.lowerBound == bytes.firstIndex(of: bad[0]))
      if before.utf8.count == offset { #expect(problems.first?.message == message) }
    }
  }

  @Test(
    arguments: [
      ([0xFF, 0xFE, 0x7B, 0, 0x7D, 0], "UTF-16"), ([0xFE, 0xFF, 0, 0x7B], "UTF-16"), ([0x7B, 0, 0x7D, 0], "UTF-16"),
      ([0, 0x7B, 0, 0x7D], "UTF-16"), ([0xFF, 0xFE, 0, 0, 0x7B, 0, 0, 0], "UTF-32"), ([0, 0, 0xFE, 0xFF], "UTF-32"),
      ([0x7B, 0, 0, 0], "UTF-32"), ([0, 0, 0, 0x7B], "UTF-32"),
    ] as [([UInt8], String)])
  func otherEncodingsAreNamed(bytes: [UInt8], name: String) {
    for format in [TextFormat.yaml, .json, .jsonLines] {
      #expect(
        Self.summary(Reading.events(bytes, format)) == ["0 syntax/error: the file is \(name) text; only UTF-8 is read"])
    }
  }

  @Test func binaryFilesAreNoText() {
    let events = Reading.events(Array("abcdef".utf8) + [0, 1, 2], .yaml)
    #expect(Self.summary(events) == ["0 syntax/error: the file is not text: it holds a NUL byte at offset 6"])
  }

  // MARK: Formats

  @Test(
    arguments: [
      ("a.yaml", .yaml), ("a/b.yml", .yaml), ("a.json", .json), ("a.JSON", .json), ("a.ndjson", .jsonLines),
      ("a.jsonl", .jsonLines), ("a.txt", nil), ("a", nil), ("-", nil), ("a.json/b", nil), (".json", nil), ("", nil),
      ("a.yaml.j2", nil),
    ] as [(String, TextFormat?)])
  func extensionsTellTheFormat(path: String, format: TextFormat?) {
    #expect(TextFormat(path: path) == format)
  }

  @Test(
    arguments: [
      ("{\"a\": 1}", .json), (" \n[\n1]", .json), ("{\"a\": 1}\n\n", .json), ("{\"a\": 1}\n{\"a\": 2}\n", .jsonLines),
      ("\u{FEFF}{}\r\n{}", .jsonLines), ("{\n}\n{\n}", .json), ("[1]\nx", .jsonLines), ("{a: 1}\n---\n", .json),
      ("a: 1", .yaml), ("", .yaml), ("# {", .yaml), ("---\n{}", .yaml), ("\"x\"", .yaml), ("12", .yaml),
    ] as [(String, TextFormat)])
  func contentTellsTheFormatElse(text: String, format: TextFormat) {
    #expect(TextFormat(of: Source(name: "-", bytes: Array(text.utf8))) == format)
  }
}
