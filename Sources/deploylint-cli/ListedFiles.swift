import ArgumentParser
import DeployLint

/// The files of `--files-from`.
enum ListedFiles {
  /// Reads a list from a file, or from standard input where it is called `-`.
  static func read(_ list: String) throws(ExitCode) -> [String] {
    let name = list == "-" ? "standard input" : DisplayText.escaped(list)
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try list == "-" ? FileReader.readStandardInput() : FileReader.read(list)
    } catch {
      Terminal.complain("cannot read the list of files, \(name): \(error.message)")
      throw ExitCode(ExitStatus.failed)
    }
    do throws(FileList.Problem) {
      return try FileList.paths(bytes)
    } catch {
      Terminal.complain("cannot use the list of files, \(name): \(error.message)")
      throw ExitCode(ExitStatus.failed)
    }
  }
}
