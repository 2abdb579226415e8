import Foundation
import Testing

@testable import CEL

/// The examples of the article on the language of rules.
@Suite struct LanguageArticleTests {
  private static func article() throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(
      contentsOf: root.appending(path: "Sources/DeployLint/DeployLint.docc/RuleLanguage.md"), encoding: .utf8)
  }

  /// The lines of the fenced blocks of a language.
  private static func lines(_ language: String) throws -> [String] {
    var lines: [String] = []
    var isInside = false
    for line in try article().split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "```" + language {
        isInside = true
      } else if line == "```" {
        isInside = false
      } else if isInside {
        lines.append(String(line))
      }
    }
    return lines
  }

  private static let examples: [(expression: String, value: String)]? = try? lines("cel").compactMap { line in
    guard !line.hasPrefix("//"), let comment = line.range(of: "// ", options: .backwards) else { return nil }
    let expression = line[..<comment.lowerBound].trimmingCharacters(in: .whitespaces)
    return (expression, String(line[comment.upperBound...]))
  }

  @Test func `every example has the value that it shows`() throws {
    let examples = try #require(Self.examples)
    #expect(examples.count > 90)
    let data = try JSONSerialization.jsonObject(with: Data(try Self.lines("json").joined().utf8))
    let request = Value(json: data)
    for (expression, expected) in examples {
      let program = try Program(CEL.Expression(expression), variables: ["self"])
      var budget = Budget(limit: 10_000)
      let value = program.evaluate(Bindings(values: [request]), budget: &budget)
      #expect(value.displayText == expected, "\(expression)")
      let environment = Environment(variables: [(name: "self", type: .dynamic)])
      let errors = environment.check(try CEL.Expression(expression)).problems.filter { $0.severity == .error }
      #expect(errors.isEmpty, "\(expression)")
    }
  }

  @Test func `every function and macro has an example`() throws {
    let text = try #require(Self.examples).map(\.expression).joined(separator: "\n")
    for function in Function.allCases {
      let call = function.style == .method ? ".\(function.rawValue)(" : "\(function.rawValue)("
      #expect(text.contains(call), "\(function.rawValue)")
    }
    let macros = [
      "has(", ".all(", ".exists(", ".exists_one(", ".existsOne(", ".map(", ".filter(", ".transformList(",
      ".transformMap(", ".transformMapEntry(", ".optMap(", ".optFlatMap(", "cel.bind(",
    ]
    for macro in macros { #expect(text.contains(macro), "\(macro)") }
  }

  @Test func `what is outside the profile is refused with its place and these words`() throws {
    let refused = try Self.lines("cel-refused")
    #expect(refused.count >= 10)
    for source in refused {
      var problems: [(message: String, range: Range<Int>)] = []
      do throws(SyntaxError) {
        let checked = Environment(variables: []).check(try CEL.Expression(source))
        problems = checked.problems.map { ($0.message, $0.range) }
      } catch {
        problems = [(error.message, error.range)]
      }
      #expect(problems.contains { $0.message.contains("not in this profile") && !$0.range.isEmpty }, "\(source)")
    }
  }
}

extension Value {
  fileprivate init(json: Any) {
    switch json {
    case is NSNull: self = .null
    case let text as String: self = .string(text)
    case let number as Int: self = .int(Int64(number))
    case let items as [Any]: self = .list(items.map(Value.init(json:)))
    case let members as [String: Any]:
      self = .map(
        MapValue(members.sorted { $0.key < $1.key }.map { .init(key: .string($0.key), value: Value(json: $0.value)) }))
    default: self = .null
    }
  }
}
