/// The patterns of one `.gitignore`, read as git reads them.
struct IgnoreFile: Sendable {
  private struct Pattern: Sendable {
    let glob: Glob
    let isNegated: Bool
  }

  private var patterns: [Pattern] = []

  /// Whether it says nothing.
  var isEmpty: Bool { patterns.isEmpty }

  init(_ text: [UInt8]) {
    var text = text[...]
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
    for line in text.split(separator: UInt8(ascii: "\n")) {
      if let pattern = Self.pattern(line) { patterns.append(pattern) }
    }
  }

  /// `nil` for blank lines, comments, and patterns that match nothing because they are wrong.
  private static func pattern(_ line: ArraySlice<UInt8>) -> Pattern? {
    var line = line
    if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
    line = withoutTrailingSpaces(line)
    if line.isEmpty || line.first == UInt8(ascii: "#") { return nil }
    let isNegated = line.first == UInt8(ascii: "!")
    if isNegated { line = line.dropFirst() }
    // A NUL cannot be in a path, and bytes that are no UTF-8 are in none that is walked.
    guard !line.isEmpty, let text = String(validating: line, as: UTF8.self),
      let glob = try? Glob(text, .gitignore)
    else { return nil }
    return Pattern(glob: glob, isNegated: isNegated)
  }

  /// A space at the end counts where a backslash stands before it.
  private static func withoutTrailingSpaces(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var end = line.startIndex
    var at = line.startIndex
    while at < line.endIndex {
      let isEscaped = line[at] == UInt8(ascii: "\\") && at + 1 < line.endIndex
      let next = at + (isEscaped ? 2 : 1)
      if isEscaped || line[at] != UInt8(ascii: " ") { end = next }
      at = next
    }
    return line[..<end]
  }

  /// Whether it ignores an entry of a folder that is itself not ignored; `nil` where it says nothing about it. Of
  /// several patterns the last one counts.
  ///
  /// - Parameter path: from the folder of the file.
  func ignores(_ path: ArraySlice<UInt8>, isFolder: Bool) -> Bool? {
    patterns.last { $0.glob.matchesEntry(path, isFolder: isFolder) }.map { !$0.isNegated }
  }
}
