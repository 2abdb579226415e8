import Foundation
import Testing

/// The project's files, found from where this file stands.
enum ProjectFiles {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func url(_ path: String) -> URL { root.appending(path: path) }

  static func bytes(_ path: String) throws -> [UInt8] { try Array(Data(contentsOf: url(path))) }

  /// The values of a file with one JSON value a line.
  static func rows<Row: Decodable>(_ path: String, as type: Row.Type = Row.self) throws -> [Row] {
    let decoder = JSONDecoder()
    return try bytes(path).split(separator: UInt8(ascii: "\n")).map { try decoder.decode(Row.self, from: Data($0)) }
  }

  /// Paths below a folder, relative to the project, sorted.
  static func paths(below folder: String, extension ending: String) throws -> [String] {
    let names = FileManager.default.enumerator(atPath: url(folder).resolvingSymlinksInPath().path)
    return try #require(names).compactMap { $0 as? String }.filter { $0.hasSuffix("." + ending) }
      .map { folder + "/" + $0 }.sorted()
  }
}
