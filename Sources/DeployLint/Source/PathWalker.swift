#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// Finds the files of a directory that the linter reads.
package struct PathWalker {
  package struct Problem: Sendable, Equatable {
    package let path: String
    package let reason: String
  }

  /// Paths of YAML and JSON files, in the order of their bytes. Each begins with the path that was walked.
  package private(set) var files: [String] = []
  /// Terraform's own files and states, which are not read: so that they are named and not passed over silently.
  package private(set) var terraformFiles: [String] = []
  /// Directories that could not be read.
  package private(set) var problems: [Problem] = []

  private static let terraformExtensions = [".tf", ".tfstate"]
  private static let readExtensions = [".yaml", ".yml", ".json", ".ndjson", ".jsonl"] + terraformExtensions
  private static let maximumDepth = 128

  private let honoursIgnoreFiles: Bool
  private let isExcluded: (_ path: String, _ isFolder: Bool) -> Bool

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
    var walker = PathWalker(honoursIgnoreFiles: honoursIgnoreFiles, isExcluded: isExcluded)
    let path = normalised(path)
    let rules = honoursIgnoreFiles ? IgnoreRules.above(PathNames.absolute(path)) : nil
    walker.visit(path, depth: 0, rules)
    return walker
  }

  private init(honoursIgnoreFiles: Bool, isExcluded: @escaping (_ path: String, _ isFolder: Bool) -> Bool) {
    self.honoursIgnoreFiles = honoursIgnoreFiles
    self.isExcluded = isExcluded
  }

  /// The path without empty and `.` steps: `./a//b/` becomes `a/b`. `..` stays, since a link may stand before it.
  package static func normalised(_ path: String) -> String {
    // No path is not the current folder.
    if path.isEmpty { return path }
    let slash = UInt8(ascii: "/")
    var normal = path.utf8.first == slash ? "/" : ""
    for step in path.utf8.split(separator: slash) where !step.elementsEqual(".".utf8) {
      if !normal.isEmpty, normal.utf8.last != slash { normal += "/" }
      normal += String(Substring(step))
    }
    return normal.isEmpty ? "." : normal
  }

  private struct Entry {
    let name: String
    let isDirectory: Bool

    /// A directory sorts as the paths of its files do: with a slash behind its name.
    static func isInOrder(_ left: Entry, _ right: Entry) -> Bool {
      var (leftName, rightName) = (left.name, right.name)
      return leftName.withUTF8 { leftBytes in
        rightName.withUTF8 { rightBytes in
          let common = min(leftBytes.count, rightBytes.count)
          for at in 0..<common where leftBytes[at] != rightBytes[at] { return leftBytes[at] < rightBytes[at] }
          func next(_ entry: Entry, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
            bytes.count > common ? Int(bytes[common]) : entry.isDirectory ? 0x2F : -1
          }
          return next(left, leftBytes) < next(right, rightBytes)
        }
      }
    }
  }

  /// - Parameter rules: what the folders around it say; `nil` outside of a repository.
  private mutating func visit(_ path: String, depth: Int, _ rules: IgnoreRules?) {
    guard depth < Self.maximumDepth else {
      problems.append(Problem(path: path, reason: "directories are nested more than \(Self.maximumDepth) levels deep"))
      return
    }
    let prefix = path == "." ? "" : path.utf8.last == UInt8(ascii: "/") ? path : path + "/"
    guard let names = list(path) else {
      problems.append(Problem(path: path, reason: FileReader.words(for: errno)))
      return
    }
    var rules = rules
    if honoursIgnoreFiles {
      // What an outer repository ignores is no matter of an inner one.
      if names.contains(where: { TextOrder.isEqual($0.name, GitFolder.name) }) { rules = IgnoreRules(repository: path) }
      if names.contains(where: { TextOrder.isEqual($0.name, IgnoreRules.fileName) }) { rules?.read(path) }
    }
    let entries = names.compactMap { entry($0.name, $0.type, in: prefix) }.sorted(by: Entry.isInOrder)
    for entry in entries {
      let path = prefix + entry.name
      if rules?.ignores(entry.name, isFolder: entry.isDirectory) ?? false || isExcluded(path, entry.isDirectory) {
        continue
      }
      if entry.isDirectory {
        visit(path, depth: depth + 1, rules?.entering(entry.name))
      } else if Self.terraformExtensions.contains(where: entry.name.utf8.hasSuffix) {
        terraformFiles.append(path)
      } else {
        files.append(path)
      }
    }
  }

  /// What an entry is, if it matters.
  ///
  /// - Parameter type: as the directory says, which saves asking for most.
  private func entry(_ name: String, _ type: UInt8, in prefix: String) -> Entry? {
    let isRead = Self.readExtensions.contains(where: name.utf8.hasSuffix)
    switch Int(type) {
    case Int(DT_REG): return isRead ? Entry(name: name, isDirectory: false) : nil
    case Int(DT_DIR): return directory(name)
    case Int(DT_LNK), Int(DT_UNKNOWN): break
    default: return isRead ? Entry(name: name, isDirectory: false) : nil
    }
    var status = stat()
    guard lstat(prefix + name, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return directory(name)
    case S_IFREG: return isRead ? Entry(name: name, isDirectory: false) : nil
    case S_IFLNK:
      guard isRead else { return nil }
      // A link that leads to itself is a mistake; one that leads nowhere may wait for its target.
      let leadsNowhere = stat(prefix + name, &status) != 0 && (errno == ENOENT || errno == ENOTDIR)
      return leadsNowhere || status.st_mode & S_IFMT == S_IFDIR ? nil : Entry(name: name, isDirectory: false)
    // A pipe or a device under such a name is told of: reading it says what it is, and does not wait.
    default: return isRead ? Entry(name: name, isDirectory: false) : nil
    }
  }

  private func directory(_ name: String) -> Entry? {
    TextOrder.isEqual(name, GitFolder.name) ? nil : Entry(name: name, isDirectory: true)
  }

  /// The names in a directory, each with what the directory says it is; `nil` where it cannot be read, and `errno` says
  /// why.
  private mutating func list(_ path: String) -> [(name: String, type: UInt8)]? {
    guard let directory = opendir(path) else { return nil }
    defer { closedir(directory) }
    var names: [(name: String, type: UInt8)] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: UInt8.self, capacity: MemoryLayout.size(ofValue: name.pointee)) { bytes in
          String(validatingCString: UnsafeRawPointer(bytes).assumingMemoryBound(to: CChar.self))
        }
      }
      guard let name else {
        problems.append(Problem(path: path, reason: "it holds a file whose name is not UTF-8"))
        continue
      }
      if name != ".", name != ".." { names.append((name, entry.pointee.d_type)) }
    }
    return names
  }
}

extension String.UTF8View {
  fileprivate func hasSuffix(_ suffix: String) -> Bool { self.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) }
}
