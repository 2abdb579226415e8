@testable import DeployLint

/// A rule file: read, checked against the shapes, and, if it is sound, run.
enum RuleFuzzing {
  private static let request: Document = {
    let text = """
      {"EndpointName": "churn", "EndpointConfigName": "churn-2", "RetainDeploymentConfig": true, "DeploymentConfig": {
      "BlueGreenUpdatePolicy": {"TrafficRoutingConfiguration": {"Type": "CANARY", "WaitIntervalInSeconds": 300,
      "CanarySize": {"Type": "CAPACITY_PERCENT", "Value": 60}}, "TerminationWaitInSeconds": 1},
      "AutoRollbackConfiguration": {"Alarms": [{"AlarmName": "a"}, {"AlarmName": "b"}]}},
      "ExcludeRetainedVariantProperties": [{"VariantPropertyType": "DesiredWeight"}]}
      """
    let source = Source(name: "request.json", bytes: Array(text.utf8))
    guard let document = try? JSONReader.read(source, range: 0..<source.bytes.count, number: 0, limits: .standard)
    else { fatalError("the request is no JSON") }
    return document
  }()

  static func run(_ input: [UInt8]) {
    let source = Source(name: "group/name.yaml", bytes: input)
    let file = RuleFile(source, id: "group/name", model: Shared.model)
    for problem in file.problems {
      Places.check(problem.range, in: source)
      Places.checkLine(problem.message)
      Places.checkLine(problem.help)
    }
    guard file.isSound else { return }
    let check = ExampleCheck(model: Shared.model)
    for example in file.rule.examples {
      let result = check.check(example, of: file.rule)
      LintFuzzing.check(result, source)
      precondition(result.diagnostics == check.check(example, of: file.rule).diagnostics, "the second answer differs")
    }
    var settings = RuleSettings()
    settings.set("group/name", .severity(.error))
    let result = Linter.check(
      part: request.root, shape: Shared.model.root(of: .updateEndpoint), model: Shared.model,
      rules: RuleSet([file.rule], settings: settings, model: Shared.model), instances: 4)
    LintFuzzing.check(result, request.source)
    var report = Report()
    report.add(result)
    Outputs.check(report, 4)
    Places.checkLines(TextReporter.render(report))
    // What the pack holds of a rule is the rule.
    Outputs.checkJSON(RuleWriter.line(file.rule))
  }
}

/// A configuration file: read, and if it is sound, in force for a file.
enum ConfigurationFuzzing {
  private static let entries = (try? RuleCatalog.entries()) ?? []

  static func run(_ input: [UInt8]) {
    let source = Source(name: ".deploylint.yaml", bytes: input)
    let file = ConfigurationFile(source, folder: "/project")
    for problem in file.problems + file.problems(withRules: RuleCatalog.ids) {
      Places.check(problem.range, in: source)
      Places.checkLine(problem.message)
      Places.checkLine(problem.help)
    }
    guard file.problems.isEmpty else { return }
    let configuration = file.configuration
    for path in ["/project/deploy/churn.yaml", "/elsewhere/legacy.json"] {
      _ = Linter.FileDefaults(configuration, ofFileAt: path)
      let effective = EffectiveConfiguration(
        configuration, path, path, isFolder: false, builtInModel: "built in", rules: entries)
      Places.checkLines(ConfigurationReporter.text(effective))
      Outputs.checkJSON(ConfigurationReporter.json(effective))
    }
  }
}

/// Comments: each line of the input is a comment of one line of a request. What they suppress is not lost.
enum SuppressionFuzzing {
  private static let lines = """
    EndpointName: Churn
    EndpointConfigName: churn-config
    Tags:
      - {Key: team, Value: ' a '}
      - Key: team
        Value: b
    DeploymentConfig:
      BlueGreenUpdatePolicy: &policy
        TrafficRoutingConfiguration:
          Type: CANARY
          CanarySize: {Type: CAPACITY_PERCENT, Value: 60}
        MaximumExecutionTimeoutInSeconds: 1
    ---
    EndpointName: Churn
    EndpointConfigName: churn-config
    Unknown: [1, 2]
    """.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.utf8) }
  private static let linter = Shared.linter(Linter.Options(kind: .createEndpoint))
  private static let expected = findings(of: text(with: []))
  private static let expectedTrees = trees(of: text(with: []))

  private static func text(with comments: [[UInt8]]) -> Source {
    var text: [UInt8] = []
    for (number, line) in lines.enumerated() {
      text += line
      if number < comments.count, !comments[number].isEmpty {
        // An even first byte: a line of its own behind this one; odd: at the end of this one.
        text += comments[number][0] % 2 == 0 ? [0x0A] : [0x20]
        text += Array("# deploylint: ".utf8) + comments[number].dropFirst()
      }
      text.append(0x0A)
    }
    return Source(name: "request.yaml", bytes: text)
  }

  private static func findings(of source: Source) -> [String] {
    let result = linter.lint(source, format: .yaml)
    LintFuzzing.check(result, source)
    var report = Report()
    report.add(result)
    for choice in [0x80, 0x84] { Outputs.check(report, choice) }
    precondition(result.suppressed.allSatisfy { $0.suppression != nil }, "suppressed without a reason")
    return (result.diagnostics + result.suppressed)
      .filter { !$0.rule.utf8.starts(with: "syntax/".utf8) && !dependsOnFleet($0) }
      .map { "\($0.document) \($0.rule) \($0.path.pointer) \($0.fingerprint)" }.sorted()
  }

  /// A comment may say how many instances there are.
  private static func dependsOnFleet(_ finding: Diagnostic) -> Bool { fleetRules.contains(finding.rule) }

  private static let fleetRules: Set<String> = {
    guard let rules = try? RuleCatalog.ids.compactMap({ try RuleCatalog.rule($0) }) else { return [] }
    return Set(
      rules.filter { rule in
        rule.cases.contains { body in
          var texts = body.definitions.map(\.expression) + [body.when ?? ""]
          if case .holds(let condition) = body.requirement { texts.append(condition) }
          return texts.contains { TextOrder.contains("instances", in: $0) }
        }
      }.map(\.id))
  }()

  /// What the documents hold; `nil` where the text cannot be read to its end.
  private static func trees(of source: Source) -> [[UInt8]]? {
    var reader = DocumentReader(source: source, format: .yaml)
    var trees: [[UInt8]] = []
    while let event = reader.next() {
      guard case .document(let document) = event else { return nil }
      var walk = TreeWalk(limits: .standard)
      walk.visit(document.root, depth: 1)
      trees.append(walk.text)
    }
    return trees
  }

  static func run(_ input: [UInt8]) {
    let comments = input.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    let source = text(with: comments)
    // Some characters end a comment, and what is behind them is content.
    guard trees(of: source) == expectedTrees else { return }
    precondition(findings(of: source) == expected, "a finding is lost")
  }
}

extension TextOrder {
  fileprivate static func contains(_ word: String, in text: String) -> Bool {
    let (word, text) = (Array(word.utf8), Array(text.utf8))
    return text.indices.contains { text[$0...].starts(with: word) }
  }
}
