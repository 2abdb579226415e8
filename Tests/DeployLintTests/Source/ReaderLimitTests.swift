import Testing

@testable import DeployLint

/// Both sides of each limit of the readers, in each format.
struct ReaderLimitTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let format: TextFormat
    let text: String
    let message: String
    /// Sets the limit that the text just keeps, or breaks by one.
    let set: @Sendable (inout ReaderLimits, Int) -> Void
    let size: Int

    init(
      _ format: TextFormat, _ text: String, _ size: Int, _ message: String,
      _ set: @escaping @Sendable (inout ReaderLimits, Int) -> Void
    ) {
      self.format = format
      self.text = text
      self.size = size
      self.message = message
      self.set = set
    }

    var testDescription: String { "\(format) \(text)" }
  }

  static let cases: [Case] = [
    Case(.json, #"{"abcd": 1}"#, 4, "the key is longer than 3 bytes") { $0.keyBytes = $1 },
    Case(.json, #"{"\u00e9b": 1}"#, 3, "the key is longer than 2 bytes") { $0.keyBytes = $1 },
    Case(.json, #"{"a": "abcd"}"#, 4, "the value is longer than 3 bytes") { $0.scalarBytes = $1 },
    Case(.json, #"["\n\n"]"#, 2, "the value is longer than 1 bytes") { $0.scalarBytes = $1 },
    Case(.json, "[12345]", 5, "the value is longer than 4 bytes") { $0.scalarBytes = $1 },
    Case(.yaml, "abcd: 1", 4, "the key is longer than 3 bytes") { $0.keyBytes = $1 },
    Case(.yaml, "? |\n  abc\n: 1", 4, "the key is longer than 3 bytes") { $0.keyBytes = $1 },
    Case(.yaml, "a: abcd", 4, "the value is longer than 3 bytes") { $0.scalarBytes = $1 },
    Case(.yaml, "a: |\n  abc\n", 4, "the value is longer than 3 bytes") { $0.scalarBytes = $1 },
    Case(.yaml, "a\n---\nb\n---\nc\n", 3, "the file holds more than 2 documents; the rest is not read") {
      $0.documents = $1
    },
    Case(.jsonLines, "1\n2\n3\n\n", 3, "the file holds more than 2 documents; the rest is not read") {
      $0.documents = $1
    },
    Case(.json, "[[[1]]]", 3, "values are nested more than 2 levels deep") { $0.depth = $1 },
    Case(.yaml, "a:\n- b: 1\n", 3, "values are nested more than 2 levels deep") { $0.depth = $1 },
    Case(.json, "[1, 2, 3]", 4, "the document holds more than 3 values") { $0.nodes = $1 },
    Case(.yaml, "[1, 2, 3]", 4, "the document holds more than 3 values") { $0.nodes = $1 },
    Case(.yaml, "a: &a [1, 2]\nb: [*a]\n", 3, "the aliases of this document stand for more than 2 values") {
      $0.expandedNodes = $1
    },
    Case(.json, "[12345]", 7, "the document is 7 bytes long; at most 6 are read") { $0.documentBytes = $1 },
    Case(.yaml, "a: 1234", 7, "the document is 7 bytes long; at most 6 are read") { $0.documentBytes = $1 },
  ]

  @Test(arguments: cases)
  func whatKeepsALimitIsRead(_ example: Case) {
    var limits = ReaderLimits()
    example.set(&limits, example.size)
    #expect(Reading.problems(example.text, example.format, limits: limits).map(\.message) == [])
  }

  @Test(arguments: cases)
  func whatBreaksALimitIsAFinding(_ example: Case) {
    var limits = ReaderLimits()
    example.set(&limits, example.size - 1)
    let problems = Reading.problems(example.text, example.format, limits: limits)
    #expect(problems.map(\.message) == [example.message])
    #expect(problems.map(\.rule) == [SyntaxProblem.limit])
    #expect(problems.allSatisfy { !$0.help.isEmpty && $0.range.upperBound <= example.text.utf8.count })
  }

  @Test(arguments: [(990, 0), (991, 1)])
  func aLongTextCountsMoreWhereAliasesStandForIt(aliases: Int, problems: Int) {
    let text = "a: &a " + String(repeating: "x", count: 25_600) + "\nb: [" + String(repeating: "*a, ", count: aliases)
    #expect(Reading.problems(text + "]\n", .yaml).count { $0.rule == SyntaxProblem.limit } == problems)
  }

  @Test(arguments: [(65_536, 0), (65_537, 1)])
  func anAliasIsNoWayToALongerKey(length: Int, problems: Int) {
    let text = "a: &a " + String(repeating: "x", count: length) + "\nb: {*a : 1}\n"
    #expect(Reading.problems(text, .yaml).count { $0.rule == SyntaxProblem.limit } == problems)
  }

  @Test(arguments: [(20, false), (400, true)])
  func longKeysInThePathsOfManyFindingsAreTooMuch(count: Int, isOver: Bool) throws {
    let key = String(repeating: "k", count: 60_000)
    let text =
      #"{"EndpointName": "churn", "EndpointConfigName": "churn-config", "\#(key)": "#
      + "{" + String(repeating: #""a": 1, "#, count: count) + #""b": 1}}"#
    let result = try lintCarrier(text, name: "a.json")
    let isCut = result.diagnostics.contains { $0.message.contains("those from here on are not listed") }
    #expect(isCut == isOver)
    #expect(
      result.diagnostics.reduce(0) { $0 + $1.path.byteCount } < FindingCollector.mostPathBytes(
        in: Source(name: "", bytes: Array(text.utf8))) + 70_000)
  }

  /// The table of the documentation, which people read.
  @Test func theStandardsAreThoseOfTheDocumentation() throws {
    let limits = ReaderLimits.standard
    #expect(
      [limits.documentBytes >> 20, limits.depth, limits.nodesOfShort, limits.expandedNodes]
        == [16, 128, 100_000, 100_000])
    #expect([0, 11, 12, 1 << 40].map { limits.forText(ofLength: $0).nodes } == [100_000, 100_000, 100_001, 2_000_000])
    #expect([limits.keyBytes >> 10, limits.scalarBytes >> 20, limits.documents] == [64, 8, 1_000_000])
    #expect(FileReader.mostBytes >> 20 == 256)
    #expect(Finding.mostOfRequest == 5_000)
    let bytes = [UInt8](repeating: 0x20, count: 5_120)
    #expect(FindingCollector.most(in: Source(name: "a", bytes: bytes)) == 5_010)
    #expect(FindingCollector.most(in: Source(name: "a", bytes: bytes, origin: Source.Origin(offset: 1))) == 110)
    #expect(ShownFindings.standard == 100)
    #expect(RuleScope.costLimit == 1_000_000)
  }
}
