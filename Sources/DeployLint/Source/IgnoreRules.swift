/// What a repository ignores, as far as it is known in one of its folders.
struct IgnoreRules: Sendable {
  /// A file with the length of the way from the repository's root to the folder that its patterns start at.
  private struct Level: Sendable {
    let file: IgnoreFile
    let start: Int
  }

  static let fileName = ".gitignore"

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
    guard let root = GitFolder.repository(around: folder) else { return nil }
    var rules = IgnoreRules(repository: root)
    guard let way = PathNames.relative(folder, to: root), !way.isEmpty else { return rules }
    var current = root
    for step in way.utf8.split(separator: UInt8(ascii: "/")) {
      rules.read(current)
      rules = rules.entering(step)
      current = PathNames.join(current, String(Substring(step)))
    }
    return rules
  }

  /// The same rules in a folder of the folder.
  func entering(_ name: some Collection<UInt8>) -> IgnoreRules {
    var rules = self
    rules.prefix += name
    rules.prefix.append(UInt8(ascii: "/"))
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
  func ignores(_ name: UnsafeBufferPointer<UInt8>, isFolder: Bool) -> Bool {
    if levels.isEmpty { return false }
    let path = prefix + name
    for level in levels.reversed() {
      if let answer = level.file.ignores(path[level.start...], isFolder: isFolder) { return answer }
    }
    return false
  }
}
