/// What a run does with a baseline.
package struct BaselineUse: Sendable {
  package enum Action: Sendable, Equatable {
    /// Lifts the findings that it holds.
    case apply
    /// The same, and takes out what is fixed.
    case prune
    /// Writes it anew.
    case write
  }

  let path: String
  let action: Action
}

/// Takes the findings of a baseline out of a run's results.
struct BaselineRun {
  private let use: BaselineUse
  /// From the root.
  private let folder: String
  /// The baseline as it was read, or as it is to be written.
  private var entries: [Baseline.Entry] = []
  /// What nothing in the run has matched so far.
  private var open: [Baseline.Key: Int] = [:]
  /// The files that it has entries for.
  private var known: Set<[UInt8]> = []
  /// Those of them that the run has looked at and could read, with what was asked of them; nothing where no request is.
  private var seen: [[UInt8]: AskedRules?] = [:]
  private var matched = 0

  /// Reads the baseline, if there has to be one.
  init(_ use: BaselineUse) throws(BaselineIssue) {
    self.use = use
    folder = PathNames.folder(of: PathNames.absolute(use.path))
    guard use.action != .write else { return }
    let source: Source
    do throws(FileError) {
      source = Source(name: use.path, bytes: try FileReader.read(use.path))
    } catch {
      throw BaselineIssue(error)
    }
    do throws(BaselineReader.Failure) {
      entries = try BaselineReader.read(source).entries
    } catch {
      throw BaselineIssue(error, in: source)
    }
    for entry in entries {
      open[entry.key, default: 0] += 1
      known.insert(Array(entry.file.utf8))
    }
  }

  // MARK: Files

  /// Notes that a file has been looked at and holds nothing to check.
  mutating func look(at file: String) {
    let file = Array(name(of: file).utf8)
    if known.contains(file) { seen[file] = .some(nil) }
  }

  /// The result without the findings that the baseline holds. Of equal findings, as many are lifted as it has.
  mutating func lift(_ result: FileResult) -> FileResult {
    let file = name(of: result.file)
    if !result.isIncomplete, known.contains(Array(file.utf8)) {
      seen[Array(file.utf8)] = .some(result.linter?.askedRules(of: result))
    }
    var result = result
    var staying: [Diagnostic] = []
    var lifted: [Diagnostic] = []
    for diagnostic in result.diagnostics {
      guard canLift(diagnostic, result.suppressionSettings), take(Baseline.Entry(diagnostic, file: file)) else {
        staying.append(diagnostic)
        continue
      }
      var diagnostic = diagnostic
      diagnostic.suppression = Suppression(kind: .baseline)
      lifted.append(diagnostic)
    }
    guard !lifted.isEmpty else { return result }
    matched += lifted.count
    result.diagnostics = staying
    result.suppressed = (result.suppressed + lifted).sorted(by: FileResult.isInOrder)
    return result
  }

  private mutating func take(_ entry: Baseline.Entry) -> Bool {
    if use.action == .write {
      entries.append(entry)
      return true
    }
    guard let count = open[entry.key], count > 0 else { return false }
    open[entry.key] = count - 1
    return true
  }

  private func canLift(_ diagnostic: Diagnostic, _ settings: SuppressionSettings) -> Bool {
    !SuppressionSettings.unsuppressible.contains { TextOrder.isEqual($0, diagnostic.rule) }
      && settings.prohibition(of: diagnostic.rule) == nil
  }

  /// A file as seen from the baseline's folder. Standard input without a name is no file.
  private func name(of file: String) -> String {
    if TextOrder.isEqual(file, PathRun.standardInput) { return file }
    let path = PathNames.absolute(file)
    var way = ""
    for ancestor in PathNames.ancestors(of: folder) {
      if let inside = PathNames.relative(path, to: ancestor) { return way + inside }
      way += "../"
    }
    return path
  }

  // MARK: The end

  /// What there is to say of the baseline; writes it where that was asked for and the run was complete.
  func finish(isComplete: Bool) throws(FileError) -> Report.BaselineOutcome {
    var status = Report.BaselineOutcome(file: use.path, findings: matched, fixed: 0, action: .applied)
    switch use.action {
    case .apply: status.fixed = split().fixed.count
    case .prune:
      let (kept, fixed) = split()
      status.fixed = fixed.count
      if isComplete, !fixed.isEmpty { try FileWriter.replace(use.path, with: Baseline(kept).bytes) }
      status.action = isComplete ? .pruned : .leftAlone
    case .write:
      if isComplete { try FileWriter.replace(use.path, with: Baseline(entries).bytes) }
      status.action = isComplete ? .written : .leftAlone
    }
    return status
  }

  private func split() -> (kept: [Baseline.Entry], fixed: [Baseline.Entry]) {
    var open = open
    var kept: [Baseline.Entry] = []
    var fixed: [Baseline.Entry] = []
    // From the end, so that the first of equal entries stay.
    for entry in entries.reversed() {
      if let count = open[entry.key], count > 0, isFixed(entry) {
        open[entry.key] = count - 1
        fixed.append(entry)
      } else {
        kept.append(entry)
      }
    }
    return (kept, fixed)
  }

  /// Whether a finding that was not met again is gone: its file was looked at and its rule asked, or there is no such
  /// file any more.
  private func isFixed(_ entry: Baseline.Entry) -> Bool {
    if let rules = seen[Array(entry.file.utf8)] {
      return rules.map { !$0.off.contains(entry.rule) && !$0.undecided.contains(entry.rule) } ?? true
    }
    return !TextOrder.isEqual(entry.file, PathRun.standardInput)
      && !FileReader.exists(PathNames.join(folder, entry.file))
  }
}

/// Why there is no baseline to work with, in one line.
struct BaselineIssue: Error {
  let message: String
  let file: String?

  static let nothingToPrune = BaselineIssue(
    message: "there is no baseline to prune; name it: --baseline FILE --prune-baseline", file: nil)

  private init(message: String, file: String?) {
    self.message = message
    self.file = file
  }

  init(_ error: FileError) {
    file = error.path
    message =
      "cannot read the baseline \(DisplayText.escaped(error.path)): \(error.message)"
      + (error.reason == .missing ? "; write it with --write-baseline \(DisplayText.escaped(error.path))" : "")
  }

  init(_ failure: BaselineReader.Failure, in source: Source) {
    file = source.name
    let place = LineIndex(source).position(of: failure.range.lowerBound).display
    message = "\(DisplayText.escaped(source.name)):\(place) is no baseline: \(failure.message); \(failure.help)"
  }

  init(unwritable error: FileError) {
    file = error.path
    message = "cannot write the baseline \(DisplayText.escaped(error.path)): \(error.message)"
  }

  var issue: RunIssue { RunIssue(id: .baseline, message: message, file: file) }
}
