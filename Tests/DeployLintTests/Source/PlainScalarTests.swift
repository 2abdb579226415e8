import Testing

@testable import DeployLint

@Suite struct PlainScalarTests {
  static func kind(_ text: String) -> Node.Kind { Array(text.utf8).withUnsafeBufferPointer(PlainScalar.kind) }

  static func differing(_ text: String) -> DifferingReading? {
    Array(text.utf8).withUnsafeBufferPointer(PlainScalar.differingReading)
  }

  @Test(arguments: [
    (Node.Kind.null, "~ null Null NULL"), (.null, ""),
    (.boolean, "true True TRUE false False FALSE"),
    (.integer, "0 -0 +1 12 007 0o17 0xFf 99999999999999999999"),
    (.float, "1. .5 -.5 +.5 1.0 1e3 1E+3 1.e-3 .inf -.Inf +.INF .nan .NaN .NAN"),
    (
      .string,
      "nUll nulls tRue yes no on off y 0o 0o8 0x 0xg -0x1 +0o7 1_000 1:30 0b1 . - + e3 .e3 1e 1e+ 1.2.3 -.nan .iNF a 1a"
    ),
  ])
  func kindsFollowTheCoreSchema(kind: Node.Kind, texts: String) {
    for text in texts.split(separator: " ", omittingEmptySubsequences: !texts.isEmpty) {
      #expect(Self.kind(String(text)) == kind, "\(text)")
    }
  }

  @Test(
    arguments: [
      ("12", 12), ("-12", -12), ("+7", 7), ("007", 7), ("0o17", 15), ("0xfF", 255),
      ("9223372036854775807", Int64.max), ("-9223372036854775808", Int64.min), ("9223372036854775808", nil),
      ("1.0", nil),
      ("x", nil),
    ] as [(String, Int64?)])
  func integers(text: String, value: Int64?) throws {
    #expect(try Reading.root(text).integer == value)
  }

  @Test(
    arguments: [
      ("1", 1.0), ("0x10", 16), ("1.", 1), (".5", 0.5), ("-.5", -0.5), ("1e3", 1000), ("1.e-1", 0.1),
      (".inf", .infinity),
      ("-.INF", -.infinity), ("9223372036854775808", 9_223_372_036_854_775_808), ("1e400", .infinity), ("x", nil),
      ("true", nil),
    ] as [(String, Double?)])
  func doubles(text: String, value: Double?) throws {
    #expect(try Reading.root(text).double == value)
  }

  @Test func notANumber() throws {
    #expect(try Reading.root(".NaN").double?.isNaN == true)
  }

  @Test(arguments: [("true", true), ("FALSE", false), ("yes", nil), ("'true'", nil)] as [(String, Bool?)])
  func booleans(text: String, value: Bool?) throws {
    #expect(try Reading.root(text).boolean == value)
  }

  // Each row was compared with what PyYAML makes of it.
  @Test(
    arguments: [
      ("yes Yes YES on On ON", .boolean, "the boolean true"), ("no No NO off Off OFF", .boolean, "the boolean false"),
      ("0755 00755 0_755 0755_", .integer, "the number 493 (octal)"), ("-010", .integer, "the number -8 (octal)"),
      ("0b101 0b1_01", .integer, "the number 5 (binary)"), ("-0x1f", .integer, "the number -31 (hexadecimal)"),
      ("1_000", .integer, "the number 1000"), ("1:30", .integer, "the number 90 (base 60)"),
      ("-190:20:30", .integer, "the number -685230 (base 60)"), ("1:30.5", .float, "the number 90.5 (base 60)"),
      ("1_0.5", .float, "the number 10.5"), ("1_0.5e+1", .float, "the number 10.5e+1"),
      ("0o17", .string, "the string '0o17'"), ("1e3", .string, "the string '1e3'"),
      ("1.5e3", .string, "the string '1.5e3'"),
      ("-.5", .string, "the string '-.5'"), ("08", .string, "the string '08'"),
      ("2024-06-01", nil, "the date 2024-06-01"),
      ("2024-6-1T1:02:03.5Z", nil, "the date 2024-6-1T1:02:03.5Z"),
      ("=", nil, "a default-value mark, which readers refuse,"), ("<<", nil, "a merge key, which readers refuse here,"),
      ("0b_", .integer, "a number without digits, which they refuse"),
      ("0777777777777777777777777", .integer, "a number (octal)"),
    ] as [(String, Node.Kind?, String)])
  func yaml11ReadsItOtherwise(texts: String, kind: Node.Kind?, phrase: String) throws {
    for text in texts.split(separator: " ") {
      let reading = try #require(Self.differing(String(text)), "\(text)")
      #expect(reading.kind == kind)
      #expect(reading.phrase == phrase)
    }
  }

  @Test(arguments: [
    "y n Y N", "true False ~ null", "0 -0 00 07 +7 12 0x1F 0xff", "1.0 1. .5 1.5e+3 1.5E-3 .inf -.INF .nan",
    "a-b arn:aws:x 1.2.3 2024-06 12-06-01 24-06-01 1:60 1:123 01:30 1: 0b2 0x _1 1__a 2024-06-01T10:00 60% 300s x",
  ])
  func bothReadItAlike(texts: String) {
    for text in texts.split(separator: " ") {
      #expect(Self.differing(String(text)) == nil, "\(text)")
    }
  }

  @Test(arguments: [
    "2024-06-01 10:00:00", "2024-06-01  1:02:03.5 Z", "2024-06-01t10:00:00+2", "2024-06-01 10:00:00 -02:30",
  ])
  func aDateMayHaveATime(text: String) throws {
    let reading = try #require(Self.differing(text))
    #expect(reading.kind == nil)
    #expect(reading.phrase == "the date \(text)")
  }

  @Test(arguments: ["2024-06-01 10:00", "2024-06-01 x", "2024-06-01 10:00:00 x", "2024-06-01 10:00:00 +2:3"])
  func aTimeHasSecondsAndAZone(text: String) {
    #expect(Self.differing(text) == nil)
  }

  @Test func onlyPlainScalarsHaveADifferingReading() throws {
    let root = try Reading.root("[yes, 'yes', \"yes\", !!str yes, !x yes]")
    #expect(root.children.map { $0.differingReading?.phrase } == ["the boolean true", nil, nil, nil, nil])
    let json = try Reading.root("[1e3]", .json)
    #expect(json.children.first?.differingReading == nil)
  }
}
