/// A regular expression in RE2's syntax that says yes or no in time linear in the text.
///
/// A pattern is read as in RE2 and Go: groups, classes, Unicode groups, flags and repetitions, but no look-around, no
/// back-references and no `\C`. Matching looks at code points. It never backtracks, and the memory that it takes is
/// bounded, so neither a hostile pattern nor a hostile text can stall it.
///
/// A value may be shared between threads. Copies share what they have learned from earlier texts.
public struct Pattern: Sendable {
  /// Bounds on what a pattern may ask for.
  public struct Limits: Sendable {
    /// The greatest `programSize`.
    public var programSize: Int

    /// Room for any pattern that people write.
    public static let standard = Limits(programSize: 20_000)

    /// Limits of one's own.
    public init(programSize: Int) { self.programSize = programSize }
  }

  /// The pattern's text.
  public let source: String
  private let matcher: Matcher

  /// Compiles a pattern.
  ///
  /// Throws for text outside RE2's syntax, for repetitions of more than 1000 copies, nested ones multiplied, and for a
  /// pattern that breaks the limits.
  public init(_ source: String, limits: Limits = .standard) throws(PatternError) {
    let program = try ProgramBuilder.program(of: source, limits: limits)
    self.source = source
    matcher = Matcher(LazyProgram(program, source: source), leastLength: program.leastLength)
  }

  /// A pattern that is known to compile, and does so when a text first needs it.
  ///
  /// - Parameters:
  ///   - leastLength: its ``leastLength``; shorter texts do not need it.
  ///   - requiredByte: its ``requiredByte``; texts without it do not need it either.
  ///   - complete: what ``completeTable(for:)`` makes of it, for one of the modes.
  package init(
    known source: String, leastLength: Int, requiredByte: UInt8?, complete: (mode: MatchMode, dfa: CompleteDFA)?
  ) {
    self.source = source
    matcher = Matcher(
      LazyProgram(known: source), leastLength: leastLength, requiredByte: requiredByte, complete: complete)
  }

  /// The automaton for all texts in ASCII; `nil` where it is too large.
  package func completeTable(for mode: MatchMode) -> CompleteDFA.Table? {
    var states = LazyDFA(matcher.program, mode: mode)
    return states.completeTable()
  }

  /// The fewest characters that a match has.
  package var leastLength: Int { matcher.program.leastLength }

  /// A character of ASCII that every match holds, if there is one.
  package var requiredByte: UInt8? { matcher.program.requiredByte }

  /// The number of instructions, by which the cost of a match can be bounded: at most a few steps for each instruction
  /// and code point, nearly always one step for each byte.
  public var programSize: Int { matcher.program.instructions.count }

  /// Whether the pattern matches anywhere in the text.
  public func isFound(in text: String) -> Bool {
    var text = text
    return text.withUTF8 { isFound(inUTF8: $0) }
  }

  /// Whether the pattern matches anywhere in the text; bytes that are no UTF-8 match nothing, not even `.`.
  public func isFound(inUTF8 text: UnsafeBufferPointer<UInt8>) -> Bool {
    matcher.accepts(text, by: .search).verdict
  }

  /// Whether the pattern matches the text from end to end, with no tolerance for a final newline.
  ///
  /// All alternatives are tried: `a|ab` matches the whole of `ab`.
  public func matchesWhole(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { matchesWhole(utf8: $0) }
  }

  /// Whether the pattern matches the text from end to end; bytes that are no UTF-8 match nothing, not even `.`.
  public func matchesWhole(utf8 text: UnsafeBufferPointer<UInt8>) -> Bool {
    matcher.accepts(text, by: .whole).verdict
  }

  /// The steps that building states takes for this text on top of one a byte: for tests of linearity.
  func steps(for text: String, by mode: MatchMode) -> Int {
    var text = text
    return text.withUTF8 { matcher.accepts($0, by: mode).steps }
  }

  /// The pattern without counting references to it: for those who keep it and match all the time.
  package struct Borrowed: @unchecked Sendable {
    private let matcher: Unmanaged<Matcher>

    fileprivate init(_ matcher: Matcher) { self.matcher = .passUnretained(matcher) }

    /// As ``Pattern/isFound(inUTF8:)``.
    package func isFound(inUTF8 text: UnsafeBufferPointer<UInt8>) -> Bool {
      matcher._withUnsafeGuaranteedRef { $0.accepts(text, by: .search).verdict }
    }

    /// As ``Pattern/matchesWhole(utf8:)``.
    package func matchesWhole(utf8 text: UnsafeBufferPointer<UInt8>) -> Bool {
      matcher._withUnsafeGuaranteedRef { $0.accepts(text, by: .whole).verdict }
    }
  }

  /// Valid as long as the pattern, or a copy of it, is kept.
  package var borrowed: Borrowed { Borrowed(matcher) }
}
