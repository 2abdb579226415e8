#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// Who is told what a walk finds.
protocol WalkVisitor {
  /// What is known of a folder before its entries are looked at.
  associatedtype Folder

  /// Comes to a folder that holds something; it is asked once for each.
  mutating func enter(_ path: String) -> Folder
  /// Whether a file, or a folder with all that is in it, is left out, by what is known of the folder around it.
  static func isExcluded(_ entry: WalkedEntry, in folder: Folder) -> Bool
  mutating func visit(_ file: WalkedEntry, in folder: Folder)
  /// Leaves out what cannot be read.
  mutating func miss(_ problem: PathWalker.Problem)
}

/// What a walk has come to. It can be opened and named only while the visitor looks at it.
struct WalkedEntry {
  let kind: FolderListing.Entry.Kind
  /// Whether its folder says that it is a regular file.
  let isRegular: Bool
  /// A NUL stands behind it.
  let name: UnsafeBufferPointer<UInt8>
  /// The open folder that it is in.
  fileprivate let folder: Int32
  /// The path of that folder, as paths in it begin.
  fileprivate let prefix: String

  /// Begins with the path that was walked.
  var path: String { prefix + text }
  /// Its name.
  var text: String { String(decoding: name, as: UTF8.self) }

  func isNamed(_ text: String) -> Bool { name.count == text.utf8.count && name.elementsEqual(text.utf8) }

  /// How it is opened.
  var opened: FileBuffer.Name? {
    name.baseAddress.map {
      FileBuffer.Name(name: UnsafePointer(OpaquePointer($0)), folder: folder, isRegular: isRegular)
    }
  }
}

/// A walk through a folder with all that is in it, in the order of the bytes of the paths. Links to folders are not
/// followed; links to files are found.
struct FolderWalk {
  private static let maximumDepth = 128

  /// Whether what a repository's `.gitignore` files and its `.git/info/exclude` name is left out. The walked folder
  /// itself was named, so it is walked even where they name it.
  let honoursIgnoreFiles: Bool

  func walk<Visitor: WalkVisitor>(_ path: String, _ visitor: inout Visitor) {
    let path = PathWalker.normalised(path)
    visit(path, depth: 0, honoursIgnoreFiles ? IgnoreRules.above(PathNames.absolute(path)) : nil, &visitor)
  }

  /// - Parameter rules: what the folders around it say; `nil` outside of a repository.
  private func visit<Visitor: WalkVisitor>(
    _ path: String, depth: Int, _ rules: IgnoreRules?, _ visitor: inout Visitor
  ) {
    guard depth < Self.maximumDepth else {
      return visitor.miss(
        PathWalker.Problem(
          path: path, reason: "directories are nested more than \(Self.maximumDepth) levels deep"))
    }
    guard let directory = opendir(path) else {
      return visitor.miss(PathWalker.Problem(path: path, reason: FileReader.words(for: errno)))
    }
    // It stays open, so that its files are opened by their names alone.
    defer { closedir(directory) }
    let listing = FolderListing(directory)
    if let failure = listing.failure {
      visitor.miss(PathWalker.Problem(path: path, reason: FileReader.words(for: failure)))
    }
    for _ in 0..<listing.namesOutsideOfUTF8 {
      visitor.miss(PathWalker.Problem(path: path, reason: "it holds a file whose name is not UTF-8"))
    }
    var rules = rules
    if honoursIgnoreFiles {
      // What an outer repository ignores is no matter of an inner one.
      if listing.isRepository { rules = IgnoreRules(repository: path) }
      if listing.hasIgnoreFile { rules?.read(path) }
    }
    let prefix = path == "." ? "" : path.utf8.last == UInt8(ascii: "/") ? path : path + "/"
    let descriptor = dirfd(directory)
    var folder: Visitor.Folder?
    for entry in listing.entries {
      listing.withName(of: entry) { name in
        let isFolder = entry.kind == .folder
        if rules?.ignores(name, isFolder: isFolder) ?? false { return }
        let around = folder ?? visitor.enter(path)
        folder = around
        let found = WalkedEntry(
          kind: entry.kind, isRegular: entry.isRegular, name: name, folder: descriptor, prefix: prefix)
        if Visitor.isExcluded(found, in: around) { return }
        if isFolder {
          visit(found.path, depth: depth + 1, rules?.entering(name), &visitor)
        } else {
          visitor.visit(found, in: around)
        }
      }
    }
  }
}
