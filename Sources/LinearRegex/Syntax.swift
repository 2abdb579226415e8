/// A position that a pattern asks about, between two characters.
enum Assertion: UInt8, Sendable {
  case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary
}

/// A parsed pattern in postfix order, so that nothing that works on it needs a stack as deep as its groups.
struct Syntax: Sendable {
  enum Operation: Sendable {
    /// Matches the empty text.
    case empty
    /// One code point out of `sets`.
    case set(Int)
    case assertion(Assertion)
    /// The last so many operands, one after the other.
    case concatenation(Int)
    /// Any of the last so many operands.
    case alternation(Int)
    /// The last operand, as often as possible or wanted: greedy or not makes no difference to a yes or no.
    case zeroOrMore
    case oneOrMore
    case optional
    /// The last operand so many times, without an upper bound if `maximum` is nil. Its operations start at `operand`.
    case repetition(operand: Int, minimum: Int, maximum: Int?)
  }

  var operations: [Operation] = []
  var sets: [CodePointSet] = []
}
