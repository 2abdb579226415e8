#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The rule files below folders: which there are, and what their ids are.
package struct RuleFolder: Sendable {
  package struct File: Sendable {
    /// The path below the folder, without the extension.
    package let id: String
    package let path: String
    /// Why it cannot be loaded, whatever is in it; `nil` where nothing speaks against it.
    package internal(set) var problem: (message: String, help: String)?
  }

  /// Something that is wrong with a folder or a path.
  package struct Problem: Sendable {
    package let path: String
    package let message: String
  }

  /// Sorted by id; of several files with one id, the first that was named comes first.
  package private(set) var files: [File] = []
  package private(set) var problems: [Problem] = []

  /// All ids, of files that can be loaded or not.
  package var ids: [String] { files.map(\.id) }

  /// Looks for the files below the folders, in the order in which these were named.
  ///
  /// - Parameters:
  ///   - takesFiles: whether a path may be a rule file, or the folder of a group: the name of the folder that a file is
  ///     in is then its group.
  ///   - isBesideBuiltIn: whether the rules run beside the built-in ones, so that groups must differ.
  package init(_ paths: [String], takesFiles: Bool = false, isBesideBuiltIn: Bool = true) {
    var seen: Set<[UInt8]> = []
    for path in paths {
      let path = PathWalker.normalised(path)
      guard seen.insert(Array(path.utf8)).inserted else { continue }
      if FileReader.isDirectory(path) { addFolder(path, takesFiles) } else { addFile(path, isWanted: takesFiles) }
    }
    var firsts: [[UInt8]: String] = [:]
    for index in files.indices {
      let file = files[index]
      if let problem = RuleID.problem(file.id) {
        files[index].problem = (problem, Self.remedy(file))
      } else if isBesideBuiltIn, RuleID.isReserved(group: RuleID.group(of: file.id)) {
        files[index].problem = (
          "the group '\(RuleID.group(of: file.id))' is that of built-in rules",
          "put the file into a folder with another name, such as that of your team; a built-in rule gets another "
            + "severity, or is switched off, by --rules ID=SETTING"
        )
      } else if let first = firsts[Array(file.id.utf8)] {
        files[index].problem = (
          "there is a rule '\(file.id)' already, in \(DisplayText.escaped(first))", "rename one of the two files"
        )
      } else {
        firsts[Array(file.id.utf8)] = file.path
      }
    }
    files.sort { TextOrder.isLess($0.id, $1.id) }
  }

  private mutating func addFolder(_ folder: String, _ takesFiles: Bool) {
    let walk = PathWalker.walk(folder)
    for problem in walk.problems {
      problems.append(
        Problem(
          path: problem.path,
          message: "cannot read the folder of rules \(DisplayText.escaped(problem.path)): \(problem.reason)"))
    }
    let prefix = folder == "." ? "" : folder.utf8.last == UInt8(ascii: "/") ? folder : folder + "/"
    var found = walk.files.compactMap { path in
      Self.id(ofPath: String(decoding: path.utf8.dropFirst(prefix.utf8.count), as: UTF8.self))
        .map { File(id: $0, path: path) }
    }
    // The folder of a group was named, and not the one above it: one mistake, however many files it holds.
    let loose = found.filter { !$0.id.utf8.contains(UInt8(ascii: "/")) }
    if let first = loose.first {
      found.removeAll { !$0.id.utf8.contains(UInt8(ascii: "/")) }
      if takesFiles {
        for file in loose { addFile(file.path, isWanted: true) }
      } else {
        let shown = DisplayText.escaped(folder)
        problems.append(
          Problem(
            path: folder,
            message: "the rule file \(DisplayText.escaped(first.path))"
              + (loose.count > 1 ? ", and \(loose.count - 1) more beside it," : "")
              + " stands in no group: the id of a rule is GROUP/NAME, the path below the folder of rules; name the folder "
              + "above \(shown), or move it into a folder below, such as team/\(first.id).yaml"))
      }
    }
    if found.isEmpty, loose.isEmpty, walk.problems.isEmpty {
      problems.append(
        Problem(
          path: folder,
          message: "the folder \(DisplayText.escaped(folder)) holds no rule file; a rule is a file GROUP/NAME.yaml "
            + "below it"))
    }
    files += found
  }

  private mutating func addFile(_ path: String, isWanted: Bool) {
    let shown = DisplayText.escaped(path)
    guard FileReader.exists(path) else {
      let isFile = isWanted ? "no such file or directory" : "there is no such folder"
      problems.append(Problem(path: path, message: "cannot read rules from \(shown): \(isFile)"))
      return
    }
    guard isWanted else {
      problems.append(
        Problem(
          path: path,
          message: "cannot read rules from \(shown): it is a file; name the folder above the folder that it is in"))
      return
    }
    let components = path.utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
    var tail = Array(components.suffix(2))
    if tail.count < 2 || tail[0] == "..", let folder = Self.workingFolder(tail.count < 2 ? 0 : 1) {
      tail = [folder, components.last ?? ""]
    }
    guard let id = Self.id(ofPath: tail.joined(separator: "/")) else {
      problems.append(
        Problem(path: path, message: "\(shown) is no rule file: the name of one ends in .yaml or .yml"))
      return
    }
    files.append(File(id: id, path: path))
  }

  /// The path without its extension; `nil` for files that hold no rule and for what is hidden.
  private static func id(ofPath path: String) -> String? {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"))
    if parts.contains(where: { $0.first == UInt8(ascii: ".") }) { return nil }
    for ending in [".yaml", ".yml"] where path.utf8.suffix(ending.utf8.count).elementsEqual(ending.utf8) {
      return String(decoding: path.utf8.dropLast(ending.utf8.count), as: UTF8.self)
    }
    return nil
  }

  /// The name of the folder that the process is in, or of one above it.
  private static func workingFolder(_ levelsUp: Int) -> String? {
    guard let buffer = getcwd(nil, 0) else { return nil }
    defer { free(buffer) }
    let names = String(cString: buffer).utf8.split(separator: UInt8(ascii: "/"))
    return names.dropLast(levelsUp).last.map { String(decoding: $0, as: UTF8.self) }
  }

  private static func remedy(_ file: File) -> String {
    let count = file.id.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).count
    if count > 2 { return "move it one folder below the one that was named, or name a folder deeper down" }
    return "rename the file or its folder"
  }
}
