/// The folder in which git keeps a repository's own files.
package enum GitFolder {
  static let name = ".git"

  static func isRepository(_ folder: String) -> Bool { FileReader.exists(PathNames.join(folder, name)) }

  /// The root of the repository that an absolute path is in; `nil` outside of one.
  package static func repository(around folder: String) -> String? {
    PathNames.ancestors(of: folder).first { isRepository($0) }
  }

  /// The text of `info/exclude`: what a repository ignores without telling others.
  static func exclusions(ofRepository root: String) -> [UInt8]? {
    let git = PathNames.join(root, name)
    let folder = FileReader.isDirectory(git) ? git : linkedFolder(git, root)
    return folder.flatMap { try? FileReader.read(PathNames.join(shared($0), "info/exclude")) }
  }

  /// In work trees and submodules `.git` is a file that says where the folder is.
  private static func linkedFolder(_ file: String, _ root: String) -> String? {
    guard let line = firstLine(file), line.utf8.starts(with: "gitdir: ".utf8) else { return nil }
    return PathNames.join(root, String(decoding: line.utf8.dropFirst("gitdir: ".utf8.count), as: UTF8.self))
  }

  /// Work trees share the folder of the repository that they are of.
  private static func shared(_ folder: String) -> String {
    firstLine(PathNames.join(folder, "commondir")).map { PathNames.join(folder, $0) } ?? folder
  }

  private static func firstLine(_ file: String) -> String? {
    guard let text = try? FileReader.read(file) else { return nil }
    return String(decoding: text.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }, as: UTF8.self)
  }
}
