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

  /// For a pattern that does not compile after all, a program that finds a match in every text. A search is asked for
  /// what must not be there, so whoever relied on the pattern looks closer, and none is silent.
  var value: Program {
    slot.value {
      (try? ProgramBuilder.program(of: source, limits: .standard))
        ?? Program(instructions: [Instruction(operation: .match, next: 0, other: 0)], start: 0, sets: [])
    }
  }
}
