@testable import DeployLint

/// One text of the constraint fixtures with the findings that it must yield.
struct ConstraintCase: Sendable, CustomStringConvertible {
  /// The file, its line, what it is about, and which of the line's texts it is.
  let title: String
  let text: String
  let name: String
  let kind: RequestKind
  let instances: Int?
  let enable: [String]
  let expected: [Place]

  var description: String { "\(title) in \(name)" }

  /// What came of it; several tests ask for the same text.
  func lint() throws -> FileResult {
    if let known = Self.results.withLock({ $0[description] }) { return known }
    let result = try DeployLintTests.lint(text, name: name, kind: kind, instances: instances, enable: enable)
    Self.results.withLock { $0[description] = result }
    return result
  }

  private static let results = Lock<[String: FileResult]>([:])
}

/// A request in both spellings.
struct ConstraintPair: Sendable, CustomStringConvertible {
  let json: ConstraintCase
  let yaml: ConstraintCase

  var description: String { json.description }
}

/// A line of the fixtures, as `Tests/Fixtures/constraints/README.md` says.
private struct ConstraintRow: Decodable {
  struct Expected: Decodable {
    let rule: String
    let severity: String
    let pointer: String
    let member: String?
    let document: Int?
  }

  /// A request, or a file of several.
  enum Text: Decodable {
    case request(String)
    case documents([String])

    private enum Key: CodingKey { case documents }

    init(from decoder: any Decoder) throws {
      if let keyed = try? decoder.container(keyedBy: Key.self) {
        self = .documents(try keyed.decode([String].self, forKey: .documents))
      } else {
        self = .request(try decoder.singleValueContainer().decode(String.self))
      }
    }
  }

  let constraint: String?
  let name: String?
  let note: String?
  let kind: String?
  let enable: [String]?
  let instances: Int?
  let validInstances: Int?
  let invalid: Text?
  let valid: Text?
  let invalidYAML: String?
  let validYAML: String?
  let request: Text?
  let requestYAML: String?
  let expected: [Expected]
}

enum Constraints {
  static let files = ["create-endpoint", "update-endpoint", "fleet", "conventions"]

  static let cases: [ConstraintCase] = files.flatMap(cases)

  /// The rows that come in both spellings, which stand one behind the other.
  static let pairs: [ConstraintPair] = zip(cases, cases.dropFirst()).compactMap { json, yaml in
    let isPair = yaml.name == "request.yaml" && json.name != yaml.name && yaml.title == json.title
    return isPair ? ConstraintPair(json: json, yaml: yaml) : nil
  }

  /// An unreadable file gives no cases, which `ConstraintTests` notices.
  private static func cases(of file: String) -> [ConstraintCase] {
    let rows = (try? ProjectFiles.rows("Tests/Fixtures/constraints/\(file).jsonl", as: ConstraintRow.self)) ?? []
    return rows.enumerated().flatMap { index, row -> [ConstraintCase] in
      let title = "\(file):\(index + 1) \(row.constraint ?? row.name ?? "")"
      let expected = row.expected.map { finding in
        Place(
          finding.rule, Severity(rawValue: finding.severity) ?? .error, at: finding.pointer, lacks: finding.member,
          document: finding.document ?? 0)
      }
      let spellings = [
        ("invalid", row.invalid, row.invalidYAML, expected), ("valid", row.valid, row.validYAML, []),
        ("request", row.request, row.requestYAML, expected),
      ]
      return spellings.flatMap { part, json, yaml, expected -> [ConstraintCase] in
        let instances = part == "valid" ? row.validInstances ?? row.instances : row.instances
        // JSON is YAML in flow style, so it stands in where a line has no YAML of its own.
        let block = yaml ?? json.flatMap(Self.flow)
        return [json.map(Self.source), block.map { ("request.yaml", $0) }].compactMap(\.self).map { name, text in
          ConstraintCase(
            title: "\(title), \(part)", text: text, name: name,
            kind: row.kind.flatMap(RequestKind.init(rawValue:)) ?? .createEndpoint, instances: instances,
            enable: row.enable ?? [], expected: expected)
        }
      }
    }
  }

  /// Not where it holds line breaks of YAML 1.1 beyond ASCII: libyaml folds them inside of quotes.
  private static func flow(of text: ConstraintRow.Text) -> String? {
    let lineBreaks: Set<Unicode.Scalar> = ["\u{85}", "\u{2028}", "\u{2029}"]
    guard case .request(let text) = text, lineBreaks.isDisjoint(with: text.unicodeScalars) else { return nil }
    return text
  }

  private static func source(of text: ConstraintRow.Text) -> (name: String, text: String) {
    switch text {
    case .request(let text): ("request.json", text)
    case .documents(let texts): ("request.ndjson", texts.map { $0 + "\n" }.joined())
    }
  }
}
