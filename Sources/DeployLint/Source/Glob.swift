/// A pattern for paths below a folder, as the configuration and `.gitignore` files write them.
///
/// | pattern | matches |
/// |---|---|
/// | `*`, `?` | any text, one character; never `/` |
/// | `[a-z]`, `[!a-z]` | one character of these, or of all others; never `/` |
/// | `**` as a step of its own | any number of folders |
/// | `{a,b}` | one of the two (not in `.gitignore`) |
/// | `\` | the next character, whatever it is |
///
/// A pattern with a `/` before its end starts at the folder; any other matches at every depth. With a `/` at its end it
/// matches folders only. What matches a folder holds for everything in it. Matching takes time that is linear in the
/// path.
package struct Glob: Sendable {
  /// Who wrote the pattern.
  package enum Syntax: Sendable {
    /// Characters are Unicode scalars, and alternatives are understood.
    case configuration
    /// Characters are bytes, as for git.
    case gitignore
  }

  /// Why a text is no pattern.
  package struct FormatError: Error, Sendable {
    /// One line, without the pattern itself.
    package let message: String
    package let help: String
  }

  /// As written.
  package let text: String
  /// Whether it starts at the folder rather than at any depth.
  private let isAnchored: Bool
  private let matchesFoldersOnly: Bool
  private let program: GlobProgram

  /// Longer patterns are no patterns that somebody wrote.
  private static let longestText = 1024

  package init(_ text: String, _ syntax: Syntax = .configuration) throws(FormatError) {
    self.text = text
    var bytes = Array(text.utf8)[...]
    if syntax == .configuration { bytes = try Self.checked(bytes) }
    matchesFoldersOnly = bytes.last == UInt8(ascii: "/")
    if matchesFoldersOnly { bytes = bytes.dropLast() }
    isAnchored = bytes.contains(UInt8(ascii: "/"))
    if bytes.first == UInt8(ascii: "/") { bytes = bytes.dropFirst() }
    program = try GlobParser.parse(bytes, syntax)
  }

  /// What a pattern of the configuration must not be; `./` at its start only says that it starts at the folder.
  private static func checked(_ bytes: ArraySlice<UInt8>) throws(FormatError) -> ArraySlice<UInt8> {
    guard !bytes.isEmpty else { throw FormatError(message: "it is empty", help: "write a path, or '**' for all files") }
    guard bytes.count <= longestText else {
      throw FormatError(message: "it is longer than \(longestText) bytes", help: "write several shorter patterns")
    }
    if bytes.first == UInt8(ascii: "!") {
      throw FormatError(
        message: "it begins with '!', which takes nothing back here",
        help: "name what is meant; '\\!' stands for a '!' in a name")
    }
    let steps = bytes.split(separator: UInt8(ascii: "/"))
    if steps.contains(where: { $0.elementsEqual("..".utf8) }) {
      throw FormatError(
        message: "'..' leads out of the folder that patterns start at", help: "put the pattern into a file further up")
    }
    if steps.allSatisfy({ $0.elementsEqual(".".utf8) }) {
      throw FormatError(message: "it names the folder that patterns start at", help: "write '**' for all files in it")
    }
    return bytes.starts(with: "./".utf8) ? bytes.dropFirst() : bytes
  }

  // MARK: Matching

  /// Whether it matches a file or one of the folders that the file is in.
  ///
  /// - Parameter path: the file's path from the folder that patterns start at.
  package func matches(_ path: String) -> Bool { matches(path, isFolder: false) }

  package func matches(_ path: String, isFolder: Bool) -> Bool { matches(Array(path.utf8), isFolder: isFolder) }

  func matches(_ bytes: [UInt8], isFolder: Bool) -> Bool {
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "/") && index > 0 {
      if matchesEntry(bytes[..<index], isFolder: true) { return true }
    }
    return matchesEntry(bytes[...], isFolder: isFolder)
  }

  /// Whether it matches this file or folder itself, whatever holds it.
  func matchesEntry(_ path: ArraySlice<UInt8>, isFolder: Bool) -> Bool {
    guard isFolder || !matchesFoldersOnly else { return false }
    if isAnchored { return program.matches(path) }
    let start = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? path.startIndex
    return program.matches(path[start...])
  }
}
