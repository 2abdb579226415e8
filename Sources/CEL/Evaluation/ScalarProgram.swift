package import LinearRegex

/// Conditions that compare, combine and match scalars: what most conditions of rules are. They are decided without
/// making values, which is many times as fast as ``Program`` and says the same where it says anything.
///
/// Everything else, errors included, is ``Scalar/undecided``, and so is what takes too many steps: a ``Program`` then
/// has the answer, the message and the cost.
public final class ScalarProgram: Sendable {
  /// The steps, for as long as the program is kept.
  public let code: ScalarCode
  /// What the code was made from. It keeps the patterns.
  package let plan: ScalarPlan

  /// Plans conditions over variables, as ``Program`` does. Those that need more than scalars stay undecided.
  ///
  /// - Parameter definition: what the variable at a position stands for, if the program is to work it out itself. It
  ///   sees the variables before it.
  public init(
    _ conditions: [Expression], variables: [String], paths: any PathNumbering,
    definition: @escaping (Int) -> Expression?
  ) {
    plan = ScalarPlan(conditions, variables: variables, paths: paths, definition: definition)
    code = ScalarCode(
      steps: Self.copy(plan.steps), texts: Self.copy(plan.texts), patterns: Self.copy(plan.patterns.map(\.borrowed)))
  }

  deinit { code.free() }

  private static func copy<Element>(_ elements: [Element]) -> UnsafePointer<Element> {
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(elements.count, 1))
    elements.withUnsafeBufferPointer { elements in
      if let first = elements.baseAddress { memory.initialize(from: first, count: elements.count) }
    }
    return UnsafePointer(memory)
  }

  /// Where a condition begins in the ``code``; `nil` for one that needs more than scalars.
  public func root(ofCondition index: Int) -> Int32? { plan.roots[index] }

  /// What a condition comes to.
  public func value(ofCondition index: Int, _ source: some ScalarSource) -> Scalar {
    root(ofCondition: index).map { code.value(at: $0, source) } ?? .undecided
  }
}

/// The steps of a ``ScalarProgram`` as plain pointers: nothing counts references while they are gone through.
public struct ScalarCode: @unchecked Sendable {
  /// A step of a condition.
  @usableFromInline
  package struct Step: Equatable, Sendable {
    @usableFromInline
    package enum Operation: UInt8, Sendable {
      case truth, integer, text, path, presence, variable
      case not, and, or, conditional
      case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
      case add, subtract, multiply, divide, remainder
      case isIn, matches, size, greatest
    }

    @usableFromInline package let operation: Operation
    /// Positions of other steps; of a text and of a list of texts, a position and a length.
    @usableFromInline package var first: Int32 = 0
    @usableFromInline package var second: Int32 = 0
    @usableFromInline package var third: Int32 = 0
    /// An integer, or the number of a path, a variable or a pattern.
    @usableFromInline package var number: Int64 = 0
  }

  /// More than any sensible condition takes; definitions that use each other twice could take far more.
  @usableFromInline static let mostSteps = 1_000

  @usableFromInline let steps: UnsafePointer<Step>
  /// The UTF-8 of all constant texts.
  @usableFromInline let texts: UnsafePointer<UInt8>
  private let patterns: UnsafePointer<Pattern.Borrowed>

  /// Code whose parts somebody keeps for as long as it is used.
  package init(
    steps: UnsafePointer<Step>, texts: UnsafePointer<UInt8>, patterns: UnsafePointer<Pattern.Borrowed>
  ) {
    self.steps = steps
    self.texts = texts
    self.patterns = patterns
  }

  fileprivate func free() {
    steps.deallocate()
    texts.deallocate()
    patterns.deallocate()
  }

  /// What the condition that begins there comes to.
  @inlinable
  public func value<Source: ScalarSource>(at root: Int32, _ source: Source) -> Scalar {
    var run = ScalarRun(code: self, source: source, remaining: Self.mostSteps)
    return run.value(root)
  }

  /// What a condition asks that is no more than `!path.matches(pattern)`.
  package func exclusion(at root: Int32) -> (path: Int, pattern: Pattern.Borrowed)? {
    guard steps[Int(root)].operation == .not else { return nil }
    let match = steps[Int(steps[Int(root)].first)]
    guard match.operation == .matches, steps[Int(match.first)].operation == .path else { return nil }
    return (Int(steps[Int(match.first)].number), patterns[Int(match.number)])
  }

  /// No pattern is tried on longer texts: that costs more than a step, which a whole evaluation accounts for.
  @inlinable
  package static var longestText: Int { 10_000 }

  /// Whether a pattern matches somewhere in the text.
  @usableFromInline
  func isFound(pattern: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool { patterns[pattern].isFound(inUTF8: text) }
}
