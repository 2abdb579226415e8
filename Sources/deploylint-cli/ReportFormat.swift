import ArgumentParser

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How findings are shown.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text, compact, json, ndjson, sarif, junit, github, gitlab, checkstyle
  /// What the build server at hand shows best.
  case auto

  /// The format that `auto` stands for here, or the format itself.
  ///
  /// GitHub turns commands in the log into annotations. What other servers show is made from files, so their logs get
  /// the text for people.
  var chosen: ReportFormat {
    guard self == .auto else { return self }
    return getenv("GITHUB_ACTIONS").map { String(cString: $0) } == "true" ? .github : .text
  }
}
