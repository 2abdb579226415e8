import Foundation

/// Where the files of the package are.
enum Project {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Paths of the fixtures in a folder, relative to the package, in order.
  static func fixtures(_ name: String) throws -> [String] {
    let path = "Tests/Fixtures/\(name)"
    return try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent(path).path)
      .sorted().map { "\(path)/\($0)" }
  }

  static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appendingPathComponent(path)), as: UTF8.self)
  }
}

/// A folder that goes away with the last reference to it.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("deploylint-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// Writes a file, with the folders that lead to it.
  @discardableResult
  func write(_ name: String, _ bytes: Data) throws -> URL {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: file)
    return file
  }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> URL { try write(name, Data(text.utf8)) }

  /// Runs `deploylint` in this folder.
  func run(_ arguments: String..., memory: Int? = nil) throws -> Executable.Outcome {
    try Executable.run(arguments, Executable.Surroundings(folder: url, memory: memory))
  }
}
