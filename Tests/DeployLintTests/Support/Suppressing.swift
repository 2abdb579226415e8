@testable import DeployLint

/// Lints a text under what a configuration says of suppressions.
func lint(
  _ text: String, name: String = "request.yaml", kind: RequestKind? = nil, instances: Int? = nil,
  enable: [String] = [], suppressions: SuppressionSettings
) throws -> FileResult {
  let source = Source(name: name, bytes: Array(text.utf8))
  return Linter.shared(kind: kind, instances: instances, enable: enable).lint(
    source, format: TextFormat(path: name) ?? TextFormat(of: source), reportsSyntax: true,
    defaults: Linter.FileDefaults(suppressions: suppressions))
}

extension Diagnostic {
  /// `12 sagemaker/zero-bake`: the line and the rule.
  var line: String { "\(span?.start.line ?? 0) \(rule)" }
}

extension FileResult {
  /// The findings that count, but those about suppressions.
  var lines: [String] { diagnostics.filter { $0.rule != SyntaxProblem.suppression }.map(\.line) }
  /// The findings that do not count.
  var suppressedLines: [String] { suppressed.map(\.line) }
  /// What is said about suppressions: line, column, message.
  var complaints: [String] {
    diagnostics.filter { $0.rule == SyntaxProblem.suppression }.map { finding in
      "\(finding.span?.start.display ?? "?") \(finding.message)"
    }
  }
}
