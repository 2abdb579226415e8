#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// Writes whole files.
package enum FileWriter {
  /// Puts the bytes in place of what stands at a path, or makes the file.
  ///
  /// They go to a temporary file in the same folder, which is synced and renamed: whatever happens in between, the path
  /// holds the old bytes or the new ones, never a part. Through a symbolic link its target is replaced; permissions
  /// stay. A pipe or a device cannot be renamed over and is written to.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists {
      switch status.st_mode & S_IFMT {
      case S_IFREG: break
      case S_IFDIR: throw FileError(path: path, reason: .directory)
      default: return try writeInto(path, bytes)
      }
    }
    let target = try exists ? resolved(path) : path
    let folder = PathNames.folder(of: target)
    let (temporary, descriptor) = try makeTemporary(in: folder, for: path)
    do throws(FileError) {
      defer { close(descriptor) }
      if exists, fchmod(descriptor, status.st_mode & 0o7777) != 0 { throw failure(path) }
      try writeAll(bytes, descriptor, path)
      guard fsync(descriptor) == 0 else { throw failure(path) }
    } catch {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, target) == 0 else {
      let error = failure(path)
      unlink(temporary)
      throw error
    }
    sync(folder: folder)
  }

  /// Whether two paths lead to the same file; a path that leads nowhere is like none but itself.
  package static func isSame(_ left: String, _ right: String) -> Bool {
    if TextOrder.isEqual(PathWalker.normalised(left), PathWalker.normalised(right)) { return true }
    var first = stat()
    var second = stat()
    return stat(left, &first) == 0 && stat(right, &second) == 0 && first.st_dev == second.st_dev
      && first.st_ino == second.st_ino
  }

  // MARK: Steps

  private static func resolved(_ path: String) throws(FileError) -> String {
    guard let name = realpath(path, nil) else { throw failure(path) }
    defer { free(name) }
    return String(cString: name)
  }

  /// A new file under a short name of its own: the name at hand may be as long as names can be.
  private static func makeTemporary(in folder: String, for path: String) throws(FileError) -> (String, Int32) {
    let prefix = folder.utf8.last == UInt8(ascii: "/") ? folder : folder + "/"
    while true {
      let name = "\(prefix).deploylint-\(String(UInt64.random(in: .min ... .max), radix: 36)).tmp"
      let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 { return (name, descriptor) }
      guard errno == EEXIST || errno == EINTR else { throw failure(path) }
    }
  }

  private static func writeInto(_ path: String, _ bytes: [UInt8]) throws(FileError) {
    // Without O_NONBLOCK, opening a pipe that nobody reads would wait for a reader.
    let descriptor = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENXIO { throw FileError(path: path, reason: .unreadable("nobody reads this pipe")) }
      throw failure(path)
    }
    defer { close(descriptor) }
    let flags = fcntl(descriptor, F_GETFL)
    guard flags >= 0, fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK) >= 0 else { throw failure(path) }
    try writeAll(bytes, descriptor, path)
  }

  private static func writeAll(_ bytes: [UInt8], _ descriptor: Int32, _ path: String) throws(FileError) {
    let failed = bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count, let start = buffer.baseAddress {
        let count = write(descriptor, start + done, buffer.count - done)
        if count < 0, errno != EINTR { return true }
        done += max(count, 0)
      }
      return false
    }
    if failed { throw failure(path) }
  }

  /// So that the new name outlives a power cut; not every file system can, and the file is in place already.
  private static func sync(folder: String) {
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  private static func failure(_ path: String) -> FileError { FileError(path: path, error: errno) }
}
