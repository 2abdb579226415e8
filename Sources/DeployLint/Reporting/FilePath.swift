/// Where a run's relative paths begin, and from where a report that is read elsewhere names files.
package struct PathBase: Sendable {
  /// The folder of the run.
  let folder: String?
  /// What the files of a report are below, such as the root of the repository.
  let root: String?

  /// - Parameters:
  ///   - folder: the absolute path of the folder of the run; `nil` where it is not known.
  ///   - root: an absolute path; the folder of the run where it is `nil`.
  package init(folder: String?, root: String? = nil) {
    self.folder = folder
    self.root = (root ?? folder).map { FilePath.absolute($0, in: nil) }
  }

  /// The path from the root to a file; its absolute path where it lies elsewhere, and as it is where that is not known.
  func path(of file: String) -> String {
    let absolute = FilePath.absolute(file, in: folder)
    guard let root, PathNames.isAbsolute(absolute) else { return file }
    return PathNames.relative(absolute, to: root) ?? absolute
  }
}

enum FilePath {
  /// The absolute path without `.` and `..` steps; the path as it is where the folder is needed and not known.
  static func absolute(_ path: String, in folder: String?) -> String {
    guard PathNames.isAbsolute(path) || folder != nil else { return path }
    return PathNames.lexical(PathNames.join(folder ?? "", path))
  }

  /// A path as the path of a URI (RFC 3986).
  static func uri(_ path: String) -> String {
    var bytes: [UInt8] = []
    // A colon in the first step of a relative reference would end a scheme; it is encoded in every step.
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=@/".utf8)
    for byte in path.utf8 {
      if plain.contains(byte) {
        bytes.append(byte)
      } else {
        bytes += PercentEncoding.of(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

enum PercentEncoding {
  /// A byte as `%0A`.
  static func of(_ byte: UInt8) -> [UInt8] {
    let digits = String(byte, radix: 16, uppercase: true)
    return Array(((digits.utf8.count == 1 ? "%0" : "%") + digits).utf8)
  }
}
