import DeployLint

/// The names of rules as people type them.
enum RuleName {
  /// What to say of a name that no rule has. The name of the pack may be missing from it.
  static func unknown(_ name: String) -> String {
    let ids = RuleCatalog.ids
    let nearest =
      Suggestion.nearest(to: name, among: ids)
      ?? Suggestion.nearest(to: name, among: ids.map(RuleCatalog.name(of:)))
      .flatMap { nearest in ids.first { RuleCatalog.name(of: $0) == nearest } }
    let hint = nearest.map { "did you mean '\($0)'?" } ?? "'deploylint rules' lists all of them"
    return "there is no rule '\(DisplayText.escaped(name))'; \(hint)"
  }
}
