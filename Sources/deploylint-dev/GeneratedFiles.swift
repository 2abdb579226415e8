import DeployLint

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes to standard error.
func report(_ text: String) {
  var text = text
  text.withUTF8 { _ = write(2, $0.baseAddress, $0.count) }
}

/// Something that keeps the tool from its work.
struct Failure: Error, CustomStringConvertible {
  let description: String
}

/// Files that are written, or only compared.
struct GeneratedFiles {
  let isCheck: Bool
  /// Whether a compared file differs.
  private(set) var isStale = false

  init(isCheck: Bool) {
    self.isCheck = isCheck
  }

  mutating func put(_ text: String, at path: String) throws {
    let bytes = Array(text.utf8)
    let isFresh = (try? FileReader.read(path)) == bytes
    if isFresh { return }
    if isCheck {
      isStale = true
      report("\(path) is not fresh; run deploylint-dev without --check\n")
      return
    }
    guard let file = fopen(path, "w") else { throw Failure(description: "cannot write \(path)") }
    let written = fwrite(bytes, 1, bytes.count, file)
    guard fclose(file) == 0, written == bytes.count else { throw Failure(description: "cannot write \(path)") }
    report("wrote \(path)\n")
  }
}
