@testable import DeployLint

/// What a test says of a finding: which rule, how grave, where.
struct Place: Hashable, Sendable, CustomStringConvertible {
  var rule: String
  var severity: Severity = .error
  var pointer = ""
  var member: String?
  var document = 0

  init(
    _ rule: String, _ severity: Severity = .error, at pointer: String = "", lacks member: String? = nil,
    document: Int = 0
  ) {
    self.rule = rule
    self.severity = severity
    self.pointer = pointer
    self.member = member
    self.document = document
  }

  init(_ diagnostic: Diagnostic) {
    self.init(
      diagnostic.rule, diagnostic.severity, at: diagnostic.path.pointer, lacks: diagnostic.member,
      document: diagnostic.document)
  }

  var description: String {
    "\(severity.rawValue) \(rule) at '\(pointer)'" + (member.map { " lacks \($0)" } ?? "") + " in \(document)"
  }
}

extension FileResult {
  var places: [Place] { diagnostics.map(Place.init) }

  /// The descriptions of the findings in an order that is the same for equal sets.
  var sortedPlaces: [String] { places.map(\.description).sorted() }

  var report: Report {
    var report = Report()
    report.add(self)
    return report
  }

  func diagnostics(of rule: String) -> [Diagnostic] { diagnostics.filter { $0.rule == rule } }
}

extension Linter {
  /// Making a linter reads the model and the rules, which the tests need not do a thousand times.
  private static let standard = Lock<[String: Linter]>([:])

  /// A linter with default rules and limits.
  static func shared(kind: RequestKind? = nil, instances: Int? = nil, enable: [String] = []) -> Linter {
    let key = "\(kind?.rawValue ?? "") \(instances ?? 0) \(enable)"
    return standard.withLock { linters in
      if let known = linters[key] { return known }
      var options = Linter.Options(kind: kind, instances: instances)
      for id in enable { options.rules.set(id, .severity(.note)) }
      let linter = Linter(options)
      linters[key] = linter
      return linter
    }
  }
}

/// Lints a text as the file `name`, whose extension tells the format.
func lint(
  _ text: String, name: String = "request.yaml", kind: RequestKind? = .createEndpoint, instances: Int? = nil,
  enable: [String] = []
) throws -> FileResult {
  try lint(bytes: Array(text.utf8), name: name, kind: kind, instances: instances, enable: enable)
}

func lint(
  bytes: [UInt8], name: String = "request.yaml", kind: RequestKind? = .createEndpoint, instances: Int? = nil,
  enable: [String] = []
) throws -> FileResult {
  let source = Source(name: name, bytes: bytes)
  let format = TextFormat(path: name) ?? TextFormat(of: source)
  return Linter.shared(kind: kind, instances: instances, enable: enable).lint(source, format: format)
}

/// The first document of a text.
func document(_ text: String, name: String = "request.yaml") throws -> Document {
  let source = Source(name: name, bytes: Array(text.utf8))
  var reader = DocumentReader(source: source, format: TextFormat(path: name) ?? .yaml)
  switch reader.next() {
  case .document(let document): return document
  case .problem(let problem, _): throw problem
  case nil: return Document.empty(source)
  }
}

/// Requests with just the names, and with just enough of a policy, to which a test adds what it is about.
enum Requests {
  static let names = "EndpointName: churn\nEndpointConfigName: churn-config\n"

  static func blueGreen(routing: String, rest: String = "") -> String {
    names + """
      DeploymentConfig:
        BlueGreenUpdatePolicy:
          TrafficRoutingConfiguration: \(routing)
      \(rest)  AutoRollbackConfiguration: {Alarms: [{AlarmName: churn-5xx}]}

      """
  }

  static func canary(percent: String) -> String {
    blueGreen(
      routing: "{Type: CANARY, WaitIntervalInSeconds: 300, CanarySize: {Type: CAPACITY_PERCENT, Value: \(percent)}}")
  }
}

extension TemporaryFolder {
  /// Checks files and folders in it; the empty path is the folder itself.
  func run(_ paths: [String], _ change: (inout PathRun.Settings) -> Void) -> Report {
    var settings = PathRun.Settings()
    change(&settings)
    return PathRun.run(paths.map { path + ($0.isEmpty ? "" : "/" + $0) }, Linter.Options(), settings)
  }
}
