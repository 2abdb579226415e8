/// Mistakes in configuration files as problems of the run.
extension RunIssue {
  /// A mistake with its place, and the lines around it.
  init(_ problem: ConfigurationProblem, in source: Source) {
    let index = LineIndex(source)
    let span = index.span(of: problem.range)
    self.init(
      id: .wrongConfiguration, message: problem.message, file: source.name, help: problem.help, span: span,
      snippet: SnippetMaker(source: source, index: index, masked: []).snippet(for: span, related: []))
  }

  /// A mistake that some value of a configuration leads to.
  init(
    _ message: String, help: String, severity: Severity = .error, from origin: ConfigurationOrigin, _ source: Source?
  ) {
    if case .file(let place) = origin, let source {
      let range = place.span.start.offset..<place.span.end.offset
      self.init(ConfigurationProblem(message: message, help: help, range: range), in: source)
      self.severity = severity
    } else {
      self.init(id: .wrongConfiguration, severity: severity, message: help.isEmpty ? message : "\(message); \(help)")
    }
  }

  /// A configuration file that cannot be read.
  init(_ error: FileError, _ path: String) {
    let name = PathNames.shown(path)
    self.init(
      id: .wrongConfiguration,
      message: "cannot read the configuration \(DisplayText.escaped(name)): \(error.message)", file: name)
  }

  /// A configuration file whose name is not looked for.
  init(misspeltConfiguration path: String) {
    let name = PathNames.shown(path)
    self.init(
      id: .wrongConfiguration,
      message: "\(DisplayText.escaped(name)) is not read, because a configuration file is called "
        + "'\(ConfigurationFile.name)'; rename it, or name it with --config", file: name)
  }
}
