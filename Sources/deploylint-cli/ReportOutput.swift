import ArgumentParser
import DeployLint

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes the reports of a run to where they were asked for.
struct ReportOutput {
  let targets: [ReportTarget]
  /// Whether text is coloured; `nil` where that depends on the terminal.
  let isColored: Bool?
  let showsSuppressed: Bool
  /// How many findings of a document are shown to people; `nil` for all.
  let mostShown: Int?
  /// Whether text shows notes of files without errors and warnings: where notes fail a run.
  var showsLoneNotes = false
  /// Why findings that were written while the run went on did not arrive.
  private var failure: ExitCode?

  init(_ targets: [ReportTarget], isColored: Bool?, showsSuppressed: Bool, mostShown: Int?) {
    self.targets = targets
    self.isColored = isColored
    self.showsSuppressed = showsSuppressed
    self.mostShown = mostShown
  }

  /// Whether findings are written while the run goes on.
  var streamsFindings: Bool { targets.contains { $0.file == nil && $0.format == .ndjson } }

  /// Writes the findings of a finished file where a format can do that.
  mutating func stream(_ part: Report) {
    guard streamsFindings, failure == nil else { return }
    do throws(ExitCode) {
      try Terminal.show(NDJSONReporter.findings(of: part, showsSuppressed: showsSuppressed))
    } catch {
      failure = error
    }
  }

  /// Writes all reports: files first, because a reader of standard output may go away and take the process with it.
  func finish(_ report: Report, exitStatus: Int32) throws {
    var failure = failure
    for target in targets {
      guard let file = target.file else { continue }
      let text = try render(report, target, exitStatus)
      do throws(FileError) {
        try FileWriter.replace(file, with: Array(text.utf8))
      } catch {
        Terminal.complain(explanation(error))
        failure = ExitCode(ExitStatus.failed)
      }
    }
    if self.failure == nil {
      for target in targets where target.file == nil { try Terminal.show(render(report, target, exitStatus)) }
    }
    if let failure { throw failure }
  }

  private func explanation(_ error: FileError) -> String {
    let path = DisplayText.escaped(error.path)
    switch error.reason {
    case .missing: return "cannot write \(path): its folder does not exist; make it first"
    case .directory: return "cannot write \(path): it is a directory; name a file in it"
    default: return "cannot write \(path): \(error.message); what stood there before is unchanged"
    }
  }

  private func render(_ report: Report, _ target: ReportTarget, _ exitStatus: Int32) throws -> String {
    switch target.format.chosen {
    case .text, .auto:
      let isColored = isColored ?? (target.file == nil && Terminal.showsColor)
      return TextReporter.render(
        report, style: isColored ? .colored : .plain, showsLoneNotes: showsLoneNotes, showsSuppressed: showsSuppressed,
        most: mostShown)
    case .compact: return CompactReporter.render(report, showsSuppressed: showsSuppressed)
    case .json: return JSONReporter.render(report, showsSuppressed: showsSuppressed)
    case .ndjson:
      // What goes to standard output has been written but for the end.
      return target.file == nil
        ? NDJSONReporter.ending(of: report) : NDJSONReporter.render(report, showsSuppressed: showsSuppressed)
    case .sarif:
      return SARIFReporter.render(
        report, rules: try RuleCatalog.entries(with: report.ownRules), base: Self.base, exitStatus: exitStatus)
    case .junit:
      return JUnitReporter.render(report, timestamp: Self.timestamp(), showsSuppressed: showsSuppressed)
    case .github: return GitHubReporter.render(report, base: Self.base, most: mostShown)
    case .gitlab: return GitLabReporter.render(report, base: Self.base)
    case .checkstyle: return CheckstyleReporter.render(report)
    }
  }

  private static var base: PathBase {
    let folder = PathNames.workingFolder
    return PathBase(folder: folder, root: GitFolder.repository(around: folder))
  }

  /// The time in UTC, as `2024-06-01T12:00:00`.
  private static func timestamp() -> String {
    var seconds = time(nil)
    var parts = tm()
    guard gmtime_r(&seconds, &parts) != nil else { return "1970-01-01T00:00:00" }
    func padded(_ number: Int32) -> String { (number < 10 ? "0" : "") + String(number) }
    return "\(parts.tm_year + 1900)-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday))"
      + "T\(padded(parts.tm_hour)):\(padded(parts.tm_min)):\(padded(parts.tm_sec))"
  }
}
