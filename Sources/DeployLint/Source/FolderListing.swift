#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// What a walk has to know of a folder: the entries that matter, in the order of their paths.
///
/// The names are bytes in one piece of memory. Most are opened and never shown, and a text for each would cost as much as
/// reading the file.
struct FolderListing {
  struct Entry {
    enum Kind: Sendable { case folder, file, terraformFile }

    let kind: Kind
    /// Whether the folder says that it is a regular file; where it does not, opening it tells.
    let isRegular: Bool
    fileprivate let name: Range<Int>
  }

  private(set) var entries: [Entry] = []
  /// Whether it is the root of a repository.
  private(set) var isRepository = false
  private(set) var hasIgnoreFile = false
  /// Why not all of it could be looked at.
  private(set) var failure: Int32?
  /// How many of its entries cannot be named.
  private(set) var namesOutsideOfUTF8 = 0
  /// The names of the entries, each with a NUL behind it.
  private var names: [UInt8] = []

  /// Reads an open folder to its end.
  init(_ directory: OpaquePointer) {
    while let entry = next(directory) {
      let type = entry.pointee.d_type
      withUnsafePointer(to: &entry.pointee.d_name) { name in
        let start = UnsafeRawPointer(name).assumingMemoryBound(to: UInt8.self)
        let bytes = UnsafeBufferPointer(start: start, count: strlen(UnsafePointer<CChar>(OpaquePointer(start))))
        add(bytes, type, dirfd(directory))
      }
    }
    names.withUnsafeBufferPointer { names in entries.sort { Self.isInOrder($0, $1, names) } }
  }

  private mutating func next(_ directory: OpaquePointer) -> UnsafeMutablePointer<dirent>? {
    errno = 0
    if let entry = readdir(directory) { return entry }
    if errno != 0 { failure = errno }
    return nil
  }

  /// Hands out the name of an entry, without the NUL behind it; it is not to be kept.
  func withName(of entry: Entry, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    names.withUnsafeBufferPointer { names in
      body(UnsafeBufferPointer(rebasing: names[entry.name]))
    }
  }

  // MARK: Entries

  private typealias Name = UnsafeBufferPointer<UInt8>

  /// - Parameter type: as the folder says, which saves asking for most.
  private mutating func add(_ name: Name, _ type: UInt8, _ folder: Int32) {
    guard name.allSatisfy({ $0 < 0x80 }) || String(validating: name, as: UTF8.self) != nil else {
      namesOutsideOfUTF8 += 1
      return
    }
    if name.first == UInt8(ascii: ".") {
      if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) { return }
      hasIgnoreFile = hasIgnoreFile || name.elementsEqual(IgnoreRules.fileName.utf8)
      if name.elementsEqual(GitFolder.name.utf8) {
        isRepository = true
        // Git's own files are nobody's texts, and it is never read as a file.
        return
      }
    }
    guard let entry = kind(name, type, folder) else { return }
    let start = names.count
    names += name
    names.append(0)
    entries.append(Entry(kind: entry.kind, isRegular: entry.isRegular, name: start..<names.count - 1))
  }

  /// What an entry is, if it matters.
  private mutating func kind(_ name: Name, _ type: UInt8, _ folder: Int32) -> (kind: Entry.Kind, isRegular: Bool)? {
    switch Int(type) {
    case Int(DT_REG): return Self.kind(ofFile: name).map { ($0, true) }
    case Int(DT_DIR): return (.folder, false)
    case Int(DT_LNK), Int(DT_UNKNOWN): break
    default: return Self.kind(ofFile: name).map { ($0, false) }
    }
    guard let file = name.baseAddress.map({ UnsafePointer<CChar>(OpaquePointer($0)) }) else { return nil }
    var status = stat()
    guard fstatat(folder, file, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      if errno != ENOENT { failure = errno }
      return nil
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return (.folder, false)
    case S_IFLNK:
      guard let kind = Self.kind(ofFile: name) else { return nil }
      // A link that leads to itself is a mistake; one that leads nowhere may wait for its target.
      let leadsNowhere = fstatat(folder, file, &status, 0) != 0 && (errno == ENOENT || errno == ENOTDIR)
      return leadsNowhere || status.st_mode & S_IFMT == S_IFDIR ? nil : (kind, false)
    // A pipe or a device under such a name is told of: reading it says what it is, and does not wait.
    default: return Self.kind(ofFile: name).map { ($0, false) }
    }
  }

  /// Which files are read, by what stands behind the last dot of their names.
  private static let kinds: [(ending: UInt64, kind: Entry.Kind)] =
    ["yaml", "yml", "json", "ndjson", "jsonl"].map { (ending($0.utf8), .file) }
    + ["tf", "tfstate"].map { (ending($0.utf8), .terraformFile) }

  /// Up to eight bytes as one number, which is compared at once.
  private static func ending(_ bytes: some Sequence<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }

  private static func kind(ofFile name: Name) -> Entry.Kind? {
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), name.count - dot - 1 <= 8 else { return nil }
    let ending = ending(name[(dot + 1)...])
    return kinds.first { $0.ending == ending }?.kind
  }

  // MARK: Order

  /// A folder sorts as the paths of its files do: with a slash behind its name.
  private static func isInOrder(_ left: Entry, _ right: Entry, _ names: Name) -> Bool {
    guard let base = names.baseAddress else { return false }
    let common = min(left.name.count, right.name.count)
    let order = memcmp(base + left.name.lowerBound, base + right.name.lowerBound, common)
    if order != 0 { return order < 0 }
    func next(_ entry: Entry) -> Int {
      entry.name.count > common ? Int(base[entry.name.lowerBound + common]) : entry.kind == .folder ? 0x2F : -1
    }
    return next(left) < next(right)
  }
}
