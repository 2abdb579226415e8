/// The check of one file or of standard input, with all that it needs: any thread can do it.
struct FileCheck: Sendable {
  enum Outcome: Sendable {
    case unreadable(FileError)
    /// Nothing in it speaks of a request.
    case passedOver
    /// A template that nobody named, which is none of the linter's business until it is filled in.
    case template
    /// What came of it, and what is wrong if it was to hold a request.
    case checked(FileResult, RunIssue?)
  }

  /// What findings call it.
  let name: String
  /// Where to read it; standard input cannot be read again.
  let path: String?
  let linter: Linter
  let defaults: Linter.FileDefaults
  /// Somebody said which kind of request it is.
  let hasKind: Bool
  /// Whether it must hold a request.
  let isStrict: Bool
  /// What fails the run in it, if its configuration says so.
  let failLevel: FailLevel?

  func run() -> Outcome {
    do throws(FileError) {
      return run(on: try path.map { path throws(FileError) in try FileReader.read(path) } ?? [])
    } catch {
      return .unreadable(error)
    }
  }

  func run(on bytes: [UInt8]) -> Outcome {
    let mayHoldRequest = hasKind || WordSearch.mayHoldRequest(bytes)
    guard mayHoldRequest || isStrict else { return .passedOver }
    let source = Source(name: name, bytes: bytes)
    let result = linter.lint(
      source, format: format(of: source), reportsSyntax: mayHoldRequest, defaults: defaults)
    if !isStrict, !hasKind, result.isTemplate { return .template }
    let isMissing = isStrict && result.requests == 0 && !result.hasSyntaxFinding
    return .checked(result, isMissing ? RunIssue(noRequestIn: source, result) : nil)
  }

  /// The same once more with the endpoint configurations of other files; `nil` where it cannot be read again.
  func run(with configurations: [RelatedResources.Name: EndpointConfiguration]) -> FileResult? {
    guard let path, let bytes = try? FileReader.read(path) else { return nil }
    let source = Source(name: name, bytes: bytes)
    return linter.lint(
      source, format: format(of: source), reportsSyntax: true, defaults: defaults, configurations: configurations)
  }

  private func format(of source: Source) -> TextFormat { TextFormat(path: source.name) ?? TextFormat(of: source) }
}
