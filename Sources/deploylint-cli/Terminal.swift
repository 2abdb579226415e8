import ArgumentParser
import DeployLint

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The process's streams: the report goes to standard output, everything else to standard error.
enum Terminal {
  private enum Stream: Int32 {
    case output = 1
    case errors = 2
  }

  /// Writes all of the text. A reader that has gone away ends the process by SIGPIPE, as it should.
  ///
  /// - Returns: the error number where it could not be written.
  @discardableResult
  private static func write(_ text: String, to stream: Stream) -> Int32? {
    var text = text
    return text.withUTF8 { bytes in
      var done = 0
      while done < bytes.count {
        let rest = UnsafeBufferPointer(rebasing: bytes[done...])
        let written = platformWrite(stream.rawValue, rest.baseAddress, rest.count)
        if written < 0 {
          if errno == EINTR { continue }
          return errno
        }
        done += written
      }
      return nil
    }
  }

  private static func platformWrite(_ descriptor: Int32, _ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, bytes, count)
    #else
      Darwin.write(descriptor, bytes, count)
    #endif
  }

  /// Writes what was asked for to standard output.
  static func show(_ text: String) throws(ExitCode) {
    if let error = write(text, to: .output) {
      complain("cannot write to standard output: \(strerror(error).map { String(cString: $0) } ?? "error \(error)")")
      throw ExitCode(ExitStatus.failed)
    }
  }

  /// Writes what else there is to say to standard error.
  static func remark(_ text: String) {
    write(DisplayText.withoutCommands(text), to: .errors)
  }

  /// Puts a text in place of the last line of the terminal behind standard error.
  static func show(progress text: String) { write("\r" + text + "\u{1B}[K", to: .errors) }

  /// Whether standard error is a terminal that can write over a line.
  static var showsProgress: Bool {
    guard isatty(Stream.errors.rawValue) != 0, let term = getenv("TERM") else { return false }
    return String(cString: term) != "dumb"
  }

  /// Tells why the run cannot do what was asked for.
  static func complain(_ message: String) {
    remark("error: \(message)\n")
  }

  /// Whether standard output shows colours: on a terminal, unless `NO_COLOR` is set to anything.
  static var showsColor: Bool {
    guard isatty(Stream.output.rawValue) != 0 else { return false }
    if let value = getenv("NO_COLOR"), value.pointee != 0 { return false }
    guard let term = getenv("TERM") else { return true }
    return String(cString: term) != "dumb"
  }
}
