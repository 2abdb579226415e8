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
    /// Longer than what is read.
    case tooLarge
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
    case .tooLarge: "it is longer than \(FileReader.mostBytes >> 20) MiB; split it"
    case .unreadable(let words): words
    }
  }
}

/// Reads whole files.
package enum FileReader {
  /// How long a file, or what comes on standard input, may be.
  package static let mostBytes = 256 << 20

  /// The bytes of a regular file, also through symbolic links.
  package static func read(_ path: String) throws(FileError) -> [UInt8] {
    let file = try open(path)
    defer { close(file.descriptor) }
    return try readRest(file.descriptor, path: path, expected: file.size)
  }

  /// All that comes on standard input.
  package static func readStandardInput() throws(FileError) -> [UInt8] {
    try readAll(STDIN_FILENO, path: "-", expected: 0)
  }

  /// Reads standard input to its end and keeps nothing of it.
  static func skipStandardInput() {
    while let piece = try? readSome(STDIN_FILENO, path: "-", atMost: 64 * 1024), !piece.isEmpty {}
  }

  /// Opens a regular file, also through symbolic links; the caller closes it.
  static func open(_ path: String) throws(FileError) -> (descriptor: Int32, size: Int) {
    let descriptor = open(path, in: AT_FDCWD)
    guard descriptor >= 0 else { throw FileError(path: path, error: errno) }
    do throws(FileError) {
      return (descriptor, try sizeOfRegularFile(descriptor, path: path))
    } catch {
      close(descriptor)
      throw error
    }
  }

  /// Opens whatever it is, by its name in an open folder; negative where that fails, and `errno` says why.
  static func open(_ name: UnsafePointer<CChar>, in folder: Int32) -> Int32 {
    // Without O_NONBLOCK, opening a pipe would wait for a writer.
    openat(folder, name, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
  }

  /// How long an open file is, as the system says.
  static func sizeOfRegularFile(_ descriptor: Int32, path: @autoclosure () -> String) throws(FileError) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let error = errno
      throw FileError(path: path(), error: error)
    }
    if status.st_mode & S_IFMT == S_IFREG { return Int(status.st_size) }
    throw FileError(path: path(), reason: status.st_mode & S_IFMT == S_IFDIR ? .directory : .notRegular)
  }

  /// What there is to be read up to the end of some memory, behind what that holds; zero at the end of the file, and
  /// negative where reading fails, and `errno` says why.
  static func read(_ descriptor: Int32, _ memory: UnsafeMutableRawBufferPointer, from count: Int) -> Int {
    guard let start = memory.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return 0 }
    var result: Int
    repeat { result = systemRead(descriptor, start + count, memory.count - count) } while result < 0 && errno == EINTR
    return result
  }

  /// What there is to be read up to a size, or nothing at the end; may be less than there will be.
  static func readSome(_ descriptor: Int32, path: String, atMost count: Int) throws(FileError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      let result = read(descriptor, UnsafeMutableRawBufferPointer(buffer), from: 0)
      if result < 0 { failure = errno } else { filled = result }
    }
    guard failure == 0 else { throw FileError(path: path, error: failure) }
    return bytes
  }

  /// All of an open file, of which the beginning may have been read and the size may be known.
  static func readRest(
    _ descriptor: Int32, behind beginning: [UInt8] = [], path: String, expected: Int
  ) throws(FileError) -> [UInt8] {
    guard expected <= mostBytes else { throw FileError(path: path, reason: .tooLarge) }
    return try readAll(descriptor, behind: beginning, path: path, expected: expected)
  }

  /// Whether a condition holds for a piece of a file, of which memory holds one at a time.
  ///
  /// - Parameter overlap: how many bytes each piece shares with the one before it: no word that is looked for is longer.
  static func hasPiece(
    of path: String, overlap: Int = 64, _ condition: ([UInt8]) -> Bool
  ) throws(FileError) -> Bool {
    let file = try open(path)
    defer { close(file.descriptor) }
    var text: [UInt8] = []
    var count = 0
    while true {
      let piece = try readSome(file.descriptor, path: path, atMost: 1 << 20)
      if piece.isEmpty { return false }
      count += piece.count
      // A file with holes may be longer than anyone can wait for.
      guard count <= mostBytes else { throw FileError(path: path, reason: .tooLarge) }
      text = text.suffix(overlap) + piece
      if condition(text) { return true }
    }
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

  /// Reads up to the end. `expected` only makes the first piece so long that nothing has to be copied.
  private static func readAll(
    _ descriptor: Int32, behind beginning: [UInt8] = [], path: String, expected: Int
  ) throws(FileError) -> [UInt8] {
    var bytes = beginning
    let expected = max(expected - beginning.count, 0)
    // One byte more, so that the end is seen without a second piece.
    var capacity = expected + 1
    while true {
      var failure: Int32 = 0
      let piece = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
        while count < capacity {
          let result = read(descriptor, UnsafeMutableRawBufferPointer(buffer), from: count)
          if result < 0 { failure = errno }
          guard result > 0 else { break }
          count += result
          // All of a file that is as long as the system says: asking for more would only cost.
          if count == expected { break }
        }
      }
      guard failure == 0 else { throw FileError(path: path, error: failure) }
      let isComplete = piece.count < capacity
      // A file may grow, and a size may lie.
      guard bytes.count + piece.count <= mostBytes else { throw FileError(path: path, reason: .tooLarge) }
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
