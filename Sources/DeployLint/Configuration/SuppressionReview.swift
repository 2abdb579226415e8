/// Finds what is wrong with suppressions: those that match nothing, name no rule, or are forbidden.
struct SuppressionReview {
  var rules: AskedRules
  let settings: SuppressionSettings
  /// What becomes of the review's own findings.
  let severities: RuleSettings

  // MARK: Comments

  /// The findings about the comments of a file, each with its document.
  ///
  /// - Parameter problems: what is wrong with the way in which they are written.
  /// - Parameter places: where findings of each rule stay, in the order of the file, to point at a near miss.
  /// - Parameter isComplete: whether the whole file could be read; else nobody knows what a comment would match.
  func findings(
    of comments: CommentSuppressions, _ problems: [(problem: SyntaxProblem, document: Int)], lines: LineIndex,
    places: [String: [Int]], isComplete: Bool
  ) -> [(finding: Finding, document: Int)] {
    let written = problems.map { problem, document in
      var finding = Self.finding(problem.message, help: problem.help)
      finding.range = problem.range
      finding.identity = problem.message
      return (finding, document)
    }
    let found = written + findings(about: comments, lines, places, isComplete: isComplete)
    return found.compactMap { finding, document in severities.apply(to: finding).map { ($0, document) } }
  }

  private func findings(
    about comments: CommentSuppressions, _ lines: LineIndex, _ places: [String: [Int]], isComplete: Bool
  ) -> [(finding: Finding, document: Int)] {
    var counts: [Int: Int] = [:]
    var results: [(index: Int, finding: Finding)] = []
    for (index, name) in comments.names.enumerated() {
      guard var finding = problem(of: name, isComplete: isComplete, lines, places) else { continue }
      finding.range = name.scope.isMisplaced ? name.scope.comment.range : name.name.range
      finding.identity = "\(name.scope.comment.form.rawValue)[\(name.name.text)]"
      counts[name.scope.comment.range.lowerBound, default: 0] += 1
      results.append((index, finding))
    }
    return results.map { index, finding in
      let name = comments.names[index]
      let comment = name.scope.comment
      var finding = finding
      if finding.fix == nil, !name.scope.isMisplaced {
        let isAlone = counts[comment.range.lowerBound] == comment.names.count
        finding.fix = isAlone ? Self.removal(of: comment) : Self.removal(of: name.name, from: comment)
      }
      return (finding, name.scope.document)
    }
  }

  private func problem(
    of name: CommentSuppressions.Name, isComplete: Bool, _ lines: LineIndex, _ places: [String: [Int]]
  ) -> Finding? {
    let text = name.name.text
    if let finding = cannotBeNamed(name.rules, at: name.name.range) { return finding }
    if let rule = name.forbidden { return forbidden(rule, by: name.rules) }
    let comment = name.scope.comment
    if name.scope.isMisplaced {
      return Self.finding(
        "'\(comment.form.rawValue)' stands behind the first value of the file, where it suppresses nothing",
        help: "move it to the top of the file, or write ignore-block[…] above the value that is meant")
    }
    guard !name.isUsed, isComplete, !rules.isUndecided(name.rules) else { return nil }
    let written = DisplayText.quoted("\(comment.form.rawValue)[\(text)]")
    return Self.finding(
      "\(written) matches nothing: " + Self.reach(of: name.scope, lines),
      help: way(name, lines, places[text] ?? []))
  }

  /// Where a comment looks for findings, for people.
  private static func reach(of scope: SuppressionScopes.Scoped, _ lines: LineIndex) -> String {
    guard let range = scope.range else {
      switch (scope.comment.form, scope.comment.followsCode) {
      case (.block, true): return "no value starts on its line"
      case (.block, false): return "no value starts on the line that follows"
      default: return "no line with code follows"
      }
    }
    let first = lines.position(of: range.lowerBound).line
    switch scope.comment.form {
    case .file: return "the file has no such finding"
    case .line: return "line \(first) has no such finding"
    case .block:
      let last = lines.position(of: range.upperBound - 1).line
      return first == last ? "line \(first) has no such finding" : "lines \(first) to \(last) have no such finding"
    }
  }

  private func way(_ name: CommentSuppressions.Name, _ lines: LineIndex, _ places: [Int]) -> String {
    if rules.areOff(name.rules) { return "the rule is off; remove the comment, or switch the rule on" }
    let start = name.scope.range?.lowerBound ?? name.name.range.lowerBound
    if name.scope.comment.form != .file, let place = Self.nearest(to: start, among: places) {
      let line = lines.position(of: place).line
      return "there is one on line \(line); move the comment to it, or remove it"
    }
    return "remove it"
  }

  /// The place with the least distance; they are sorted.
  private static func nearest(to offset: Int, among places: [Int]) -> Int? {
    let next = places.bisect { $0 >= offset }
    let neighbours = places[max(next - 1, 0)..<min(next + 1, places.count)]
    return neighbours.min { abs($0 - offset) < abs($1 - offset) }
  }

  // MARK: Entries of the configuration

  /// The findings about an entry of the configuration, each with its place.
  func findings(of entry: PathSuppressions.Entry) -> [(finding: Finding, place: ConfigurationPlace)] {
    entry.entry.rules.indices.compactMap { index in
      problem(of: entry, index).flatMap(severities.apply).map { ($0, entry.entry.place) }
    }
  }

  private func problem(of entry: PathSuppressions.Entry, _ index: Int) -> Finding? {
    let selector = entry.entry.rules[index]
    if let finding = cannotBeNamed(selector) { return finding }
    if let rule = entry.forbidden[index] { return forbidden(rule, by: selector) }
    guard !entry.isUsed[index], !rules.isUndecided(selector) else { return nil }
    var reach = "no file of this run that matches \(DisplayText.quoted(entry.entry.files.text)) has such a finding"
    if let pointer = entry.entry.pointer?.pointer, !pointer.isEmpty { reach += " at \(DisplayText.quoted(pointer))" }
    var finding = Self.finding(
      "the suppression of \(DisplayText.quoted(selector.text)) matches nothing: \(reach)",
      help: rules.areOff(selector) ? "the rule is off; remove the entry, or switch the rule on" : "remove it")
    finding.identity = selector.text
    return finding
  }

  // MARK: Names

  /// What is wrong with a name, whatever it may match.
  ///
  /// - Parameter range: where another name can be put in its place.
  private func cannotBeNamed(_ selector: RuleSelector, at range: Range<Int>? = nil) -> Finding? {
    let name = DisplayText.quoted(selector.text)
    guard rules.exist(selector) else {
      var finding = Self.finding(
        "there is no rule \(name) to suppress", help: "'deploylint rules' lists all of them")
      if ["*", "all"].contains(where: { TextOrder.isEqual(selector.text, $0) }) {
        finding.help = "name the rules, or a group such as 'sagemaker/'"
      } else if let nearest = nearest(to: selector) {
        finding.help = "did you mean '\(nearest)'?"
        finding.fix = range.map { range in
          Fix(
            title: "write '\(nearest)'", isSafe: false,
            edits: [Fix.Edit(start: range.lowerBound, end: range.upperBound, text: nearest)])
        }
      }
      return finding
    }
    if let id = SuppressionSettings.unsuppressible.first(where: { TextOrder.isEqual($0, selector.text) }) {
      let reason =
        TextOrder.isEqual(id, SyntaxProblem.suppression)
        ? "a suppression at fault must not hide itself" : "a text that cannot be read is not checked"
      return Self.finding("\(name) cannot be suppressed: \(reason)", help: "remove it")
    }
    return settings.prohibition(of: selector.text) == nil ? nil : forbidden(selector.text, by: selector)
  }

  /// What has a slash inside is a rule of that group, and not the group.
  private func nearest(to selector: RuleSelector) -> String? {
    let isRule = !selector.isPrefix && selector.text.utf8.contains(UInt8(ascii: "/"))
    return isRule
      ? Suggestion.nearest(to: selector.text, among: rules.ids)
      : RuleSelector.nearest(to: selector.text, among: rules.ids)
  }

  private func forbidden(_ rule: String, by selector: RuleSelector) -> Finding {
    var finding = Self.finding(
      "the configuration forbids suppressing \(DisplayText.quoted(rule))",
      help: selector.isPrefix && !TextOrder.isEqual(rule, selector.text)
        ? "name the other rules of \(DisplayText.quoted(selector.text)), and mend what this one reports"
        : "mend what the rule reports, and remove this")
    if let place = settings.prohibition(of: rule)?.place { finding.related = [.prohibition(place)] }
    return finding
  }

  private static func finding(_ message: String, help: String) -> Finding {
    Finding(
      rule: SyntaxProblem.suppression, severity: .warning, message: message, help: help, url: Documentation.yaml,
      range: 0..<0)
  }

  // MARK: Fixes

  private static func removal(of comment: SuppressionComment) -> Fix {
    Fix(title: "remove the comment", isSafe: true, edits: [edit(comment.removal)])
  }

  /// Takes a name out of the list, with the comma that parts it from its neighbour.
  private static func removal(of name: SuppressionComment.Name, from comment: SuppressionComment) -> Fix? {
    guard let index = comment.names.firstIndex(where: { $0.range == name.range }), comment.names.count > 1 else {
      return nil
    }
    let range =
      index > 0
      ? comment.names[index - 1].range.upperBound..<name.range.upperBound
      : name.range.lowerBound..<comment.names[1].range.lowerBound
    return Fix(
      title: "remove \(DisplayText.quoted(name.text)) from the list", isSafe: true, edits: [edit(range)])
  }

  private static func edit(_ range: Range<Int>) -> Fix.Edit {
    Fix.Edit(start: range.lowerBound, end: range.upperBound, text: "")
  }
}

extension Finding.Related {
  /// Where the configuration forbids suppressing a rule.
  static func prohibition(_ place: ConfigurationPlace) -> Finding.Related {
    Finding.Related(
      message: "suppressing it is forbidden here", path: RequestPath(), range: 0..<0,
      elsewhere: OtherFile(name: place.file, span: place.span))
  }
}
