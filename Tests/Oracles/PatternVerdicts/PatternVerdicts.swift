@preconcurrency import Foundation
import LinearRegex

/// Reads a pattern a line, then texts, and writes what the patterns say.
///
/// The input holds fields that end in a zero byte: a pattern, the number of its texts, the texts. A field of the output
/// is `error MESSAGE`, or two digits for each text: whether the pattern is found in it, and whether it matches the whole.
/// With `--portable` it is the pattern that other engines read alike, in place of the digits.
@main enum PatternVerdicts {
  static func main() {
    let isPortable = CommandLine.arguments.contains("--portable")
    var output = ""
    while let source = field() {
      let texts = (0..<(field().flatMap { Int($0) } ?? 0)).compactMap { _ in field() }
      do throws(PatternError) {
        let pattern = try Pattern(source)
        if isPortable { output += try PortablePattern.wholeMatch(source) }
        for text in texts where !isPortable {
          output += pattern.isFound(in: text) ? "1" : "0"
          output += pattern.matchesWhole(text) ? "1" : "0"
        }
      } catch {
        output += "error " + error.message
      }
      output += "\0"
      if output.utf8.count > 1 << 16 {
        print(output, terminator: "")
        output = ""
      }
    }
    print(output, terminator: "")
  }

  /// The next field of the input; `nil` at its end.
  private static func field() -> String? {
    var bytes: [UInt8] = []
    while true {
      let byte = getc(stdin)
      if byte == 0 { return String(decoding: bytes, as: UTF8.self) }
      guard let byte = UInt8(exactly: byte) else { return nil }
      bytes.append(byte)
    }
  }
}
