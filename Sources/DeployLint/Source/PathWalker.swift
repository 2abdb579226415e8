/// Finds the files of a directory that the linter reads.
package struct PathWalker {
  package struct Problem: Sendable, Equatable {
    package let path: String
    package let reason: String
  }

  /// Paths of YAML and JSON files, in the order of their bytes. Each begins with the path that was walked.
  package private(set) var files: [String] = []
  /// Directories that could not be read.
  package private(set) var problems: [Problem] = []

  private let isExcludedPath: (_ path: String, _ isFolder: Bool) -> Bool

  /// Walks a directory with all that is in it. Links to directories are not followed; links to files are read.
  ///
  /// - Parameters:
  ///   - honoursIgnoreFiles: whether what a repository's `.gitignore` files and its `.git/info/exclude` name is left
  ///     out. The directory itself was named, so it is walked even where they name it.
  ///   - isExcluded: whether a file, or a folder with all that is in it, is left out. Its path begins with the one that
  ///     is walked.
  package static func walk(
    _ path: String, honoursIgnoreFiles: Bool = true,
    excluding isExcluded: @escaping (_ path: String, _ isFolder: Bool) -> Bool = { _, _ in false }
  ) -> PathWalker {
    var walker = PathWalker(isExcludedPath: isExcluded)
    FolderWalk(honoursIgnoreFiles: honoursIgnoreFiles).walk(path, &walker)
    return walker
  }

  private init(isExcludedPath: @escaping (_ path: String, _ isFolder: Bool) -> Bool) {
    self.isExcludedPath = isExcludedPath
  }

  /// The path without empty and `.` steps: `./a//b/` becomes `a/b`. `..` stays, since a link may stand before it.
  package static func normalised(_ path: String) -> String {
    // No path is not the current folder.
    if path.isEmpty || isNormal(path) { return path }
    let slash = UInt8(ascii: "/")
    var normal = path.utf8.first == slash ? "/" : ""
    for step in path.utf8.split(separator: slash) where !step.elementsEqual(".".utf8) {
      if !normal.isEmpty, normal.utf8.last != slash { normal += "/" }
      normal += String(Substring(step))
    }
    return normal.isEmpty ? "." : normal
  }

  /// Whether a path has neither empty nor `.` steps, as most have; those of the root and of `.` are taken for some.
  private static func isNormal(_ path: String) -> Bool {
    var length = 0
    var isDot = false
    for (index, byte) in path.utf8.enumerated() {
      if byte == UInt8(ascii: "/") {
        if (length == 0 && index > 0) || isDot { return false }
        length = 0
        isDot = false
      } else {
        length += 1
        isDot = length == 1 && byte == UInt8(ascii: ".")
      }
    }
    return length > 0 && !isDot
  }
}

extension PathWalker: WalkVisitor {
  typealias Exclusion = (_ path: String, _ isFolder: Bool) -> Bool

  func enter(_ path: String) -> Exclusion { isExcludedPath }

  static func isExcluded(_ entry: WalkedEntry, in isExcluded: Exclusion) -> Bool {
    isExcluded(entry.path, entry.kind == .folder)
  }

  mutating func visit(_ file: WalkedEntry, in folder: Exclusion) {
    if file.kind == .file { files.append(file.path) }
  }

  mutating func miss(_ problem: Problem) { problems.append(problem) }
}
