#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What can be said of paths by their names; their parts are compared byte for byte.
package enum PathNames {
  private static let slash = UInt8(ascii: "/")

  /// The folder that the process works in, read once.
  package static let workingFolder: String = {
    guard let path = getcwd(nil, 0) else { return "/" }
    defer { free(path) }
    return String(cString: path)
  }()

  package static func isAbsolute(_ path: String) -> Bool { path.utf8.first == slash }

  /// A path in a folder; an absolute one stays as it is.
  package static func join(_ folder: String, _ path: String) -> String {
    if isAbsolute(path) || folder.isEmpty || folder == "." { return path }
    if path.isEmpty || path == "." { return folder }
    return folder.utf8.last == slash ? folder + path : folder + "/" + path
  }

  /// The path from the root, without empty, `.` and `..` steps. Behind a `..` links are followed, because it leads to
  /// where the link leads and not to where it stands.
  package static func absolute(_ path: String) -> String {
    let joined = join(workingFolder, path)
    // Most paths are of names only.
    if isNormal(joined) { return joined }
    let normal = PathWalker.normalised(joined)
    if isNormal(normal) { return normal }
    return resolved(normal) ?? resolved(folder(of: normal)).map { join($0, name(of: normal)) } ?? lexical(normal)
  }

  /// Whether an absolute path has no empty, `.` or `..` step.
  private static func isNormal(_ path: String) -> Bool {
    var length = 0
    var isDots = true
    for byte in path.utf8.dropFirst() {
      if byte == slash {
        if isDots, length <= 2 { return false }
        length = 0
        isDots = true
      } else {
        length += 1
        isDots = isDots && byte == UInt8(ascii: ".")
      }
    }
    return !isDots || length > 2 || path.utf8.count == 1
  }

  private static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// An absolute path without empty, `.` and `..` steps, by its name alone.
  static func lexical(_ path: String) -> String {
    var steps: [Substring.UTF8View] = []
    for step in path.utf8.split(separator: slash) where !step.elementsEqual(".".utf8) {
      if step.elementsEqual("..".utf8) { _ = steps.popLast() } else { steps.append(step) }
    }
    return "/" + steps.map { String(Substring($0)) }.joined(separator: "/")
  }

  /// The folder that a path is in; that of the root is the root, and that of a mere name is `.`.
  package static func folder(of path: String) -> String {
    guard let last = path.utf8.lastIndex(of: slash) else { return "." }
    return last == path.utf8.startIndex ? "/" : String(path[..<last])
  }

  /// The last step.
  package static func name(of path: String) -> String {
    guard let last = path.utf8.lastIndex(of: slash) else { return path }
    let name = path.utf8[path.utf8.index(after: last)...]
    if !name.isEmpty { return String(Substring(name)) }
    return path.utf8.split(separator: slash).last.map { String(Substring($0)) } ?? path
  }

  /// An absolute path and the folders that it is in, up to the root.
  package static func ancestors(of path: String) -> [String] {
    var paths = [path]
    while let last = paths.last, last != "/", isAbsolute(last) { paths.append(folder(of: last)) }
    return paths
  }

  /// The way from a folder to what is in it; empty for the folder itself, `nil` for what is elsewhere. Both are absolute.
  package static func relative(_ path: String, to folder: String) -> String? {
    if TextOrder.isEqual(path, folder) { return "" }
    let prefix = folder == "/" ? "/" : folder + "/"
    guard path.utf8.starts(with: prefix.utf8) else { return nil }
    return String(decoding: path.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
  }

  /// An absolute path as messages show it: from the working folder where it is in it or in one of the folders around
  /// it.
  package static func shown(_ path: String) -> String {
    if let inside = relative(path, to: workingFolder) { return inside.isEmpty ? "." : inside }
    var up = ""
    for ancestor in ancestors(of: workingFolder).dropFirst() where ancestor != "/" {
      up += "../"
      // What is beside is better told from the root.
      if TextOrder.isEqual(folder(of: path), ancestor) { return up + name(of: path) }
    }
    return path
  }
}
