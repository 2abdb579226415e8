// The command line knows the folder that paths are relative to; in a program, they are taken as they are.

extension GitHubReporter {
  /// The annotations, with the paths of the report.
  public static func render(_ report: Report) -> String { render(report, base: PathBase(folder: nil)) }
}

extension GitLabReporter {
  /// The report, with the paths of the report.
  public static func render(_ report: Report) -> String { render(report, base: PathBase(folder: nil)) }
}

extension SARIFReporter {
  /// The log, with all rules and the paths of the report.
  ///
  /// - Parameter failLevel: what makes a run fail: the log says whether this one did; `nil` for never.
  public static func render(_ report: Report, failLevel: Severity? = .error) -> String {
    let rules = (try? RuleCatalog.entries(with: report.ownRules)) ?? []
    return render(
      report, rules: rules, base: PathBase(folder: nil), exitStatus: report.exitStatus(failLevel: failLevel))
  }
}
