/// What a report says of one file.
struct FileReport {
  let file: String
  var diagnostics: [Diagnostic] = []
  var suppressed: [Diagnostic] = []
  var issues: [RunIssue] = []
}

extension Report {
  /// The report file by file, in its own order; files that were not so much as looked at follow. Problems of no file
  /// are not among them.
  var byFile: [FileReport] {
    var files: [FileReport] = []
    var names = TextTable()
    func index(of file: String) -> Int {
      let (number, isNew) = names.enter(file)
      if isNew { files.append(FileReport(file: file)) }
      return number
    }
    for file in self.files { _ = index(of: file) }
    for diagnostic in diagnostics { files[index(of: diagnostic.file)].diagnostics.append(diagnostic) }
    for diagnostic in suppressed { files[index(of: diagnostic.file)].suppressed.append(diagnostic) }
    for issue in issues {
      if let file = issue.file { files[index(of: file)].issues.append(issue) }
    }
    return files
  }
}
