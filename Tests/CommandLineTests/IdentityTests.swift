import DeployLint
import Foundation
import Testing

/// The command line, the library, `deploylint filter` and the Python package find the same.
///
/// Everything is compared as the JSON report has it. What has no text of its own is compared without the places.
@Suite struct IdentityTests {
  /// A text of the constraint fixtures.
  struct Sample: Sendable {
    let name: String
    let text: String
    let kind: String
    let instances: Int?
  }

  /// All requests in `Tests/Fixtures/constraints`, as JSON and as YAML, that need no rule switched on.
  static let samples: [Sample] = {
    var samples: [Sample] = []
    for file in ["conventions", "create-endpoint", "fleet", "update-endpoint"] {
      let rows = ((try? Project.text("Tests/Fixtures/constraints/\(file).jsonl")) ?? "").split(separator: "\n")
      for (number, line) in rows.enumerated() {
        guard let row = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
          row["enable"] == nil
        else { continue }
        for (key, isYAML) in [
          ("invalid", false), ("valid", false), ("request", false), ("invalidYAML", true), ("validYAML", true),
          ("requestYAML", true),
        ] {
          guard let text = row[key] as? String, !text.hasPrefix("{\"documents\"") else { continue }
          let instances = key.hasPrefix("valid") ? row["validInstances"] ?? row["instances"] : row["instances"]
          samples.append(
            Sample(
              name: "\(file)-\(number)-\(key)" + (isYAML ? ".yaml" : ".json"), text: text,
              kind: row["kind"] as? String ?? "CreateEndpoint", instances: instances as? Int))
        }
      }
    }
    return samples
  }()

  @Test func `there are a few hundred requests, most with findings`() throws {
    #expect(Self.samples.count > 500)
    #expect(try Self.found.get().values.filter { $0 != "[]" }.count > 200)
  }

  // MARK: The four ways

  @Test func `the library finds in a text what the command line finds`() throws {
    let expected = try Self.found.get()
    let linter = Linter()
    for sample in Self.samples {
      let kind = try #require(RequestKind(rawValue: sample.kind))
      let isYAML = sample.name.hasSuffix(".yaml")
      let report =
        isYAML
        ? linter.lint(yaml: sample.text, file: sample.name, as: kind, instances: sample.instances)
        : linter.lint(json: sample.text, file: sample.name, as: kind, instances: sample.instances)
      #expect(try Self.findings(JSONReporter.render(report)) == expected[sample.name], "\(sample.name)")
    }
  }

  @Test func `the library finds in a value what the command line finds in its text`() throws {
    let expected = try Self.found.get().mapValues(Self.withoutPlaces)
    let linter = Linter()
    var count = 0
    for sample in Self.samples {
      guard sample.name.hasSuffix(".json"), let value = RequestValue(json: sample.text),
        let kind = RequestKind(rawValue: sample.kind)
      else { continue }
      count += 1
      for report in [
        linter.lint(value, as: kind, instances: sample.instances),
        linter.lint(Encoded(value), as: kind, instances: sample.instances),
      ] {
        let found = Self.withoutPlaces(try Self.findings(JSONReporter.render(report)))
        #expect(found == expected[sample.name], "\(sample.name)")
      }
    }
    #expect(count > 250)
  }

  @Test func `the filter finds in a line what the command line finds in a file`() throws {
    let expected = try Self.found.get().mapValues(Self.withoutPlaces)
    let samples = Self.samples.filter { $0.name.hasSuffix(".json") && !$0.text.contains("\n") }
    let lines = try samples.map { sample in
      let instances = sample.instances.map { ",\"instances\":\($0)" } ?? ""
      let id = String(decoding: try JSONEncoder().encode(sample.name), as: UTF8.self)
      return "{\"id\":\(id),\"request\":\(sample.text),\"kind\":\"\(sample.kind)\"\(instances)}\n"
    }
    // A request that is no JSON at all leaves no way to find its end.
    let outcome = try Executable.run("filter", "--reports", input: lines.joined())
    var count = 0
    for line in outcome.output.split(separator: "\n") {
      let answer = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      guard let name = answer["id"] as? String else { continue }
      count += 1
      let found = Self.withoutPlaces(try Self.text(answer["diagnostics"] ?? []))
      #expect(found == expected[name], "\(name)")
    }
    #expect(count > 250)
  }

  @Test func `Python finds what the command line finds`() throws {
    let folder = try TemporaryFolder()
    let expected = try Self.found.get()
    let requests = Self.samples.map { sample -> [String: Any] in
      ["name": sample.name, "text": sample.text, "kind": sample.kind, "instances": sample.instances as Any]
    }
    try folder.write("requests.json", JSONSerialization.data(withJSONObject: requests))
    let outcome = try Executable.shell(
      "DEPLOYLINT_EXECUTABLE=$(command -v deploylint) PYTHONPATH=Sources/python python3 -B Tests/Python/findings.py "
        + folder.url.appendingPathComponent("requests.json").path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let answers = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
    #expect(answers.count == Self.samples.count)
    var values = 0
    for answer in answers {
      let name = try #require(answer["name"] as? String)
      #expect(try Self.text(answer["text"] ?? []) == expected[name], "\(name)")
      guard let value = answer["value"] as? [Any] else { continue }
      values += 1
      #expect(Self.withoutPlaces(try Self.text(value)) == expected[name].map(Self.withoutPlaces), "\(name)")
    }
    #expect(values > 250)
  }

  // MARK: The command line

  /// The findings of each file, as sorted JSON text; several tests ask for them.
  private static let found = Result { try commandLine() }

  private static func commandLine() throws -> [String: String] {
    let folder = try TemporaryFolder()
    var findings: [String: String] = [:]
    let groups = Dictionary(grouping: samples) { "\($0.kind) \($0.instances ?? 0)" }
    for (_, samples) in groups {
      for sample in samples { try folder.write(sample.name, sample.text) }
      var arguments = ["check", "--format", "json", "--kind", samples[0].kind]
      if let instances = samples[0].instances { arguments += ["--instances", String(instances)] }
      let outcome = try Executable.run(
        arguments + samples.map(\.name), Executable.Surroundings(folder: folder.url))
      let report = try #require(
        try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any], "\(outcome.errors)")
      var byFile = [String: [Any]](uniqueKeysWithValues: samples.map { ($0.name, []) })
      for finding in report["diagnostics"] as? [[String: Any]] ?? [] {
        byFile[finding["file"] as? String ?? "", default: []].append(finding)
      }
      for (name, found) in byFile { findings[name] = try text(found) }
    }
    return findings
  }

  // MARK: Comparing

  private static func text(_ json: Any) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: json, options: .sortedKeys), as: UTF8.self)
  }

  private static func findings(_ report: String) throws -> String {
    let json = try JSONSerialization.jsonObject(with: Data(report.utf8)) as? [String: Any]
    return try text(json?["diagnostics"] ?? [])
  }

  private static func withoutPlaces(_ findings: String) -> String {
    let json = try? JSONSerialization.jsonObject(with: Data(findings.utf8)) as? [[String: Any]]
    func bare(_ place: [String: Any]) -> [String: Any] {
      var place = place.filter { !["file", "start", "end", "fix"].contains($0.key) }
      if let related = place["related"] as? [[String: Any]] { place["related"] = related.map(bare) }
      return place
    }
    return (try? text((json ?? []).map(bare))) ?? ""
  }
}

// MARK: - Requests as values

/// A value tree that encodes itself as a program's own types do.
private struct Encoded: Encodable {
  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private let value: RequestValue

  init(_ value: RequestValue) {
    self.value = value
  }

  func encode(to encoder: any Encoder) throws {
    switch value {
    case .mapping(let members):
      var container = encoder.container(keyedBy: Name.self)
      for member in members { try container.encode(Encoded(member.value), forKey: Name(stringValue: member.name)) }
    case .list(let items):
      var container = encoder.unkeyedContainer()
      for item in items { try container.encode(Encoded(item)) }
    default:
      var container = encoder.singleValueContainer()
      switch value {
      case .boolean(let value): try container.encode(value)
      case .integer(let value): try container.encode(value)
      case .number(let value): try container.encode(value)
      case .string(let value): try container.encode(value)
      default: try container.encodeNil()
      }
    }
  }
}

extension RequestValue {
  /// `nil` for texts that a value cannot say: no JSON, a name that is written twice, a number beyond 64 bits or with a
  /// fraction of zero, which programs do not tell from whole numbers.
  fileprivate init?(json text: String) {
    var reader = DocumentReader(source: Source(name: "", bytes: Array(text.utf8)), format: .json)
    guard case .document(let document) = reader.next() else { return nil }
    self.init(document.root)
  }

  private init?(_ node: Node) {
    switch node.kind {
    case .null: self = .null
    case .boolean: self = .boolean(node.boolean ?? false)
    case .integer:
      guard let integer = Int64(node.text) else { return nil }
      self = .integer(integer)
    case .float:
      guard let number = node.double, "\(number)" == node.text, number.rounded() != number else { return nil }
      self = .number(number)
    case .string: self = .string(node.text)
    case .sequence:
      var items: [RequestValue] = []
      for child in node.children {
        guard let item = RequestValue(child) else { return nil }
        items.append(item)
      }
      self = .list(items)
    case .mapping:
      var members: [Member] = []
      for child in node.allChildren {
        guard let value = RequestValue(child), !members.contains(where: { $0.name == child.key }) else { return nil }
        members.append(Member(name: child.key, value: value))
      }
      self = .mapping(members)
    }
  }
}
