#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where relative paths begin.
package enum WorkingDirectory {
  /// An absolute path; `nil` where it is gone, cannot be reached, or is not UTF-8.
  package static var path: String? {
    guard let name = getcwd(nil, 0) else { return nil }
    defer { free(name) }
    return String(validatingCString: name)
  }

  /// The root of the repository around it; `nil` outside of all repositories.
  package static var repository: String? {
    guard let path else { return nil }
    var steps = path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    while true {
      let folder = "/" + steps.joined(separator: "/")
      // In a work tree of its own it is a file.
      if FileReader.exists(folder == "/" ? "/.git" : folder + "/.git") { return folder }
      if steps.popLast() == nil { return nil }
    }
  }
}
