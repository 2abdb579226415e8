/// What a repository ignores, as far as it is known in one of its folders.
struct IgnoreRules: Sendable {
  /// A file with the length of the way from the repository's root to the folder that its patterns start at.
  private struct Level: Sendable {
    let file: IgnoreFile
    let start: Int
  }

  static let fileName = ".gitignore"
  static let repositoryName = ".git"

  /// From the weakest to the strongest.
  private var levels: [Level] = []
  /// The way from the repository's root to the folder, with a slash at its end; empty in the root.
  private var prefix: [UInt8] = []

  /// The rules of a repository's root, without its `.gitignore`.
  ///
  /// - Parameter root: where `.git` is.
  init(repository root: String) {
    if let text = GitFolder.exclusions(ofRepository: root) { add(text) }
  }

  /// The rules in a folder as the repository's root and the folders between say them; `nil` outside of a repository.
  /// The folder's own `.gitignore` is not among them.
  static func above(_ folder: String) -> IgnoreRules? {
    guard let root = PathNames.ancestors(of: folder).first(where: { isRepository($0) }) else { return nil }
    var rules = IgnoreRules(repository: root)
    guard let way = PathNames.relative(folder, to: root), !way.isEmpty else { return rules }
    var current = root
    for step in way.utf8.split(separator: UInt8(ascii: "/")) {
      rules.read(current)
      let name = String(Substring(step))
      rules = rules.entering(name)
      current = PathNames.join(current, name)
    }
    return rules
  }

  static func isRepository(_ folder: String) -> Bool { FileReader.exists(PathNames.join(folder, repositoryName)) }

  /// The same rules in a folder of the folder.
  func entering(_ name: String) -> IgnoreRules {
    var rules = self
    rules.prefix += Array(name.utf8) + [UInt8(ascii: "/")]
    return rules
  }

  /// Adds what the `.gitignore` of the folder says, if it is there and can be read.
  mutating func read(_ folder: String) {
    if let text = try? FileReader.read(PathNames.join(folder, Self.fileName)) { add(text) }
  }

  private mutating func add(_ text: [UInt8]) {
    let file = IgnoreFile(text)
    if !file.isEmpty { levels.append(Level(file: file, start: prefix.count)) }
  }

  /// Whether an entry of the folder is ignored.
  func ignores(_ name: String, isFolder: Bool) -> Bool {
    if levels.isEmpty { return false }
    let path = prefix + Array(name.utf8)
    for level in levels.reversed() {
      if let answer = level.file.ignores(path[level.start...], isFolder: isFolder) { return answer }
    }
    return false
  }
}

/// The folder in which git keeps a repository's own files.
private enum GitFolder {
  /// The text of `info/exclude`: what a repository ignores without telling others.
  static func exclusions(ofRepository root: String) -> [UInt8]? {
    let git = PathNames.join(root, IgnoreRules.repositoryName)
    let folder = FileReader.isDirectory(git) ? git : linkedFolder(git, root)
    return folder.flatMap { try? FileReader.read(PathNames.join(shared($0), "info/exclude")) }
  }

  /// In work trees and submodules `.git` is a file that says where the folder is.
  private static func linkedFolder(_ file: String, _ root: String) -> String? {
    guard let line = firstLine(file), line.utf8.starts(with: "gitdir: ".utf8) else { return nil }
    return PathNames.join(root, String(decoding: line.utf8.dropFirst("gitdir: ".utf8.count), as: UTF8.self))
  }

  /// Work trees share the folder of the repository that they are of.
  private static func shared(_ folder: String) -> String {
    firstLine(PathNames.join(folder, "commondir")).map { PathNames.join(folder, $0) } ?? folder
  }

  private static func firstLine(_ file: String) -> String? {
    guard let text = try? FileReader.read(file) else { return nil }
    return String(decoding: text.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }, as: UTF8.self)
  }
}
