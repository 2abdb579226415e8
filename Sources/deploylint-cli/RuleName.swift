import DeployLint

/// The names of rules as people type them.
enum RuleName {
  /// What to say of a name that no rule has. The name of the pack may be missing from it.
  ///
  /// - Parameter own: the ids of rules of one's own.
  static func unknown(_ name: String, own: [String] = []) -> String {
    let nearest = RuleSelector.nearest(to: name, among: RuleCatalog.ids + own)
    let hint = nearest.map { "did you mean '\($0)'?" } ?? "'deploylint rules' lists all of them"
    return "there is no rule '\(DisplayText.escaped(name))'; \(hint)"
  }
}
