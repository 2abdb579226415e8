/// A list of paths, as `git diff --name-only -z` and `find` print it.
package enum FileList {
  /// Why a list cannot be used.
  package struct Problem: Error, Sendable, Equatable {
    /// One line, without the name of the list.
    package let message: String
  }

  /// The paths of a list. They are separated by NUL if there is one anywhere, else by line breaks of Unix or Windows;
  /// empty entries say nothing. `-` is a file of that name: a list is no place for standard input.
  package static func paths(_ bytes: [UInt8]) throws(Problem) -> [String] {
    let isNULSeparated = bytes.contains(0)
    var paths: [String] = []
    let entries = bytes.split(separator: isNULSeparated ? 0 : UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, entry) in entries.enumerated() {
      var entry = entry
      if !isNULSeparated, entry.last == UInt8(ascii: "\r") { entry.removeLast() }
      if entry.isEmpty { continue }
      let place = "\(isNULSeparated ? "entry" : "line") \(index + 1)"
      guard let path = String(validating: entry, as: UTF8.self) else {
        throw Problem(message: "the name in \(place) is not UTF-8")
      }
      if !isNULSeparated, isQuoted(entry), !FileReader.exists(path) {
        throw Problem(
          message: "the name in \(place) stands in quotes, as git writes unusual names; separate the names by NUL "
            + "(git … -z, find … -print0)")
      }
      paths.append(entry.elementsEqual([UInt8(ascii: "-")]) ? "./-" : path)
    }
    return paths
  }

  private static func isQuoted(_ entry: ArraySlice<UInt8>) -> Bool {
    entry.count > 1 && entry.first == UInt8(ascii: "\"") && entry.last == UInt8(ascii: "\"")
  }
}
