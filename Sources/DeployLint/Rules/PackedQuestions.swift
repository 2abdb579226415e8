import CEL
import DeployLintPack
import LinearRegex

/// How the cases of the built-in rules are asked: what `deploylint-dev pack` planned, so that no run has to read a rule
/// before it finds something. ``PlannedQuestion`` is the same as it is made.
enum PackedQuestions {
  /// All patterns of the conditions. They are the process's, as the pack is.
  private static let patterns = UnsafeBufferPointer(
    start: deploylint_pack_patterns, count: deploylint_pack_pattern_count
  ).map { Pattern($0, usedWith: .search) }

  /// The same, as conditions match with them.
  private nonisolated(unsafe) static let borrowed: UnsafePointer<Pattern.Borrowed> = {
    let memory = UnsafeMutableBufferPointer<Pattern.Borrowed>.allocate(capacity: patterns.count)
    _ = memory.initialize(fromContentsOf: patterns.map(\.borrowed))
    return UnsafePointer(memory.baseAddress.unsafelyUnwrapped)
  }()

  /// A pattern that conditions match with.
  static func pattern(_ source: String) -> Pattern? { patterns.first { TextOrder.isEqual($0.source, source) } }

  /// - Parameter number: among the cases of all rules, in the order of the pack.
  static func question(_ number: Int) -> RuleSet.Case.Question {
    let packed = deploylint_pack_questions[number]
    guard let steps = packed.steps.first else { return .repetition(member: packed.member.given.map(Int.init)) }
    // The pack's steps are laid out as the program's, which a test holds.
    let code = ScalarCode(
      steps: UnsafeRawPointer(steps).assumingMemoryBound(to: ScalarCode.Step.self),
      texts: UnsafeRawPointer(packed.texts).assumingMemoryBound(to: UInt8.self),
      patterns: borrowed + Int(packed.first_pattern))
    return .condition(
      CompiledCase.Decision(
        code, hasWhen: packed.has_when != 0, when: packed.when.given.map { Int32(truncatingIfNeeded: $0) },
        require: packed.require.given.map { Int32(truncatingIfNeeded: $0) }))
  }
}
