/// Steps of work, which are the same on every machine: tests hold their growth to bounds.
package struct Work: Sendable, Equatable {
  /// The values of requests that were held against their shapes.
  package var values = 0
  /// How often a rule was asked about a value.
  package var questions = 0
}

/// What came of one text.
package struct FileResult: Sendable {
  package let file: String
  /// In the order of the file, then by rule.
  package internal(set) var diagnostics: [Diagnostic] = []
  /// Findings that do not count, in the same order.
  package internal(set) var suppressed: [Diagnostic] = []
  package internal(set) var issues: [RunIssue] = []
  /// How often the rules had an answer, for a part of a request that is checked on its own.
  package internal(set) var answers = 0
  /// How many requests were checked.
  package internal(set) var requests = 0
  /// How much was done for that, whatever the machine.
  package internal(set) var work = Work()
  /// What each document was taken for.
  package internal(set) var outcomes: [Recognition] = []
  /// Whether a `syntax/…` finding says why no request was found.
  package internal(set) var hasSyntaxFinding = false
  /// Whether a part of the text could not be read.
  var isIncomplete = false
  /// Whether the text is a template that is yet to be filled in, which is no request of its own.
  package internal(set) var isTemplate = false
  /// Why the text could not be read, where that was not reported as a finding.
  package internal(set) var unreadable: SyntaxProblem?
  /// The entries of the configuration that are about the file, and what came of them.
  var pathSuppressions: [PathSuppressions.Entry] = []
  /// Whether nothing is known of the fleet of some request.
  private(set) var isFleetUnknown = false
  /// Whether the endpoint configuration of some request was not found.
  private(set) var isConfigurationUnknown = false
  /// What the configuration says about suppressions in the file.
  var suppressionSettings = SuppressionSettings()
  /// What checked the file; a part of a request is checked without one.
  var linter: Linter?
  /// The endpoint configurations that requests of other files may name.
  var configurations: [RelatedResources.Name: EndpointConfiguration] = [:]
  /// The configurations that requests of this file name, and that it does not hold.
  var missingConfigurations: Set<RelatedResources.Name> = []

  /// Takes in what is known around a request.
  mutating func note(_ fleets: [Fleet], _ configuration: EndpointConfiguration?) {
    isFleetUnknown = isFleetUnknown || fleets.contains { $0.instances == nil }
    isConfigurationUnknown = isConfigurationUnknown || configuration == nil
  }

  /// By place, then by rule, then by path.
  static func isInOrder(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
    let leftKey = (left.document, left.span?.start.offset ?? 0, left.span?.end.offset ?? 0)
    let rightKey = (right.document, right.span?.start.offset ?? 0, right.span?.end.offset ?? 0)
    if leftKey != rightKey { return leftKey < rightKey }
    if left.rule != right.rule { return TextOrder.isLess(left.rule, right.rule) }
    return TextOrder.isLess(left.path.pointer, right.path.pointer)
  }
}

extension Report {
  /// Adds what came of a text; texts come in the order of the report.
  mutating func add(_ result: FileResult) {
    diagnostics += result.diagnostics
    suppressed += result.suppressed
    issues += result.issues
    summary.requests += result.requests
    summary.suppressed += result.suppressed.count
    for diagnostic in result.diagnostics {
      switch diagnostic.severity {
      case .error: summary.errors += 1
      case .warning: summary.warnings += 1
      case .note: summary.notes += 1
      }
    }
    if result.requests > 0 || !result.diagnostics.isEmpty {
      summary.files += 1
      files.append(result.file)
    } else {
      summary.passedOver += 1
    }
    for outcome in result.outcomes {
      switch outcome {
      case .other(let operation): count(operation.description)
      case .carrier(let carrier): count("\(carrier.rawValue) with \(carrier.subject)")
      case .list(let kind): count("list of \(kind.rawValue) requests")
      // Beside requests, what looks like none may be one that is badly misspelt.
      case .unknown: if result.requests > 0 { count("document without a request") }
      case .request, .empty: break
      }
    }
  }
}
