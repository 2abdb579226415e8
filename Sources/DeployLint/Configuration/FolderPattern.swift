/// A pattern that is asked about the entries of one folder: the way to that folder is found once.
struct FolderPattern {
  private let glob: Glob
  /// From where the pattern starts to the folder, with a slash at its end.
  private let way: [UInt8]
  /// The entry in which the pattern starts: of that it says nothing.
  private let start: [UInt8]?

  /// - Parameter folder: from the root.
  init(_ pattern: PathPattern, in folder: String) {
    glob = pattern.glob
    let inside = PathNames.relative(folder, to: pattern.folder)
    let way = Array((inside ?? String(decoding: folder.utf8.dropFirst(), as: UTF8.self)).utf8)
    self.way = way.isEmpty ? way : way + [UInt8(ascii: "/")]
    let isAround = pattern.folder != "/" && TextOrder.isEqual(PathNames.folder(of: pattern.folder), folder)
    start = isAround ? Array(PathNames.name(of: pattern.folder).utf8) : nil
  }

  /// As `PathPattern.matches(_:isFolder:)` for the path of an entry.
  func matches(_ name: [UInt8], isFolder: Bool) -> Bool {
    if name == start { return false }
    return glob.matches(way + name, isFolder: isFolder)
  }
}
