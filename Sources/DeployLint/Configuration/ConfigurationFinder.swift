/// Finds the configuration file of each file: the nearest one on the way up to the repository's root.
///
/// Every folder is asked once. Files are not merged: what a folder's own file does not say has its default, whatever a
/// file further up says.
package final class ConfigurationFinder {
  /// Where configurations come from.
  package enum Choice: Sendable, Equatable {
    case nearest
    /// This file for all; a path.
    case file(String)
    case none
  }

  /// What was found for a folder.
  package enum Found: Equatable {
    case nothing
    /// A configuration file, from the root.
    case file(String)
    /// A file with a name that is not looked for; the path is from the root.
    case misspelt(String)
  }

  private let choice: Choice
  private var folders = TextTable()
  /// What was found for each of the folders.
  private var found: [Found] = []

  package init(_ choice: Choice) {
    self.choice = choice
  }

  /// - Parameter folder: from the root.
  package func configuration(forFilesIn folder: String) -> Found {
    switch choice {
    case .nearest: nearest(to: folder)
    case .file(let path): .file(PathNames.absolute(path))
    case .none: .nothing
    }
  }

  private func nearest(to folder: String) -> Found {
    if let number = folders.number(of: folder) { return found[number] }
    var asked: [String] = []
    var answer = Found.nothing
    for folder in PathNames.ancestors(of: folder) {
      if let number = folders.number(of: folder) {
        answer = found[number]
        break
      }
      asked.append(folder)
      if let own = Self.own(folder) {
        answer = own
        break
      }
      if GitFolder.isRepository(folder) { break }
    }
    for folder in asked where folders.enter(folder).isNew { found.append(answer) }
    return answer
  }

  /// What the folder itself holds.
  private static func own(_ folder: String) -> Found? {
    let path = PathNames.join(folder, ConfigurationFile.name)
    if FileReader.exists(path) { return .file(path) }
    let misspelt = PathNames.join(folder, ConfigurationFile.misspeltName)
    return FileReader.exists(misspelt) ? .misspelt(misspelt) : nil
  }
}
