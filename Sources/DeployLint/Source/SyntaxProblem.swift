/// Why a text, or a part of it, cannot be read.
package struct SyntaxProblem: Error, Sendable {
  /// Another place that explains the problem.
  package struct Related: Sendable {
    package let range: Range<Int>
    package let label: String
  }

  /// `syntax/error`, `syntax/limit`, `syntax/byte-order-mark` or `syntax/suppression`.
  package let rule: String
  /// In bytes of the source.
  package let range: Range<Int>
  /// What is wrong and what the reader was doing; one line, lower case.
  package let message: String
  /// What to do about it.
  package let help: String
  package let related: [Related]

  init(
    rule: String = SyntaxProblem.error, range: Range<Int>, message: String, help: String, related: [Related] = []
  ) {
    self.rule = rule
    self.range = range
    self.message = message
    self.help = help
    self.related = related
  }

  /// - Parameter noun: "key" or "value".
  static func tooLongText(_ noun: String, most: Int, at range: Range<Int>) -> SyntaxProblem {
    SyntaxProblem(
      rule: limit, range: range, message: "the \(noun) is longer than \(most) bytes", help: "shorten the \(noun)")
  }

  package static let error = "syntax/error"
  package static let limit = "syntax/limit"
  package static let byteOrderMark = "syntax/byte-order-mark"
  package static let suppression = "syntax/suppression"
}
