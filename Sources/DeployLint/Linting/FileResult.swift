/// Steps of work, which are the same on every machine: tests hold their growth to bounds.
package struct Work: Sendable, Equatable {
  /// The values of documents that were read.
  package var nodes = 0
  /// The values of requests that were held against their shapes.
  package var values = 0
  /// How often a rule was asked about a value.
  package var questions = 0
  /// The expressions and texts that were evaluated as a whole: what a shortcut did not decide.
  package var evaluations = 0

  static func += (sum: inout Work, part: Work) {
    sum.nodes += part.nodes
    sum.values += part.values
    sum.questions += part.questions
    sum.evaluations += part.evaluations
  }
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
  /// How many documents of a long text behind its first part were taken for something else than a request.
  var further = FurtherOutcomes()
  /// How many documents the text holds, as far as it was read.
  package internal(set) var documents = 0
  /// Whether a `syntax/…` finding says why no request was found.
  package internal(set) var hasSyntaxFinding = false
  /// Whether a part of the text could not be read.
  var isIncomplete = false
  /// Whether the text is a template that is yet to be filled in, which is no request of its own.
  package internal(set) var isTemplate = false
  /// Why the text could not be read, where that was not reported as a finding.
  package internal(set) var unreadable: SyntaxProblem?
  /// The line and column of that, in the whole text.
  var unreadablePlace: String?
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
  var missingConfigurations = MissingConfigurations()

  /// Takes in what is known around a request.
  mutating func note(_ fleets: [Fleet], _ configuration: EndpointConfiguration?) {
    isFleetUnknown = isFleetUnknown || fleets.contains { $0.instances == nil }
    isConfigurationUnknown = isConfigurationUnknown || configuration == nil
  }

  /// Takes in what was known around the requests of a part.
  mutating func note(unknownFleet: Bool, unknownConfiguration: Bool) {
    isFleetUnknown = isFleetUnknown || unknownFleet
    isConfigurationUnknown = isConfigurationUnknown || unknownConfiguration
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
    var outcomes = result.further
    outcomes.append(contentsOf: result.outcomes)
    for (description, number) in outcomes.counts { count(description, number) }
    // Beside requests, what looks like none may be one that is badly misspelt.
    if result.requests > 0, outcomes.unknown > 0 { count("document without a request", outcomes.unknown) }
  }
}

/// What documents were taken for that are no requests, counted.
struct FurtherOutcomes: Sendable {
  private(set) var counts: [String: Int] = [:]
  private(set) var unknown = 0

  mutating func append(contentsOf outcomes: [Recognition]) {
    for outcome in outcomes {
      switch outcome {
      case .other(let operation): counts[operation.description, default: 0] += 1
      case .carrier(let carrier): counts["\(carrier.rawValue) with \(carrier.subject)", default: 0] += 1
      case .list(let kind): counts["list of \(kind.rawValue) requests", default: 0] += 1
      case .unknown: unknown += 1
      case .request, .empty: break
      }
    }
  }
}

/// The names by which requests ask for endpoint configurations that were not found, each once.
struct MissingConfigurations: Sendable {
  private(set) var names: [RelatedResources.Name] = []
  private var table = TextTable()

  mutating func formUnion(_ others: [RelatedResources.Name]) {
    for name in others where table.enter(String(decoding: name, as: UTF8.self)).isNew { names.append(name) }
  }
}
