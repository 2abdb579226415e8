/// The program of a pattern, compiled when a text first needs it.
final class LazyProgram: Sendable {
  private let slot = LazySlot<Program>()
  private let source: String

  /// - Parameter source: a pattern that is known to compile.
  init(known source: String) {
    self.source = source
  }

  /// A program that is there already.
  init(_ program: Program, source: String) {
    self.source = source
    slot.keep(program)
  }

  var value: Program { slot.value(compile) }

  private func compile() -> Program {
    do throws(PatternError) {
      return try ProgramBuilder.program(of: source, limits: .standard)
    } catch {
      // No input comes here: the pack's patterns are those that were compiled when it was made, which a test repeats. A
      // program that matched nothing instead would leave rules silent.
      preconditionFailure("the pattern '\(source)' was said to compile: \(error.message)")
    }
  }
}
