import Foundation

/// Files that tests read.
enum Fixture {
  /// A committed file.
  static func url(_ name: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/" + name)
  }

  /// A larger collection: the file that the environment variable names, else one beside the package; `nil` where it is
  /// not there.
  static func sharedURL(_ name: String, variable: String) -> URL? {
    let packageRoot = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let named = ProcessInfo.processInfo.environment[variable].map { URL(filePath: $0) }
    let url = named ?? packageRoot.appending(path: "../shared/cel/" + name)
    return FileManager.default.fileExists(atPath: url.path) ? url : nil
  }
}
