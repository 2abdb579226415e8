import DeployLint
import Foundation
import Testing

/// What becomes of values on their way into a request. The rules are not asked: what a value was encoded as is read from
/// what the schema checks say of it.
@Suite struct EncodingTests {
  /// A value as the member EndpointName, which must be a string: its finding tells the type and value that arrived.
  private struct Probe<Value: Encodable>: Encodable {
    var value: Value

    enum CodingKeys: String, CodingKey { case value = "EndpointName" }
  }

  private func arrival(_ value: some Encodable) -> String {
    let report = linter.lint(Probe(value: value), as: .createEndpoint)
    let finding = report.diagnostics.first { $0.path.description == "EndpointName" && $0.rule != "schema/required" }
    return finding?.message ?? report.issues.first?.message ?? "accepted"
  }

  // MARK: Scalars

  @Test func `texts, numbers and Booleans arrive as what they are`() {
    #expect(arrival("churn") == "accepted")
    #expect(arrival(true) == "EndpointName is the boolean true; a string is expected")
    #expect(arrival(7) == "EndpointName is the number 7; a string is expected")
    #expect(arrival(Int8.min) == "EndpointName is the number -128; a string is expected")
    #expect(arrival(UInt64.max) == "EndpointName is the number 18446744073709551615; a string is expected")
    #expect(arrival(Int64.min) == "EndpointName is the number -9223372036854775808; a string is expected")
    #expect(arrival(0.5) == "EndpointName is the number 0.5; a string is expected")
    #expect(arrival(Float(0.1)) == "EndpointName is the number 0.1; a string is expected")
    #expect(arrival(Optional("churn")) == "accepted")
    #expect(arrival(Optional<String>.none) == "EndpointName is null; a string is expected")
  }

  @Test func `a 128-bit number arrives with all its digits`() {
    #expect(arrival(UInt128.max).contains("340282366920938463463374607431768211455"))
  }

  @Test func `a whole number loses its fraction, as JSON encoders have it`() {
    #expect(arrival(60.0) == "EndpointName is the number 60; a string is expected")
    #expect(arrival(Float(60)) == "EndpointName is the number 60; a string is expected")
    #expect(arrival(-0.0) == "EndpointName is the number 0; a string is expected")
    #expect(arrival(1e300).contains("1e+300"))
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `a number that is not finite is an issue with its place`(_ number: Double) {
    #expect(arrival(number).contains("EndpointName is \(number), which JSON has no number for"))
    #expect(arrival(Float(number)).contains("EndpointName is \(number), which JSON has no number for"))
    #expect(arrival([["a": [1, number]]]).contains("EndpointName[0].a[1] is \(number)"))
  }

  @Test func `null is null, and what is absent is absent`() {
    struct Null: Encodable {
      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Probe<Int>.CodingKeys.self)
        try container.encodeNil(forKey: .value)
      }
    }
    let report = linter.lint(Null(), as: .createEndpoint)
    #expect(report.diagnostics.contains { $0.message == "EndpointName is null; a string is expected" })
    let absent = linter.lint(CreateEndpoint(endpointName: "a", endpointConfigName: "b"), as: .createEndpoint)
    #expect(absent.diagnostics == [])
  }

  // MARK: Containers

  @Test func `enumerations and wrappers are their raw values`() {
    enum Name: String, Encodable { case good = "churn", bad = "churn_" }
    struct Wrapper: Encodable {
      var name: Name
      func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
      }
    }
    #expect(arrival(Name.good) == "accepted")
    #expect(arrival(Wrapper(name: .good)) == "accepted")
    #expect(arrival(Wrapper(name: .bad)).contains("'churn_'"))
  }

  @Test func `dictionaries are mappings, sorted by name`() {
    let tags = (1...50).map { ["Value": "\($0)", "Key": "k\($0)", "Extra\($0)": "x", "Another": "y"] }
    let request: [String: [[String: String]]] = ["Tags": tags]
    let findings = linter.lint(request, as: .createEndpoint).diagnostics.filter { $0.rule == "schema/unknown-field" }
    #expect(findings.count == 100)
    #expect(findings.prefix(2).map(\.path.description) == ["Tags[0].Another", "Tags[0].Extra1"])
  }

  @Test func `keys that are numbers or enumerations are names`() {
    enum Key: String, CodingKeyRepresentable, Encodable { case name = "EndpointName", config = "EndpointConfigName" }
    #expect(linter.lint([Key.name: "a", Key.config: "b"], as: .createEndpoint).diagnostics == [])
    let report = linter.lint(["Tags": [[1: "a"]]], as: .createEndpoint)
    #expect(report.diagnostics.contains { $0.path.description == "Tags[0].1" })
  }

  @Test func `of a name that is encoded twice the last value counts`() {
    struct Twice: Encodable {
      enum CodingKeys: String, CodingKey { case name = "EndpointName", config = "EndpointConfigName" }
      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode("_", forKey: .name)
        try container.encode("b", forKey: .config)
        var again = encoder.container(keyedBy: CodingKeys.self)
        try again.encode("a", forKey: .name)
      }
    }
    #expect(linter.lint(Twice(), as: .createEndpoint).diagnostics == [])
  }

  @Test func `two spellings of a letter are two names`() {
    struct Name: CodingKey {
      var stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }
    struct Cafés: Encodable {
      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        for name in ["Caf\u{E9}", "Cafe\u{301}"] { try container.encode(1, forKey: Name(stringValue: name)) }
      }
    }
    let report = linter.lint(Cafés(), as: .createEndpoint)
    #expect(report.diagnostics.filter { $0.rule == "schema/unknown-field" }.count == 2)
  }

  @Test func `nested containers and super encoders are written where they stand`() {
    class Base: Encodable {
      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode("a", forKey: .name)
      }
      enum CodingKeys: String, CodingKey { case name = "EndpointName" }
    }
    final class Derived: Base {
      enum Keys: String, CodingKey { case tags = "Tags", key = "Key", value = "Value", config = "EndpointConfigName" }
      override func encode(to encoder: any Encoder) throws {
        try super.encode(to: encoder)
        var container = encoder.container(keyedBy: Keys.self)
        var tags = container.nestedUnkeyedContainer(forKey: .tags)
        var tag = tags.nestedContainer(keyedBy: Keys.self)
        try tag.encode("k", forKey: .key)
        // Filled after its neighbour was begun.
        try container.encode("b", forKey: .config)
        try tag.encode("v", forKey: .value)
        try tags.encode(3)
        try "x".encode(to: tags.superEncoder())
        try tags.encodeNil()
        var list = tags.nestedUnkeyedContainer()
        try list.encode(true)
        #expect(tags.count == 5)
        #expect(encoder.codingPath.isEmpty)
        #expect(list.codingPath.map(\.stringValue) == ["Tags", "4"])
      }
    }
    #expect(
      linter.lint(Derived(), as: .createEndpoint).summaryLines == [
        "schema/type Tags[1]", "schema/type Tags[2]", "schema/type Tags[3]", "schema/type Tags[4]",
      ])
  }

  @Test func `the super encoder of a mapping has the name super`() {
    struct Derived: Encodable {
      enum CodingKeys: String, CodingKey { case base = "Base" }
      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try "a".encode(to: container.superEncoder())
        try "b".encode(to: container.superEncoder(forKey: .base))
      }
    }
    let paths = linter.lint(Derived(), as: .createEndpoint).diagnostics.map(\.path.description)
    #expect(paths.contains("super"))
    #expect(paths.contains("Base"))
  }

  @Test func `containers tell where they stand`() {
    struct Asking: Encodable {
      enum CodingKeys: String, CodingKey { case deployment = "DeploymentConfig", tags = "Tags", key = "Key" }
      func encode(to encoder: any Encoder) throws {
        #expect(encoder.userInfo.isEmpty)
        var container = encoder.container(keyedBy: CodingKeys.self)
        #expect(container.codingPath.isEmpty)
        var nested = container.nestedContainer(keyedBy: CodingKeys.self, forKey: .deployment)
        #expect(nested.codingPath.map(\.stringValue) == ["DeploymentConfig"])
        try nested.encode(1, forKey: .key)
        let inherited = nested.superEncoder()
        #expect(inherited.codingPath.map(\.stringValue) == ["DeploymentConfig", "super"])
        #expect(inherited.codingPath.map(\.intValue) == [nil, nil])
        let single = inherited.singleValueContainer()
        #expect(single.codingPath.count == 2)
        try "x".encode(to: inherited)
        var tags = container.nestedUnkeyedContainer(forKey: .tags)
        let item = tags.superEncoder()
        #expect(item.codingPath.map(\.intValue) == [nil, 0])
        try 7.encode(to: item)
      }
    }
    let paths = linter.lint(Asking(), as: .createEndpoint).diagnostics.map(\.path.description)
    for path in ["DeploymentConfig.Key", "DeploymentConfig.super", "Tags[0]"] { #expect(paths.contains(path)) }
  }

  @Test func `what encodes nothing is an empty mapping`() {
    struct Nothing: Encodable { func encode(to encoder: any Encoder) {} }
    #expect(
      linter.lint(Nothing(), as: .createEndpoint).diagnostics.map(\.member) == ["EndpointName", "EndpointConfigName"])
  }

  // MARK: Foundation

  @Test func `Foundation's types are what they make of themselves`() throws {
    #expect(arrival(Date(timeIntervalSinceReferenceDate: 5)) == "EndpointName is the number 5; a string is expected")
    #expect(arrival(Data([1, 2])).contains("a list"))
    #expect(arrival(try #require(URL(string: "https://example.com"))).contains("a mapping"))
    #expect(arrival(Decimal(1)).contains("a mapping"))
    #expect(arrival(UUID()) == "accepted")
  }

  // MARK: Mistakes

  @Test func `what throws while it is encoded is an issue with the error's words`() {
    struct Broken: Error, CustomStringConvertible { let description = "out of \u{1B}[31mink" }
    struct Throwing: Encodable { func encode(to encoder: any Encoder) throws { throw Broken() } }
    let report = linter.lint(Throwing(), as: .createEndpoint)
    #expect(report.summaryLines == ["unencodable-request"])
    #expect(
      report.issues.first?.message
        == "the request cannot be checked: the request cannot be encoded: out of \\u{1b}[31mink")
  }

  @Test func `an EncodingError tells its place`() {
    struct Throwing: Encodable {
      func encode(to encoder: any Encoder) throws {
        throw EncodingError.invalidValue(
          1, EncodingError.Context(codingPath: encoder.codingPath, debugDescription: "one is too many"))
      }
    }
    #expect(arrival([Throwing()]).contains("EndpointName[0] cannot be encoded: one is too many"))
  }

  @Test func `asking for two kinds of containers is an issue, not a crash`() {
    struct Confused: Encodable {
      func encode(to encoder: any Encoder) throws {
        var list = encoder.unkeyedContainer()
        try list.encode(1)
        var mapping = encoder.container(keyedBy: Probe<Int>.CodingKeys.self)
        try mapping.encode(1, forKey: .value)
      }
    }
    #expect(arrival(Confused()).contains("EndpointName cannot be encoded: its encode(to:) asks for two kinds"))
  }

  // MARK: Bounds

  private final class Knot: Encodable {
    var next: Knot?
    enum CodingKeys: String, CodingKey { case next = "DeploymentConfig" }
  }

  @Test func `what contains itself is a finding`() {
    let knot = Knot()
    knot.next = knot
    defer { knot.next = nil }
    #expect(linter.lint(knot, as: .createEndpoint).summaryLines == ["syntax/limit "])
  }

  @Test func `what encodes itself without end is a finding`() {
    struct Endless: Encodable {
      func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(self)
      }
    }
    #expect(linter.lint(Endless(), as: .createEndpoint).summaryLines == ["syntax/limit "])
  }

  @Test func `what asks for a container behind a value without end is a finding`() {
    struct Endless: Encodable {
      func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(self)
        _ = encoder.unkeyedContainer()
      }
    }
    #expect(linter.lint(Endless(), as: .createEndpoint).summaryLines == ["syntax/limit "])
  }

  @Test func `containers that are nested without end are a finding`() {
    struct Deep: Encodable {
      func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        for _ in 0..<100_000 { container = container.nestedUnkeyedContainer() }
        try container.encode(1)
      }
    }
    #expect(linter.lint(Deep(), as: .createEndpoint).summaryLines == ["syntax/limit "])
  }

  private struct Levels: Encodable {
    var count: Int
    func encode(to encoder: any Encoder) throws {
      var container = encoder.unkeyedContainer()
      if count > 1 { try container.encode(Levels(count: count - 1)) }
    }
  }

  @Test(arguments: [(128, false), (129, true), (1000, true)])
  func `an Encodable has as many levels as a text`(_ count: Int, _ isTooDeep: Bool) {
    let rules = linter.lint(Levels(count: count), as: .createEndpoint).diagnostics.map(\.rule)
    #expect(rules.contains("syntax/limit") == isTooDeep)
  }

  /// A linter for which a text ends where a test can reach.
  private static func linterOfShortTexts(values: Int, bytes: Int) throws -> Linter {
    var options = Linter.Options()
    options.limits.nodes = values
    options.limits.documentBytes = bytes
    return try Linter(options: options)
  }

  @Test(arguments: [(999, false), (1000, true), (100_000, true)])
  func `what has more values than a text may hold is a finding`(_ count: Int, _ isTooMuch: Bool) throws {
    let linter = try Self.linterOfShortTexts(values: 1000, bytes: 1 << 20)
    let rules = linter.lint(Array(repeating: 1, count: count), as: .createEndpoint).diagnostics.map(\.rule)
    #expect(rules == [isTooMuch ? "syntax/limit" : "schema/type"])
  }

  @Test(arguments: [(96, false), (97, true), (100_000, true)])
  func `what is longer than a text may be is a finding`(_ count: Int, _ isTooMuch: Bool) throws {
    let linter = try Self.linterOfShortTexts(values: 1000, bytes: 100)
    // Brackets and quotes count, too.
    let rules = linter.lint([String(repeating: "x", count: count)], as: .createEndpoint).diagnostics.map(\.rule)
    #expect(rules == [isTooMuch ? "syntax/limit" : "schema/type"])
  }
}
