#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// The check of one file or of standard input, with all that it needs: any thread can do it.
struct FileCheck: Sendable {
  enum Outcome: Sendable {
    case unreadable(FileError)
    /// Nothing in it speaks of a request.
    case passedOver
    /// A template that nobody named, which is none of the linter's business until it is filled in.
    case template
    /// What came of it, and what is wrong if it was to hold a request.
    case checked(Finished, RunIssue?)
  }

  /// A result is large and goes through many hands; this way none of them copies it.
  final class Finished: Sendable {
    let result: FileResult

    init(_ result: FileResult) {
      self.result = result
    }
  }

  /// What holds for all files of a folder that the configuration does not tell apart.
  final class Settings: Sendable {
    let linter: Linter
    let defaults: Linter.FileDefaults
    /// Somebody said which kind of request it is.
    let hasKind: Bool
    /// What fails the run in it, if its configuration says so.
    let failLevel: FailLevel?
    let whenAdvanced: (@Sendable (PathRun.Advance) -> Void)?

    init(
      linter: Linter, defaults: Linter.FileDefaults, hasKind: Bool, failLevel: FailLevel?,
      whenAdvanced: (@Sendable (PathRun.Advance) -> Void)?
    ) {
      self.linter = linter
      self.defaults = defaults
      self.hasKind = hasKind
      self.failLevel = failLevel
      self.whenAdvanced = whenAdvanced
    }
  }

  /// What is known of a file's bytes.
  enum Content: Sendable {
    case notRead
    case read([UInt8])
    case unreadable(FileError)
  }

  /// What findings call it.
  let name: String
  /// Where to read it; standard input cannot be read again.
  let path: String?
  let settings: Settings
  /// Whether it must hold a request.
  let isStrict: Bool
  var content = Content.notRead

  func run() -> Outcome {
    guard let path else { return run(on: []) }
    do throws(FileError) {
      switch content {
      case .read(let bytes): return run(on: bytes)
      case .unreadable(let error): return .unreadable(error)
      case .notRead: break
      }
      switch try contents(of: path) {
      case .whole(let bytes): return run(on: bytes)
      case .parts(let beginning, let descriptor, let format):
        return try run(DocumentParts(descriptor: descriptor, beginning: beginning, format: format, path: path), format)
      }
    } catch {
      return .unreadable(error)
    }
  }

  /// Checks standard input, as it comes.
  func runOnStandardInput() throws(FileError) -> Outcome {
    switch try contents(STDIN_FILENO, size: nil, path: "-") {
    case .whole(let bytes): return run(on: bytes)
    case .parts(let beginning, let descriptor, let format):
      let parts = DocumentParts(descriptor: descriptor, beginning: beginning, format: format, path: "-")
      return try run(parts, format)
    }
  }

  func run(on bytes: [UInt8]) -> Outcome {
    let mayHoldRequest = settings.hasKind || WordSearch.mayHoldRequest(bytes)
    guard mayHoldRequest || isStrict else { return .passedOver }
    let source = Source(name: name, bytes: bytes)
    let result = settings.linter.lint(
      source, format: format(of: source), reportsSyntax: mayHoldRequest, defaults: settings.defaults)
    if !isStrict, !settings.hasKind, result.isTemplate { return .template }
    let isMissing = isStrict && result.requests == 0 && !result.hasSyntaxFinding
    return .checked(Finished(result), isMissing ? RunIssue(noRequestIn: source, result) : nil)
  }

  /// The same once more with the endpoint configurations of other files; `nil` where it cannot be read again.
  func run(with configurations: [RelatedResources.Name: EndpointConfiguration]) -> FileResult? {
    guard let path, let contents = try? contents(of: path) else { return nil }
    switch contents {
    case .whole(let bytes):
      let source = Source(name: name, bytes: bytes)
      return settings.linter.lint(
        source, format: format(of: source), reportsSyntax: true, defaults: settings.defaults,
        configurations: configurations)
    case .parts(let beginning, let descriptor, let format):
      let parts = DocumentParts(descriptor: descriptor, beginning: beginning, format: format, path: path)
      return try? StreamCheck(self, format: format, configurations: configurations).run(parts).result
    }
  }

  private func format(of source: Source) -> TextFormat { TextFormat(path: source.name) ?? TextFormat(of: source) }

  // MARK: Long texts

  private enum Contents {
    case whole([UInt8])
    /// The beginning of a text of many documents, and the open file with the rest.
    case parts(beginning: [UInt8], descriptor: Int32, TextFormat)
  }

  private func contents(of path: String) throws(FileError) -> Contents {
    let file = try FileReader.open(path)
    do throws(FileError) {
      let contents = try contents(file.descriptor, size: file.size, path: path)
      if case .whole = contents { close(file.descriptor) }
      return contents
    } catch {
      close(file.descriptor)
      throw error
    }
  }

  /// - Parameter size: `nil` where it is not known before the end.
  private func contents(_ descriptor: Int32, size: Int?, path: String) throws(FileError) -> Contents {
    if let size, size <= DocumentParts.longText {
      return .whole(try FileReader.readRest(descriptor, path: path, expected: size))
    }
    var beginning: [UInt8] = []
    beginning.reserveCapacity(DocumentParts.longText + 1)
    while beginning.count <= DocumentParts.longText {
      let room = min(DocumentParts.partBytes, DocumentParts.longText + 1 - beginning.count)
      let piece = try FileReader.readSome(descriptor, path: path, atMost: room)
      if piece.isEmpty { return .whole(beginning) }
      beginning += piece
    }
    let source = Source(name: name, bytes: beginning)
    let format = format(of: source)
    if format == .json || Directives.mayHoldForFile(beginning) {
      return .whole(
        try FileReader.readRest(descriptor, behind: beginning, path: path, expected: size ?? beginning.count))
    }
    return .parts(beginning: beginning, descriptor: descriptor, format)
  }

  private func run(_ parts: consuming DocumentParts, _ format: TextFormat) throws(FileError) -> Outcome {
    let (result, mayHoldRequest) = try StreamCheck(self, format: format).run(parts)
    guard mayHoldRequest || isStrict else { return .passedOver }
    if !isStrict, !settings.hasKind, result.isTemplate { return .template }
    let isMissing = isStrict && result.requests == 0 && !result.hasSyntaxFinding
    // What is said of the text is said of its beginning.
    let source = Source(name: name, bytes: Array("…".utf8))
    return .checked(Finished(result), isMissing ? RunIssue(noRequestIn: source, result) : nil)
  }
}
