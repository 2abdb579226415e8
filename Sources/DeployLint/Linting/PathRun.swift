/// A run over files, folders and standard input.
package struct PathRun {
  package struct Settings: Sendable {
    /// How findings call standard input; its extension also tells the format.
    package var stdinName: String?
    /// Passes over files without a request, and lets a run end well that checked nothing: what a hook wants.
    package var skipsUnrecognized = false

    package init() {}
  }

  private let linter: Linter
  private let settings: Settings
  private let hasKind: Bool
  private var hasReadStandardInput = false
  /// What came of each text, and where to read it again; standard input cannot be.
  private var results: [(result: FileResult, path: String?)] = []
  private var report = Report()

  /// Checks the paths in their order, each file once; `-` is standard input.
  package static func run(_ paths: [String], _ options: Linter.Options, _ settings: Settings) throws(Linter.SetupError)
    -> Report
  {
    var run = PathRun(linter: try Linter(options), settings: settings, hasKind: options.kind != nil)
    run.check(paths)
    return run.report
  }

  private init(linter: Linter, settings: Settings, hasKind: Bool) {
    self.linter = linter
    self.settings = settings
    self.hasKind = hasKind
  }

  private mutating func check(_ paths: [String]) {
    var seen: Set<[UInt8]> = []
    var emptyFolders: [String] = []
    for path in paths {
      if path == "-" {
        // What has been read is gone.
        if !hasReadStandardInput { checkStandardInput() }
        hasReadStandardInput = true
      } else if FileReader.isDirectory(path) {
        let walk = PathWalker.walk(path)
        for problem in walk.problems {
          report.issues.append(
            RunIssue(
              id: .unreadableFile,
              message: "cannot read the folder \(DisplayText.escaped(problem.path)): \(problem.reason)",
              file: problem.path))
        }
        if walk.files.isEmpty { emptyFolders.append(path) }
        for path in walk.terraformFiles where Self.mayHoldEndpoint(path) {
          report.count(path.utf8.suffix(3).elementsEqual(".tf".utf8) ? Self.terraformFile : Self.terraformState, 1)
        }
        for file in walk.files where seen.insert(Array(file.utf8)).inserted { check(file, isExplicit: false) }
      } else {
        let name = PathWalker.normalised(path)
        if seen.insert(Array(name.utf8)).inserted { check(name, isExplicit: true) }
      }
    }
    resolveConfigurations()
    for (result, _) in results { report.add(result) }
    reportNothingChecked(emptyFolders)
  }

  /// HCL is not read; a file that holds an endpoint is named, so that it is not passed over silently.
  private static let terraformFile =
    "Terraform file with an aws_sagemaker_endpoint (check its plan: terraform show -json PLAN | deploylint check -)"

  /// What a state holds has been made, and is checked where somebody names the file.
  private static let terraformState =
    "Terraform state with an aws_sagemaker_endpoint (check it: terraform show -json | deploylint check -)"

  private static func mayHoldEndpoint(_ path: String) -> Bool {
    guard let bytes = try? FileReader.read(path) else { return false }
    return WordSearch.mayHoldRequest(bytes)
  }

  // MARK: Files

  private mutating func check(_ path: String, isExplicit: Bool) {
    do throws(FileError) {
      let bytes = try FileReader.read(path)
      check(Source(name: path, bytes: bytes), path: path, isExplicit: isExplicit)
    } catch {
      report.issues.append(
        RunIssue(
          id: .unreadableFile, message: "cannot read \(DisplayText.escaped(path)): \(error.message)", file: path))
    }
  }

  private mutating func checkStandardInput() {
    let name = settings.stdinName ?? "<stdin>"
    do throws(FileError) {
      let bytes = try FileReader.readStandardInput()
      check(Source(name: name, bytes: bytes), path: nil, isExplicit: true)
    } catch {
      report.issues.append(
        RunIssue(id: .unreadableFile, message: "cannot read standard input: \(error.message)", file: name))
    }
  }

  private mutating func check(_ source: Source, path: String?, isExplicit: Bool) {
    let isStrict = isExplicit && !settings.skipsUnrecognized
    let mayHoldRequest = hasKind || WordSearch.mayHoldRequest(source.bytes)
    guard mayHoldRequest || isStrict else {
      report.summary.passedOver += 1
      return
    }
    let isTemplate = mayHoldRequest && !isStrict && !hasKind && RequestSigns.areOfTemplate(source.bytes)
    let result = linter.lint(
      source, format: Self.format(of: source), reportsSyntax: mayHoldRequest && !isTemplate)
    if isTemplate, result.unreadable != nil { report.count("template that is not rendered") }
    results.append((result, path))
    if isStrict, result.requests == 0, !result.hasSyntaxFinding {
      report.issues.append(noRequest(source, result))
    }
  }

  private static func format(of source: Source) -> TextFormat {
    TextFormat(path: source.name) ?? TextFormat(of: source)
  }

  /// A request may name an endpoint configuration that stands in another file. All of those are known only now, so the
  /// few files with such requests are checked once more; what a second file defines under the same name stays out.
  private mutating func resolveConfigurations() {
    var found: [RelatedResources.Name: EndpointConfiguration] = [:]
    var repeated: Set<RelatedResources.Name> = []
    for (result, _) in results {
      for (name, configuration) in result.configurations where found.updateValue(configuration, forKey: name) != nil {
        repeated.insert(name)
      }
    }
    for name in repeated { found[name] = nil }
    guard !found.isEmpty else { return }
    for (index, entry) in results.enumerated() {
      guard let path = entry.path, entry.result.missingConfigurations.contains(where: { found[$0] != nil }),
        let bytes = try? FileReader.read(path)
      else { continue }
      let source = Source(name: path, bytes: bytes)
      results[index].result = linter.lint(
        source, format: Self.format(of: source), reportsSyntax: true, configurations: found)
    }
  }

  // MARK: Nothing checked

  private static let wanted =
    "a CreateEndpoint or UpdateEndpoint request (EndpointName, EndpointConfigName) or a bare DeploymentConfig"

  private func noRequest(_ source: Source, _ result: FileResult) -> RunIssue {
    let name = DisplayText.escaped(source.name)
    var looks: [String] = []
    for outcome in result.outcomes {
      let look =
        switch outcome {
        case .other(let operation): "\(article(operation.name)) \(operation.description), which is not checked"
        case .carrier(let carrier): "a \(carrier.rawValue) with \(carrier.subject), which is not read"
        case .list(let kind): "a list of \(kind.rawValue) requests, each of which must be a document of its own"
        case .empty: "an empty document"
        case .unknown(let look): look
        case .request: ""
        }
      if !look.isEmpty, !looks.contains(look) { looks.append(look) }
    }
    if source.bytes.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) {
      return RunIssue(id: .noRequest, message: "\(name) is empty; looked for \(Self.wanted)", file: source.name)
    }
    var message = "\(name) holds no request: looked for \(Self.wanted)"
    if source.name.utf8.suffix(3).elementsEqual(".tf".utf8) {
      message +=
        ", and Terraform's own language is not read: check its plan, "
        + "'terraform show -json PLAN | deploylint check -'"
    } else if let problem = result.unreadable {
      let place = LineIndex(source).position(of: problem.range.lowerBound).display
      message += ", and the text cannot be read at \(place): \(problem.message)"
    } else if !looks.isEmpty {
      message += ", and found " + SchemaMessage.list(looks, "and")
    }
    message += "; name the kind with --kind, or pass over such files with --skip-unrecognized"
    return RunIssue(id: .noRequest, message: message, file: source.name)
  }

  private func article(_ name: String) -> String {
    name.utf8.first.map("AEIOU".utf8.contains) ?? false ? "an" : "a"
  }

  private mutating func reportNothingChecked(_ emptyFolders: [String]) {
    guard !settings.skipsUnrecognized, report.summary.requests == 0, report.diagnostics.isEmpty,
      !report.issues.contains(where: { $0.severity == .error })
    else { return }
    var message = "nothing was checked: "
    if report.summary.passedOver == 0, let folder = emptyFolders.first {
      message +=
        "\(DisplayText.escaped(folder)) holds no .yaml, .yml, .json, .ndjson or .jsonl file"
    } else {
      let count = report.summary.passedOver
      message += "\(count) file\(count == 1 ? "" : "s") looked at, none holds \(Self.wanted)"
    }
    message += "; --skip-unrecognized lets such a run pass"
    report.issues.append(RunIssue(id: .nothingChecked, message: message))
  }
}
