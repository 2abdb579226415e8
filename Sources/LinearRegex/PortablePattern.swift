/// Writes a pattern in the part of regular expressions that ECMA-262 (with its flag `u`) and Python's `re` read alike,
/// and in which it means there what it means here.
///
/// Classes are written as ranges of code points, for `\d`, `.` and `\p{L}` differ between engines and between versions of
/// Unicode. Code points beyond U+FFFF stand for themselves: the engines have no escape for them in common. The end of the
/// text is `(?![\s\S])`, since `$` may also stand before a last line break.
public enum PortablePattern {
  /// A pattern that is found in exactly the texts that `source` matches as a whole.
  ///
  /// - Throws: what `Pattern` would.
  public static func wholeMatch(_ source: String) throws(PatternError) -> String {
    // A pattern that is refused for its size is refused here too.
    _ = try Pattern(source)
    var parser = PatternParser(source)
    let syntax = try parser.parse()
    var writer = Writer(syntax: syntax)
    let body = writer.write()
    return start + (body.shape == .alternation ? group(body.text) : body.text) + end
  }

  static let start = "^"
  static let end = #"(?![\s\S])"#

  fileprivate static func group(_ text: String) -> String { "(?:\(text))" }

  private struct Writer {
    enum Shape {
      /// Can be followed by a quantifier.
      case atom
      /// Can stand in a sequence.
      case sequence
      case alternation
    }

    struct Piece {
      var text: String
      var shape: Shape
    }

    let syntax: Syntax
    private var pieces: [Piece] = []

    init(syntax: Syntax) { self.syntax = syntax }

    mutating func write() -> Piece {
      for operation in syntax.operations { write(operation) }
      return pieces.last ?? Piece(text: "", shape: .sequence)
    }

    private mutating func write(_ operation: Syntax.Operation) {
      switch operation {
      case .empty: pieces.append(Piece(text: "", shape: .sequence))
      case .set(let index): pieces.append(Self.piece(syntax.sets[index]))
      case .assertion(let assertion): pieces.append(Piece(text: Self.text(assertion), shape: .sequence))
      case .concatenation(let count):
        let parts = take(count)
        let text = parts.map { $0.shape == .alternation ? group($0.text) : $0.text }.joined()
        pieces.append(Piece(text: text, shape: .sequence))
      case .alternation(let count):
        pieces.append(Piece(text: take(count).map(\.text).joined(separator: "|"), shape: .alternation))
      case .zeroOrMore: quantify("*")
      case .oneOrMore: quantify("+")
      case .optional: quantify("?")
      case .repetition(_, let minimum, let maximum):
        quantify(maximum == minimum ? "{\(minimum)}" : "{\(minimum),\(maximum.map(String.init) ?? "")}")
      }
    }

    private mutating func take(_ count: Int) -> [Piece] {
      let parts = Array(pieces.suffix(count))
      pieces.removeLast(parts.count)
      return parts
    }

    private mutating func quantify(_ quantifier: String) {
      let operand = pieces.popLast() ?? Piece(text: "", shape: .sequence)
      let text = operand.shape == .atom ? operand.text : group(operand.text)
      pieces.append(Piece(text: text + quantifier, shape: .sequence))
    }

    private static func text(_ assertion: Assertion) -> String {
      let word = "[0-9A-Z_a-z]"
      return switch assertion {
      case .textStart: start
      case .textEnd: end
      case .lineStart: #"(?<![^\n])"#
      case .lineEnd: #"(?![^\n])"#
      case .wordBoundary: "(?:(?<=\(word))(?!\(word))|(?<!\(word))(?=\(word)))"
      case .noWordBoundary: "(?:(?<=\(word))(?=\(word))|(?<!\(word))(?!\(word)))"
      }
    }

    // MARK: Classes

    private static let surrogates = CodePointRange(first: 0xD800, last: 0xDFFF)

    private static func piece(_ set: CodePointSet) -> Piece {
      let ranges = scalarRanges(of: set)
      guard let last = ranges.last else { return Piece(text: "(?!)", shape: .sequence) }
      if ranges.count == 1, last.first == last.last { return Piece(text: outside(last.first), shape: .atom) }
      let isWide = last.last == CodePointRange.maximum
      let shown = isWide ? complement(of: ranges) : ranges
      if shown.isEmpty { return Piece(text: #"[\s\S]"#, shape: .atom) }
      return Piece(text: (isWide ? "[^" : "[") + shown.map(text).joined() + "]", shape: .atom)
    }

    /// The members that a text can hold, in order, without overlaps.
    private static func scalarRanges(of set: CodePointSet) -> [CodePointRange] {
      var ranges: [CodePointRange] = set.ascii.codes.map { CodePointRange(first: UInt32($0), last: UInt32($0)) }
      for range in set.wideRanges() {
        if range.first < surrogates.first {
          ranges.append(CodePointRange(first: range.first, last: min(range.last, surrogates.first - 1)))
        }
        if range.last > surrogates.last {
          ranges.append(CodePointRange(first: max(range.first, surrogates.last + 1), last: range.last))
        }
      }
      CodePointSet.normalize(&ranges, from: 0)
      return ranges
    }

    /// What else a text can hold.
    private static func complement(of ranges: [CodePointRange]) -> [CodePointRange] {
      var result: [CodePointRange] = []
      var next: UInt32 = 0
      for range in ranges {
        // Between the parts of a set that holds all around the surrogates lie only these.
        if next < range.first, next != surrogates.first || range.first != surrogates.last + 1 {
          result.append(CodePointRange(first: next, last: range.first - 1))
        }
        next = range.last + 1
      }
      return result
    }

    private static func text(_ range: CodePointRange) -> String {
      let first = inside(range.first)
      if range.first == range.last { return first }
      return first + (range.last == range.first + 1 ? "" : "-") + inside(range.last)
    }

    /// A code point in a class.
    private static func inside(_ codePoint: UInt32) -> String {
      codePoint == UInt32(UInt8(ascii: "_")) || isAlphanumeric(codePoint) ? character(codePoint) : escape(codePoint)
    }

    /// A code point by itself.
    private static func outside(_ codePoint: UInt32) -> String {
      let plain = " !\"#%&',/:;<=>@_`~-".unicodeScalars
      return isAlphanumeric(codePoint) || plain.contains { $0.value == codePoint }
        ? character(codePoint) : escape(codePoint)
    }

    private static func isAlphanumeric(_ codePoint: UInt32) -> Bool {
      guard codePoint < 0x80 else { return false }
      return (0x30...0x39).contains(codePoint) || (0x61...0x7A).contains(codePoint | 0x20)
    }

    private static func escape(_ codePoint: UInt32) -> String {
      switch codePoint {
      case 0x21..<0x7F:
        // These stand for themselves behind a backslash in both; the others take their number. Some engines take no
        // `\-`, though the standard has it.
        let isSyntax = "^$\\.*+?()[]{}|/".unicodeScalars.contains { $0.value == codePoint }
        return isSyntax ? "\\" + character(codePoint) : "\\x" + hexadecimal(codePoint, 2)
      case 0..<0x100: return "\\x" + hexadecimal(codePoint, 2)
      case 0..<0x10000: return "\\u" + hexadecimal(codePoint, 4)
      default: return character(codePoint)
      }
    }

    private static func character(_ codePoint: UInt32) -> String { Unicode.Scalar(codePoint).map { String($0) } ?? "" }

    private static func hexadecimal(_ number: UInt32, _ digits: Int) -> String {
      let text = String(number, radix: 16)
      return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }
  }
}
