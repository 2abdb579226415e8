#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// Memory that one file after the other is read into. Most files of a walk are searched for words and then forgotten, and
/// memory of its own for each would cost more than the search.
final class FileBuffer {
  /// The name of a file, and how it is opened.
  struct Name {
    let name: UnsafePointer<CChar>
    /// The open folder in which it stands; that of the process, if nothing else is said.
    var folder = AT_FDCWD
    /// Whether that folder has said that it is a regular file.
    var isRegular = false
  }

  /// Errors of the device show between pages.
  private static let page = 4096

  private let longest: Int
  private var memory = newMemory()
  private var count = 0

  /// - Parameter longest: Of a longer file only the beginning is read.
  init(longest: Int) {
    self.longest = longest
  }

  deinit { memory.deallocate() }

  /// What has been read.
  var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeRawBufferPointer(rebasing: memory[..<count]).assumingMemoryBound(to: UInt8.self)
  }

  /// Whether that is all of the file.
  var isWhole: Bool { count <= longest }

  /// Reads a regular file, also through symbolic links, in place of what was read before.
  ///
  /// - Parameter path: what errors call it.
  func read(_ file: Name, path: @autoclosure () -> String) throws(FileError) {
    count = 0
    let descriptor = FileReader.open(file.name, in: file.folder)
    guard descriptor >= 0 else {
      // Making the path may change it.
      let error = errno
      throw FileError(path: path(), error: error)
    }
    defer { close(descriptor) }
    let size = file.isRegular ? nil : try FileReader.sizeOfRegularFile(descriptor, path: path())
    repeat {
      if count == memory.count { grow() }
      let result = FileReader.read(descriptor, memory, from: count)
      guard result > 0 else {
        let error = errno
        // Something else may have taken the place of what the folder had told of.
        if count == 0 { _ = try FileReader.sizeOfRegularFile(descriptor, path: path()) }
        if result < 0 { throw FileError(path: path(), error: error) }
        return
      }
      count += result
    } while count <= longest && !isEnd(size)
  }

  /// Whether nothing can follow. Where a file's size is not known, it ends where less comes than there is room for; asking
  /// once more would cost as much as opening it.
  private func isEnd(_ size: Int?) -> Bool {
    if let size { return count == size }
    return count < memory.count && count % Self.page != 0
  }

  private static func newMemory() -> UnsafeMutableRawBufferPointer { .allocate(byteCount: 64 << 10, alignment: page) }

  /// Forgets what has been read, and gives back what a long file has taken.
  func shrink() {
    count = 0
    memory.deallocate()
    memory = Self.newMemory()
  }

  private func grow() {
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: min(2 * memory.count, longest + 1), alignment: Self.page)
    larger.copyMemory(from: UnsafeRawBufferPointer(memory))
    memory.deallocate()
    memory = larger
  }
}
