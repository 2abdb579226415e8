import Foundation
import Testing

/// Compares what the program prints with what it printed when a person last looked at it.
enum Golden {
  /// With `DEPLOYLINT_RECORD=1` the file is written, and the test fails, so that nobody records by accident.
  private static let isRecording = ProcessInfo.processInfo.environment["DEPLOYLINT_RECORD"] == "1"

  static func expect(_ text: String, in path: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = Project.folder.appendingPathComponent("Tests/CommandLineTests/Golden/\(path)")
    if isRecording {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
      Issue.record(
        "recorded \(path); look at the difference, then run without DEPLOYLINT_RECORD", sourceLocation: sourceLocation)
      return
    }
    let expected = (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) }
    guard let expected else {
      Issue.record(
        "there is no golden file \(path); record it with DEPLOYLINT_RECORD=1", sourceLocation: sourceLocation)
      return
    }
    if let difference = firstDifference(expected, text) {
      Issue.record("\(path) differs: \(difference)", sourceLocation: sourceLocation)
    }
  }

  /// The first line in which two texts differ; line breaks and all other bytes count.
  static func firstDifference(_ expected: String, _ actual: String) -> String? {
    let expected = lines(expected)
    let actual = lines(actual)
    for number in 0..<max(expected.count, actual.count) {
      let left = number < expected.count ? expected[number] : nil
      let right = number < actual.count ? actual[number] : nil
      if left != right { return "line \(number + 1)\nexpected: \(show(left))\nactual:   \(show(right))" }
    }
    return nil
  }

  /// As bytes: a String would take two spellings of a character for one.
  private static func lines(_ text: String) -> [[UInt8]] {
    text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
  }

  private static func show(_ line: [UInt8]?) -> String {
    line.map { String(decoding: $0, as: UTF8.self).debugDescription } ?? "(none)"
  }
}
