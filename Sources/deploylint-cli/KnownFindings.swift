import ArgumentParser
import DeployLint

/// The options of `check` about findings that do not count.
struct KnownFindings: ParsableArguments {
  @Flag(help: "Show findings that comments, the configuration or the baseline suppress, too.")
  var showSuppressed = false

  @Option(help: ArgumentHelp("Pass over the findings that stand in this baseline.", valueName: "file"))
  var baseline: String?

  @Option(
    help: ArgumentHelp(
      "Write all findings to a baseline; later runs with --baseline tell what is new.", valueName: "file"))
  var writeBaseline: String?

  @Flag(help: "Take the entries out of the baseline that are fixed by now.")
  var pruneBaseline = false

  func validate() throws {
    if baseline != nil, writeBaseline != nil {
      throw ValidationError("--write-baseline writes all findings anew; leave out --baseline")
    }
    if pruneBaseline, writeBaseline != nil {
      throw ValidationError("--write-baseline leaves nothing to prune; leave out --prune-baseline")
    }
  }

  var baselinePath: String? { writeBaseline ?? baseline }

  var baselineAction: BaselineUse.Action {
    if writeBaseline != nil { return .write }
    return pruneBaseline ? .prune : .apply
  }
}
