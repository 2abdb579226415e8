import CEL
import Foundation
import Testing

/// One test of the specification: an expression with its variables, and what it must come to.
struct ConformanceRow {
  let id: String
  let profile: String
  private let expression: String
  private let isChecked: Bool
  private let onlyChecks: Bool
  private let container: String
  private let declarations: [(name: String, type: Type)]
  private let bindings: [(name: String, value: Value)]
  /// Whether it declares, or binds, what the JSON profile has no types for.
  private let needsOtherTypes: Bool
  private let expected: Value?
  private let expectsError: Bool
  private let deducedType: String?
  /// Whether the expected value is one that the JSON profile does not have.
  private var isExpectationOutside = false

  init(_ line: some StringProtocol) throws {
    let decoded = try JSONSerialization.jsonObject(with: Data(line.utf8))
    let row = try #require(decoded as? [String: Any])
    id = try #require(row["id"] as? String)
    profile = try #require(row["profile"] as? String)
    expression = try #require(row["expr"] as? String)
    isChecked = row["disable_check"] as? Bool != true
    onlyChecks = row["check_only"] as? Bool == true
    container = row["container"] as? String ?? ""
    let declared = row["type_env"] as? [[String: Any]] ?? []
    declarations = declared.compactMap { declaration in
      guard let name = declaration["name"] as? String, let type = declaration["type"] as? String else { return nil }
      return (name, Type(specification: type))
    }
    let bound = (row["bindings"] as? [String: Any] ?? [:]).sorted { $0.key < $1.key }
    bindings = bound.compactMap { name, value in (try? Value(specification: value)).map { (name, $0) } }
    needsOtherTypes =
      bindings.count < bound.count || container.hasPrefix("cel.expr.conformance.proto")
      || declared.contains { ($0["type"] as? String).map(Type.isOutside) ?? true }
    expectsError = row["error"] != nil
    do {
      expected = try row["value"].map { try Value(specification: $0) }
    } catch is UnknownValue {
      expected = nil
      isExpectationOutside = true
    }
    deducedType = row["deduced_type"] as? String
  }

  enum Verdict: Equatable {
    case passed, refused
    case failed(String)
  }

  /// Whether a row that needs more than the JSON profile passes all the same, or is refused: with the words that say
  /// so, or because it cannot even be declared here.
  func verdictOutsideProfile() -> Verdict {
    let problems = loadProblems()
    if problems.contains(where: { $0.contains("not in this profile") }) { return .refused }
    let failure = failure()
    if failure == nil, !isExpectationOutside { return .passed }
    return needsOtherTypes ? .refused : .failed(failure ?? "gives a value of this profile")
  }

  private func loadProblems() -> [String] {
    do throws(SyntaxError) {
      let expression = try CEL.Expression(self.expression)
      let environment = Environment(variables: declarations, shapes: { _ in nil }, container: container)
      let problems = environment.check(expression).problems.map(\.message)
      if !problems.isEmpty { return problems }
      _ = try Program(expression, variables: declarations.map(\.name), container: container)
      return []
    } catch {
      return [error.message]
    }
  }

  /// Why the row fails, or `nil`.
  func failure() -> String? {
    let expression: CEL.Expression
    do throws(SyntaxError) {
      expression = try CEL.Expression(self.expression)
    } catch {
      return expectsError ? nil : "does not parse: \(error.message)"
    }
    if isChecked {
      let environment = Environment(variables: declarations, shapes: { _ in nil }, container: container)
      let result = environment.check(expression)
      if let problem = result.problems.first(where: { $0.severity == .error }) {
        return expectsError ? nil : "does not check: \(problem.message)"
      }
      if let deducedType, result.type.description != deducedType { return "has type \(result.type)" }
    }
    return onlyChecks ? nil : evaluationFailure(expression)
  }

  private func evaluationFailure(_ expression: CEL.Expression) -> String? {
    let program: Program
    do throws(SyntaxError) {
      program = try Program(
        expression, variables: bindings.map(\.name), container: container, undeclared: .errorsWhenEvaluated)
    } catch {
      return expectsError ? nil : "is not planned: \(error.message)"
    }
    var budget = Budget(limit: 100_000)
    let value = program.evaluate(Bindings(values: bindings.map(\.value)), budget: &budget)
    if case .error(let error) = value { return expectsError ? nil : "fails: \(error.message)" }
    if expectsError { return "is \(value.displayText), not an error" }
    return value.isSame(as: expected ?? .bool(true)) ? nil : "is \(value.displayText)"
  }
}

extension Value {
  /// Reads the typed values of the conformance data.
  fileprivate init(specification: Any) throws {
    let object = try #require(specification as? [String: Any])
    let kind = try #require(object["t"] as? String)
    let text = object["v"] as? String ?? ""
    switch kind {
    case "null": self = .null
    case "bool": self = .bool(object["v"] as? Bool == true)
    case "int": self = .int(try #require(Int64(text)))
    case "double": self = .double(try #require(Double(text)))
    case "string": self = .string(text)
    case "type":
      guard let type = ValueKind(rawValue: text) else { throw UnknownValue(kind: text) }
      self = .type(type)
    case "list": self = .list(try (object["v"] as? [Any] ?? []).map { try Value(specification: $0) })
    case "map":
      self = .map(
        MapValue(
          try (object["v"] as? [[Any]] ?? []).map { pair in
            let key: MapValue.Key
            switch try Value(specification: pair[0]) {
            case .bool(let value): key = .bool(value)
            case .int(let value): key = .int(value)
            case .string(let value): key = .string(value)
            default: throw UnknownValue(kind: kind)
            }
            return MapValue.Entry(key: key, value: try Value(specification: pair[1]))
          }))
    default: throw UnknownValue(kind: kind)
    }
  }
}

private struct UnknownValue: Error {
  let kind: String
}

extension Type {
  /// Whether the text names what the JSON profile has no type for, such as `wrapper(int)` or a message.
  fileprivate static func isOutside(_ text: String) -> Bool {
    let known: Set = [
      "null_type", "bool", "int", "double", "string", "list", "map", "dyn", "type", "optional_type", "duration",
    ]
    let names = text.split { "(), ".contains($0) }
    return names.contains { !known.contains(String($0)) }
  }

  /// Reads the types of the conformance data, such as `map(string, list(int))`.
  fileprivate init(specification text: String) {
    switch text {
    case "null_type": self = .null
    case "bool": self = .bool
    case "int": self = .int
    case "double": self = .double
    case "string": self = .string
    default:
      if text.hasPrefix("list("), text.hasSuffix(")") {
        self = .list(Type(specification: String(text.dropFirst(5).dropLast())))
      } else if text.hasPrefix("map("), text.hasSuffix(")"), let comma = text.firstIndex(of: ",") {
        let key = text[text.index(text.startIndex, offsetBy: 4)..<comma]
        let value = text[text.index(after: comma)...].dropLast().drop { $0 == " " }
        self = .map(Type(specification: String(key)), Type(specification: String(value)))
      } else {
        self = .dynamic
      }
    }
  }
}
