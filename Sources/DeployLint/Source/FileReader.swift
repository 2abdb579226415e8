#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// Why a path cannot be read or written.
package struct FileError: Error, Sendable {
  package enum Reason: Sendable, Equatable {
    case missing
    case directory
    /// A pipe, a socket or a device.
    case notRegular
    /// In the words of the operating system.
    case unreadable(String)
  }

  package let path: String
  package let reason: Reason

  package init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// What the operating system's error number says.
  init(path: String, error: Int32) {
    let reason: Reason =
      switch error {
      case ENOENT: .missing
      case ENXIO: .notRegular
      default: .unreadable(FileReader.words(for: error))
      }
    self.init(path: path, reason: reason)
  }

  /// One line, without the path.
  package var message: String {
    switch reason {
    case .missing: "no such file or directory"
    case .directory: "it is a directory"
    case .notRegular: "it is no regular file"
    case .unreadable(let words): words
    }
  }
}

/// Reads whole files.
package enum FileReader {
  /// The bytes of a regular file, also through symbolic links.
  package static func read(_ path: String) throws(FileError) -> [UInt8] {
    // Without O_NONBLOCK, opening a pipe would wait for a writer.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path: path, error: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError(path: path, error: errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw FileError(path: path, reason: .directory)
    default: throw FileError(path: path, reason: .notRegular)
    }
    return try readAll(descriptor, path: path, expected: Int(status.st_size))
  }

  /// All that comes on standard input.
  package static func readStandardInput() throws(FileError) -> [UInt8] {
    try readAll(STDIN_FILENO, path: "-", expected: 0)
  }

  /// Whether there is anything at a path.
  package static func exists(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0
  }

  /// Whether there is a directory at a path, also through symbolic links.
  package static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The day on which a file was last written, in UTC: `2026-05-20`; `nil` where that is not known.
  static func modificationDay(_ path: String) -> String? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    #if canImport(Glibc)
      var seconds = status.st_mtim.tv_sec
    #else
      var seconds = status.st_mtimespec.tv_sec
    #endif
    var parts = tm()
    guard gmtime_r(&seconds, &parts) != nil else { return nil }
    let digits = [parts.tm_mon + 1, parts.tm_mday].map { $0 < 10 ? "-0\($0)" : "-\($0)" }
    return String(Int(parts.tm_year) + 1900) + digits.joined()
  }

  /// The operating system's words for an error number.
  static func words(for error: Int32) -> String { strerror(error).map { String(cString: $0) } ?? "error \(error)" }

  /// Reads up to the end. `expected` is only the size of the first piece, for which nothing is copied.
  private static func readAll(_ descriptor: Int32, path: String, expected: Int) throws(FileError) -> [UInt8] {
    // One byte more, so that the end is seen without a second piece.
    var bytes: [UInt8] = []
    var capacity = max(expected, 0) + 1
    while true {
      var failure: Int32 = 0
      let piece = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
        while count < capacity, let start = buffer.baseAddress {
          let result = systemRead(descriptor, start + count, capacity - count)
          if result > 0 {
            count += result
          } else if result == 0 {
            break
          } else if errno != EINTR {
            failure = errno
            break
          }
        }
      }
      guard failure == 0 else { throw FileError(path: path, error: failure) }
      let isComplete = piece.count < capacity
      if bytes.isEmpty { bytes = piece } else { bytes += piece }
      if isComplete { return bytes }
      capacity = max(bytes.count, 64 * 1024)
    }
  }

  /// `read(2)`, which a function of this type hides.
  private static func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
    #if canImport(Glibc)
      Glibc.read(descriptor, buffer, count)
    #else
      Darwin.read(descriptor, buffer, count)
    #endif
  }
}
